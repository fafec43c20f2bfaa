"""``EmptyState("history")``: an icon, a fact, one sentence and one button, in the middle of what is empty.

``put(empty.fact, "setText", "No runs yet")``, ``put(empty.sentence, "setText", ...)``, ``empty.add_button(button)``.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.layout import aligned, gap, stretch, vbox
from sft_gui.ui.widgets.text import IconLabel, Text


class EmptyState(QWidget):
    """What a list shows while it has nothing."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fact = Text("section", wrap=True)
        self.sentence = Text("small", "text2", wrap=True)
        self._column = vbox(
            stretch(),
            aligned(IconLabel(icon, "text2", 32), Qt.AlignmentFlag.AlignHCenter),
            gap(6),
            spacing=6,
            inside=self,
        )
        for text in (self.fact, self.sentence):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._column.addWidget(text)
        self._column.addStretch(1)

    def add_button(self, button: Button) -> Button:
        """Put the one button below the sentence."""
        self._column.insertSpacing(self._column.count() - 1, 8)
        self._column.insertWidget(self._column.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button
