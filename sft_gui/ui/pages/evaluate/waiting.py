"""``Waiting``: what stands in the place of an evaluation that is not there yet: an offer, progress, or why not."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say
from sft_gui.ui.look import formats, theme
from sft_gui.ui.look.eta import Eta
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.widgets.bars import ProgressRow
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.layout import aligned, hbox, stretch, vbox
from sft_gui.ui.widgets.text import IconLabel, Text

WIDTH = 420


class Waiting(QWidget):
    """``asked`` when the user wants the evaluation, ``cancelled`` when no longer."""

    asked = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._eta = Eta()
        self._is_busy = False
        self._icon = IconLabel("evaluate", "text2", 32)
        self.fact = Text("section", wrap=True)
        self.sentence = Text("small", "text2", wrap=True)
        self.start = put(Button("primary"), "setText", "Evaluate")
        self.progress = ProgressRow()
        self.cancel = put(Button(size="small"), "setText", "Cancel")
        self._lay_out()
        self.start.clicked.connect(self.asked)
        self.cancel.clicked.connect(self.cancelled)

    def _lay_out(self) -> None:
        column = vbox(stretch(), aligned(self._icon, Qt.AlignmentFlag.AlignHCenter), spacing=8)
        for text in (self.fact, self.sentence):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            text.setFixedWidth(theme.px(WIDTH))
            column.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        self.progress.setFixedWidth(theme.px(WIDTH))
        for widget in (self.progress, self.start, self.cancel):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        hbox(stretch(), column, stretch(), inside=self)

    def is_busy(self) -> bool:
        """Tell whether evaluating is under way."""
        return self._is_busy

    def show_offer(self, count: int, split: Message, *, is_busy: bool) -> None:
        """Offer to evaluate so many pictures; ``is_busy`` says that a training shares the computer."""
        put(self.fact, "setText", counted(count, "{count} picture to evaluate", "{count} pictures to evaluate"))
        told_busy = say("A run is being trained; both are slower while they share the computer.")
        put(self.sentence, "setText", told_busy if is_busy else say("{split}, by this run's best weights", split=split))
        self._show(can_start=True)

    def show_busy(self) -> None:
        """Say that evaluating has begun."""
        self._eta.restart()
        self.progress.set_what(tr("Getting ready"))
        self.progress.amount.setText("")
        self.progress.bar.set_progress(0, None)
        self._show(is_busy=True)

    def show_progress(self, done: int, total: int | None, what: Message) -> None:
        """Say how far it is."""
        self.progress.set_what(told(what))
        amount = {"done": formats.count(done), "total": formats.count(total or 0)}
        self._eta.take(done, total)
        self.progress.amount.setText(self._eta.after(tr("{done} of {total}", **amount)) if total else "")
        self.progress.bar.set_progress(done, total)

    def show_failure(self, error: UserError) -> None:
        """Say why it cannot be evaluated."""
        put(self.fact, "setText", error.what)
        put(self.sentence, "setText", error.do or say("Choose another run or another split."))
        self._show(can_start=True)

    def _show(self, *, can_start: bool = False, is_busy: bool = False) -> None:
        self._is_busy = is_busy
        for widget in (self.start, self.sentence):
            widget.setVisible(can_start)
        for widget in (self.progress, self.cancel):
            widget.setVisible(is_busy)
