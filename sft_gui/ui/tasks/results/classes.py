"""``ClassScores``: precision, recall with its interval, and F1 of every class; the head sorts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSortFilterProxyModel, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QWidget

from sft_gui.tasks.class_evaluation import ClassScore
from sft_gui.ui.look import paint, theme
from sft_gui.ui.look.words import put
from sft_gui.ui.tasks.results.class_table import ClassTable, Place
from sft_gui.ui.tasks.results.whisker import SIDE, paint_whisker
from sft_gui.ui.widgets import row_table
from sft_gui.ui.widgets.row_roles import ROW, SORT
from sft_gui.ui.widgets.row_table import AnyIndex, RowDelegate, RowTable

SEEN = 5  # rows that are never scrolled within the table


class _Delegate(RowDelegate):
    table: ClassScores

    def paint_cell(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        score: ClassScore = index.data(ROW)
        if index.column() != Place.WHISKER:
            super().paint_cell(painter, rect, option, index)
        elif score.pictures:
            interval = score.recall_interval
            whole = (interval.low, interval.value, interval.high)
            paint_whisker(painter, rect, whole, self.table.classes.bounds())


class _Header(QHeaderView):
    """Shows the ends of the whiskers' scale over their column."""

    def __init__(self, classes: ClassTable, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._classes = classes
        self.setSectionsClickable(True)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        super().paintSection(painter, rect, section)
        if section == Place.WHISKER:
            low, high = self._classes.bounds()
            side = theme.px(row_table.SIDE) + SIDE
            room, font = QRectF(rect).adjusted(side, 0, -side, 0), theme.font("hint")
            paint.text(painter, room, f"{100 * low:.0f}", font, "text2")
            paint.text(painter, room, f"{100 * high:.0f}", font, "text2", paint.RIGHT)


class ClassScores(RowTable):
    """A table of a model's classes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.classes = ClassTable(self)
        self.proxy = QSortFilterProxyModel(self)
        self.proxy.setSourceModel(self.classes)
        self.proxy.setSortRole(SORT)
        self.set_header(_Header(self.classes, self))
        self.setItemDelegate(_Delegate(self))
        self.setModel(self.proxy)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        put(self, "setAccessibleName", "Class by class")

    def show_scores(self, scores: Sequence[ClassScore]) -> None:
        """Show the classes of another evaluation."""
        self.classes.show(scores)
        self.setMinimumHeight(self.height_of(min(len(scores), SEEN)))
        self.horizontalHeader().viewport().update()
