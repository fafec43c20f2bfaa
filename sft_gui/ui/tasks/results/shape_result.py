"""``ShapeResult``: an evaluation of boxes or masks: scores, the confusion matrix, classes, worst pictures first."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sft_gui.messages import Message, say
from sft_gui.tasks.metric import Metric
from sft_gui.tasks.shape_evaluation import ShapeEvaluation
from sft_gui.ui.look import formats, theme, words
from sft_gui.ui.look.terms import TERMS
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.tasks.results.matrix import MatrixCard
from sft_gui.ui.tasks.results.result import Annotated, Result
from sft_gui.ui.widgets import row_table
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.layout import fill, grow, hbox
from sft_gui.ui.widgets.row_roles import LEFT, RIGHT, ROLE, SORT, TONE
from sft_gui.ui.widgets.row_table import RowTable
from sft_gui.ui.widgets.text import Elided

AnyIndex = QModelIndex | QPersistentModelIndex
SEEN = 6  # classes that are never scrolled within the table


class _Classes(QAbstractTableModel):
    """A row a class: name, how much of it there is, and the task's own metrics."""

    def __init__(self, counted: Message, term: str, as_shares: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counted, self._term, self._as_shares = counted, term, as_shares
        self._evaluation: ShapeEvaluation | None = None
        words.changed.connect(self._say_heads)

    def _say_heads(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def show(self, evaluation: ShapeEvaluation) -> None:
        self.beginResetModel()
        self._evaluation = evaluation
        self.endResetModel()

    def metrics(self) -> tuple[Metric, ...]:
        return self._evaluation.task.class_metrics if self._evaluation is not None else ()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        is_root = parent is None or not parent.isValid()
        return len(self._evaluation.per_class) if is_root and self._evaluation is not None else 0

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 2 + len(self.metrics())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical or self._evaluation is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if section == 0 else RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            meanings = (TERMS["class"], TERMS[self._term], *(metric.help for metric in self.metrics()))
            return words.tooltip(told(meanings[section]))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (tr("Class"), told(self._counted), *(told(metric.label) for metric in self.metrics()))[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._evaluation is None:
            return None
        column = index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(index.row(), column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return LEFT if column == 0 else RIGHT
            case _ if role == SORT:
                return self._value(index.row(), column)
            case _ if role == ROLE:
                return "button" if column in (0, 2) else "body"
            case _ if role == TONE:
                return "text2" if column == 1 else "text"
        return None

    def _value(self, row: int, column: int) -> Any:
        assert self._evaluation is not None
        finding = self._evaluation.per_class[row]
        if column < 2:
            return finding.name.casefold() if column == 0 else finding.count
        value = finding.values.get(self.metrics()[column - 2].name, math.nan)
        return -1.0 if math.isnan(value) else value

    def _words(self, row: int, column: int) -> str:
        assert self._evaluation is not None
        finding, value = self._evaluation.per_class[row], self._value(row, column)
        if column == 0:
            return finding.name
        if column == 1 and self._as_shares:
            return formats.percent(value / max(sum(each.count for each in self._evaluation.per_class), 1))
        if column == 1:
            return formats.count(value)
        return formats.score(self.metrics()[column - 2], value) if value >= 0 else "–"


class ShapeResult(Result):
    """A cell of the matrix chooses the pictures behind it.

    Args:
        counted: what there is of a class, over its column of the table; ``term`` explains it.
        as_shares: whether that is a share of all pixels, not a number.
    """

    def __init__(
        self,
        annotated: Annotated,
        *,
        counted: Message,
        term: str,
        as_shares: bool = False,
    ) -> None:
        self._as_shares = as_shares
        self.classes = _Classes(counted, term, as_shares)
        super().__init__(annotated)
        self.classes.setParent(self)
        self.matrix.matrix.chosen.connect(lambda row, column: self._show_cell())
        self.matrix.matrix.unchosen.connect(self._show_cell)
        self.unfilter.clicked.connect(lambda: self.matrix.matrix.choose(None))

    def make_columns(self) -> QHBoxLayout:
        self.matrix = MatrixCard()
        self.table = put(RowTable(), "setAccessibleName", "Class by class")
        proxy = QSortFilterProxyModel(self.table)
        proxy.setSourceModel(self.classes)
        proxy.setSortRole(SORT)
        self.table.setModel(proxy)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        card = Card(padded=False)
        put(card.title, "setText", "Class by class")
        self.how = Elided("hint", "text2")
        self.how.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        fill(card.head, grow(self.how), margins=(theme.PADDING + 2, 14, theme.PADDING + 2, 4))
        card.body.addWidget(self.table)
        return hbox(grow(self.matrix), grow(card))

    def make_foot(self) -> QWidget:
        foot = super().make_foot()
        self.unfilter = put(Button("quiet", icon="x", size="small"), "setText", "Show all pictures")
        self.unfilter.hide()
        self.worst.head.insertWidget(2, self.unfilter)
        return foot

    def show_parts(self) -> None:
        evaluation: ShapeEvaluation = self.evaluation
        how = evaluation.task.counted_as
        self.how.setVisible(how is not None)
        if how is not None:
            put(self.how, "setText", say("Recall: {how}", how=how))
        self.matrix.unit.set_value("share" if self._as_shares else "count")
        self.matrix.matrix.set_share(self._as_shares)
        self.matrix.show_shapes(evaluation)
        self.classes.show(evaluation)
        metrics = len(evaluation.task.class_metrics)
        self.table.set_columns([row_table.Column(92, stretch=2), *[row_table.Column(88, stretch=1)] * (1 + metrics)])
        self.table.setMinimumHeight(self.table.height_of(min(len(evaluation.per_class), SEEN)))
        super().show_parts()

    def _show_cell(self) -> None:
        evaluation: ShapeEvaluation | None = self.evaluation
        if evaluation is None:
            return
        cell = self.matrix.matrix.chosen_cell()
        self.unfilter.setVisible(cell is not None)
        if cell is None or cell[0] == cell[1]:
            self.show_pictures(say("Worst pictures first"), evaluation.worst())
        else:
            self.show_pictures(say("{what}", what=self.matrix.matrix.describe(cell)), evaluation.cell(*cell))
