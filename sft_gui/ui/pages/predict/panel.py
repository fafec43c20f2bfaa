"""``AnswerPanel``: what the model says of one picture: the class, the first five with bars, the time it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sft_gui.messages import Message, say
from sft_gui.ui.look import formats, words
from sft_gui.ui.look.words import told, tr
from sft_gui.ui.pages.predict.answer_table import is_low
from sft_gui.ui.widgets.bars import ProbabilityBars, ProgressBar
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.layout import aligned, fill, gap, grow, hbox, vbox
from sft_gui.ui.widgets.text import Elided, IconLabel, Text

if TYPE_CHECKING:
    from sft_gui.prediction.predictor import Answer  # imports torch

FIRST = 5
DEVICES: dict[str, Message] = {
    "cpu": say("Answered in {time} on the CPU"),
    "cuda": say("Answered in {time} on the GPU"),
    "mps": say("Answered in {time} on the GPU"),
}


class AnswerPanel(QWidget):
    """``show_answer`` with None while the picture is being worked on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer: Answer | None = None
        self._device = "cpu"
        self.head = Text("hint", "text2")
        self.label = Elided("display")
        self.confidence = Text("number", "accent_text")
        self.remark = Text("small", "warn", wrap=True)
        self.bars = ProbabilityBars()
        self.working = ProgressBar()
        self.time = Text("small", "text2")
        self._lay_out()
        words.changed.connect(self._say)

    def _lay_out(self) -> None:
        self.card = Card(titled=False)
        self.card.body.setContentsMargins(20, 18, 20, 20)
        self.card.body.setSpacing(0)
        row = hbox(
            aligned(self.label, Qt.AlignmentFlag.AlignBottom, 1),
            aligned(self.confidence, Qt.AlignmentFlag.AlignBottom),
            spacing=10,
        )
        fill(self.card.body, self.head, gap(4), row, self.remark, gap(18), self.working, self.bars)
        self._bolt = IconLabel("bolt", "text2", 15)
        foot = hbox(self._bolt, grow(self.time), spacing=8, margins=(4, 0, 0, 0))
        vbox(self.card, foot, spacing=14, margins=0, inside=self)

    def show_answer(self, answer: Answer | None, device: str) -> None:
        """Show what was answered on which device."""
        self._answer, self._device = answer, device
        self._say()

    def _say(self) -> None:
        answer = self._answer
        prediction = answer.prediction if answer is not None else None
        self.working.set_progress(0, 1 if answer is not None else None)
        self.working.setVisible(answer is None)
        self.label.setVisible(answer is None or prediction is not None)
        for widget in (self.confidence, self.bars):
            widget.setVisible(prediction is not None)
        for widget in (self._bolt, self.time):
            widget.setVisible(answer is not None and prediction is not None)
        if answer is None:
            self.head.setText(tr("Looking at it"))
            self.label.setText("…")
            self.remark.hide()
        elif answer.prediction is None:
            self.head.setText(tr("No answer"))
            self.remark.setText(told(answer.error) if answer.error is not None else "")
            self.remark.show()
        else:
            self._say_prediction(answer)

    def _say_prediction(self, answer: Answer) -> None:
        assert answer.prediction is not None
        low = is_low(answer)
        self.head.setText(tr("This looks like"))
        self.label.setText(answer.prediction.label)
        self.confidence.setText(formats.percent(answer.prediction.confidence))
        self.confidence.set_tone("warn" if low else "accent_text")
        self.remark.setText(tr("Not sure: look at it yourself."))
        self.remark.setVisible(low)
        self.bars.show_answers(answer.prediction.ranked[:FIRST])
        self.time.setText(time_words(answer, self._device))


def time_words(answer: Answer, device: str) -> str:
    """Say how long an answer took, and on what."""
    if answer.seconds < 1:
        time = tr("{milliseconds}\u00a0ms", milliseconds=max(round(1000 * answer.seconds), 1))
    else:
        time = tr("{seconds}\u00a0s", seconds=f"{answer.seconds:.1f}")
    return told(Message(DEVICES[device].template, {"time": time}))
