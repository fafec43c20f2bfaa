"""``ClassPopup``: all classes in a list that typing narrows, for data with more of them than chips have room."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sft_gui.ui.look import formats, paint, theme
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.layout import vbox

ROW, MOST_ROWS, WIDTH = 30, 12, 280
COUNT = Qt.ItemDataRole.UserRole + 1
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class _Row(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme.px(120), theme.px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_current or option.state & QStyle.StateFlag.State_MouseOver:
            paint.box(painter, row, theme.RADIUS_CHECK, fill="accent_soft" if is_current else "hover")
        row = row.adjusted(10, 0, -10, 0)
        font, count = theme.font("small"), formats.count(index.data(COUNT))
        paint.text(painter, row, count, font, "text3", paint.RIGHT)
        row.setRight(row.right() - paint.width_of(count, font) - 10)
        paint.text(painter, row, str(index.data()), font, "accent_text" if is_current else "text")
        painter.restore()


class ClassPopup(QFrame):
    """``chosen(name)`` is emitted by Enter or a click; up and down move through the list while typing."""

    chosen = Signal(str)

    def __init__(self, counts: Mapping[str, int], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.find = put(QLineEdit(), "setPlaceholderText", "Find a class…")
        put(self.find, "setAccessibleName", "Find a class")
        self.shown = QSortFilterProxyModel(self)
        self.shown.setSourceModel(_items(counts, self))
        self.shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list = put(QListView(), "setAccessibleName", "Classes")
        self.list.setModel(self.shown)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        vbox(self.find, self.list, spacing=6, margins=7, inside=self)
        self.setFixedSize(theme.px(WIDTH), theme.px(min(len(counts), MOST_ROWS) * ROW + 32) + 22)
        self.find.textChanged.connect(self._on_typed)
        self.find.installEventFilter(self)
        self.list.clicked.connect(self._take)
        self._on_typed("")
        self.find.setFocus()

    def _on_typed(self, text: str) -> None:
        self.shown.setFilterFixedString(text.strip())
        self.list.setCurrentIndex(self.shown.index(0, 0))

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            name = str(index.data())
            self.close()
            self.chosen.emit(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex())
        elif event.key() in MOVES:
            self.list.keyPressEvent(event)
        else:
            return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            paint.box(painter, QRectF(self.rect()), theme.RADIUS_BUTTON, fill="surface", line="line2")


def _items(counts: Mapping[str, int], parent: QObject) -> QStandardItemModel:
    items = QStandardItemModel(parent)
    for name, count in counts.items():
        item = QStandardItem(name)
        item.setData(count, COUNT)
        items.appendRow(item)
    return items
