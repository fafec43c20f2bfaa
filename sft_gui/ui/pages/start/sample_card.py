"""``SampleCard()``: the built-in sample, for a first try without any pictures of one's own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sft_gui.tasks import registry
from sft_gui.ui.look.words import put
from sft_gui.ui.pages.start.digits import DigitStrip
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.chip import StateChip
from sft_gui.ui.widgets.layout import fill, gap, hbox
from sft_gui.ui.widgets.text import Text


class SampleCard(Card):
    """``asked`` is emitted with the task's name: one button for classes, one for each other task."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        put(self.title, "setText", "Try it with a sample")
        self.head.addWidget(put(StateChip("plain", icon="ok"), "setText", "Included"))
        text = put(Text("small", "text2", wrap=True), "setText", "Handwritten digits: 1,797 pictures in 10 classes.")
        self.start = put(Button(icon="play"), "setText", "Start with the sample")
        first, *others = registry.TASKS
        self.start.clicked.connect(lambda: self.asked.emit(first))
        more = hbox(spacing=8)
        self.others = {name: Button("quiet", icon=registry.TASKS[name].icon, size="small") for name in others}
        for name, button in self.others.items():
            put(button, "setText", registry.TASKS[name].label)
            button.clicked.connect(partial(self.asked.emit, name))
            more.addWidget(button)
        more.addStretch(1)
        fill(
            self.body,
            text,
            gap(2),
            DigitStrip(),
            gap(4),
            self.start,
            put(Text("small", "text2", wrap=True), "setText", "Or the digits scattered over pictures:"),
            more,
            margins=(18, 6, 18, 18),
        )
