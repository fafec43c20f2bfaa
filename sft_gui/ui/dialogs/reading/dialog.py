"""``ReadingDialog(error)``: how is it to be read? For a source that was not understood by itself and has other ways."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sft_gui.data.readers.reader import Proposal
from sft_gui.data.understand import NotUnderstood
from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.ui.dialogs.reading.list import ReadingSheet
from sft_gui.ui.dialogs.reading.model import asked_again
from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.layout import grow, hbox, vbox
from sft_gui.ui.widgets.text import IconLabel, Text


class ReadingDialog(Dialog):
    """Says why it was not understood and offers the ways in which it can be read."""

    chosen = Signal(object)  # Choice

    def __init__(self, error: UserError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        put(self, "setWindowTitle", "How is it to be read?")
        self.sheet = ReadingSheet()
        self.sheet.set_heading(say("Ways to read it"), keep=say("Not now"))
        self.sheet.taken.connect(self._on_taken)
        self.sheet.closed.connect(self.reject)
        words = vbox(
            put(Text("heading", wrap=True), "setText", error.what),
            put(Text("body", "text2", wrap=True), "setText", "Choose how it is to be read."),
            spacing=4,
        )
        head = hbox(IconLabel("warn", "warn", 22), grow(words), spacing=12)
        self.lay_out(head, grow(self.sheet), spacing=16)
        self.resize(theme.px(780), theme.px(620))
        if isinstance(error, NotUnderstood):
            self.sheet.show_ways(asked_again(error.place, error.alternatives))

    def _on_taken(self, proposal: Proposal) -> None:
        self.accept()
        self.chosen.emit(proposal.choice)
