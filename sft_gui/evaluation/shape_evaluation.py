"""What evaluating boxes or masks on one split found: scores, classes, what is taken for what, the worst pictures."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sft_gui.data.index import Picture, Split
from sft_gui.messages import Message, say
from sft_gui.tasks import registry
from sft_gui.tasks.task import Cell, ClassFinding, Findings, Task

WORTH_TELLING = 0.01  # of all there is to find: less is chance


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


@dataclass(frozen=True)
class ShapeEvaluation:
    """A run on one split.

    ``confusion`` has a row for each class (truth) and a column for each class (said), in objects or pixels. For boxes
    there is one more of each: the last row counts false alarms, the last column what is missed.
    """

    split: Split
    task: Task
    classes: tuple[str, ...]
    scores: Mapping[str, float]  # as the task gives them, the same numbers as while training
    per_class: tuple[ClassFinding, ...]
    confusion: tuple[tuple[int, ...], ...]
    pictures: tuple[PictureScore, ...]
    missing: int = 0  # pictures of the run that are no longer there
    note: Message | None = None  # what the user should know of the weights; not kept

    @classmethod
    def of(
        cls,
        split: Split,
        task: Task,
        classes: Sequence[str],
        scores: Mapping[str, float],
        findings: Findings,
        pictures: Sequence[Picture],
        *,
        missing: int = 0,
    ) -> ShapeEvaluation:
        """Put together what a task's scores found on ``pictures``, in their order."""
        evaluated = tuple(
            PictureScore(picture.id, picture.path, finding.score, finding.cells)
            for picture, finding in zip(pictures, findings.pictures, strict=True)
        )
        return cls(split, task, tuple(classes), dict(scores), findings.classes, findings.confusion, evaluated, missing)

    @property
    def total(self) -> int:
        return len(self.pictures)

    @property
    def headline(self) -> float:
        """The score by which the best weights were chosen."""
        return self.scores[self.task.metrics[0].name]

    @property
    def has_missed(self) -> bool:
        """Whether the confusion also counts false alarms (last row) and what is missed (last column)."""
        return len(self.confusion) > len(self.classes)

    def worst(self) -> list[PictureScore]:
        """Return the pictures, worst first."""
        return sorted(self.pictures, key=lambda picture: (picture.score, picture.path))

    def cell(self, row: int, column: int) -> list[PictureScore]:
        """Return the pictures behind one cell of the confusion off its diagonal, those with most in it first."""
        behind = [picture for picture in self.pictures if picture.count(row, column)]
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
            return say("{name} is seen most often where there is none: {count} times.", name=self.classes[column],
                       count=count)  # fmt: skip
        of = self.per_class[row].count
        if self.has_missed and column == len(self.classes):
            return say("{name} is missed most often: {count} of {of}.", name=self.classes[row], count=count, of=of)
        return say("{name} is most often taken for {other}: {share:.0f} % of it.", name=self.classes[row],
                   other=self.classes[column], share=100 * count / max(of, 1))  # fmt: skip

    def numbers(self) -> dict[str, float]:
        """Return the scores by their full names, such as ``val.map50`` and ``val.ap50.cat``."""
        values = {f"{self.split}.{name}": value for name, value in self.scores.items()}
        for finding in self.per_class:
            for name, value in finding.values.items():
                if not math.isnan(value):
                    values[f"{self.split}.{name}.{finding.name}"] = value
        return values

    def to_json(self) -> dict[str, Any]:
        """Return what :meth:`from_json` needs."""
        return {
            "split": str(self.split),
            "task": self.task.name,
            "classes": list(self.classes),
            "scores": dict(self.scores),
            "per_class": [[f.name, f.count, {k: _or_none(v) for k, v in f.values.items()}] for f in self.per_class],
            "confusion": [list(line) for line in self.confusion],
            "pictures": [[p.id, p.path, p.score, [list(cell) for cell in p.cells]] for p in self.pictures],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ShapeEvaluation:
        """Read what :meth:`to_json` wrote."""
        per_class = (
            ClassFinding(name, count, {key: math.nan if value is None else value for key, value in values.items()})
            for name, count, values in data["per_class"]
        )
        task = registry.find(data["task"])
        if task.counted_as is not None:  # what was kept before recall was counted as the confusion is
            per_class = (_with_recall(each, data["confusion"][k], k) for k, each in enumerate(per_class))
        pictures = (
            PictureScore(number, path, score, tuple((row, column, count) for row, column, count in cells))
            for number, path, score, cells in data["pictures"]
        )
        return cls(
            Split(data["split"]),
            task,
            tuple(data["classes"]),
            data["scores"],
            tuple(per_class),
            tuple(tuple(line) for line in data["confusion"]),
            tuple(pictures),
        )


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value


def _with_recall(finding: ClassFinding, row: Sequence[int], place: int) -> ClassFinding:
    recall = row[place] / sum(row) if sum(row) else math.nan
    return replace(finding, values={"recall": recall, **finding.values})
