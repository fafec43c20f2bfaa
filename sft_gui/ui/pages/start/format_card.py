"""``FormatCard("name", "label", tree)``: a layout of pictures that the app understands, drawn and spelled out."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from sft_gui.ui.look import paint, theme
from sft_gui.ui.pages.start.art import paint_art
from sft_gui.ui.widgets.layout import gap, grow, hbox, stretch, vbox
from sft_gui.ui.widgets.text import IconLabel, Text

PICTURE = 104


class FormatCard(QFrame):
    """``put(card.title, ...)`` and ``put(card.sentence, ...)``; ``tag`` is a label on the drawing."""

    def __init__(
        self, art: str, icon: str, tree: str, *, ground: str = "sunken", tag: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._art, self._ground, self._tag = art, ground, tag
        self.title, self.sentence = Text("section"), Text("hint", "text2", wrap=True)
        head = hbox(IconLabel(icon, "accent", 18), grow(self.title), spacing=8)
        self._column = vbox(
            head, self.sentence, gap(4), Text("mono", "text2", text=tree), stretch(), spacing=6, inside=self
        )
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        self._column.setContentsMargins(14, theme.px(PICTURE) + 12, 14, 12)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with paint.begin(self) as painter:
            area = QRectF(1, 1, self.width() - 2, theme.px(PICTURE))
            top = QPainterPath()
            radius = theme.RADIUS_CARD - 1
            top.addRoundedRect(area.adjusted(0, 0, 0, radius * 2), radius, radius)
            painter.setClipRect(area)
            painter.fillPath(top, theme.color(self._ground))
            paint_art(painter, self._art, area)
            painter.fillRect(QRectF(1, area.bottom() - 1, area.width(), 1), theme.color("line"))
            if self._tag:
                self._paint_tag(painter)

    def _paint_tag(self, painter: QPainter) -> None:
        font = theme.font("small")
        rect = QRectF(theme.px(11), theme.px(11), paint.width_of(self._tag, font) + theme.px(18), theme.px(22))
        paint.box(painter, rect, theme.RADIUS_CHECK, fill="surface", line="line2")
        paint.text(painter, rect, self._tag, font, "text", paint.CENTER)
