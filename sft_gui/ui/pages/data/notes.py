"""``NotesCard()``: what the import noticed and the user should know."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sft_gui.messages import Message, counted
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.button import LinkButton
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.layout import aligned, fill, vbox
from sft_gui.ui.widgets.text import IconLabel, Text


class NotesCard(Card):
    """One sentence a row; hidden where there is none. ``all_asked`` asks for what was noticed picture by picture."""

    all_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.head.insertWidget(0, IconLabel("info", "accent", 18))
        put(self.title, "setText", "Noticed while reading")
        self.notes: list[Text] = []
        self.more = LinkButton(trailing="right")
        self.more.clicked.connect(self.all_asked)
        self._rows = vbox(spacing=8)
        fill(self.body, self._rows, aligned(self.more, Qt.AlignmentFlag.AlignLeft))

    def show_notes(self, notes: Sequence[Message], *, noted: int = 0) -> None:
        """Show these sentences, and the way to the ``noted`` pictures."""
        put(self.more, "setText", counted(noted, "Show the {count} picture", "Show the {count} pictures"))
        self.more.setVisible(noted > 0)
        while len(self.notes) < len(notes):
            self.notes.append(self._add_row())
        for text, note in zip(self.notes, notes, strict=False):
            put(text, "setText", note)
        for place, text in enumerate(self.notes):
            text.setVisible(place < len(notes))
        self.setVisible(bool(notes) or noted > 0)

    def _add_row(self) -> Text:
        text = Text("small", "text2", wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._rows.addWidget(text)
        return text
