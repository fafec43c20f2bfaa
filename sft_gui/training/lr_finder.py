"""The learning-rate range test: a few steps on a copy of the model at growing rates, and where the loss falls.

Smith 2017, "Cyclical Learning Rates for Training Neural Networks" (arXiv 1506.01186), section 3.3.
"""

from __future__ import annotations

import contextlib
import math
import statistics
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sft_gui.data.project import Project
from sft_gui.errors import Cancelled, UserError
from sft_gui.settings.setting import Settings
from sft_gui.training import fit
from sft_gui.training.events import Event
from sft_gui.training.features import cache_features
from sft_gui.training.head_init import looking, solve_head
from sft_gui.training.optimization import set_training_mode
from sft_gui.training.preflight import end_soon, endless_batches, never, throwaway_run
from sft_gui.training.recorder import Recorder
from sft_gui.training.request import Control
from sft_gui.training.run_folder import RunFolder
from sft_gui.training.setup import Training, prepare

LOWEST, HIGHEST, STEPS = 1e-6, 1.0, 60
SMOOTHING = 0.8  # weight of what came before, corrected for the beginning
DIVERGED = 3.0  # times the best loss: from there on nothing can be learned
LEAST_FALL, NOISE = 0.03, 2.0  # a fall is so much of the loss, and so many deviations of its mean, or it counts as flat
RISEN, BELOW_RISE = 1.05, 10.0  # of a flat curve, what is suggested is so much below where the loss has risen


@dataclass(frozen=True)
class Curve:
    """The loss over the head's learning rate, as far as the test has come."""

    learning_rates: tuple[float, ...] = ()
    losses: tuple[float, ...] = ()
    total: int = STEPS  # steps that are meant to be taken

    def with_point(self, learning_rate: float, loss: float) -> Curve:
        """Return the curve with one step more."""
        return Curve((*self.learning_rates, learning_rate), (*self.losses, loss), self.total)

    def smoothed(self) -> tuple[float, ...]:
        """Return the losses as their exponential mean."""
        mean, values = 0.0, []
        for count, loss in enumerate(self.losses, 1):
            mean = SMOOTHING * mean + (1 - SMOOTHING) * loss
            values.append(mean / (1 - SMOOTHING**count))
        return tuple(values)

    @property
    def is_over(self) -> bool:
        """Whether the loss has left for good, or all steps are taken."""
        values = self.smoothed()
        has_diverged = bool(values) and (not math.isfinite(values[-1]) or values[-1] > DIVERGED * min(values))
        return has_diverged or len(values) >= self.total

    @property
    def falls(self) -> bool:
        """Whether some learning rate brought the loss down by more than its noise below what small ones left it at."""
        return len(self.losses) >= 2 and self._falls_from(self._before())

    def still_falls_at(self, learning_rate: float) -> bool:
        """Whether higher learning rates brought the loss down by more than its noise below what it is here."""
        if len(self.losses) < 2 or not self.learning_rates[0] <= learning_rate <= self.learning_rates[-1]:
            return False
        values, here = self.smoothed(), self._step_of(learning_rate)
        return int(np.argmin(values)) > here and self._falls_from(values[here])

    def _falls_from(self, level: float) -> bool:
        values = np.array(self.smoothed())
        jumps = np.abs(np.diff(self.losses[: int(values.argmin()) + 2]))
        noise = float(np.median(jumps)) * math.sqrt((1 - SMOOTHING) / (1 + SMOOTHING))
        return bool(values.min() < level - max(LEAST_FALL * self._before(), NOISE * noise))

    def _step_of(self, learning_rate: float) -> int:
        return int(np.searchsorted(np.array(self.learning_rates), learning_rate * (1 - 1e-9)))

    def _before(self) -> float:
        return statistics.median(self.smoothed()[: max(self.total // 3, 1)])

    def suggestion(self, at_present: float | None = None) -> float | None:
        """Return the learning rate at which the loss falls most steeply; of a flat curve a tenth of where it rises.

        A slope is that of a line through a tenth of the steps on either side, so that noise is not taken for it.

        Args:
            at_present: the learning rate of the preset. Where the loss still falls above it, nothing below it is
                suggested: the steepest place of a few steps is often where a new head learns, long before that
                rate is a good one.
        """
        values, logs = np.array(self.smoothed()), np.log10(self.learning_rates)
        reach = max(self.total // 10, 2)
        if len(values) <= 2 * reach:
            return None
        lowest, first = int(values.argmin()), reach
        if at_present is not None and self.still_falls_at(at_present):
            first = max(self._step_of(at_present), reach)
        elif not self.falls or lowest <= reach:
            calm = np.flatnonzero(values <= RISEN * self._before())
            return _round(self.learning_rates[int(calm[-1])] / BELOW_RISE)
        ends = {middle: (middle - reach, min(middle + reach, lowest) + 1) for middle in range(first, lowest)}
        slopes = {m: np.polyfit(logs[low:high], values[low:high], 1)[0] for m, (low, high) in ends.items()}
        return _round(self.learning_rates[min(slopes, key=lambda middle: slopes[middle], default=first)])


def _round(learning_rate: float) -> float:
    return float(f"{learning_rate:.1e}")


def find(
    project: Project,
    settings: Settings,
    *,
    steps: int = STEPS,
    on_progress: Callable[[Curve], object] = lambda curve: None,
    cancelled: Callable[[], bool] = never,
) -> Curve:
    """Train some steps on a copy, from the beginning that the run would have, at rates that grow to the highest.

    Nothing is kept, and the same settings give the same curve. Nothing may be trained meanwhile.

    Raises:
        UserError: what would keep the run from starting too.
        Cancelled: that was asked for.
    """
    plain = settings.with_values({"schedule.name": "constant", "stop.minutes": None})
    with throwaway_run(project, plain) as run:
        training, control = prepare(run), Control()
        end_soon(training, cancelled)

        def hear(event: Event) -> None:
            if cancelled():
                raise Cancelled

        with contextlib.closing(_recorder(run, training, hear)) as recorder, contextlib.closing(training):
            cache_features(training, looking(recorder, control))
            solve_head(training, recorder, control)
            return _range_test(training, recorder, Curve(total=steps), on_progress)


def _recorder(run: RunFolder, training: Training, hear: Callable[[Event], None]) -> Recorder:
    return Recorder(run, hear, offset=None, metric=training.task.metrics[0].name)


def _range_test(training: Training, recorder: Recorder, curve: Curve, on_progress: Callable[[Curve], object]) -> Curve:
    settings, train_state = training.settings, training.train_state
    shares = [group["base_lr"] / settings["optimizer.lr"] for group in training.optimizer.param_groups]
    train_state.total_steps, train_state.epoch_sums = curve.total, {"loss": 0.0, "correct": 0, "total": 0}
    set_training_mode(training.model, training.spec, settings)
    for batch in endless_batches(training):
        learning_rate = LOWEST * (HIGHEST / LOWEST) ** (train_state.step / max(curve.total - 1, 1))
        for group, share in zip(training.optimizer.param_groups, shares, strict=True):
            group["base_lr"] = learning_rate * share
        try:
            losses, *_ = fit.train_step(training, recorder, batch, 1)
        except UserError:
            if len(curve.learning_rates) < 5:
                raise
            break  # the loss is not a number any more
        train_state.step += 1
        curve = curve.with_point(learning_rate, sum(losses.values()))
        on_progress(curve)
        if curve.is_over:
            break
    return curve
