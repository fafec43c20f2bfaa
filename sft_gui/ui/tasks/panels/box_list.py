"""``BoxList``: found boxes one below the other with their scores; the current one is drawn stronger on the picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sft_gui.ui.look import formats, paint, theme
from sft_gui.ui.look.class_colours import ClassColours
from sft_gui.ui.look.words import put
from sft_gui.ui.overlays.shapes import Box

AnyIndex = QModelIndex | QPersistentModelIndex
BOX = Qt.ItemDataRole.UserRole + 1
ROW, SIDE, SWATCH, BAR, NUMBER = 30, 18, 9, 84, 48


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[Box] = []

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.boxes)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        box = self.boxes[index.row()]
        if role == BOX:
            return box
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{box.label} {formats.percent(box.score or 0.0, 0)}"
        return None

    def show(self, boxes: Sequence[Box]) -> None:
        self.beginResetModel()
        self.boxes = list(boxes)
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    colours = ClassColours(())

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(theme.px(120), theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        box, rect = index.data(BOX), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        side, middle, swatch = theme.px(SIDE), rect.center().y(), theme.px(SWATCH)
        paint.box(painter, QRectF(side, middle - swatch / 2, swatch, swatch), 2, fill=self.colours.color(box.label))
        number = QRectF(rect.right() - side - theme.px(NUMBER), rect.y(), theme.px(NUMBER), rect.height())
        paint.text(painter, number, formats.percent(box.score or 0.0, 0), theme.font("small"), "text", paint.RIGHT)
        bar = QRectF(number.x() - theme.px(BAR), middle - theme.px(3), theme.px(BAR), theme.px(6))
        paint.box(painter, bar, bar.height() / 2, fill="grid")
        filled = QRectF(bar.x(), bar.y(), max(bar.width() * (box.score or 0.0), bar.height()), bar.height())
        paint.box(painter, filled, bar.height() / 2, fill="line_strong")
        left = side + swatch + theme.px(10)
        name = QRectF(left, rect.y(), bar.x() - left - theme.px(8), rect.height())
        paint.text(painter, name, box.label, theme.font("small"), "text")
        painter.restore()


class BoxList(QListView):
    """Follows no model of others: ``show_boxes`` fills it."""

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model()
        self._model.setParent(self)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self.setModel(self._model)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        put(self, "setAccessibleName", "Boxes")
        self.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def set_colours(self, colours: ClassColours) -> None:
        """Take the classes' colours."""
        self._delegate.colours = colours
        self.viewport().update()

    def show_boxes(self, boxes: Sequence[Box]) -> None:
        """Show these boxes; the current one stays where it is among them."""
        current = self.current()
        self._model.show(boxes)
        if current is not None and current in boxes:
            self.setCurrentIndex(self._model.index(list(boxes).index(current)))

    def boxes(self) -> list[Box]:
        """Give the boxes shown."""
        return self._model.boxes

    def current(self) -> Box | None:
        """Give the chosen box."""
        row = self.currentIndex().row()
        return self._model.boxes[row] if 0 <= row < len(self._model.boxes) else None

    def _on_current(self) -> None:
        self.picked.emit()
