"""``Card("Split")``: a surface with a line around it; ``card.head`` and ``card.body`` are its layouts. Never nested."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from sft_gui.ui.look import theme
from sft_gui.ui.widgets.layout import fill, hbox, stretch, vbox
from sft_gui.ui.widgets.text import Text


class Card(QFrame):
    """A card with an optional title row: ``put(card.title, "setText", "Split")``; ``head`` takes what stands right.

    ``body`` is a QVBoxLayout inside the padding. ``padded=False`` leaves no padding, for tables and lists.
    """

    def __init__(self, *, titled: bool = True, padded: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        side = theme.PADDING + 2 if padded else 1
        outer = vbox(spacing=0, margins=0, inside=self)
        self.title = Text("section")
        self.head = hbox(spacing=8)
        if titled:
            fill(
                self.head,
                self.title,
                stretch(),
                margins=(theme.PADDING + 2, 14, theme.PADDING + 2, 0 if padded else 12),
            )
            outer.addLayout(self.head)
        else:
            self.title.setParent(self)
            self.title.hide()
        self.body = vbox(spacing=8, margins=(side, 10 if titled and padded else side, side, side))
        outer.addLayout(self.body, 1)
