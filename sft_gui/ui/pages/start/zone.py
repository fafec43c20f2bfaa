"""``StartZone()``: the Start page's drop zone with its buttons; what is being read outlasts a drag across it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.ui.look import formats
from sft_gui.ui.look.eta import Eta
from sft_gui.ui.look.words import put, told
from sft_gui.ui.pages.start.art import Art
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.drop_zone import DropZone


class StartZone(DropZone):
    """``begin``, ``show_progress`` and ``end`` (or ``fail``) go with the work; the signals are what is asked for."""

    folder_asked = Signal()
    file_asked = Signal()
    project_asked = Signal()
    cancel_asked = Signal()

    _reading: Message | None = None  # what is said while something is read; None at rest
    _progress: tuple[int, int | None] = (0, None)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(art=Art("drop"), big=True, parent=parent)
        self._eta = Eta()
        put(self.title, "setText", "Drop a folder of photos here")
        put(self.sentence, "setText", "A .zip or a .csv list works too. Your folder is only read, never changed.")
        self.choose = put(Button("primary", icon="folder"), "setText", "Choose a folder…")
        self.choose_file = put(Button("quiet"), "setText", "Choose a file…")
        self.open_kept = put(Button("quiet"), "setText", "Open a kept project…")
        self.cancel = put(Button(icon="x"), "setText", "Cancel")
        signals = (self.folder_asked, self.file_asked, self.project_asked, self.cancel_asked)
        for button, signal in zip(self._buttons(), signals, strict=True):
            self.actions.addWidget(button)
            button.clicked.connect(signal)
        self._show_buttons()

    def _buttons(self) -> tuple[Button, ...]:
        return self.choose, self.choose_file, self.open_kept, self.cancel

    def _show_buttons(self) -> None:
        for button in self._buttons():
            button.setVisible((button is self.cancel) == (self._reading is not None))

    def begin(self, name: str) -> None:
        """Show that something is being read."""
        self._reading, self._progress = say("Reading “{name}”", name=name), (0, None)
        self._show_buttons()
        self.show_rest()

    def show_progress(self, done: int, total: int | None, what: Message) -> None:
        """Show how far the reading is."""
        if self._reading is None:
            return
        self._progress = done, total
        self._eta.take(done, total)
        number = formats.count(done)
        if total:
            amount = say("{done} of {total}", done=number, total=formats.count(total))
            self._reading = say("{what}: {amount}", what=what, amount=self._eta.after(told(amount)))
        else:
            self._reading = say("{what}: {done}", what=what, done=number) if done else what
        if self.state() == "reading":
            self.show_rest()

    def end(self) -> None:
        """Invite again."""
        self._reading = None
        self._show_buttons()
        self.show_rest()

    def fail(self, error: UserError) -> None:
        """Say why it could not be read; the buttons offer another try."""
        self.end()
        self.show_refuse(error.what, error.do)

    def show_rest(self) -> None:
        if self._reading is None:
            super().show_rest()
            return
        self.set_progress(*self._progress)
        self.show_reading(self._reading, say("You can go on working meanwhile."))
