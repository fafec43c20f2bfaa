"""``Slider()``: a horizontal QSlider, painted; a click goes to where it was clicked. ``set_width(px)`` is optional."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from sft_gui.ui.look import paint, theme

HANDLE = 16


class Slider(QSlider):
    """A slider from ``minimum`` to ``maximum``; Qt's own keys and signals."""

    def __init__(self, minimum: int = 0, maximum: int = 100, value: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(minimum, maximum)
        self.setValue(value)
        self.focus_radius = 9
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(112), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(56), theme.px(28))

    def _x(self) -> float:
        span = self.maximum() - self.minimum()
        share = (self.value() - self.minimum()) / span if span else 0.0
        return share * (self.width() - theme.px(HANDLE))

    def paintEvent(self, event: QPaintEvent) -> None:
        side, thick = theme.px(HANDLE), theme.px(4)
        middle, x = self.height() / 2, self._x()
        accent = "accent" if self.isEnabled() else "disabled"
        with paint.begin(self) as painter:
            paint.box(painter, QRectF(0, middle - thick / 2, self.width(), thick), thick / 2, fill="line2")
            paint.box(painter, QRectF(0, middle - thick / 2, x + side / 2, thick), thick / 2, fill=accent)
            knob = QRectF(x, middle - side / 2, side, side)
            paint.box(painter, knob, side / 2, fill="surface", line=accent, width=1.5)

    def _go_to(self, x: float) -> None:
        room = max(self.width() - theme.px(HANDLE), 1)
        share = min(max((x - theme.px(HANDLE) / 2) / room, 0.0), 1.0)
        self.setSliderPosition(self.minimum() + round(share * (self.maximum() - self.minimum())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
