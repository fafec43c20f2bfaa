"""A score in words, the same everywhere: with what it was counted on, and whether that is too little."""

from __future__ import annotations

from collections.abc import Mapping

from sft_gui.messages import Message, say
from sft_gui.tasks.metric import Metric

SAME = 5e-4  # a score and a share that are written alike are one
FEW = 20  # pictures that were evaluated: below, a score says little whatever it is


def percent(share: float) -> str:
    """Write a share as per cent, one decimal."""
    return f"{100 * share:.1f} %"


def value_words(metric: Metric, value: float) -> str:
    """Write a metric's value as its kind asks: 91.8 %, 0.412."""
    return f"{100 * value:.1f}\u00a0%" if metric.percent else f"{value:.3f}"


def share_of(metric: Metric, scores: Mapping[str, float], prefix: str = "") -> tuple[int, int] | None:
    """Return of how many pictures how many are correct, where the metric is that share and not another mean.

    Args:
        scores: of one run, as records hold them.
        prefix: of its names, such as ``val.``.
    """
    value, correct, total = (scores.get(prefix + name) for name in (metric.name, "correct", "total"))
    if value is None or correct is None or not total or abs(correct / total - value) > SAME:
        return None
    return int(correct), int(total)


def evaluated_pictures(scores: Mapping[str, float], prefix: str = "") -> int | None:
    """Return on how many pictures the scores were counted; None for records of versions that did not keep it."""
    total = scores.get(f"{prefix}total")
    return int(total) if total is not None else None


def score_words(metric: Metric, scores: Mapping[str, float], prefix: str = "") -> Message:
    """Write a score with its whole: "91.8 % (337 of 367)", "41.2 % (73 pictures)"."""
    words = value_words(metric, scores[prefix + metric.name])
    whole = whole_words(metric, scores, prefix)
    return say("{score} ({whole})", score=words, whole=whole) if whole is not None else say("{score}", score=words)


def whole_words(metric: Metric, scores: Mapping[str, float], prefix: str = "") -> Message | None:
    """Say what a score was counted on: "337 of 367", "73 pictures"; None where that was not kept."""
    share, total = share_of(metric, scores, prefix), evaluated_pictures(scores, prefix)
    if share is not None:
        return say("{right} of {total}", right=f"{share[0]:,}", total=f"{share[1]:,}")
    return counted_pictures(total) if total is not None else None


def counted_pictures(count: int) -> Message:
    """Write a number of pictures."""
    return say("1 picture") if count == 1 else say("{count} pictures", count=f"{count:,}")


def is_weak(scores: Mapping[str, float], prefix: str = "") -> bool:
    """Say whether so few pictures were evaluated that the score may be luck."""
    total = evaluated_pictures(scores, prefix)
    return total is not None and total < FEW
