"""How long work with a known total still takes: pure arithmetic, for the window and for the fold of a run's events."""

from __future__ import annotations

ENOUGH_SECONDS, ENOUGH_SHARE = 2.0, 0.03  # of the work must be done before its pace says anything
WORTH_SECONDS = 10.0  # shorter work needs no word about its end


def seconds_left(seconds: float, begun_at: float, done: float, total: float | None) -> float | None:
    """Return the seconds left at the pace so far; None until that can be evaluated, and for work that is short anyway.

    Args:
        seconds: since ``begun_at`` of the work was done.
        begun_at: how much was done then already.
        done: how much is done now.
    """
    if total is None or done <= begun_at or total <= begun_at or seconds < ENOUGH_SECONDS:
        return None
    share = (done - begun_at) / (total - begun_at)
    if share < ENOUGH_SHARE:
        return None
    left = max(seconds / share - seconds, 0.0)
    return left if seconds + left >= WORTH_SECONDS else None
