"""``Panel``: what stands beside a picture on the Predict page; ``WordsPanel`` says any prediction in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sft_gui.messages import Message, say
from sft_gui.ui.look import words
from sft_gui.ui.look.words import told, tr
from sft_gui.ui.widgets.bars import ProgressBar
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.layout import aligned, fill, gap, grow, hbox, vbox
from sft_gui.ui.widgets.text import Elided, IconLabel, Text

if TYPE_CHECKING:
    from sft_gui.prediction.predictor import Answer  # imports torch
    from sft_gui.tasks.task import Prediction
    from sft_gui.ui.look.class_colours import ClassColours
from sft_gui.ui.overlays.shapes import Shapes

DEVICES: dict[str, Message] = {
    "cpu": say("Predicted in {time} on the CPU"),
    "cuda": say("Predicted in {time} on the GPU"),
    "mps": say("Predicted in {time} on the GPU"),
}


class Panel(QWidget):
    """What the page asks of a panel. ``show_answer`` with None while the picture is being worked on."""

    takes_height = False  # all that there is
    has_truth_switch = False  # on the picture's card

    def set_colours(self, colours: ClassColours) -> None:
        """Take the classes of the run that answers."""

    def show_answer(self, answer: Answer | None, device: str) -> None:
        """Show what was answered on which device."""

    def show_truth(self, truth: Shapes | None) -> None:
        """Take what is annotated, None where nothing is known."""

    def toggle_truth(self) -> None:
        """Show what is annotated, or no longer."""

    def threshold(self) -> float:
        """Give the confidence that what is found must have to be shown and saved."""
        return 0.0

    def step(self, by: int) -> None:
        """Change the one thing that is often changed, as the keys [ and ] do."""


class WordsPanel(Panel):
    """The prediction in a line, and the time it took.

    Args:
        words_of: says a prediction; ``is_low`` tells whether somebody should look at the picture.
    """

    def __init__(
        self,
        words_of: Callable[[Prediction], str],
        is_low: Callable[[Prediction], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words_of, self.is_low = words_of, is_low
        self._answer: Answer | None = None
        self._device = "cpu"
        self.head = Text("hint", "text2")
        self.label = Elided("display")
        self.remark = Text("small", "warn", wrap=True)
        self.working = ProgressBar()
        self.time = Text("small", "text2")
        self._lay_out()
        words.changed.connect(self._say)

    def _lay_out(self) -> None:
        self.card = Card(titled=False)
        self.card.body.setContentsMargins(20, 18, 20, 20)
        self.card.body.setSpacing(0)
        self.row: QHBoxLayout = hbox(aligned(self.label, Qt.AlignmentFlag.AlignBottom, 1), spacing=10)
        fill(self.card.body, self.head, gap(4), self.row, self.remark, gap(18), self.working)
        self._bolt = IconLabel("bolt", "text2", 15)
        foot = hbox(self._bolt, grow(self.time), spacing=8, margins=(4, 0, 0, 0))
        vbox(self.card, foot, spacing=14, margins=0, inside=self)

    def show_answer(self, answer: Answer | None, device: str) -> None:
        self._answer, self._device = answer, device
        self._say()

    def _say(self) -> None:
        answer = self._answer
        prediction = answer.prediction if answer is not None else None
        self.working.set_progress(0, 1 if answer is not None else None)
        self.working.setVisible(answer is None)
        self.label.setVisible(answer is None or prediction is not None)
        for widget in (self._bolt, self.time):
            widget.setVisible(prediction is not None)
        if answer is None:
            self.head.setText(tr("Looking at it"))
            self.label.setText("…")
            self.remark.hide()
        elif prediction is None:
            self.head.setText(tr("No prediction"))
            self.remark.setText(told(answer.error) if answer.error is not None else "")
            self.remark.show()
        else:
            self.time.setText(time_words(answer, self._device))
            self.remark.setText(tr("Not sure: look at it yourself."))
            self.remark.setVisible(self.is_low(prediction))
            self.say_prediction(prediction)

    def say_prediction(self, prediction: Prediction) -> None:
        """Show what the model says."""
        self.head.setText(tr("The model says"))
        self.label.setText(self._words_of(prediction))


def time_words(answer: Answer, device: str) -> str:
    """Say how long an answer took, and on what."""
    if answer.seconds < 1:
        time = tr("{milliseconds}\u00a0ms", milliseconds=max(round(1000 * answer.seconds), 1))
    else:
        time = tr("{seconds}\u00a0s", seconds=f"{answer.seconds:.1f}")
    return told(Message(DEVICES[device].template, {"time": time}))
