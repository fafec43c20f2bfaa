"""``DropZone()``: the dashed box a folder is dropped on; at rest, would take, reading, would refuse.

``zone.title``, ``zone.sentence`` and ``zone.actions`` (a row for buttons) are what it shows at rest; ``show_take``,
``show_reading``, ``show_refuse`` say something else until ``show_rest``. The window tells it what is dragged.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from sft_gui.messages import Message
from sft_gui.ui.look import paint, theme
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.bars import ProgressBar
from sft_gui.ui.widgets.layout import aligned, fill, gap, grow, hbox, stretch, vbox
from sft_gui.ui.widgets.text import IconLabel, Text

ZoneState = Literal["rest", "take", "reading", "refuse"]
DASH = [3.0, 2.0]
LOOKS = {  # fill, title's tone, icon, icon's colour
    "rest": ("surface", "text", "folder", "accent"),
    "take": ("accent_soft", "accent_text", "folder", "accent"),
    "reading": ("surface", "text", "search", "accent"),
    "refuse": ("danger_soft", "danger", "error", "danger"),
}


def paint_zone(painter: QPainter, rect: QRectF, state: ZoneState, *, fill: str | None = None) -> None:
    """Draw the box of a state; the drop overlay uses it too."""
    look = LOOKS[state]
    if state in ("rest", "reading"):
        paint.box(painter, rect, theme.RADIUS_CARD, fill=fill or look[0], line="line_strong", width=1.2, dash=DASH)
    else:
        paint.box(painter, rect, theme.RADIUS_CARD, fill=look[0], line=look[3], width=2)


class DropZone(QWidget):
    """Where a folder is dropped. ``art`` replaces the icon at rest (Start page)."""

    def __init__(self, *, art: QWidget | None = None, big: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: ZoneState = "rest"
        self._art = art
        self._icon = IconLabel("folder", "accent", 28)
        self.title = Text("heading" if big else "section", wrap=True)
        self.sentence = Text("body" if big else "small", "text2", wrap=True)
        self._said = Text("heading" if big else "section", wrap=True)
        self._more = Text("body" if big else "small", "text2", wrap=True)
        self.bar = ProgressBar()
        self.actions = QHBoxLayout()
        self._action_holder = QWidget()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._lay_out(big)
        self.show_rest()
        theme.changed.connect(self.update)

    def _lay_out(self, big: bool) -> None:
        column = vbox(stretch(), spacing=6, margins=(24, 20, 24, 20), inside=self)
        if self._art is not None:
            column.addWidget(self._art, 0, Qt.AlignmentFlag.AlignHCenter)
        fill(column, aligned(self._icon, Qt.AlignmentFlag.AlignHCenter), gap(12 if big else 4))
        for text in (self.title, self.sentence, self._said, self._more):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(text)
        self.bar.setMaximumWidth(theme.px(320))
        bar_row = hbox(stretch(), grow(self.bar, 3), stretch())
        column.addLayout(bar_row)
        hbox(stretch(), self.actions, stretch(), margins=(0, 12 if big else 4, 0, 0), inside=self._action_holder)
        fill(column, self._action_holder, stretch())

    def state(self) -> ZoneState:
        """Give the state shown."""
        return self._state

    def show_rest(self) -> None:
        """Invite to drop something."""
        self._show("rest")

    def show_take(self, fact: Message, rest: Message | None = None) -> None:
        """Say that what is dragged would be taken."""
        self._show("take", fact, rest)

    def show_reading(self, fact: Message, rest: Message | None = None) -> None:
        """Say that a folder is being read; ``set_progress`` moves the bar. Buttons (Cancel) stay."""
        self._show("reading", fact, rest)

    def show_refuse(self, fact: Message, rest: Message | None = None) -> None:
        """Say why what is dragged would not be taken."""
        self._show("refuse", fact, rest)

    def set_progress(self, done: float, total: float | None) -> None:
        """Move the bar of the reading state."""
        self.bar.set_progress(done, total)

    def _show(self, state: ZoneState, fact: Message | None = None, rest: Message | None = None) -> None:
        self._state = state
        _, tone, icon, color = LOOKS[state]
        at_rest = state == "rest"
        self.title.setVisible(at_rest)
        self.sentence.setVisible(at_rest)
        self._said.setVisible(not at_rest)
        self._more.setVisible(rest is not None)
        if fact is not None:
            put(self._said, "setText", fact)
        if rest is not None:
            put(self._more, "setText", rest)
        self._said.set_tone(tone)
        self._more.set_tone(tone if state == "take" else "text2")
        self._icon.set_icon(icon, color)
        self._icon.setVisible(not at_rest or self._art is None)
        if self._art is not None:
            self._art.setVisible(at_rest)
        self.bar.setVisible(state == "reading")
        self._action_holder.setVisible(state != "take")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            paint_zone(painter, QRectF(self.rect()), self._state)
