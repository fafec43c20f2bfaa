"""``ClassPanel``: the class of one picture, its confidence, and the first five classes with bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from sft_gui.ui.look import formats
from sft_gui.ui.look.words import tr
from sft_gui.ui.tasks.panels.panel import WordsPanel
from sft_gui.ui.widgets.bars import ProbabilityBars
from sft_gui.ui.widgets.layout import aligned, fill
from sft_gui.ui.widgets.text import Text

if TYPE_CHECKING:
    from sft_gui.tasks.classification import ClassPrediction

FIRST = 5


class ClassPanel(WordsPanel):
    """Bars and confidence are gone while there is no answer."""

    def _lay_out(self) -> None:
        super()._lay_out()
        self.confidence, self.bars = Text("number", "accent_text"), ProbabilityBars()
        fill(self.row, aligned(self.confidence, Qt.AlignmentFlag.AlignBottom))
        fill(self.card.body, self.bars)

    def _say(self) -> None:
        has_answer = self._answer is not None and self._answer.prediction is not None
        for widget in (self.confidence, self.bars):
            widget.setVisible(has_answer)
        super()._say()

    def say_prediction(self, prediction: ClassPrediction) -> None:
        self.head.setText(tr("This looks like"))
        self.label.setText(prediction.label)
        self.confidence.setText(formats.percent(prediction.confidence))
        self.confidence.set_tone("warn" if self.is_low(prediction) else "accent_text")
        self.bars.show_answers(prediction.ranked[:FIRST])
