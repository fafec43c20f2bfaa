"""What to do after a run: one sentence and one thing to do, from its curve, its score and how each class fares.

Pure: no files, no torch. ``after_run.py`` reads what this needs of a kept run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import comb
from typing import TYPE_CHECKING

from sft_gui.messages import PICTURES, Message, counted, say
from sft_gui.tasks.evaluation import ClassResult
from sft_gui.tasks.intervals import Interval, wilson
from sft_gui.tasks.metric import Metric
from sft_gui.tasks.score_words import FEW, score_words, value_words

if TYPE_CHECKING:
    from sft_gui.evaluation.against_baseline import AgainstBaseline

MORE_EPOCHS = 4
RECENT = 3  # epochs whose rise is looked at
LEAST_RISE = 0.005  # of the score over these epochs; and at least two pictures, where they are counted
LEVELLED = 0.25  # a last epoch that adds less than this share of what each of them did: it has levelled off
MUCH_WORSE = 0.1  # a class's share correct below that of the others
LIKELY = 0.05  # and less often than this by chance, though the worst of several classes was picked
FAR_WORSE = 0.2  # the same for a class's AP or IoU, for which no interval is known


class Act(StrEnum):
    """What the one button does."""

    EXTEND = "extend"  # train ``epochs`` more
    RESUME = "resume"  # train the rest of what was planned
    USE_FIRST = "use_first"  # name pictures with the first model
    ADD_PICTURES = "add_pictures"  # of ``class_name``, or of all
    CHOOSE_BEST = "choose_best"  # the preset Best instead of Quick
    TRY = "try"  # name new pictures


@dataclass(frozen=True)
class NextStep:
    """One sentence and what its button does."""

    act: Act
    sentence: Message
    button: Message
    epochs: int = 0
    class_name: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return what ``--json`` says."""
        told: dict[str, object] = {"act": str(self.act), "sentence": str(self.sentence)}
        if self.epochs:
            told["epochs"] = self.epochs
        if self.class_name is not None:
            told["class"] = self.class_name
        return told


@dataclass(frozen=True)
class Ending:
    """What is known of a run that has ended."""

    metric: Metric
    curve: Sequence[tuple[int, float]]  # (epoch, headline metric on validation); epoch 0 is before the first step
    planned: int  # epochs
    scores: Mapping[str, float]  # of the best weights: the metric, and the counts ``correct`` and ``total``
    preset: str = "custom"
    against: AgainstBaseline | None = None
    classes: Sequence[ClassResult] = ()

    @property
    def score(self) -> float:
        return self.scores[self.metric.name]

    @property
    def total(self) -> int | None:
        total = self.scores.get("total")
        return int(total) if total is not None else None


def what_next(ending: Ending) -> NextStep:
    """Choose the first of: still rising; no better than the first model; a class much worse; good enough; else more."""
    return (
        _still_rising(ending)
        or _no_better(ending)
        or _one_class_worse(ending)
        or _good_enough(ending)
        or _not_good_enough(ending)
    )


def _still_rising(ending: Ending) -> NextStep | None:
    """See whether the last epoch was the best one, and by more than a picture or two."""
    epochs = [epoch for epoch, _ in ending.curve]
    values = [value if ending.metric.higher_is_better else -value for _, value in ending.curve]
    if len(values) <= RECENT or epochs[-1] == 0 or values[-1] < max(values) or ending.score == ending.metric.perfect:
        return None
    since = values[-1 - RECENT]
    least = LEAST_RISE if ending.metric.percent else LEAST_RISE * abs(since)
    least = max(least, 2 / ending.total) if ending.total and "correct" in ending.scores else least
    rise = values[-1] - since
    last = values[-1] - max(values[:-1])
    if rise < least - 1e-9 or last <= LEVELLED * rise / RECENT:
        return None
    points = f"{100 * rise:.1f}" if ending.metric.percent else value_words(ending.metric, rise)
    said = {"points": points, "count": RECENT, "score": _score(ending)}
    left = ending.planned - epochs[-1]
    if not ending.metric.percent:
        sentence = say("It was still getting better: by {points} over the last {count} epochs, to {score}.", **said)
    elif left > 0:
        sentence = say(
            "It was still getting better when it was stopped: {points} points over the last {count} epochs, to "
            "{score}.",
            **said,
        )
    else:
        sentence = say(
            "It was still getting better at the end: {points} points over the last {count} epochs, to {score}.", **said
        )
    if left > 0:
        button = counted(left, "Train the last epoch", "Train the {count} epochs left")
        return NextStep(Act.RESUME, sentence, button, epochs=left)
    return NextStep(Act.EXTEND, sentence, say("Train {count} more epochs", count=MORE_EPOCHS), epochs=MORE_EPOCHS)


def _no_better(ending: Ending) -> NextStep | None:
    """Compare with the first model in pairs (McNemar's test)."""
    against = ending.against
    if against is None or (against.comparison.is_significant and against.difference.value > 0):
        return None
    gap = against.difference
    values = {
        "run": f"{100 * against.run.value:.1f}\u00a0%",
        "first": f"{100 * against.first.value:.1f}\u00a0%",
        "pictures": PICTURES.of(against.comparison.pictures),
        "low": _signed(gap.low),
        "high": _signed(gap.high),
    }
    if against.run.value == against.first.value == 1.0:
        return NextStep(
            Act.TRY,
            say(
                "It and the first model are correct on all of {pictures}: these pictures cannot tell them apart.",
                **values,
            ),
            say("Try it"),
        )
    sentence = say(
        "No better than the first model: {run} against {first} of {pictures} ({low} to {high} points).",
        **values,
    )
    if against.comparison.is_significant:
        sentence = say(
            "Worse than the first model: {run} against {first} of {pictures} ({low} to {high} points).",
            **values,
        )
    return NextStep(Act.USE_FIRST, sentence, say("Use the first model"))


def _one_class_worse(ending: Ending) -> NextStep | None:
    known = [each for each in ending.classes if each.total and each.value == each.value]  # NaN: nothing of it to find
    if len(known) < 2:
        return None
    worst = min(known, key=lambda each: each.value)
    others = [each for each in known if each is not worst]
    if worst.correct is not None:
        correct, total = sum(each.correct or 0 for each in others), sum(each.total for each in others)
        rest = correct / total
        if rest - worst.value < MUCH_WORSE or len(known) * _chance(worst, correct, total) > LIKELY:
            return None
        sentence = say(
            "“{name}” is much worse than the rest: {right} of {total} correct, the others {rest}.",
            name=worst.name,
            right=worst.correct,
            total=worst.total,
            rest=f"{100 * rest:.1f}\u00a0%",
        )
    else:
        rest = sum(each.value for each in others) / len(others)
        if rest - worst.value < FAR_WORSE:
            return None
        sentence = say(
            "“{name}” is much worse than the rest: {value}, the others {rest} on the average.",
            name=worst.name,
            value=f"{100 * worst.value:.1f}\u00a0%",
            rest=f"{100 * rest:.1f}\u00a0%",
        )
    more = say("{what} More pictures of it are what may help.", what=sentence)
    return NextStep(Act.ADD_PICTURES, more, say("Add pictures…"), class_name=worst.name)


def _chance(worst: ClassResult, correct: int, total: int) -> float:
    """Return how often a class would fare so badly among the others by chance (Fisher's exact test, one-sided)."""
    assert worst.correct is not None
    all_correct, every = worst.correct + correct, worst.total + total
    ways = sum(comb(all_correct, k) * comb(every - all_correct, worst.total - k) for k in range(worst.correct + 1))
    return ways / comb(every, worst.total)


def _good_enough(ending: Ending) -> NextStep | None:
    metric = ending.metric
    if metric.good is None or metric.is_better(metric.good, ending.score):
        return None
    interval, button = _interval(ending), say("Try it")
    if interval is None and (ending.total is None or ending.total >= FEW):
        return NextStep(Act.TRY, say("Good enough to try on new pictures: {score}.", score=_score(ending)), button)
    if interval is None:
        few = say("{score} is good, but so few pictures tell little. New ones tell more.", score=_score(ending))
        return NextStep(Act.TRY, few, button)
    values = {"score": _score(ending), "low": f"{100 * interval.low:.1f}", "high": f"{100 * interval.high:.1f}"}
    sentence = say("Good enough to try on new pictures: {score}, the true share is {low} to {high}\u00a0%.", **values)
    if (ending.total or 0) < FEW:
        sentence = say(
            "{score} is good, but so few pictures tell little: the true share is {low} to {high}\u00a0%. New pictures "
            "tell more.",
            **values,
        )
    return NextStep(Act.TRY, sentence, button)


def _not_good_enough(ending: Ending) -> NextStep:
    score = _score(ending)
    if ending.preset == "quick":
        return NextStep(
            Act.CHOOSE_BEST,
            say("It no longer got better, at {score}. Best learns longer and may reach more.", score=score),
            say("Choose Best"),
        )
    return NextStep(
        Act.ADD_PICTURES,
        say("It no longer got better, at {score}. More pictures of every class are what may help.", score=score),
        say("Add pictures…"),
    )


def _score(ending: Ending) -> Message:
    return score_words(ending.metric, ending.scores)


def _interval(ending: Ending) -> Interval | None:
    correct, total = ending.scores.get("correct"), ending.total
    if (
        correct is None
        or not total
        or value_words(ending.metric, correct / total) != value_words(ending.metric, ending.score)
    ):
        return None
    return wilson(int(correct), total)


def _signed(points: float) -> str:
    return f"{100 * points:+.1f}".replace("-", "\u2212")
