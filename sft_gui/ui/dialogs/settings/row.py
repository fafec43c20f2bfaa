"""A section of the settings: rows with a name, a hint and a control, in a scroll area."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from sft_gui.messages import Message
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.text import Rule, Text


class SettingsPage(QScrollArea):
    """Rows below each other, with lines between them."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(24, 20, 24, 16)
        self.column.setSpacing(14)
        self.column.addStretch(1)
        self.setWidget(content)

    def row(
        self, label: Message, hint: Message | None, control: QWidget | QLayout | None = None, *, last: bool = False
    ) -> Text:
        """Add a row; the control takes the label as its accessible name. Give the hint's label."""
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(put(Text("button", wrap=True), "setText", label))
        below = Text("hint", "text2", wrap=True)
        words.addWidget(below)
        if hint is not None:
            put(below, "setText", hint)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addLayout(words, 1)
        if isinstance(control, QWidget):
            put(control, "setAccessibleName", label)
            line.addWidget(control)
        elif control is not None:
            line.addLayout(control)
        self.add(line)
        if not last:
            self.add(Rule())
        return below

    def add(self, item: QWidget | QLayout) -> None:
        """Add something above the stretch."""
        place = self.column.count() - 1
        if isinstance(item, QWidget):
            self.column.insertWidget(place, item)
        else:
            self.column.insertLayout(place, item)
