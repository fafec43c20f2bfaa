"""Evaluating boxes or masks: how each class fares, the confusion matrix of objects or pixels, the worst pictures."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sft_gui.messages import Message, counted, say
from sft_gui.tasks.evaluation import ClassResult, EvaluatedTask, Evaluation

WORTH_TELLING = 0.01  # of all there is to find: less is chance


@dataclass(frozen=True)
class ClassFinding:
    """How one class fares; ``values`` by the names of the task's ``class_metrics``."""

    name: str
    count: int  # of what there is to find: objects, or pixels
    values: Mapping[str, float]


Cell = tuple[int, int, int]  # row and column of the confusion, and how many


def cells_of(confusion: np.ndarray) -> tuple[Cell, ...]:
    """List what lies off the diagonal."""
    return tuple(
        (row, column, count)
        for row, line in enumerate(confusion.tolist())
        for column, count in enumerate(line)
        if count and row != column
    )


@dataclass(frozen=True, slots=True)
class PictureScore:
    """How one picture fares."""

    id: int
    path: str  # POSIX, relative to the run's root
    score: float  # 0 to 1
    cells: tuple[Cell, ...]  # (row, column, count) of the confusion off its diagonal that come from this picture

    def count(self, row: int, column: int) -> int:
        """Return how many of the picture's boxes or pixels lie in one cell of the confusion."""
        return sum(count for r, c, count in self.cells if (r, c) == (row, column))


@dataclass(frozen=True, kw_only=True)
class ShapeEvaluation(Evaluation):
    """A run that finds boxes or masks, on one split.

    ``confusion`` has a row for each class (ground truth) and a column for each class (predicted), in objects or pixels.
    For boxes there is one more of each: the last row counts false positives, the last column false negatives.
    """

    per_class: tuple[ClassFinding, ...]
    confusion: tuple[tuple[int, ...], ...]
    results: tuple[PictureScore, ...]

    @property
    def pictures(self) -> Sequence[PictureScore]:
        return self.results

    def table(self) -> list[list[Any]]:
        columns = self.task.class_metrics
        head = ["Class", "Boxes" if self.has_missed else "Pixels", *(f"{metric.label} %" for metric in columns)]
        lines = [
            [found.name, found.count, *(_per_cent(found.values[metric.name]) for metric in columns)]
            for found in self.per_class
        ]
        return [head, *lines]

    def details(self) -> dict[str, Any]:
        return {"confusion": self.confusion, "per_class": self.part()["per_class"], **super().details()}

    def class_results(self) -> list[ClassResult]:
        main = self.task.class_metrics[0].name
        return [ClassResult(each.name, each.values[main], None, each.count) for each in self.per_class]

    @property
    def has_missed(self) -> bool:
        """Whether the confusion also counts false alarms (last row) and what is missed (last column)."""
        return len(self.confusion) > len(self.classes)

    def cell(self, row: int, column: int) -> list[PictureScore]:
        """Return the pictures behind one cell of the confusion off its diagonal, those with most in it first."""
        behind = [picture for picture in self.results if picture.count(row, column)]
        return sorted(behind, key=lambda picture: (-picture.count(row, column), picture.path))

    def main_finding(self) -> Message | None:
        """Say in one sentence what stands out; None where nothing does."""
        matrix = np.array(self.confusion)
        np.fill_diagonal(matrix, 0)
        row, column = (int(i) for i in np.unravel_index(matrix.argmax(), matrix.shape))
        count, known = int(matrix[row, column]), sum(finding.count for finding in self.per_class)
        if count < WORTH_TELLING * max(known, 1):
            return None
        if self.has_missed and row == len(self.classes):
            return counted(count, "{name} is seen most often where there is none: once.",
                           "{name} is seen most often where there is none: {count} times.",
                           name=self.classes[column])  # fmt: skip
        of = self.per_class[row].count
        if self.has_missed and column == len(self.classes):
            return say("{name} is missed most often: {count} of {of}.", name=self.classes[row], count=count, of=of)
        return say("{name} is most often predicted as {other}: {share:.0f} % of it.", name=self.classes[row],
                   other=self.classes[column], share=100 * count / max(of, 1))  # fmt: skip

    def more_numbers(self) -> dict[str, float]:
        return {
            f"{name}.{finding.name}": value
            for finding in self.per_class
            for name, value in finding.values.items()
            if not math.isnan(value)
        }

    def part(self) -> dict[str, Any]:
        return {
            "per_class": [[f.name, f.count, {k: _or_none(v) for k, v in f.values.items()}] for f in self.per_class],
            "confusion": [list(line) for line in self.confusion],
            "pictures": [[p.id, p.path, p.score, [list(cell) for cell in p.cells]] for p in self.results],
        }

    @classmethod
    def of_part(cls, part: Mapping[str, Any], *, task: EvaluatedTask, **common: Any) -> ShapeEvaluation:
        per_class = (
            ClassFinding(name, count, {key: math.nan if value is None else value for key, value in values.items()})
            for name, count, values in part["per_class"]
        )
        if task.counted_as is not None:  # what was kept before recall was counted as the confusion is
            per_class = (_with_recall(each, part["confusion"][k], k) for k, each in enumerate(per_class))
        results = (
            PictureScore(number, path, score, tuple((row, column, count) for row, column, count in cells))
            for number, path, score, cells in part["pictures"]
        )
        confusion = tuple(tuple(line) for line in part["confusion"])
        return cls(task=task, per_class=tuple(per_class), confusion=confusion, results=tuple(results), **common)


def _per_cent(value: float) -> str:
    return "\u2013" if math.isnan(value) else f"{100 * value:.1f}"


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value


def _with_recall(finding: ClassFinding, row: Sequence[int], place: int) -> ClassFinding:
    recall = row[place] / sum(row) if sum(row) else math.nan
    return replace(finding, values={"recall": recall, **finding.values})
