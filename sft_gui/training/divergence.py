"""Says from the recorded losses whether a run has diverged. Pure: a resumed run gets the verdict of an unbroken one.

The loss of a training that goes well may jump for a step or two, but not stay at many times what guessing costs. One
whose learning rate is too high grows a hundred- or a millionfold within a few steps and does not come back.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.training.events import StepDone

FACTOR = 10.0  # times the loss of guessing, or of the first step where that is more
LATEST = 5  # steps, of which the middle one counts: two outliers among them are none


class Diverged(UserError):  # noqa: N818
    """The loss is beyond what any training comes back from."""


def bound(first: float, num_classes: int) -> float:
    """Return the loss from which on a run may have run away, by its first step's and what guessing costs."""
    guessing = max(math.log(num_classes + 1), 1.0)
    return FACTOR * max(guessing, first if math.isfinite(first) else 0.0)


def is_high(steps: Sequence[StepDone], num_classes: int) -> bool:
    """Whether the last step's loss is beyond the bound; weights of such a step are not worth keeping."""
    return len(steps) > 1 and not steps[-1].loss <= bound(steps[0].loss, num_classes)


def has_diverged(steps: Sequence[StepDone], num_classes: int, *, at_end: bool = False) -> bool:
    """Whether the loss has gone for good.

    Args:
        steps: all of the run so far.
        at_end: the run takes no more steps, so that fewer than usual must do.
    """
    latest = [step.loss for step in steps[max(len(steps) - LATEST, 1) :]]  # the first one is what they are measured by
    if not latest or (len(latest) < LATEST and not at_end):
        return False
    return not statistics.median(latest) <= bound(steps[0].loss, num_classes)


def diverged(steps: Sequence[StepDone], learning_rate: float) -> Diverged:
    """Say so, and name a learning rate below ``learning_rate``, the run's own."""
    return Diverged(
        say(
            "Training stopped: the loss has grown from {first} to {last} by step {step} and does not come back.",
            first=_short(steps[0].loss),
            last=_short(steps[-1].loss),
            step=steps[-1].step,
        ),
        say(
            "The last good checkpoint is kept. Train again with a learning rate of {rate:g} or less.",
            rate=learning_rate / 10,
        ),
    )


def _short(loss: float) -> str:
    return f"{loss:,.0f}" if abs(loss) >= 100 else f"{loss:.3g}"
