"""Judges a kept run on one split of its pictures, and keeps the result until the weights change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sft_gui.data.index import Picture, Split
from sft_gui.errors import Cancelled, UserError
from sft_gui.evaluation.evaluation import Evaluation, Row
from sft_gui.files import read_json, write_text
from sft_gui.messages import Message, say
from sft_gui.prediction.kept_model import KeptModel
from sft_gui.training import setup
from sft_gui.training.run_folder import RunFolder

FORMAT = 1
SPLIT_WORDS = {Split.TRAIN: say("Training"), Split.VAL: say("Validation"), Split.TEST: say("Test")}


def evaluate(
    run: RunFolder,
    split: Split,
    *,
    on_progress: Callable[[int, int | None, Message], None] = lambda done, total, what: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Evaluation:
    """Judge the best weights of a run on the pictures of ``split``, as they were split when the run was made.

    Pictures, batches and arithmetic are those of the validation while training, so the scores are the same numbers.

    Raises:
        UserError: the run has no model, the split has no pictures, or none of them is there any more.
        Cancelled: ``cancelled`` said so.
    """
    pictures = run.pictures(split)
    if not pictures:
        raise UserError(
            say("{split} has no pictures in the run {name}.", split=SPLIT_WORDS[split], name=run.name),
            say("Choose another split."),
        )
    kept = cached(run, split)
    if kept is not None:
        return kept
    present = [picture for picture in pictures if (run.root / picture.path).is_file()]
    if not present:
        raise UserError(
            say("The pictures of the run {name} are no longer in {root}.", name=run.name, root=str(run.root)),
            say("Connect the drive or put the folder back."),
        )
    model = KeptModel.best(run)
    weights = _digest(run.best_weights)
    scores, rows = _judge(run, model, present, on_progress, cancelled)
    evaluation = Evaluation.of(split, model.classes, scores, rows, missing=len(pictures) - len(present))
    if not evaluation.missing:
        _keep(run, evaluation, weights)
    return evaluation


def cached(run: RunFolder, split: Split) -> Evaluation | None:
    """Return the kept evaluation of the run's present weights, or None; reads files only, without torch's work."""
    try:
        data = read_json(_file(run, split))
        if data["format"] == FORMAT and data["weights"] == _digest(run.best_weights):
            return Evaluation.from_json(data)
    except (OSError, ValueError, KeyError, TypeError):
        pass  # none, of another version, or damaged: judging again gives a good one
    return None


def _keep(run: RunFolder, evaluation: Evaluation, weights: str) -> None:
    data: dict[str, Any] = {"format": FORMAT, "weights": weights, **evaluation.to_json()}
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    write_text(_file(run, evaluation.split), text + "\n")


def _file(run: RunFolder, split: Split) -> Path:
    return run.folder / f"evaluation-{split}.json"


def _digest(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _judge(
    run: RunFolder,
    model: KeptModel,
    pictures: Sequence[Picture],
    on_progress: Callable[[int, int | None, Message], None],
    cancelled: Callable[[], bool],
) -> tuple[dict[str, float], list[Row]]:
    scores, rows = model.task.scores(model.classes), list[Row]()
    loader = setup.make_loader(pictures, run, model.task, model.spec, model.image_size)
    try:
        for batch in setup.eval_batches(loader, model.spec, model.image_size, setup.eval_batch_size(run.settings)):
            if cancelled():
                raise Cancelled
            on_progress(len(rows), len(pictures), say("Judging"))
            outputs = model.outputs(batch.images)
            scores.update(outputs, batch.targets)
            predictions = model.task.decode(outputs, model.classes)
            rows += [
                Row(picture.id, picture.path, picture.label or "", answer.label, answer.confidence)
                for picture, answer in zip(batch.pictures, predictions, strict=True)
            ]
    finally:
        loader.close()
    on_progress(len(pictures), len(pictures), say("Judging"))
    return scores.result(), rows
