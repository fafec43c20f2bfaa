"""A run's events as the points of its curves: plain arrays, no Qt."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from enum import StrEnum

import numpy as np

from sft_gui.training.events import EpochEnded, Event, Planned, StepDone
from sft_gui.training.progress import Progress

REDRAW_MS, SLOW_REDRAW_MS = 100, 500  # ten times a second; twice, where a curve takes longer to grow by a pixel
STEPS_AT_FULL_PACE = 20_000


class Along(StrEnum):
    """What runs along the horizontal axis."""

    STEP = "step"
    EPOCH = "epoch"
    TIME = "time"


class Points:
    """One curve: where its points are by step, by epoch and by time, and their values."""

    def __init__(self) -> None:
        self.places = {along: array("d") for along in Along}
        self.values = array("d")

    def add(self, step: float, epoch: float, seconds: float, value: float) -> None:
        """Add a point."""
        for along, place in zip(Along, (step, epoch, seconds), strict=True):
            self.places[along].append(place)
        self.values.append(value)

    def __len__(self) -> int:
        return len(self.values)


class CurveData:
    """All points of a run's two plots; ``apply`` takes every event in order.

    Args:
        metric: the headline metric, whose train values come from the steps where the task can count what is right.
    """

    def __init__(self, metric: str) -> None:
        self._metric = metric
        self.loss, self.score = Points(), Points()  # of every step
        self.parts: dict[str, Points] = {}  # of every step, where the loss has several
        self.train_loss, self.train_score = Points(), Points()  # means of every epoch
        self.val_loss, self.val_score = Points(), Points()
        self.seconds = 0.0
        self._steps_per_epoch = 1

    @classmethod
    def of(cls, progress: Progress) -> CurveData:
        """Take all that is known of a run."""
        data = cls(progress.metric)
        if progress.plan is not None:
            data.apply(progress.plan)
        ended = iter(progress.epochs)
        epoch = next(ended, None)
        for step in progress.steps:
            while epoch is not None and epoch.step < step.step:
                data.apply(epoch)
                epoch = next(ended, None)
            data.apply(step)
        while epoch is not None:
            data.apply(epoch)
            epoch = next(ended, None)
        return data

    def apply_all(self, events: Iterable[Event]) -> bool:
        """Take events in order; return whether any was of interest."""
        return sum(self.apply(event) for event in events) > 0

    def apply(self, event: Event) -> bool:
        """Take the next event; return whether it was of interest."""
        match event:
            case Planned():
                self._steps_per_epoch = max(event.steps_per_epoch, 1)
            case StepDone():
                self.seconds += event.seconds
                place = event.step, event.step / self._steps_per_epoch, self.seconds
                self.loss.add(*place, event.loss)
                for name, value in event.losses.items() if len(event.losses) > 1 else ():
                    self.parts.setdefault(name, Points()).add(*place, value)
                if event.correct is not None and event.pictures:
                    self.score.add(*place, event.correct / event.pictures)
            case EpochEnded():
                self._apply_epoch(event)
            case _:
                return False
        return True

    def _apply_epoch(self, event: EpochEnded) -> None:
        self.seconds = event.seconds
        place = event.step, event.epoch, event.seconds
        for points, values, name in (
            (self.val_loss, event.val, "loss"),
            (self.val_score, event.val, self._metric),
            (self.train_loss, event.train, "loss"),
            (self.train_score, event.train, self._metric),
        ):
            if name in values:
                points.add(*place, values[name])


def redraw_ms(run_seconds: float, *, width: int, steps: int) -> int:
    """Return how far apart drawings should be: they take time from training, and a long run's curves take more of it.

    Args:
        run_seconds: what the whole run will take; in a ``width``-th of it the curves grow by a pixel.
        width: of the plot, in pixels.
        steps: drawn by now.
    """
    a_pixel = round(1000 * run_seconds / max(width, 1))
    return max(REDRAW_MS * (1 + steps // STEPS_AT_FULL_PACE), min(a_pixel, SLOW_REDRAW_MS))


def nice_ceiling(value: float) -> float:
    """Return the next round number above, one that a label of the axis can stand at."""
    if value <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(value))
    return float(
        next(step * power for step in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * power >= value * (1 - 1e-9))
    )


def loss_ceiling(step_losses: Sequence[float], val_losses: Sequence[float]) -> float:
    """Return the top of the loss axis: all of validation, and all but the wildest steps."""
    tops = [max(val_losses)] if len(val_losses) else []
    if len(step_losses):
        tops.append(float(np.quantile(np.asarray(step_losses), 0.98)))
    return nice_ceiling(max(tops, default=1.0))


def score_floor(train: Sequence[float], val: Sequence[float]) -> float:
    """Return the bottom of a per-cent axis: what validation and the later part of training need, to whole tenths."""
    lows = [min(val)] if len(val) else [0.0]
    if len(train):
        values = np.asarray(train)
        # Single small batches swing widely; the mean of a stretch is what the smoothed line shows.
        width = max(len(values) // 20, 1)
        means = [
            part.mean()
            for part in np.array_split(values[len(values) // 5 :], max(len(values) // width, 1))
            if len(part)
        ]
        lows.append(min(means, default=0.0))
    return float(max(np.floor(min(lows) * 10 - 1e-9) / 10, 0.0))


def ticks(high: float, *, most: int, whole: float = 1.0) -> list[float]:
    """Return at most ``most`` even places from 0 to ``high``, each a multiple of ``whole``."""
    if high <= 0:
        return [0.0]
    for factor in (k * 10**n for n in range(8) for k in (1, 2, 5)):
        if high / (whole * factor) <= most:
            return [float(place) for place in np.arange(0, high + whole * 1e-6, whole * factor)]
    return [0.0, high]
