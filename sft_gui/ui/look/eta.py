"""``Eta()``: follows progress as it is told and says how long it still takes: "about 40 s left"."""

from __future__ import annotations

import time
from collections.abc import Callable

from sft_gui.training.eta import seconds_left
from sft_gui.ui.look import formats
from sft_gui.ui.look.words import tr


class Eta:
    """``take`` what is done; another total or a step back begins anew, for it is other work.

    Args:
        clock: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.restart()

    def restart(self) -> None:
        """Forget what was done."""
        self._begun: tuple[float, float] | None = None  # when, and how much was done then
        self._done, self._total = 0.0, 0.0

    def take(self, done: float, total: float | None) -> None:
        """Take note of how much is done."""
        if self._begun is None or done < self._done or (total or 0.0) != self._total:
            self._begun = (self._clock(), done)
        self._done, self._total = done, total or 0.0

    @property
    def seconds_left(self) -> float | None:
        """The seconds left; None while that is not known or not worth a word."""
        if self._begun is None:
            return None
        began, at = self._begun
        return seconds_left(self._clock() - began, at, self._done, self._total or None)

    def words(self) -> str:
        """Say how long it still takes; "" where that is not known."""
        left = self.seconds_left
        return tr("about {time} left", time=formats.about(left)) if left is not None else ""

    def after(self, amount: str) -> str:
        """Write an amount with the time left behind it: "120 of 367, about 40 s left"."""
        words = self.words()
        return tr("{amount}, {time}", amount=amount, time=words) if words else amount
