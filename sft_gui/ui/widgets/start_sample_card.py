"""``SampleCard()``: the built-in sample, for a first try without any pictures of one's own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.chip import StateChip
from sft_gui.ui.widgets.start_digits import DigitStrip
from sft_gui.ui.widgets.text import Text
from sft_gui.ui.words import put


class SampleCard(Card):
    """``asked`` is emitted by its button."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        put(self.title, "setText", "Try it with a sample")
        self.head.addWidget(put(StateChip("plain", icon="ok"), "setText", "Included"))
        text = put(Text("small", "text2", wrap=True), "setText", "Handwritten digits: 1,797 pictures in 10 classes.")
        self.start = put(Button(icon="play"), "setText", "Start with the sample")
        self.start.clicked.connect(self.asked)
        self.body.setContentsMargins(18, 6, 18, 18)
        self.body.addWidget(text)
        self.body.addSpacing(2)
        self.body.addWidget(DigitStrip())
        self.body.addSpacing(4)
        self.body.addWidget(self.start)
