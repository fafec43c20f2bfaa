"""Keeps what must not be lost: the best weights and, within 2 % of the training time, checkpoints."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor

from sft_gui.data.loader import Batch
from sft_gui.data.memory import Parts
from sft_gui.errors import UserError
from sft_gui.files import keep_as, make_way
from sft_gui.messages import say
from sft_gui.sealed import Damaged
from sft_gui.training import checkpoint, divergence
from sft_gui.training.clock import Clock
from sft_gui.training.events import Checkpointed, Level, Logged
from sft_gui.training.optimization import set_training_mode
from sft_gui.training.recorder import Recorder
from sft_gui.training.run_folder import RunFolder, now
from sft_gui.training.setup import Training

COST_SHARE = 0.015  # what ends a run is written besides
FIRST_COST = 0.1  # seconds that a checkpoint is taken to cost before one was measured


class CheckpointManager:
    """Decides when to write and writes; the best weights wait in memory for the next checkpoint."""

    def __init__(self, training: Training, recorder: Recorder) -> None:
        self._training, self._recorder = training, recorder
        self._unwritten_best: tuple[dict[str, Tensor], dict[str, Any]] | None = None  # weights, what is said of them
        self._spent, self._last_cost, self._saved_at = 0.0, FIRST_COST, 0.0
        self._epoch_at_save = 0
        self.batch: Batch | None = None  # the last one that was learned from

    @staticmethod
    def log_bytes(run: RunFolder) -> int | None:
        """Return how much of the event log the last checkpoint vouches for; None where there is none."""
        if not run.checkpoint.exists():
            return None
        try:
            return int(checkpoint.read_about(run.checkpoint)["log_bytes"])
        except UserError:  # told by restore(); the log stays whole
            return sys.maxsize

    def restore(self) -> bool:
        """Go back to the last checkpoint; return whether there was one."""
        training = self._training
        if not training.run.checkpoint.exists():
            return False
        try:
            train_state = checkpoint.restore(
                training.run.checkpoint, training.model, training.optimizer, training.average
            )
        except Damaged as error:
            raise UserError(
                error.what, say("Its best weights can still be used. To train, start a new run.")
            ) from error
        vars(training.train_state).update(vars(train_state))
        if training.train_state.scaler:
            training.scaler.load_state_dict(training.train_state.scaler)
        self._saved_at = training.train_state.seconds
        message = say("Resumed after step {step}", step=training.train_state.step)
        self._recorder.tell(Logged(now(), Level.INFO, message))
        self._see_whether_best_is_whole()
        return True

    def _see_whether_best_is_whole(self) -> None:
        train_state = self._training.train_state
        if train_state.best_epoch is None:
            return
        try:
            checkpoint.verify(self._training.run.best_weights)
        except UserError as error:
            train_state.best_epoch = train_state.best_score = None
            message = say("{what} The best weights from here on are kept instead.", what=error.what)
            self._recorder.tell(Logged(now(), Level.WARNING, message))

    @property
    def has_no_best(self) -> bool:
        return self._training.train_state.best_epoch is None

    def consider(self, scores: Mapping[str, float], epoch: int) -> bool:
        """Remember the weights if no epoch was better; ties go to the earlier one."""
        training, train_state = self._training, self._training.train_state
        metric = training.task.metrics[0]
        score = scores[metric.name]
        if train_state.best_score is not None and not metric.is_better(score, train_state.best_score):
            return False
        train_state.best_score, train_state.best_epoch = score, epoch
        weights = {name: value.detach().cpu().clone() for name, value in training.eval_model.state_dict().items()}
        self._unwritten_best = weights, about_best(training, scores)
        return True

    def patience_is_over(self) -> bool:
        """Whether early stopping says that enough epochs have passed without a better one."""
        patience, train_state = self._training.settings["stop.patience"], self._training.train_state
        if patience is None or train_state.best_epoch is None:
            return False
        epochs = train_state.step // self._training.steps_per_epoch
        return epochs - train_state.best_epoch >= patience

    def save_if_sound(self, clock: Clock) -> None:
        """Write unless the loss has run away: what is kept is never that, and what was kept before it stays."""
        steps, classes = self._recorder.progress.steps, len(self._training.classes)
        if (
            not steps
            or self.batch is None
            or (
                not divergence.is_high(steps, classes)
                and is_sound(self._training, self.batch, divergence.bound(steps[0].loss, classes))
            )
        ):  # nothing was learned since the checkpoint that is there
            self.save(clock)

    def save_if_due(self, clock: Clock) -> None:
        """Write a checkpoint at an epoch's end and every so many minutes, as far as 2 % of the time allow."""
        train_state = self._training.train_state
        epoch = train_state.step // self._training.steps_per_epoch
        minutes = (train_state.seconds - self._saved_at) / 60
        due = epoch > self._epoch_at_save or minutes >= self._training.settings["checkpoint.minutes"]
        if due and self._spent + self._last_cost <= COST_SHARE * train_state.seconds:
            self.save_if_sound(clock)

    def save(self, clock: Clock) -> None:
        """Write best weights and checkpoint now; whatever the instant of a kill, both are the old or both the new."""
        started = time.perf_counter()
        training, train_state = self._training, self._training.train_state
        clock.lap()
        if self._unwritten_best is not None:
            checkpoint.save_weights(training.run.next_best, *self._unwritten_best)
            self._unwritten_best = None
        train_state.scaler = training.scaler.state_dict() or None
        train_state.log_bytes = self._recorder.sync()
        self._write_checkpoint()
        self._last_cost = time.perf_counter() - started
        self._spent += self._last_cost
        self._saved_at, self._epoch_at_save = train_state.seconds, train_state.step // training.steps_per_epoch
        self._recorder.tell(Checkpointed(now(), train_state.step, round(self._last_cost, 4)))

    def _write_checkpoint(self) -> None:
        training, run = self._training, self._training.run

        def keep_previous() -> None:
            make_way(run.checkpoint)
            if run.checkpoint.exists():
                keep_as(run.checkpoint, run.previous)

        parts = training.model, training.optimizer, training.train_state, training.average
        checkpoint.save(run.checkpoint, *parts, before=keep_previous)
        if run.next_best.exists():
            run.settle()
        else:
            run.previous_best.unlink(missing_ok=True)  # both checkpoints know the same


def is_sound(training: Training, batch: Batch, most: float) -> bool:
    """Whether the weights as they are now give a batch, in training, a loss of no more than ``most``.

    They were last changed after its loss was known. What the model counts meanwhile is put back.
    """
    model, task, count = training.model, training.task, len(batch.pictures)
    before = [(buffer, buffer.clone()) for buffer in model.buffers()]
    set_training_mode(model, training.spec, training.settings)

    def share(part: slice) -> float:
        with torch.no_grad(), training.autocast():
            inputs = training.prepare_inputs(model, batch.images[part])
            losses, _ = task.losses(*inputs, batch.targets[part], training.options)
        return sum(float(loss) for loss in losses.values()) * len(batch.pictures[part]) / count

    parts = Parts(training.train_state.part_size(count))
    try:
        return sum(parts.each(count, share)) <= most  # not so for what is not a number
    finally:
        for buffer, value in before:
            buffer.copy_(value)


def about_best(training: Training, scores: Mapping[str, float]) -> dict[str, Any]:
    """Return what is needed to use the best weights anywhere, and how they were evaluated."""
    return {
        "model": training.spec.name,
        "task": training.task.name,
        "classes": list(training.classes),
        "image_size": training.image_size,
        "epoch": training.train_state.best_epoch,
        "scores": dict(scores),
    }
