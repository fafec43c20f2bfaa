"""``Card("Split")``: a surface with a line around it; ``card.head`` and ``card.body`` are its layouts. Never nested."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sft_gui.ui.look import theme
from sft_gui.ui.widgets.text import Text


class Card(QFrame):
    """A card with an optional title row: ``put(card.title, "setText", "Split")``; ``head`` takes what stands right.

    ``body`` is a QVBoxLayout inside the padding. ``padded=False`` leaves no padding, for tables and lists.
    """

    def __init__(self, *, titled: bool = True, padded: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        side = theme.PADDING + 2 if padded else 1
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.title = Text("section")
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        if titled:
            self.head.setContentsMargins(theme.PADDING + 2, 14, theme.PADDING + 2, 0 if padded else 12)
            self.head.addWidget(self.title)
            self.head.addStretch(1)
            outer.addLayout(self.head)
        else:
            self.title.setParent(self)
            self.title.hide()
        self.body = QVBoxLayout()
        self.body.setContentsMargins(side, 10 if titled and padded else side, side, side)
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)
