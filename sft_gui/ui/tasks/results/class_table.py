"""How each class fares, as a table."""

from __future__ import annotations

import math
from enum import IntEnum

from PySide6.QtCore import QObject

from sft_gui.messages import say
from sft_gui.tasks.class_evaluation import ClassScore
from sft_gui.ui.look import formats
from sft_gui.ui.look.terms import TERMS
from sft_gui.ui.widgets.column_model import Column, ColumnModel
from sft_gui.ui.widgets.row_roles import RIGHT


class Place(IntEnum):
    """Where a column stands."""

    NAME = 0
    PICTURES = 1
    PRECISION = 2
    RECALL = 3
    WHISKER = 4
    INTERVAL = 5
    F1 = 6


def _recall(score: ClassScore) -> float:
    return score.recall


def _interval(score: ClassScore) -> str:
    return formats.percent_range(score.recall_interval.low, score.recall_interval.high, 0) if score.pictures else "–"


COLUMNS = {
    Place.NAME: Column(
        head=say("Class"), words=lambda score: score.name, meaning=TERMS["class"], role="button", tone="text",
        width=92, stretch=2,
    ),
    Place.PICTURES: Column(
        head=say("Pictures"), words=lambda score: formats.count(score.pictures), order=lambda score: score.pictures,
        meaning=TERMS["class_pictures"], align=RIGHT, width=72,
    ),
    Place.PRECISION: Column(
        head=say("Precision"), words=lambda score: f"{100 * score.precision:.1f}", order=lambda score: score.precision,
        meaning=TERMS["precision"], align=RIGHT, tone="text", width=80,
    ),
    Place.RECALL: Column(
        head=say("Recall"), words=lambda score: f"{100 * score.recall:.1f}" if score.pictures else "–", order=_recall,
        meaning=TERMS["recall"], align=RIGHT, tone="text", width=64,
    ),
    Place.WHISKER: Column(order=_recall, meaning=TERMS["interval"], align=RIGHT, width=96, stretch=3),  # painted
    Place.INTERVAL: Column(
        head=say("Interval"), words=_interval, order=lambda score: score.recall_interval.low,
        meaning=TERMS["interval"], align=RIGHT, width=96,
    ),
    Place.F1: Column(
        head=say("F1"), words=lambda score: f"{score.f1:.2f}" if score.pictures else "–",
        order=lambda score: score.f1, meaning=TERMS["f1"], align=RIGHT, role="button", tone="text", width=64,
    ),
}  # fmt: skip


class ClassTable(ColumnModel):
    """Rows are classes, in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(list(COLUMNS.values()), parent=parent)

    def bounds(self) -> tuple[float, float]:
        """Give the ends of the scale that every interval fits on, in whole tenths."""
        lows = [score.recall_interval.low for score in self.rows if score.pictures]
        return math.floor(10 * min(lows, default=0.0)) / 10, 1.0
