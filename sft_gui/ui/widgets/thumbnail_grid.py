"""``ThumbnailGrid``: any list model as a grid of pictures; smooth with 50,000 of them.

``grid.set_describe(lambda index: Thumb(key=digest, source=path, caption="daisy", split=1))`` (None while unknown),
``grid.setModel(model)``, ``grid.set_thumb_width(114)``. Arrows, Home, End move; Enter opens; X leaves out.
A single row (``ThumbnailGrid(rows=1)``) scrolls sideways, for the strip of Predict and the worst mistakes.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from sft_gui.ui.look import theme
from sft_gui.ui.widgets import thumbnails
from sft_gui.ui.widgets.thumbnail_delegate import (
    ASPECT,
    CAPTION,
    GAP,
    RING,
    AnyIndex,
    Describe,
    Thumb,
    ThumbnailDelegate,
)

__all__ = ["Thumb", "ThumbnailGrid"]

Move = QAbstractItemView.CursorAction
STEPS = {Move.MoveLeft: -1, Move.MovePrevious: -1, Move.MoveRight: 1, Move.MoveNext: 1}


class ThumbnailGrid(QAbstractItemView):
    """Pictures in columns that fill the width, or in one row.

    Places are reckoned, not stored: QListView asks the model twice for every row at each change of its width.
    """

    opened = Signal(QModelIndex)  # Enter or double click
    left_out_asked = Signal(list)  # X: the selected indexes

    def __init__(self, *, rows: int = 0, lines: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows, self._width, self._columns = rows, 114, 1
        self._hovered = QModelIndex()
        self._delegate = ThumbnailDelegate(self)
        self._delegate.lines = lines
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        off, on = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        self.setVerticalScrollBarPolicy(off if rows else on)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded if rows else off)
        self.doubleClicked.connect(self.opened)
        thumbnails.shared().changed.connect(self.viewport().update)
        theme.changed.connect(self._fit)
        self._fit()

    def set_describe(self, describe: Describe) -> None:
        """Say how an index is shown; None stands for "not known yet"."""
        self._delegate.describe = describe
        self.viewport().update()

    def set_thumb_width(self, width: int) -> None:
        """Ask for pictures about this wide; columns fill the width evenly."""
        self._width = width
        self._fit()

    def columns(self) -> int:
        """Count the pictures side by side."""
        return max(-(-self._count() // self._rows), 1) if self._rows else self._columns

    def _count(self) -> int:
        return self.model().rowCount(self.rootIndex()) if self.model() is not None else 0

    def _fit(self) -> None:
        top = self.verticalOffset() // self._delegate.cell.height() * self._columns
        wide = theme.px(self._width) + GAP
        if not self._rows:
            self._columns = max((self.viewport().width() + GAP) // wide, 1)
            wide = max(self.viewport().width() // self._columns, theme.px(40))
        high = round((wide - GAP) * ASPECT) + self._delegate.lines * theme.px(CAPTION - 4) + theme.px(8) + 2 * RING
        self._delegate.cell = QSize(wide, high)
        if self._rows:
            self.setFixedHeight(self._rows * high + 12)
        self.updateGeometries()
        if top:  # what was on top stays on top
            self.verticalScrollBar().setValue(top // self._columns * high)
        self.viewport().update()

    # What QAbstractItemView asks for

    def updateGeometries(self) -> None:
        super().updateGeometries()
        cell, columns = self._delegate.cell, self.columns()
        wide, high = columns * cell.width(), -(-self._count() // columns) * cell.height()
        for bar, whole, page, step in (
            (self.horizontalScrollBar(), wide if self._rows else 0, self.viewport().width(), cell.width() // 2),
            (self.verticalScrollBar(), 0 if self._rows else high, self.viewport().height(), cell.height() // 3),
        ):
            bar.setRange(0, max(whole - page, 0))
            bar.setPageStep(page)
            bar.setSingleStep(step)

    def rowsInserted(self, parent: AnyIndex, start: int, end: int) -> None:
        super().rowsInserted(parent, start, end)
        self._relay()

    def rowsAboutToBeRemoved(self, parent: AnyIndex, start: int, end: int) -> None:
        super().rowsAboutToBeRemoved(parent, start, end)
        self._hovered = QModelIndex()
        self.scheduleDelayedItemsLayout()

    def reset(self) -> None:
        super().reset()
        self._hovered = QModelIndex()
        self._relay()

    def _relay(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    def dataChanged(self, first: AnyIndex, last: AnyIndex, roles: list[int] | None = None) -> None:
        self.viewport().update()

    def horizontalOffset(self) -> int:
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: AnyIndex) -> bool:
        return False

    def visualRect(self, index: AnyIndex) -> QRect:
        if not index.isValid():
            return QRect()
        return self._cell_rect(index.row())

    def _cell_rect(self, row: int) -> QRect:
        cell = self._delegate.cell
        down, right = divmod(row, self.columns())
        corner = QPoint(right * cell.width(), down * cell.height())
        return QRect(corner - QPoint(self.horizontalOffset(), self.verticalOffset()), cell)

    def indexAt(self, point: QPoint) -> QModelIndex:
        cell, columns = self._delegate.cell, self.columns()
        right = (point.x() + self.horizontalOffset()) // cell.width()
        row = (point.y() + self.verticalOffset()) // cell.height() * columns + right
        if not 0 <= right < columns or not 0 <= row < self._count():
            return QModelIndex()
        return self.model().index(row, 0, self.rootIndex())

    def _rows_in(self, rect: QRect) -> Iterator[int]:
        cell, columns = self._delegate.cell, self.columns()
        left = max((rect.left() + self.horizontalOffset()) // cell.width(), 0)
        right = min((rect.right() + self.horizontalOffset()) // cell.width(), columns - 1)
        top = max((rect.top() + self.verticalOffset()) // cell.height(), 0)
        bottom = (rect.bottom() + self.verticalOffset()) // cell.height()
        count = self._count()
        for down in range(top, bottom + 1):
            yield from (row for row in range(down * columns + left, down * columns + right + 1) if row < count)

    def scrollTo(self, index: AnyIndex, hint: object = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        rect, area = self.visualRect(index), self.viewport().rect()
        if rect.isEmpty():
            return
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        if rect.top() < 0 or rect.height() > area.height() or hint == QAbstractItemView.ScrollHint.PositionAtTop:
            vertical.setValue(vertical.value() + rect.top())
        elif rect.bottom() > area.bottom():
            vertical.setValue(vertical.value() + rect.bottom() - area.bottom())
        if rect.left() < 0:
            horizontal.setValue(horizontal.value() + rect.left())
        elif rect.right() > area.right():
            horizontal.setValue(horizontal.value() + rect.right() - area.right())

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count, columns = self._count(), self.columns()
        if not count:
            return QModelIndex()
        row = self.currentIndex().row() if self.currentIndex().isValid() else -1
        if action == Move.MoveHome or row < 0:
            row = 0
        elif action == Move.MoveEnd:
            row = count - 1
        else:
            page = max(self.viewport().height() // self._delegate.cell.height(), 1) * columns
            jumps = {Move.MoveUp: -columns, Move.MoveDown: columns, Move.MovePageUp: -page, Move.MovePageDown: page}
            target = row + jumps.get(action, STEPS.get(action, 0))
            is_line = action in (Move.MoveUp, Move.MoveDown)
            row = row if is_line and not 0 <= target < count else min(max(target, 0), count - 1)
        return self.model().index(row, 0, self.rootIndex())

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        selection, model = QItemSelection(), self.model()
        if (rect.width() <= 1 and rect.height() <= 1) or self.state() != QAbstractItemView.State.DragSelectingState:
            first, last = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
            if first.isValid() and last.isValid():
                rows = sorted((first.row(), last.row()))
                selection.select(model.index(rows[0], 0), model.index(rows[1], 0))
        else:
            for row in self._rows_in(rect.normalized()):
                selection.select(model.index(row, 0), model.index(row, 0))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    # Painting, mouse and keys

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain, current = option.state, self.currentIndex()
        is_focused, chosen = self.hasFocus(), self.selectionModel()
        for row in self._rows_in(event.rect()) if self.model() is not None else ():
            index = self.model().index(row, 0, self.rootIndex())
            option.rect = self._cell_rect(row)
            option.state = plain & ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
            option.state &= ~QStyle.StateFlag.State_HasFocus
            if chosen is not None and chosen.isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if index == self._hovered:
                option.state |= QStyle.StateFlag.State_MouseOver
            if is_focused and index == current:
                option.state |= QStyle.StateFlag.State_HasFocus
            self._delegate.paint(painter, option, index)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: object) -> None:
        self._hover(QModelIndex())

    def _hover(self, index: QModelIndex) -> None:
        if index != self._hovered:
            self._hovered = index
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_X and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.left_out_asked.emit(self.selectedIndexes())
        else:
            super().keyPressEvent(event)
