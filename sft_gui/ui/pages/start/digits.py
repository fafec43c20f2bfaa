"""``DigitStrip()``: ten pictures of the built-in sample, 0 to 9."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sft_gui import paths
from sft_gui.ui.look import paint, theme

SIDE, LEAST_GAP = 28, 3
PIXELS = 8  # a digit's side in the file, as in the data


class DigitStrip(QWidget):
    """``resources/art/digits.png`` holds the first picture of each class side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digits = QImage(str(paths.resources() / "art" / "digits.png"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)

    def sizeHint(self) -> QSize:
        return QSize(10 * theme.px(SIDE + LEAST_GAP), theme.px(SIDE))

    def minimumSizeHint(self) -> QSize:
        return QSize(10 * theme.px(SIDE // 2), theme.px(SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = min(theme.px(SIDE), self.width() / 10 - LEAST_GAP)
        step = (self.width() - side) / 9
        with paint.begin(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for digit in range(10):
                target = QRectF(digit * step, (self.height() - side) / 2, side, side)
                path = QPainterPath()
                path.addRoundedRect(target, 4, 4)
                painter.setClipPath(path)
                painter.drawImage(target, self._digits, QRectF(digit * PIXELS, 0, PIXELS, PIXELS))
