"""``Combo()``: a QComboBox with our chevron and list; the wheel changes it only while it has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QWidget

from sft_gui.ui.look import icons, theme


class Combo(QComboBox):
    """A drop-down list; ``add(key, label)`` and ``key()`` use the item data."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setView(QListView(self))  # Fusion's own popup ignores the item rules of the style sheet
        window = self.view().window()
        window.setWindowFlags(Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        window.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def add(self, key: object, label: str) -> None:
        """Add a choice by key."""
        self.addItem(label, key)

    def key(self) -> object:
        """Give the key of the choice taken."""
        return self.currentData()

    def set_key(self, key: object) -> None:
        """Take the choice with this key, where there is one."""
        index = self.findData(key)
        if index >= 0:
            self.setCurrentIndex(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.px(16)
        color = "text2" if self.isEnabled() else "disabled"
        icons.paint(painter, "down", color, self.width() - side - theme.px(9), (self.height() - side) / 2, side)
        painter.end()
