"""The head of the Data page: the project's name, what it holds, and the way on."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from sft_gui.messages import Message, say
from sft_gui.ui.look import formats, words
from sft_gui.ui.look.eta import Eta
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.pages.data.picture_listing import Overview
from sft_gui.ui.pages.data.title import EditableTitle
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.layout import grow, hbox, vbox
from sft_gui.ui.widgets.text import Text

SAID_MS = 8000


class DataHeader(QWidget):
    """While the source is looked at again, the sentence tells how far, and the button ends it."""

    renamed = Signal(str)
    look_asked = Signal()
    model_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._eta = Eta()
        self.title = EditableTitle()
        self.title.renamed.connect(self.renamed)
        self.sentence = Text("body", "text2", wrap=True)
        self.look = Button("quiet", icon="refresh")
        self.look.clicked.connect(self.look_asked)
        self.choose = put(Button("primary", trailing="arrow"), "setText", "Choose a model")
        self.choose.clicked.connect(self.model_asked)
        words_column = vbox(self.title, self.sentence, spacing=0)
        row = hbox(grow(words_column), spacing=8, margins=0, inside=self)
        for button in (self.look, self.choose):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._fact: Message | None = None
        self._said: Message | None = None  # in its place for now
        self._until = QTimer(self, singleShot=True, interval=SAID_MS)
        self._until.timeout.connect(lambda: self._show_instead(None))
        self.set_looking(False)
        words.changed.connect(self._say)

    def show_overview(self, overview: Overview) -> None:
        """Say what there is."""
        self._fact = overview.view.contents(overview.total, overview.amounts)
        self._say()

    def set_looking(self, is_looking: bool) -> None:
        """Show that the source is being looked at, or no longer."""
        self._show_instead(None)
        put(self.look, "setText", say("Stop looking") if is_looking else say("Look again"))
        self.look.set_icon("x" if is_looking else "refresh")

    def show_progress(self, done: int, total: int | None, what: Message) -> None:
        """Say how far the look is."""
        amount = formats.count(done)
        if total is None:
            self._show_instead(say("{what}: {done}", what=what, done=amount))
        else:
            self._eta.take(done, total)
            whole = tr("{done} of {total}", done=amount, total=formats.count(total))
            self._show_instead(say("{what}: {amount}", what=what, amount=self._eta.after(whole)))

    def say_for_now(self, message: Message) -> None:
        """Say what came of something, for some seconds."""
        self._show_instead(message)
        self._until.start()

    def _show_instead(self, message: Message | None) -> None:
        self._until.stop()
        self._said = message
        self._say()

    def _say(self) -> None:
        shown = self._said or self._fact
        self.sentence.setText(told(shown) if shown is not None else "")
