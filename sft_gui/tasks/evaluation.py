"""What evaluating a run on one split found: what every task has, with the task's own part in a class of its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Protocol, Self

from sft_gui.data.index import Split
from sft_gui.messages import Message, say, shown
from sft_gui.tasks.intervals import Interval, wilson
from sft_gui.tasks.metric import Metric
from sft_gui.tasks.score_words import percent, score_line, score_words


class EvaluatedTask(Protocol):
    """What an evaluation asks of its task."""

    name: str
    metrics: tuple[Metric, ...]
    class_metrics: tuple[Metric, ...]
    counted_as: Message | None
    evaluation: type[Evaluation]
    picture_metric: Message | None


class PictureResult(Protocol):
    """How one picture fares; each task has more to say of it."""

    @property
    def id(self) -> int: ...

    @property
    def path(self) -> str:
        """POSIX, relative to the run's root."""

    @property
    def score(self) -> float:
        """From 0, as wrong as can be, to 1."""


@dataclass(frozen=True)
class Outcome:
    """Whether one picture is correct, and against which ground truth: runs are compared where that is the same."""

    truth: str
    is_correct: bool
    predicted: str
    confidence: float | None = None  # 0 to 1


@dataclass(frozen=True)
class ClassResult:
    """How one class fares, 0 to 1, and on what that was counted."""

    name: str
    value: float
    correct: int | None  # pictures; None where the class's value is no share of counted pictures
    total: int  # pictures, boxes or pixels of it


@dataclass(frozen=True, kw_only=True)
class Evaluation(ABC):
    """A run on one split. A task's own subclass holds its part: ``part`` and ``of_part`` write and read it as JSON."""

    split: Split
    task: EvaluatedTask
    classes: tuple[str, ...]
    scores: Mapping[str, float]  # as the task gives them, the same numbers as while training: loss, accuracy, ...
    missing: int = 0  # pictures of the run that are no longer there
    note: Message | None = None  # what the user should know of the weights; not kept

    @property
    @abstractmethod
    def pictures(self) -> Sequence[PictureResult]:
        """Every picture that was evaluated."""

    @abstractmethod
    def part(self) -> dict[str, Any]:
        """Return the task's part as JSON."""

    @classmethod
    @abstractmethod
    def of_part(
        cls,
        part: Mapping[str, Any],
        *,
        split: Split,
        task: EvaluatedTask,
        classes: tuple[str, ...],
        scores: Mapping[str, float],
    ) -> Self:
        """Read what :meth:`part` wrote."""

    def outcomes(self) -> Mapping[str, Outcome] | None:
        """Return by path which pictures are correct; None where a picture is neither that nor wrong."""
        return None

    def main_finding(self) -> Message | None:
        """Say in one sentence what stands out; None where nothing does."""
        return None

    def told(self) -> list[Message]:
        """Return the lines that the command line says first: the scores."""
        scores = {"total": self.total, **self.scores}
        return [score_line(self.split, metric, score_words(metric, scores)) for metric in self.task.metrics]

    def table(self) -> list[list[Any]]:
        """Return how each class fares as a table with a head, for the command line; empty where there is none."""
        return []

    def told_of_worst(self, count: int) -> tuple[Message, list[str]]:
        """Return a title, and a line on each of the ``count`` worst pictures; no lines where none went wrong."""
        lines = [f"{shown(picture.path)}: {percent(picture.score)}" for picture in self.worst()[:count]]
        measure = self.task.picture_metric
        title = say("Worst pictures first:")
        return say("Worst pictures first, by {measure}:", measure=measure) if measure else title, lines

    def details(self) -> dict[str, Any]:
        """Return what the command line's JSON says besides the scores."""
        return {"pictures": [{"path": picture.path, "score": picture.score} for picture in self.worst()]}

    def class_results(self) -> list[ClassResult]:
        """Return how each class fares."""
        return []

    def more_numbers(self) -> dict[str, float]:
        """Return what there is beside the scores, by name, without the split."""
        return {}

    @property
    def total(self) -> int:
        """Pictures that were evaluated."""
        return len(self.pictures)

    @property
    def headline(self) -> float:
        """The score by which the best weights were chosen."""
        return self.scores[self.task.metrics[0].name]

    @property
    def correct(self) -> Interval | None:
        """The share of pictures that are correct, with its 95 % interval (Wilson's)."""
        outcomes = self.outcomes()
        return wilson(sum(each.is_correct for each in outcomes.values()), len(outcomes)) if outcomes else None

    def worst(self) -> list[PictureResult]:
        """Return the pictures, worst first."""
        return sorted(self.pictures, key=lambda picture: (picture.score, picture.path))

    def numbers(self) -> dict[str, float]:
        """Return the scores by their full names, such as ``val.accuracy`` and ``val.ap50.cat``."""
        return {f"{self.split}.{name}": value for name, value in {**self.scores, **self.more_numbers()}.items()}

    def to_json(self) -> dict[str, Any]:
        """Return what :func:`sft_gui.evaluation.evaluate.cached` reads."""
        return {
            "split": str(self.split),
            "task": self.task.name,
            "classes": list(self.classes),
            "scores": dict(self.scores),
            "part": self.part(),
        }


@dataclass(frozen=True, kw_only=True)
class RowEvaluation(Evaluation):
    """One whose part is a row a picture, and nothing that does not follow from them."""

    row: ClassVar[type[Any]]  # a dataclass of plain values that is a PictureResult
    rows: tuple[Any, ...]

    @property
    def pictures(self) -> Sequence[PictureResult]:
        return self.rows

    def part(self) -> dict[str, Any]:
        return {"rows": [list(asdict(row).values()) for row in self.rows]}

    @classmethod
    def of_part(cls, part: Mapping[str, Any], **common: Any) -> Self:
        return cls(rows=tuple(cls.row(*row) for row in part["rows"]), **common)
