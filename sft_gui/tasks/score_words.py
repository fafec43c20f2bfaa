"""A score in words, the same everywhere: with what it was counted on, and whether that is too little."""

from __future__ import annotations

from collections.abc import Mapping

from sft_gui.data.index import Split
from sft_gui.messages import PICTURES, Message, say
from sft_gui.tasks.metric import Metric

SAME = 5e-4  # a score and a share that are written alike are one
SPLITS = {Split.TRAIN: say("Training"), Split.VAL: say("Validation"), Split.TEST: say("Test")}
FEW = 20  # pictures that were evaluated: below, a score says little whatever it is


def percent(share: float) -> str:
    """Write a share as per cent, one decimal."""
    return f"{100 * share:.1f} %"


def inside(label: str) -> str:
    """Write a metric's name inside a sentence: accuracy, mean IoU, but mAP as it is."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


def score_line(split: Split, metric: Metric, score: Message | str) -> Message:
    """Write a score of a split: "Validation accuracy 91.8 % (337 of 367)"."""
    return say("{split} {metric} {score}", split=SPLITS[split], metric=inside(str(metric.label)), score=score)


def predicted_words(label: str, confidence: float, truth: str) -> Message:
    """Write a prediction beside its ground truth."""
    values = {"label": label, "confidence": percent(confidence), "truth": truth}
    return say("predicted {label} ({confidence}), ground truth {truth}", **values)


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
    return PICTURES.of(total) if total is not None else None


def is_weak(scores: Mapping[str, float], prefix: str = "") -> bool:
    """Say whether so few pictures were evaluated that the score may be luck."""
    total = evaluated_pictures(scores, prefix)
    return total is not None and total < FEW
