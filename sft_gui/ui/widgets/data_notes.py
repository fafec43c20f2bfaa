"""``NotesCard()``: what the import noticed and the user should know."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sft_gui.messages import Message
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.text import IconLabel, Text
from sft_gui.ui.words import put


class NotesCard(Card):
    """One sentence a row; hidden where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.head.insertWidget(0, IconLabel("info", "accent", 18))
        put(self.title, "setText", "Noticed while reading")
        self.notes: list[Text] = []

    def show_notes(self, notes: Sequence[Message]) -> None:
        """Show these sentences."""
        while len(self.notes) < len(notes):
            self.notes.append(self._add_row())
        for text, note in zip(self.notes, notes, strict=False):
            put(text, "setText", note)
        for place, text in enumerate(self.notes):
            text.setVisible(place < len(notes))
        self.setVisible(bool(notes))

    def _add_row(self) -> Text:
        text = Text("small", "text2", wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(text)
        return text
