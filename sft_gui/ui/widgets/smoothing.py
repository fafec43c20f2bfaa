"""The smoothed line of a plot: a running mean that forgets, as TensorBoard draws it, extended as points arrive."""

from __future__ import annotations

from collections.abc import Sequence

MOST_POINTS = 2000  # Qt strokes wide lines slowly; more points than this cannot be told apart on a screen


class Smoother:
    """Exponential mean with weight ``w`` of the past, freed of its start's bias: m_t / (1 - w^t)."""

    def __init__(self, weight: float = 0.6) -> None:
        self.weight = weight
        self._seen: list[float] = []
        self._values: list[float] = []  # smoothed
        self._mean, self._trust = 0.0, 1.0

    def set_weight(self, weight: float) -> None:
        """Change how much of the past counts, 0 to below 1."""
        if weight != self.weight:
            self.weight = weight
            self.clear()

    def clear(self) -> None:
        """Forget the points."""
        self._seen, self._values, self._mean, self._trust = [], [], 0.0, 1.0

    def extend(self, values: Sequence[float]) -> list[float]:
        """Give the smoothed values of all ``values``; only those beyond the last call's are reckoned."""
        start = len(self._seen)
        if list(values[:start]) != self._seen:  # another run's
            self.clear()
            start = 0
        w, mean, trust = self.weight, self._mean, self._trust
        append = self._values.append
        for value in values[start:]:
            mean = w * mean + (1.0 - w) * value
            trust *= w
            append(mean / (1.0 - trust))
        self._mean, self._trust = mean, trust
        self._seen.extend(values[start:])
        return self._values


def thinned(count: int) -> slice:
    """Give the slice that leaves at most ``MOST_POINTS`` of ``count`` points."""
    return slice(None, None, max(1, -(-count // MOST_POINTS)))
