"""``ProblemsCard()``: the files that cannot be read and are left out, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from sft_gui.data.index import Picture
from sft_gui.messages import counted, say
from sft_gui.ui.look import words
from sft_gui.ui.look.words import put, told
from sft_gui.ui.widgets.button import LinkButton
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.layout import fill, hbox, stretch
from sft_gui.ui.widgets.text import Elided, IconLabel

SHOWN = 3


class ProblemsCard(Card):
    """The first few; ``all_asked`` is emitted by the way to the others."""

    all_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.head.insertWidget(0, IconLabel("warn", "warn", 18))
        self.title.setWordWrap(True)
        self.head.setStretchFactor(self.title, 1)
        self.head.setStretch(2, 0)
        self._pictures: Sequence[Picture] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self.rows = [(Elided("small_strong"), Elided("small", "text2")) for _ in range(SHOWN)]
        for row, (name, reason) in enumerate(self.rows):
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(reason, row, 1)
        self.more = LinkButton(trailing="right")
        self.more.clicked.connect(self.all_asked)
        foot = hbox(self.more, stretch(), margins=(8, 0, 8, 8))  # the link's own padding stands in the card's
        fill(self.body, self._grid, margins=(18, 10, 18, 4))
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.addLayout(foot)
        words.changed.connect(self._say)

    def show_problems(self, pictures: Sequence[Picture]) -> None:
        """Show these files; hidden where there is none."""
        self._pictures = pictures
        self.setVisible(bool(pictures))
        self._say()

    def _say(self) -> None:
        count = len(self._pictures)
        title = counted(
            count, "{count} file cannot be read and is left out", "{count} files cannot be read and are left out"
        )
        put(self.title, "setText", title)
        put(self.more, "setText", say("Details") if count <= SHOWN else say("Show all {count}", count=count))
        for (name, reason), picture in zip(self.rows, self._pictures, strict=False):
            name.setText(PurePosixPath(picture.path).name)
            reason.setText(told(picture.reason) if picture.reason is not None else "")
        for place, row in enumerate(self.rows):
            for text in row:
                text.setVisible(place < count)
