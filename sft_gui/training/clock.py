"""The seconds that a run has trained."""

from __future__ import annotations

import time

from sft_gui.training.setup import Training


class Clock:
    """Adds up the seconds trained, pauses left out."""

    def __init__(self, training: Training) -> None:
        self._train_state = training.train_state
        self._last = time.perf_counter()

    def lap(self) -> float:
        """Return the seconds since the last lap and add them to the run's."""
        seconds, self._last = time.perf_counter() - self._last, time.perf_counter()
        self._train_state.seconds += seconds
        return round(seconds, 4)

    def skip(self) -> None:
        """Forget the time since the last lap."""
        self._last = time.perf_counter()
