"""Evaluates a kept run on one split of its pictures, and keeps the result until the weights change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sft_gui import sealed
from sft_gui.data.index import Picture, Split
from sft_gui.data.loader import Batch
from sft_gui.data.memory import Parts
from sft_gui.errors import Cancelled, UserError
from sft_gui.inference.model import InferenceModel
from sft_gui.messages import Message, say
from sft_gui.prediction import kept_models
from sft_gui.tasks import registry
from sft_gui.tasks.evaluation import Evaluation
from sft_gui.tasks.metric import present_names
from sft_gui.tasks.task import Sizes
from sft_gui.training import picture_changes, setup
from sft_gui.training.run_folder import RunFolder

FORMAT = 4  # until 3 the count of correct pictures was called right
SEALED_FROM = 2  # the first format with a seal
SPLIT_WORDS = {Split.TRAIN: say("Training"), Split.VAL: say("Validation"), Split.TEST: say("Test")}


def evaluate(
    run: RunFolder,
    split: Split,
    *,
    on_progress: Callable[[int, int | None, Message], None] = lambda done, total, what: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Evaluation:
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
    model = kept_models.best(run)
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


def cached(run: RunFolder, split: Split) -> Evaluation | None:
    """Return the kept evaluation of the run's present weights, or None; reads files only, without torch's work."""
    try:
        data = sealed.read_json(_file(run, split), latest=FORMAT, sealed_from=SEALED_FROM)
        if data["weights"] == _digest(run.best_weights):
            return read(data)
    except (UserError, OSError, ValueError, KeyError, TypeError):
        pass  # none, of another version, or damaged: evaluating again gives a good one
    return None


def _keep(run: RunFolder, evaluation: Evaluation, weights: str) -> None:
    data: dict[str, Any] = {"weights": weights, **evaluation.to_json()}
    sealed.write_json(_file(run, evaluation.split), data, number=FORMAT, indent=None)


def _file(run: RunFolder, split: Split) -> Path:
    return run.folder / f"evaluation-{split}.json"


def _digest(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _evaluate(
    run: RunFolder,
    model: InferenceModel,
    split: Split,
    pictures: Sequence[Picture],
    missing: int,
    on_progress: Callable[[int, int | None, Message], None],
    cancelled: Callable[[], bool],
) -> Evaluation:
    scores, done, parts = model.task.scores(model.classes), 0, Parts()
    loader = setup.make_loader(pictures, run, model.task, model.view)
    try:
        for batch in model.view.batches(loader, setup.eval_batch_size(run.settings)):
            if cancelled():
                raise Cancelled
            on_progress(done, len(pictures), say("Evaluating"))
            sizes = [(picture.height, picture.width) for picture in batch.pictures]

            def answered(part: slice, batch: Batch = batch, sizes: Sizes = sizes) -> tuple[slice, Any]:
                return part, model.outputs(batch.images[part], sizes[part])

            for part, outputs in parts.each(len(sizes), answered):
                scores.update(outputs, batch.targets[part])
            done += len(batch.pictures)
    finally:
        loader.close()
    on_progress(done, len(pictures), say("Evaluating"))
    return scores.evaluation(
        pictures, split=split, task=model.task, classes=tuple(model.classes), scores=scores.result(), missing=missing
    )


def read(data: Mapping[str, Any]) -> Evaluation:
    """Read a kept evaluation of any format; formats 1 and 2 had the part beside the rest, and no task for classes."""
    the_task = registry.find(data["task"]) if "task" in data else registry.DEFAULT  # format 1 had classes only
    split, classes = Split(data["split"]), tuple(data["classes"])
    part, scores = data.get("part", data), present_names(data["scores"])
    return the_task.evaluation.of_part(part, split=split, task=the_task, classes=classes, scores=scores)
