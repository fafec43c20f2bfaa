"""``RadioCard()``: one of a few presets, with a note at the right and two lines of what it does.

``put(card, "setText", "Quick")``, ``put(card, "set_note", "1 min")``, ``put(card, "set_description", "Only ...")``.
Cards of one parent exclude each other; arrow keys move.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sft_gui.ui.look import paint, theme
from sft_gui.ui.widgets.checks import WholeRadio, paint_radio

SIDE, TOP = 14, 13


class RadioCard(WholeRadio):
    """A card that is one of several choices."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = self._description = ""
        self.focus_radius = theme.RADIUS_CARD

    def set_note(self, note: str) -> None:
        """Show a short fact at the right, such as the time it takes."""
        self._note = note
        self.update()

    def set_description(self, description: str) -> None:
        """Say what the choice does."""
        self._description = description
        self.setAccessibleDescription(description)
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return self._description_rect(width).bottom() + theme.px(TOP)

    def sizeHint(self) -> QSize:
        width = theme.px(166)
        return QSize(width, self.heightForWidth(max(self.width(), width) if self.isVisible() else width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.heightForWidth(max(self.width(), theme.px(120))))

    def _description_rect(self, width: int) -> QRect:
        side = theme.px(SIDE)
        area = QRect(side, theme.px(TOP + 25), max(width - 2 * side, 40), 10_000)
        return QFontMetrics(theme.font("hint")).boundingRect(area, paint.WRAP, self._description or "x\nx")

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            on = self.isChecked()
            fill = "hover" if self.underMouse() and not on and self.isEnabled() else "surface"
            line, width = ("accent", 2.0) if on and self.isEnabled() else ("line", 1.0)
            paint.box(painter, QRectF(self.rect()), theme.RADIUS_CARD, fill=fill, line=line, width=width)
            self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        side, top, mark = theme.px(SIDE), theme.px(TOP), theme.px(18)
        paint_radio(painter, QRectF(side, top, mark, mark), checked=self.isChecked(), enabled=self.isEnabled())
        row = QRectF(side + mark + theme.px(9), top - 2, self.width() - 2 * side - mark - theme.px(9), mark + 4)
        words = "text" if self.isEnabled() else "disabled"
        paint.text(painter, row, self.text(), theme.font("section"), words)
        if row.width() > paint.width_of(self.text(), theme.font("section")) + paint.width_of(
            self._note, theme.font("hint")
        ):
            paint.text(painter, row, self._note, theme.font("hint"), "text3", paint.RIGHT)
        room = QRectF(self._description_rect(self.width()).adjusted(0, 0, side, 4))
        tone = "text2" if self.isEnabled() else "disabled"
        paint.paragraph(painter, room, self._description, theme.font("hint"), tone)
