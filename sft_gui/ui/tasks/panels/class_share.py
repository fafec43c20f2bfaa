"""``ClassShare``: one class of a mask in a line: colour, name, its share of the picture, and an eye that hides it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from sft_gui.ui.look import formats, icons, paint, theme

SWATCH, BAR, NUMBER, EYE, ROW, GAP = 14, 92, 54, 16, 30, 10


class ClassShare(QCheckBox):
    """Checked while the class is shown."""

    def __init__(self, name: str, colour: QColor, share: float, most: float, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._colour, self.share, self._of_most = colour, share, share / most if most else 0.0
        self.focus_radius = theme.RADIUS_FIELD
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(formats.percent(share))
        paint.follow_theme(self)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(220), theme.px(ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(ROW))

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        on, middle, gap = self.isChecked(), self.height() / 2, theme.px(GAP)
        tone = "text" if on else "text3"
        swatch, bar, number, eye = (theme.px(length) for length in (SWATCH, BAR, NUMBER, EYE))
        with paint.begin(self) as painter:
            if self.underMouse():
                paint.box(painter, QRectF(self.rect()).adjusted(-4, 0, 4, 0), 5, fill="hover")
            place = QRectF(0, middle - swatch / 2, swatch, swatch)
            paint.box(painter, place, 4, **({"fill": self._colour} if on else {"line": self._colour}))
            right = self.width() - eye
            icons.paint(painter, "eye", "text2" if on else "disabled", right, middle - eye / 2, eye)
            right -= gap + number
            words = QRectF(right, 0, number, self.height())
            paint.text(painter, words, formats.percent(self.share), theme.font("small"), tone, paint.RIGHT)
            right -= bar
            track = QRectF(right, middle - theme.px(3), bar, theme.px(6))
            paint.box(painter, track, track.height() / 2, fill="grid")
            filled = QRectF(track.x(), track.y(), max(track.width() * self._of_most, 2.0), track.height())
            paint.box(painter, filled, min(track.height(), filled.width()) / 2, fill=self._colour)
            left = swatch + gap
            room = QRectF(left, 0, right - left - theme.px(6), self.height())
            paint.text(painter, room, self.text(), theme.font("small"), tone)
