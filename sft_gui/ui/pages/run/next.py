"""``NextCard()``: what to do after a run, in one sentence with one button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from sft_gui.evaluation.what_next import Act, NextStep
from sft_gui.messages import say
from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.layout import grow, hbox
from sft_gui.ui.widgets.still import Still
from sft_gui.ui.widgets.text import IconLabel, Text

ICONS = {
    Act.EXTEND: "play",
    Act.RESUME: "play",
    Act.USE_FIRST: "predict",
    Act.ADD_PICTURES: "folder",
    Act.CHOOSE_BEST: "train",
    Act.TRY: "predict",
}


class NextCard(QFrame):
    """``taken`` is emitted with the step when its button is pressed; hidden where there is nothing to say."""

    taken = Signal(object)  # NextStep

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.step: NextStep | None = None
        self.label = put(Text("small_strong", "text2"), "setText", "What next")
        self.sentence = Text("body", wrap=True)
        self.button = Button(size="small")
        hbox(
            IconLabel("info", "accent", 18),
            self.label,
            grow(self.sentence),
            self.button,
            spacing=10,
            margins=(16, 7, 8, 7),
            inside=self,
        )
        self.setMinimumHeight(theme.px(44))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._still = Still(self)
        self.button.clicked.connect(lambda: self.step is not None and self.taken.emit(self.step))
        self.hide()

    def show_step(self, step: NextStep | None, *, can_train: bool = True) -> None:
        """Say it; a step that trains waits while something else is trained."""
        self.step = step
        self._still.show(step is not None)
        if step is None:
            return
        put(self.sentence, "setText", say("{sentence}", sentence=step.sentence))
        put(self.button, "setText", step.button)
        self.button.set_icon(ICONS[step.act])
        self.button.setEnabled(can_train or step.act not in (Act.EXTEND, Act.RESUME))
        put(self, "setAccessibleName", say("What next: {sentence}", sentence=step.sentence))
