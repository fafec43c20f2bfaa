"""What a score counts and how its interval is made: the sentences behind a number, for tooltips."""

from __future__ import annotations

from collections.abc import Mapping

from sft_gui.messages import Message, counted, say
from sft_gui.tasks.intervals import wilson
from sft_gui.tasks.metric import Metric
from sft_gui.tasks.score_words import evaluated_pictures, is_weak, share_of

WHOLE = {
    "val.": say("validation pictures, which the model did not learn from"),
    "test.": say("test pictures, which the model has never seen"),
    "train.": say("training pictures, which the model learned from"),
}


def score_help(metric: Metric, scores: Mapping[str, float], prefix: str = "val.", *, split: str = "val.") -> Message:
    """Explain the metric, say what this number was counted on, and how its interval is made.

    Args:
        prefix: of the names in ``scores``.
        split: which pictures they are of, a key of ``WHOLE``.
    """
    parts = [metric.help, _counted(metric, scores, prefix, split)]
    if is_weak(scores, prefix):
        parts.append(say("So few pictures say little: one more or less changes the score."))
    said = [part for part in parts if part is not None]
    whole = said[0]
    for part in said[1:]:
        whole = say("{first} {second}", first=whole, second=part)
    return whole


def _counted(metric: Metric, scores: Mapping[str, float], prefix: str, split: str) -> Message | None:
    share, total = share_of(metric, scores, prefix), evaluated_pictures(scores, prefix)
    if share is not None:
        interval = wilson(*share)
        return say(
            "Counted: {right} of {total} {pictures}. With 95\u00a0% confidence the true share lies from {low} to "
            "{high}\u00a0% (Wilson's interval).",
            right=share[0],
            total=share[1],
            pictures=WHOLE[split],
            low=f"{100 * interval.low:.1f}",
            high=f"{100 * interval.high:.1f}",
        )
    if total is None:
        return None
    return counted(
        total,
        "Measured on 1 of the {pictures}; no interval is known for it.",
        "Measured on {count} {pictures}; no interval is known for it.",
        pictures=WHOLE[split],
    )
