"""Folds events into what is shown: curves, counts, pace. Pure: no clock, no Qt, no files.

The live page, a reopened run and the command line show the same numbers because they use this one fold.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime

from sft_gui.messages import EPOCHS, Message, say
from sft_gui.tasks import registry
from sft_gui.tasks.score_words import value_words
from sft_gui.training import eta
from sft_gui.training.events import (
    Checkpointed,
    EpochEnded,
    Event,
    Level,
    Logged,
    Planned,
    Preparing,
    RunState,
    SamplesPredicted,
    StateChanged,
    StepDone,
)
from sft_gui.training.report import Report

PACE_STEPS = 40  # the pace is the mean over so many steps
STEPS_BEFORE_ETA = 20
FEWEST_STEPS, SLOW_SECONDS = 3, 10.0  # fewer steps will do where they have taken so long


def epoch_under_way(done: int, epochs: int) -> int:
    """Return which epoch a run is in that has ended ``done`` of ``epochs``; the last one where it has ended all."""
    return min(done + 1, epochs) if epochs else done


@dataclass
class Progress:
    """All that is known of a run so far; ``apply`` every event in order.

    Args:
        metric: the headline metric's name, such as ``accuracy``.
    """

    metric: str = "accuracy"
    state: RunState = RunState.PREPARING
    failure: StateChanged | None = None
    plan: Planned | None = None
    preparing: Preparing | None = None
    step: int = 0
    steps: list[StepDone] = field(default_factory=list)
    epochs: list[EpochEnded] = field(default_factory=list)
    samples: list[SamplesPredicted] = field(default_factory=list)
    log: list[Logged] = field(default_factory=list)
    trained_seconds: float = 0.0
    checkpoint_seconds: float = 0.0
    safe_step: int = 0  # the last step that a checkpoint holds
    best: EpochEnded | None = None
    _begun: Preparing | None = None  # the first word of what is being prepared
    _step_epoch: int = 0  # of the last step
    _step_seconds: float = 0.0  # of all steps, and of those before the last epoch's end
    _evaluated_step_seconds: float = 0.0
    _pace: deque[StepDone] = field(default_factory=lambda: deque(maxlen=PACE_STEPS))

    def apply(self, event: Event) -> None:
        """Take the next event."""
        match event:
            case StateChanged():
                self.state = event.state
                self.failure = event if event.state == RunState.FAILED else None
                self.preparing = None if event.state != RunState.PREPARING else self.preparing
                if event.reason is not None:
                    level = Level.ERROR if event.state == RunState.FAILED else Level.INFO
                    self.log.append(Logged(event.time, level, event.reason))
            case Planned():
                self.plan = event
            case Preparing():
                is_same = self.preparing is not None and self.preparing.what.template == event.what.template
                self._begun = self._begun if is_same else event
                self.preparing = event
            case StepDone():
                self._apply_step(event)
            case EpochEnded():
                self._apply_epoch(event)
            case SamplesPredicted():
                self.samples.append(event)
            case Checkpointed():
                self.checkpoint_seconds += event.seconds
                self.safe_step = event.step
            case Logged():
                self.log.append(event)

    def _apply_step(self, event: StepDone) -> None:
        self.step, self._step_epoch, self.preparing = event.step, event.epoch, None
        self.trained_seconds += event.seconds
        self._step_seconds += event.seconds
        self.steps.append(event)
        self._pace.append(event)

    def _apply_epoch(self, event: EpochEnded) -> None:
        if self.metric not in event.val:
            return  # a damaged line of an earlier version
        self.epochs.append(event)
        self.preparing = None
        self.trained_seconds, self._evaluated_step_seconds = event.seconds, self._step_seconds
        if event.is_best:
            self.best = event
        values = {"epoch": event.epoch, "score": value_words(registry.headline(self.metric), event.val[self.metric])}
        sentence = say("Epoch {epoch} finished: validation {score}", **values)
        if event.epoch == 0:
            sentence = say("Before the first step: validation {score}", **values)
        elif event.is_best:
            sentence = say("Epoch {epoch} finished: validation {score}, the best so far", **values)
        self.log.append(Logged(event.time, Level.INFO, sentence))

    def keep_only(self, epoch: int | None) -> None:
        """Take the weights of ``epoch`` for the best: those of a later one were lost with the process."""
        self.best = next((event for event in self.epochs if event.epoch == epoch), None)

    @property
    def fraction(self) -> float:
        """How much of the plan is done, 0 to 1."""
        if self.plan is None:
            return 0.0
        if self.plan.total_steps == 0:  # a linear model alone
            return 1.0 if self.epochs else 0.0
        return min(self.step / self.plan.total_steps, 1.0)

    @property
    def done(self) -> int:
        """How many epochs have ended with their validation: the count of every list and sentence."""
        return self.epochs[-1].epoch if self.epochs else 0

    @property
    def epoch(self) -> int:
        """The epoch under way, from 1; 0 before the first step. After an epoch's validation, the next."""
        if self.plan is None or not self._step_epoch:
            return self._step_epoch
        is_over = self.done == self._step_epoch and self.step >= self._step_epoch * self.plan.steps_per_epoch
        return epoch_under_way(self.done, self.plan.epochs) if is_over else self._step_epoch

    @property
    def step_in_epoch(self) -> int:
        """The step in the epoch under way, from 1; 0 before its first."""
        return self.step - (self.epoch - 1) * self.plan.steps_per_epoch if self.plan and self.epoch else 0

    @property
    def pictures_per_second(self) -> float | None:
        seconds = sum(event.seconds for event in self._pace)
        return sum(event.pictures for event in self._pace) / seconds if seconds > 0 else None

    @property
    def seconds_left(self) -> float | None:
        """The mean pace times the steps left, validation included; None until it can be evaluated."""
        are_slow = len(self.steps) >= FEWEST_STEPS and self._step_seconds >= SLOW_SECONDS
        if self.plan is None or (len(self.steps) < STEPS_BEFORE_ETA and not are_slow):
            return None
        plan = self.plan
        per_step = sum(event.seconds for event in self._pace) / len(self._pace)
        left = per_step * (plan.total_steps - self.step)
        ended = [event for event in self.epochs if event.epoch > 0]
        if len(ended) > 1:  # what validation and checkpoints took besides the steps
            beside = max(ended[-1].seconds - self._evaluated_step_seconds, 0.0) / max(ended[-1].step, 1)
            left += beside * max(plan.total_steps - self.step, 0)
        return left

    @property
    def preparing_seconds_left(self) -> float | None:
        """How long what is being prepared still takes, at its pace so far; None until that can be evaluated."""
        now, begun = self.preparing, self._begun
        if now is None or begun is None or not now.time or not begun.time:
            return None
        seconds = (datetime.fromisoformat(now.time) - datetime.fromisoformat(begun.time)).total_seconds()
        return eta.seconds_left(seconds, begun.done, now.done, now.total)

    def sentence(self) -> Message:
        """Say in one plain sentence how it goes."""
        if self.state == RunState.FAILED and self.failure is not None and self.failure.reason is not None:
            return self.failure.reason
        if self.state == RunState.PREPARING or (self.state == RunState.RUNNING and not self.step):
            return self.preparing.what if self.preparing else say("Getting ready")
        if self.state == RunState.PAUSED:
            return say("Paused. Everything is saved; you may close the app.")
        evaluated = [event for event in self.epochs if event.epoch > 0]
        if self.state in (RunState.FINISHED, RunState.STOPPED, RunState.INTERRUPTED):
            return self._ending_sentence()
        if len(evaluated) < 2:
            return say("Learning: the first epochs show where it goes")
        return self._trend_sentence(evaluated)

    def _ending_sentence(self) -> Message:
        if self.state == RunState.INTERRUPTED:
            return say("Interrupted at step {step}. Nothing before it is lost.", step=self.step)
        if self.best is None:
            return say("Ended before the first validation")
        if self.plan is not None and self.plan.total_steps == 0:
            return say("Done: this is the score that fine-tuning has to beat")
        if self.state == RunState.STOPPED:
            if self.best.epoch == 0:
                return say("Stopped: the linear start was not beaten yet, and is kept")
            return say("Stopped: the weights of epoch {epoch} are the best so far and are kept", epoch=self.best.epoch)
        if self.best.epoch == 0:
            return say("Done: the linear start was not beaten, and is kept")
        return say("Done: the weights of epoch {epoch} are the best and are kept", epoch=self.best.epoch)

    def _trend_sentence(self, evaluated: list[EpochEnded]) -> Message:
        last, since_best = evaluated[-1], evaluated[-1].epoch - (self.best.epoch if self.best else 0)
        if since_best == 0:
            return say("Learning well: validation is still rising")
        gap = last.train.get(self.metric, 0.0) - last.val[self.metric]
        if since_best >= 3 and gap > 0.1:
            return say("Overfitting: train rises while validation no longer does; the best weights are kept")
        if since_best >= 3:
            return say("Levelling off: no better validation for {epochs}", epochs=EPOCHS.of(since_best))
        return say("Learning: validation moves around its best")

    def report(self) -> Report:
        """Return the few numbers that the history shows."""
        best = self.best
        curve = tuple((event.epoch, event.val[self.metric]) for event in self.epochs)
        return Report(
            state=self.state,
            epoch=self.done,
            epochs=self.plan.epochs if self.plan else 0,
            step=self.step,
            seconds=round(self.trained_seconds, 3),
            best_epoch=best.epoch if best else None,
            scores={f"val.{name}": value for name, value in best.val.items()} if best else {},
            curve=curve,
        )
