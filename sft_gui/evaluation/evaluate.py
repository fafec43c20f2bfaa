"""Evaluates a kept run on one split of its pictures, and keeps the result until the weights change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sft_gui import sealed
from sft_gui.data.index import Picture, Split
from sft_gui.data.loader import Batch
from sft_gui.data.memory import Parts
from sft_gui.errors import Cancelled, UserError
from sft_gui.evaluation.evaluation import Evaluation, Row
from sft_gui.evaluation.shape_evaluation import ShapeEvaluation
from sft_gui.messages import Message, say
from sft_gui.prediction.kept_model import KeptModel
from sft_gui.tasks.task import Prediction, Sizes
from sft_gui.training import picture_changes, setup
from sft_gui.training.run_folder import RunFolder

FORMAT = 2
SEALED_FROM = 2  # the first format with a seal
AnyEvaluation = Evaluation | ShapeEvaluation
SPLIT_WORDS = {Split.TRAIN: say("Training"), Split.VAL: say("Validation"), Split.TEST: say("Test")}


def evaluate(
    run: RunFolder,
    split: Split,
    *,
    on_progress: Callable[[int, int | None, Message], None] = lambda done, total, what: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> AnyEvaluation:
    """Evaluate the best weights of a run on the pictures of ``split``, as they were split when the run was made.

    Pictures, batches and arithmetic are those of the validation while training, so the scores are the same numbers.

    Raises:
        UserError: the run has no model, the split has no pictures, or none of them is there as it was.
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
    found = picture_changes.drift_of(run, split=split, on_progress=on_progress, cancelled=cancelled)
    picture_changes.check_source(run, found)
    lost = {change.picture.id for change in found.changes}
    present = [picture for picture in pictures if picture.id not in lost]
    if not present:
        raise UserError(
            say(
                "None of the pictures that the run {name} was made of is in {root}.", name=run.name, root=str(run.root)
            ),
            say("Connect the drive or put the folder back."),
        )
    model = KeptModel.best(run)
    weights = _digest(run.best_weights)
    evaluation = _evaluate(run, model, split, present, len(pictures) - len(present), on_progress, cancelled)
    if model.note is not None:
        return replace(evaluation, note=model.note)
    if not evaluation.missing:
        try:
            _keep(run, evaluation, weights)
        except UserError as error:  # a convenience, as in a project that can only be looked at
            return replace(evaluation, note=say("This evaluation is not kept: {why}", why=error.what))
    return evaluation


def cached(run: RunFolder, split: Split) -> AnyEvaluation | None:
    """Return the kept evaluation of the run's present weights, or None; reads files only, without torch's work."""
    try:
        data = sealed.read_json(_file(run, split), latest=FORMAT, sealed_from=SEALED_FROM)
        if data["weights"] == _digest(run.best_weights):
            return ShapeEvaluation.from_json(data) if "task" in data else Evaluation.from_json(data)
    except (UserError, OSError, ValueError, KeyError, TypeError):
        pass  # none, of another version, or damaged: evaluating again gives a good one
    return None


def _keep(run: RunFolder, evaluation: AnyEvaluation, weights: str) -> None:
    data: dict[str, Any] = {"weights": weights, **evaluation.to_json()}
    sealed.write_json(_file(run, evaluation.split), data, number=FORMAT, indent=None)


def _file(run: RunFolder, split: Split) -> Path:
    return run.folder / f"evaluation-{split}.json"


def _digest(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _evaluate(
    run: RunFolder,
    model: KeptModel,
    split: Split,
    pictures: Sequence[Picture],
    missing: int,
    on_progress: Callable[[int, int | None, Message], None],
    cancelled: Callable[[], bool],
) -> AnyEvaluation:
    scores, rows, done, parts = model.task.scores(model.classes), list[Row](), 0, Parts()
    loader = setup.make_loader(pictures, run, model.task, model.spec, model.image_size)
    try:
        for batch in setup.eval_batches(loader, model.spec, model.image_size, setup.eval_batch_size(run.settings)):
            if cancelled():
                raise Cancelled
            on_progress(done, len(pictures), say("Judging"))
            sizes = [(picture.height, picture.width) for picture in batch.pictures]

            def answered(part: slice, batch: Batch = batch, sizes: Sizes = sizes) -> tuple[slice, Any]:
                return part, model.outputs(batch.images[part], sizes[part])

            for part, outputs in parts.each(len(sizes), answered):
                scores.update(outputs, batch.targets[part])
                if not model.task.class_metrics:  # the evaluation follows from the predictions
                    rows += _rows(batch.pictures[part], model.task.decode(outputs, model.classes))
            done += len(batch.pictures)
    finally:
        loader.close()
    on_progress(done, len(pictures), say("Judging"))
    findings = scores.findings()
    if findings is None:
        return Evaluation.of(split, model.classes, scores.result(), rows, missing=missing)
    return ShapeEvaluation.of(split, model.task, model.classes, scores.result(), findings, pictures, missing=missing)


def _rows(pictures: Sequence[Picture], predictions: Sequence[Prediction]) -> list[Row]:
    return [
        Row(picture.id, picture.path, picture.label or "", answer.label, answer.confidence)
        for picture, answer in zip(pictures, predictions, strict=True)
    ]
