"""``AnswerRows``: named pictures as a table: file, class, confidence with a bar, next best; the head sorts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from sft_gui.ui.look import icons, paint, theme
from sft_gui.ui.look.words import put, told
from sft_gui.ui.pages.predict.answer_table import ANSWER, FILE, ITEM, AnswerTable
from sft_gui.ui.widgets import row_table, thumbnails
from sft_gui.ui.widgets.column_model import Column
from sft_gui.ui.widgets.row_table import AnyIndex, RowDelegate, RowTable

FIRST, LAST = Column(width=188, stretch=3), Column(width=106)  # of the file and its size
BETWEEN = (Column(width=100, stretch=2), Column(width=140, stretch=1), Column(width=130, stretch=2))
THUMB = QSize(44, 32)
BAR = 6


class _Delegate(RowDelegate):
    table: AnswerRows

    def paint_cell(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        answer, answers = index.data(ANSWER), self.table.answers
        cell = answers.cell(index.row(), index.column())
        if index.column() == FILE:
            self._paint_thumb(painter, rect, index)
            rect = rect.adjusted(theme.px(THUMB.width() + 10), 0, 0, 0)
        elif answer is not None and answer.error is not None:
            self._paint_error(painter, QRectF(option.rect), told(answer.error))
            return
        elif cell is not None and cell.share is not None:
            is_low = answers.view.is_low(answer.prediction)
            self._paint_bar(painter, rect, cell.share, is_low)
            rect = rect.adjusted(theme.px(62), 0, 0, 0)
            paint.text(painter, rect, cell.words, theme.font("body"), "warn" if is_low else "text")
            return
        super().paint_cell(painter, rect, option, index)

    def _paint_error(self, painter: QPainter, cell: QRectF, why: str) -> None:
        # The sentence runs over the columns that have nothing to say: each cell paints its part of it.
        side = theme.px(15)
        last = self.table.answers.size_column
        left = self.table.columnViewportPosition(FILE + 1) + theme.px(row_table.SIDE)
        right = self.table.columnViewportPosition(last) + self.table.columnWidth(last)
        painter.setClipRect(cell.adjusted(0, 0, 0, -1))
        icons.paint(painter, "warn", "warn", left, cell.center().y() - side / 2, side)
        left += side + theme.px(7)
        room = QRectF(left, cell.y(), right - theme.px(row_table.EDGE) - left, cell.height())
        paint.text(painter, room, why, theme.font("body"), "warn")

    def _paint_thumb(self, painter: QPainter, rect: QRectF, index: AnyIndex) -> None:
        item, ratio = index.data(ITEM), painter.device().devicePixelRatioF()
        size = QSize(theme.px(THUMB.width()), theme.px(THUMB.height()))
        place = QRectF(rect.x(), rect.center().y() - size.height() / 2, size.width(), size.height())
        store = thumbnails.shared()
        image = store.get(item.key, item.path, size, ratio, radius=5)
        if image is not None:
            painter.drawImage(place, image)
        elif store.is_unreadable(item.key, size, ratio, radius=5):
            paint.box(painter, place, 5, fill="warn_soft", line="warn_line")
        else:
            paint.box(painter, place, 5, fill="sunken", line="line")

    def _paint_bar(self, painter: QPainter, rect: QRectF, share: float, low: bool) -> None:
        high, width = theme.px(BAR), theme.px(52)
        room = QRectF(rect.x(), rect.center().y() - high / 2, width, high)
        paint.box(painter, room, high / 2, fill="grid")
        filled = QRectF(room.x(), room.y(), max(room.width() * share, high), high)
        paint.box(painter, filled, high / 2, fill="warn" if low else "accent")


class AnswerRows(RowTable):
    """The table view of Predict."""

    def __init__(self, answers: AnswerTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answers = answers
        self.setItemDelegate(_Delegate(self))
        self.setModel(answers)
        self._fit_columns()
        answers.columnsInserted.connect(self._fit_columns)
        answers.columnsRemoved.connect(self._fit_columns)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        put(self, "setAccessibleName", "Predictions")
        thumbnails.shared().changed.connect(self.viewport().update)

    def _fit_columns(self) -> None:
        self.set_columns((FIRST, *BETWEEN[: len(self.answers.view.columns)], LAST))
