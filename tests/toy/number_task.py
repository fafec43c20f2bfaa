"""A whole task in one file: a number read from the picture (regression), with its reader for a CSV table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

import numpy as np

from sft_gui.data.parse.values import as_number
from sft_gui.data.readers.reader import Choice, Entry, Proposal, Reading, State, Support
from sft_gui.data.source import Source
from sft_gui.messages import say
from sft_gui.tasks.evaluation import Outcome, RowEvaluation
from sft_gui.tasks.metric import Metric
from sft_gui.tasks.task import LossOptions, Prediction, Sizes, Task

if TYPE_CHECKING:
    from torch import Tensor, nn

    from sft_gui.data.annotations import Annotations
    from sft_gui.data.index import Picture

TOLERANCE = 0.1  # by so much a number may be off and still be correct


class NumberTarget(TypedDict):
    value: float


@dataclass(frozen=True)
class NumberPrediction(Prediction):
    value: float


@dataclass(frozen=True)
class NumberRow:
    id: int
    path: str
    truth: float
    predicted: float

    @property
    def score(self) -> float:
        return 1 / (1 + abs(self.truth - self.predicted))


@dataclass(frozen=True, kw_only=True)
class NumberEvaluation(RowEvaluation):
    row = NumberRow

    def outcomes(self) -> Mapping[str, Outcome]:
        return {r.path: Outcome(f"{r.truth:.3f}", abs(r.truth - r.predicted) <= TOLERANCE, f"{r.predicted:.3f}")
                for r in self.rows}  # fmt: skip


class NumberScores:
    def __init__(self) -> None:
        self._pairs: list[tuple[float, float]] = []  # truth and prediction

    def update(self, outputs: Tensor, targets: Sequence[NumberTarget]) -> None:
        self._pairs += zip((each["value"] for each in targets), outputs.float()[:, 0].tolist(), strict=True)

    def result(self) -> dict[str, float]:
        errors = np.array([truth - predicted for truth, predicted in self._pairs] or [0.0])
        return {"loss": float((errors**2).mean()), "mae": float(abs(errors).mean()), "total": len(self._pairs)}

    def evaluation(self, pictures: Sequence[Picture], **common: Any) -> NumberEvaluation:
        rows = tuple(NumberRow(p.id, p.path, *pair) for p, pair in zip(pictures, self._pairs, strict=True))
        return NumberEvaluation(rows=rows, **common)


class Number(Task[NumberTarget, NumberPrediction]):
    """Least squares on the one output of a new last layer."""

    name = overlay = "number"
    label, icon = say("Number"), "label"
    metrics = (Metric("mae", say("Mean error"), say("How far off the numbers are."), False, percent=False),)
    loss_parts = ("squared_error",)
    evaluation = NumberEvaluation

    def read_target(self, picture: Picture, annotations: Annotations) -> NumberTarget:
        return {"value": (picture.annotation or {})["value"]}

    def losses(
        self, model: nn.Module, images: Tensor, targets: Sequence[NumberTarget], options: LossOptions
    ) -> tuple[dict[str, Tensor], None]:
        outputs = model(images).float()[:, 0]
        return {"squared_error": (outputs - outputs.new_tensor([t["value"] for t in targets])).square().mean()}, None

    def outputs(self, model: nn.Module, images: Tensor, sizes: Sizes, *, flipped: bool = False) -> Tensor:
        return (model(images) + model(images.flip(3))) / 2 if flipped else model(images)

    def scores(self, classes: Sequence[str]) -> NumberScores:
        return NumberScores()

    def decode(self, outputs: Tensor, classes: Sequence[str]) -> list[NumberPrediction]:
        return [NumberPrediction(value) for value in outputs.float()[:, 0].tolist()]

    def in_words(self, prediction: NumberPrediction, classes: Sequence[str], threshold: float) -> str:
        return f"{prediction.value:.3f}"

    def as_json(self, prediction: NumberPrediction | None) -> dict[str, Any]:
        return {"value": None if prediction is None else prediction.value}

    def sample(self, picture: Picture, target: NumberTarget, prediction: NumberPrediction, classes: Sequence[str],
               keep: Callable[[np.ndarray], str]) -> dict[str, Any]:  # fmt: skip
        row = NumberRow(picture.id, picture.path, target["value"], prediction.value)
        return {"path": row.path, "truth": row.truth, "predicted": row.predicted, "score": row.score}


class NumberReader:
    """Reads a CSV table with a header: a column of picture names, then one of numbers."""

    name = family = "number_table"
    label, task, options = say("Table of numbers"), "number", frozenset[str]()
    support = (Support("Table of numbers", "numbers.csv", State.READ),)

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        found = self._numbers(source)[1] if source.of_kind(".csv") else {}
        choice = Choice(task=self.task, format=self.name)
        return [Proposal(choice, say("each picture has a number"), len(found), len(source.pictures))]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        name, found = self._numbers(source)
        entries = [Entry(path, None, annotation={"value": v, "labels": [name]}) for path, v in found.items()]
        return Reading(source.root, entries, classes=(name,))

    def _numbers(self, source: Source) -> tuple[str, dict[str, float]]:
        head, *rows = source.rows(source.of_kind(".csv")[0])
        return head[1], {row[0]: float(row[1]) for row in rows if as_number(row[1]) is not None}


NUMBER, READER = Number(), NumberReader()
