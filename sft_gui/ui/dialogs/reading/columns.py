"""``ColumnTable()``: the columns of a table of pictures, one of which holds the answer."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from sft_gui.ui.dialogs.reading.columns_model import CHOOSABLE, CHOSEN, MARK, ReadingColumns
from sft_gui.ui.look import theme
from sft_gui.ui.widgets.checks import paint_radio
from sft_gui.ui.widgets.row_table import AnyIndex, RowDelegate, RowTable

ROW, MARK_SIDE = 32, 16
SEEN = 5  # rows that are seen without scrolling


class _Delegate(RowDelegate):
    def paint_cell(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if index.column() != MARK:
            super().paint_cell(painter, rect, option, index)
            return
        side = theme.px(MARK_SIDE)
        circle = QRectF(rect.x(), rect.center().y() - side / 2, side, side)
        paint_radio(painter, circle, checked=bool(index.data(CHOSEN)), enabled=bool(index.data(CHOOSABLE)))


class ColumnTable(RowTable):
    """``asked`` tells the name of the column that is to hold the answer."""

    asked = Signal(str)
    row_height = ROW

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns_model = ReadingColumns(self)
        self.setModel(self.columns_model)
        self.setItemDelegate(_Delegate(self))
        self.clicked.connect(self._on_asked)
        self.opened.connect(self._on_asked)
        self.columns_model.modelReset.connect(self._fit_height)
        theme.changed.connect(self._fit_height)

    def _on_asked(self, index: QModelIndex) -> None:
        column = self.columns_model.rows[index.row()]
        if column.is_choosable:
            self.asked.emit(column.name)

    def _fit_height(self) -> None:
        self.setFixedHeight(self.height_of(min(max(self.columns_model.rowCount(), 1), SEEN)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._on_asked(self.currentIndex())
        else:
            super().keyPressEvent(event)
