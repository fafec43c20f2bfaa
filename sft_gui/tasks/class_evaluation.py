"""Evaluating classes: scores with intervals, the confusion matrix, the mistakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from sft_gui.messages import Message, counted, say, shown
from sft_gui.tasks.evaluation import ClassResult, Outcome, RowEvaluation
from sft_gui.tasks.intervals import Interval, wilson
from sft_gui.tasks.metric import Metric
from sft_gui.tasks.score_words import percent, predicted_words, score_line

MACRO_F1 = Metric("macro_f1", say("Macro F1"), say("The mean F1 of the classes that have pictures."))
WORTH_TELLING = 3  # mistakes between two classes; fewer are chance


@dataclass(frozen=True, slots=True)
class Row:
    """One picture, its ground truth and the prediction."""

    id: int
    path: str  # POSIX, relative to the run's root
    truth: str
    predicted: str
    confidence: float

    @property
    def is_correct(self) -> bool:
        return self.truth == self.predicted

    @property
    def score(self) -> float:
        return self.confidence if self.is_correct else 0.0

    @property
    def outcome(self) -> Outcome:
        return Outcome(self.truth, self.is_correct, self.predicted, self.confidence)


@dataclass(frozen=True, slots=True)
class ClassScore:
    """How one class fares."""

    name: str
    pictures: int
    precision: float  # 0 where the model never predicts this class
    recall: float  # 0 where there is no picture of it
    recall_interval: Interval
    f1: float


@dataclass(frozen=True, kw_only=True)
class ClassEvaluation(RowEvaluation):
    """A run that names one class a picture, on one split."""

    row = Row
    rows: tuple[Row, ...]
    confusion: tuple[tuple[int, ...], ...]  # rows: ground truth, columns: predicted
    per_class: tuple[ClassScore, ...]
    accuracy: Interval
    balanced_accuracy: float  # the mean recall of the classes that have pictures
    macro_f1: float  # the mean F1 of the same classes

    @classmethod
    def of(cls, rows: Sequence[Row], *, classes: Sequence[str], **common: Any) -> ClassEvaluation:
        """Count and score the rows, of which there is at least one.

        Args:
            common: the other fields of :class:`Evaluation`.
        """
        confusion = _confusion(classes, rows)
        per_class = _class_scores(classes, rows, confusion)
        present = [score for score in per_class if score.pictures]
        return cls(
            classes=tuple(classes),
            rows=tuple(rows),
            confusion=tuple(tuple(int(count) for count in line) for line in confusion),
            per_class=per_class,
            accuracy=wilson(int(np.trace(confusion)), len(rows)),
            balanced_accuracy=sum(score.recall for score in present) / len(present),
            macro_f1=sum(score.f1 for score in present) / len(present),
            **common,
        )

    def outcomes(self) -> Mapping[str, Outcome]:
        return {row.path: row.outcome for row in self.rows}

    def class_results(self) -> list[ClassResult]:
        return [
            ClassResult(each.name, each.recall, round(each.recall * each.pictures), each.pictures)
            for each in self.per_class
        ]

    def told(self) -> list[Message]:
        accuracy, balanced = self.task.metrics
        interval = f"95 % interval {100 * self.accuracy.low:.1f} to {100 * self.accuracy.high:.1f} %"
        whole = f"{self.num_correct:,} of {self.total:,}; {interval}"
        return [
            score_line(self.split, accuracy, f"{percent(self.accuracy.value)} ({whole})"),
            score_line(self.split, balanced, percent(self.balanced_accuracy)),
            score_line(self.split, MACRO_F1, f"{self.macro_f1:.3f}"),
        ]

    def table(self) -> list[list[Any]]:
        lines = [
            [s.name, s.pictures, f"{100 * s.precision:.1f}", f"{100 * s.recall:.1f}",
             f"{100 * s.recall_interval.low:.0f} to {100 * s.recall_interval.high:.0f}", f"{s.f1:.2f}"]
            for s in self.per_class
        ]  # fmt: skip
        return [["Class", "Pictures", "Precision %", "Recall %", "95 % interval", "F1"], *lines]

    def told_of_worst(self, count: int) -> tuple[Message, list[str]]:
        lines = [
            f"{shown(row.path)}: {predicted_words(row.predicted, row.confidence, row.truth)}"
            for row in self.mistakes()[:count]
        ]
        return say("Worst mistakes first:"), lines

    def details(self) -> dict[str, Any]:
        return {
            "confusion": self.confusion,
            "per_class": [asdict(score) for score in self.per_class],
            "mistakes": [{**asdict(row), "said": row.predicted} for row in self.mistakes()],  # its name until 0.1
        }

    @property
    def num_correct(self) -> int:
        """Pictures that are correct."""
        return sum(row.is_correct for row in self.rows)

    def mistakes(self) -> list[Row]:
        """Return the wrong ones, of which the model was surest first."""
        return sorted((row for row in self.rows if not row.is_correct), key=lambda row: (-row.confidence, row.path))

    def cell(self, truth: str, predicted: str) -> list[Row]:
        """Return the pictures behind one cell of the confusion matrix, surest first."""
        rows = [row for row in self.rows if (row.truth, row.predicted) == (truth, predicted)]
        return sorted(rows, key=lambda row: (-row.confidence, row.path))

    def most_confused(self) -> tuple[str, str, int] | None:
        """Return the two classes most often confused, in either direction, and how often."""
        matrix = np.array(self.confusion)
        pairs = np.triu(matrix + matrix.T, k=1)
        first, second = (int(i) for i in np.unravel_index(pairs.argmax(), pairs.shape))
        count = int(pairs[first, second])
        return (self.classes[first], self.classes[second], count) if count else None

    def main_finding(self) -> Message | None:
        """Say in one sentence what stands out; None where nothing does."""
        wrong = self.total - self.num_correct
        if wrong == 0:
            one = "The one picture is correct."
            return counted(self.total, one, "All {count} pictures are correct.")
        pair = self.most_confused()
        if pair is None or pair[2] < WORTH_TELLING or len(self.classes) == 2:
            return self._weakest_class()
        return say(
            "{first} and {second} are mixed up most: {count} of the {wrong} mistakes.",
            first=pair[0],
            second=pair[1],
            count=pair[2],
            wrong=wrong,
        )

    def _weakest_class(self) -> Message | None:
        present = [score for score in self.per_class if score.pictures]
        worst = min(present, key=lambda score: score.recall)
        if worst.recall_interval.high >= self.accuracy.value:
            return None  # it may be chance
        found = round(worst.recall * worst.pictures)
        return say(
            "{name} is the hardest: {found} of {total} correct.",
            name=worst.name,
            found=found,
            total=worst.pictures,
        )

    def more_numbers(self) -> dict[str, float]:
        known = {"balanced_accuracy": self.balanced_accuracy, "macro_f1": self.macro_f1}
        return {**known, "accuracy_low": self.accuracy.low, "accuracy_high": self.accuracy.high}

    @classmethod
    def of_part(cls, part: Mapping[str, Any], **common: Any) -> ClassEvaluation:
        return cls.of([Row(*row) for row in part["rows"]], **common)


def _confusion(classes: Sequence[str], rows: Sequence[Row]) -> np.ndarray:
    index = {name: i for i, name in enumerate(classes)}
    confusion = np.zeros((len(classes), len(classes)), dtype=np.int64)
    for row in rows:
        confusion[index[row.truth], index[row.predicted]] += 1
    return confusion


def _class_scores(classes: Sequence[str], rows: Sequence[Row], confusion: np.ndarray) -> tuple[ClassScore, ...]:
    from sklearn.metrics import precision_recall_fscore_support  # slow to import

    truth, predicted = [row.truth for row in rows], [row.predicted for row in rows]
    columns = precision_recall_fscore_support(truth, predicted, labels=list(classes), zero_division=0)
    scores = []
    for i, (name, precision, recall, f1, pictures) in enumerate(zip(classes, *columns, strict=True)):
        interval = wilson(int(confusion[i, i]), int(pictures))
        scores.append(ClassScore(name, int(pictures), float(precision), float(recall), interval, float(f1)))
    return tuple(scores)
