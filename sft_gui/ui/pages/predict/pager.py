"""``Pager``: which of the pictures is looked at, with the ways to its neighbours; ``AnswerTime``: how long it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sft_gui.messages import say
from sft_gui.ui.look import formats, words
from sft_gui.ui.look.words import put
from sft_gui.ui.tasks.panels.panel import time_words
from sft_gui.ui.widgets.button import IconButton
from sft_gui.ui.widgets.layout import hbox
from sft_gui.ui.widgets.text import IconLabel, Text

if TYPE_CHECKING:
    from sft_gui.prediction.predictor import Answer  # imports torch


class Pager(QWidget):
    """``asked(-1)`` and ``asked(1)`` ask for the neighbours."""

    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before = put(IconButton("left"), "set_label", "Picture before")
        self.after = put(IconButton("right"), "set_label", "Picture after")
        self.place = Text("small", "text2")
        hbox(self.before, self.place, self.after, spacing=10, margins=0, inside=self)
        self.before.clicked.connect(lambda: self.asked.emit(-1))
        self.after.clicked.connect(lambda: self.asked.emit(1))

    def show_place(self, row: int, total: int) -> None:
        """Say which picture it is, counted from 0."""
        place = say("Picture {number} of {total}", number=formats.count(row + 1), total=formats.count(total))
        put(self.place, "setText", place)
        self.before.setEnabled(row > 0)
        self.after.setEnabled(row < total - 1)


class AnswerTime(QWidget):
    """The time of one answer, in one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Text("small", "text2")
        self._bolt = IconLabel("bolt", "text2", 15)
        hbox(self._bolt, self.words, spacing=8, margins=(0, 0, 8, 0), inside=self)
        self._shown: tuple[Answer | None, str] = (None, "cpu")
        words.changed.connect(self._say)

    def show_answer(self, answer: Answer | None, device: str) -> None:
        """Say how long it took; nothing where there is no answer."""
        self._shown = answer, device
        self._say()

    def _say(self) -> None:
        answer, device = self._shown
        has_answer = answer is not None and answer.prediction is not None
        self._bolt.setVisible(has_answer)
        self.words.setText(time_words(answer, device) if answer is not None and has_answer else "")
