"""``ClassPopup``: all classes in a list that typing narrows, for data with more of them than chips have room."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from sft_gui.ui import formats, theme
from sft_gui.ui.words import put

ROW, MOST_ROWS = 30, 12
NAME = Qt.ItemDataRole.UserRole + 1


class ClassPopup(QFrame):
    """``chosen(name)`` is emitted by Enter or a click; up and down move through the list while typing."""

    chosen = Signal(str)

    def __init__(self, counts: Mapping[str, int], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setProperty("kind", "popup")
        self.find = put(QLineEdit(), "setPlaceholderText", "Find a class…")
        put(self.find, "setAccessibleName", "Find a class")
        self.list = put(QListView(), "setAccessibleName", "Classes")
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        items = QStandardItemModel(self)
        for name, count in counts.items():
            item = QStandardItem(f"{name}  {formats.count(count)}")
            item.setData(name, NAME)
            items.appendRow(item)
        self.shown = QSortFilterProxyModel(self)
        self.shown.setSourceModel(items)
        self.shown.setFilterRole(NAME)
        self.shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list.setModel(self.shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(6)
        column.addWidget(self.find)
        column.addWidget(self.list)
        self.setFixedSize(theme.px(260), theme.px(min(len(counts), MOST_ROWS) * ROW) + theme.px(32) + 20)
        self.find.textChanged.connect(self._on_typed)
        self.find.installEventFilter(self)
        self.list.clicked.connect(self._take)
        self.list.activated.connect(self._take)
        self._on_typed("")
        self.find.setFocus()

    def _on_typed(self, text: str) -> None:
        self.shown.setFilterFixedString(text.strip())
        self.list.setCurrentIndex(self.shown.index(0, 0))

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            self.close()
            self.chosen.emit(index.data(NAME))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex())
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.list.keyPressEvent(event)
        else:
            return False
        return True
