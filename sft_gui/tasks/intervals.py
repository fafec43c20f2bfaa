"""How sure a share is, given how few pictures it was counted on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist


@dataclass(frozen=True)
class Interval:
    """A share between 0 and 1 with the interval that holds the true one at the given level."""

    low: float
    value: float
    high: float


def wilson(correct: int, total: int, level: float = 0.95) -> Interval:
    """Return Wilson's score interval (Wilson 1927, J. Am. Stat. Assoc. 22, 209).

    Without any picture the share is 0 and the interval is all of 0 to 1.
    """
    assert 0 <= correct <= total
    if total == 0:
        return Interval(0.0, 0.0, 1.0)
    share, z = correct / total, NormalDist().inv_cdf((1 + level) / 2)
    centre = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    low = 0.0 if correct == 0 else centre - half  # exactly, where rounding would leave 1e-17
    high = 1.0 if correct == total else centre + half
    return Interval(low, share, high)
