"""How each class fares, as a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sft_gui.tasks.class_evaluation import ClassScore
from sft_gui.ui.look import formats, words
from sft_gui.ui.look.terms import TERMS
from sft_gui.ui.look.words import told, tr
from sft_gui.ui.widgets.row_roles import LEFT, RIGHT, ROLE, SORT, TONE

AnyIndex = QModelIndex | QPersistentModelIndex
SCORE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """What a class's line shows."""

    NAME = 0
    PICTURES = 1
    PRECISION = 2
    RECALL = 3
    WHISKER = 4
    INTERVAL = 5
    F1 = 6


MEANINGS = {  # of the heads, in ``terms.TERMS``
    Column.NAME: "class",
    Column.PICTURES: "class_pictures",
    Column.PRECISION: "precision",
    Column.RECALL: "recall",
    Column.WHISKER: "interval",
    Column.INTERVAL: "interval",
    Column.F1: "f1",
}


class ClassTable(QAbstractTableModel):
    """Rows are classes, in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scores: list[ClassScore] = []
        words.changed.connect(self._say_heads)  # a lambda would outlive this table

    def _say_heads(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def show(self, scores: Sequence[ClassScore]) -> None:
        """Show other classes."""
        self.beginResetModel()
        self._scores = list(scores)
        self.endResetModel()

    def bounds(self) -> tuple[float, float]:
        """Give the ends of the scale that every interval fits on, in whole tenths."""
        lows = [score.recall_interval.low for score in self._scores if score.pictures]
        return math.floor(10 * min(lows, default=0.0)) / 10, 1.0

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._scores)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if section == Column.NAME else RIGHT
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(Column(section))
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(self._meaning(Column(section)))
        return None

    def _heading(self, column: Column) -> str:
        match column:
            case Column.NAME:
                return tr("Class")
            case Column.PICTURES:
                return tr("Pictures")
            case Column.PRECISION:
                return tr("Precision")
            case Column.RECALL:
                return tr("Recall")
            case Column.INTERVAL:
                return tr("Interval")
            case Column.F1:
                return "F1"
        return ""  # the whisker's scale is painted

    def _meaning(self, column: Column) -> str:
        return told(TERMS[MEANINGS[column]])

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        score, column = self._scores[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(score, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return LEFT if column == Column.NAME else RIGHT
            case _ if role == SCORE:
                return score
            case _ if role == SORT:
                return self._sort_key(score, column)
            case _ if role == ROLE:
                return "button" if column in (Column.NAME, Column.F1) else "body"
            case _ if role == TONE:
                return "text2" if column in (Column.PICTURES, Column.INTERVAL) else "text"
        return None

    def _words(self, score: ClassScore, column: Column) -> str:
        interval = score.recall_interval
        match column:
            case Column.NAME:
                return score.name
            case Column.PICTURES:
                return formats.count(score.pictures)
            case Column.PRECISION:
                return f"{100 * score.precision:.1f}"
            case Column.RECALL:
                return f"{100 * score.recall:.1f}" if score.pictures else "–"
            case Column.INTERVAL:
                return formats.percent_range(interval.low, interval.high, 0) if score.pictures else "–"
            case Column.F1:
                return f"{score.f1:.2f}" if score.pictures else "–"
        return ""

    def _sort_key(self, score: ClassScore, column: Column) -> Any:
        match column:
            case Column.NAME:
                return score.name.casefold()
            case Column.PICTURES:
                return score.pictures
            case Column.PRECISION:
                return score.precision
            case Column.F1:
                return score.f1
            case Column.INTERVAL:
                return score.recall_interval.low
        return score.recall
