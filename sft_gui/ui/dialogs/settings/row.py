"""A section of the settings: rows with a name, a hint and a control, in a scroll area."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from sft_gui.messages import Message
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.layout import grow, hbox, stretch, vbox
from sft_gui.ui.widgets.text import Rule, Text


class SettingsPage(QScrollArea):
    """Rows below each other, with lines between them."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        self.column = vbox(stretch(), spacing=14, margins=(24, 20, 24, 16), inside=content)
        self.setWidget(content)

    def row(
        self, label: Message, hint: Message | None, control: QWidget | QLayout | None = None, *, last: bool = False
    ) -> Text:
        """Add a row; the control takes the label as its accessible name. Give the hint's label."""
        below = Text("hint", "text2", wrap=True)
        words = vbox(put(Text("button", wrap=True), "setText", label), below, spacing=1)
        if hint is not None:
            put(below, "setText", hint)
        line = hbox(grow(words), spacing=16)
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
