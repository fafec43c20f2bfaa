"""``RowTable``: a QTableView whose rows look like LOOK's tables: no vertical lines, one hover and one ring a row.

The model's columns say how wide they are (``ColumnModel``), or ``set_columns([Column(width=48), ...])`` does; cells
are painted by ``RowDelegate`` or a subclass that overrides ``paint_cell``.
Put it in ``Card(padded=False)``. Wide contents scroll sideways.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractProxyModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from sft_gui.ui.look import paint, theme
from sft_gui.ui.widgets.column_model import Column, ColumnModel
from sft_gui.ui.widgets.row_roles import LEFT, MARKED, ROLE, TONE

AnyIndex = QModelIndex | QPersistentModelIndex
ROW, HEADER, SIDE, EDGE = 44, 32, 8, 18  # EDGE: the padding of a card, for the first and the last column

OUTER = (
    "QHeaderView::section {{ padding: 0 {side}px; }} QHeaderView::section:first {{ padding-left: {edge}px; }} "
    "QHeaderView::section:last {{ padding-right: {edge}px; }}"
)


class RowDelegate(QStyledItemDelegate):
    """Paints the row's ground, its rule and its ring; ``paint_cell`` paints what a cell holds."""

    def __init__(self, table: RowTable) -> None:
        super().__init__(table)
        self.table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(theme.px(40), theme.px(self.table.row_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option, index)
        self.paint_cell(painter, self.content_rect(rect, index), option, index)
        painter.restore()

    def content_rect(self, cell: QRectF, index: AnyIndex) -> QRectF:
        """Give the part of a cell that holds something: the outer columns stand in line with the card's title."""
        left = EDGE if index.column() == 0 else SIDE
        right = EDGE if index.column() == index.model().columnCount() - 1 else SIDE
        return cell.adjusted(theme.px(left), 0, -theme.px(right), -1)

    def paint_cell(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one cell inside ``rect``; here its text by role, tone and alignment."""
        words = index.data()
        if words:
            font = theme.font(index.data(ROLE) or "body")
            align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or LEFT)
            paint.text(painter, rect, str(words), font, index.data(TONE) or "text", align)

    def _paint_ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(rect, theme.color("accent_soft"))
        elif index.row() == self.table.hovered_row or index.data(MARKED):
            painter.fillRect(rect, theme.color("hover"))
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), theme.color("line"))
        if self.table.shows_ring and index.row() == self.table.currentIndex().row():
            self._paint_ring(painter, rect, index)

    def _paint_ring(self, painter: QPainter, rect: QRectF, index: AnyIndex) -> None:
        accent, last = theme.color("accent"), index.model().columnCount() - 1
        painter.fillRect(QRectF(rect.x(), rect.y(), rect.width(), 2), accent)
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 2, rect.width(), 2), accent)
        if index.column() == 0:
            painter.fillRect(QRectF(rect.x(), rect.y(), 2, rect.height()), accent)
        if index.column() == last:
            painter.fillRect(QRectF(rect.right() - 2, rect.y(), 2, rect.height()), accent)


class RowTable(QTableView):
    """Whole rows are chosen, one at a time; Enter or a double click opens one."""

    opened = Signal(QModelIndex)
    row_height = ROW

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self.hover_position = QPoint(-1, -1)
        self.shows_ring = False
        self._columns: Sequence[Column] = ()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget(self))  # Fusion draws a box of its own between the scroll bars
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.set_header(self.horizontalHeader())
        self.setItemDelegate(RowDelegate(self))
        self.doubleClicked.connect(self.opened)
        theme.changed.connect(self._fit)
        self._fit()

    def set_header(self, header: QHeaderView) -> None:
        """Take a header of one's own, before the model."""
        self.setHorizontalHeader(header)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def setModel(self, model: QAbstractItemModel) -> None:
        super().setModel(model)
        source = model.sourceModel() if isinstance(model, QAbstractProxyModel) else model
        if isinstance(source, ColumnModel):
            self.set_columns(source.columns)
            source.modelReset.connect(lambda: self.set_columns(source.columns))

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Say how wide the columns are, for a model that has as many."""
        self._columns = columns
        self._fit()

    def height_of(self, rows: int) -> int:
        """Give the height at which so many rows are seen whole."""
        bar = self.horizontalScrollBar().sizeHint().height() if self._least_width() > self.width() else 0
        return theme.px(HEADER) + rows * theme.px(self.row_height) + bar + 4

    def _least_width(self) -> int:
        return sum(theme.px(column.width) for column in self._columns)

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(self.row_height))
        self.horizontalHeader().setFixedHeight(theme.px(HEADER))
        outer = OUTER.format(side=theme.px(SIDE), edge=theme.px(EDGE))
        if self.horizontalHeader().styleSheet() != outer:
            self.horizontalHeader().setStyleSheet(outer)
        shares = sum(column.stretch for column in self._columns) or 1
        left_over = max(self.viewport().width() - self._least_width(), 0)
        for place, column in enumerate(self._columns):
            self.setColumnWidth(place, theme.px(column.width) + left_over * column.stretch // shares)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._set_hover(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_hover(QPoint(-1, -1))

    def _set_hover(self, position: QPoint) -> None:
        self.hover_position = position
        self.hovered_row = self.rowAt(position.y()) if position.y() >= 0 else -1
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.shows_ring = event.reason() != Qt.FocusReason.MouseFocusReason
        if not self.currentIndex().isValid() and self.shows_ring and self.model().rowCount():
            self.selectRow(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.shows_ring = False
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.shows_ring = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.model().rowCount():
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
        else:
            super().keyPressEvent(event)
