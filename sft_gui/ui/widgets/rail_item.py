"""``RailItem``: a page's name at the left edge, of the window or of the settings."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from sft_gui.ui.look import icons, paint, theme

ITEM_HEIGHT, NARROW_HEIGHT = 38, 48
DOT = 6


class RailItem(QPushButton):
    """A page's name with its icon, a count or the dot of a live run at the right."""

    def __init__(self, key: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self._icon = key, icon
        self._count, self._is_live, self._is_narrow = "", False, False
        self.focus_radius = theme.RADIUS_BUTTON
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)

    def set_count(self, count: int | None) -> None:
        """Show how much is behind the page."""
        self._count = f"{count:,}" if count else ""
        self.setAccessibleDescription(self._count)
        self.update()

    def set_live(self, on: bool) -> None:
        """Show the dot of a run under way."""
        self._is_live = on
        self.update()

    def set_narrow(self, on: bool) -> None:
        """Stand the icon over the word."""
        self._is_narrow = on
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(64), theme.px(NARROW_HEIGHT if self._is_narrow else ITEM_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        on, enabled = self.isChecked(), self.isEnabled()
        words = "disabled" if not enabled else "text" if on or self.underMouse() else "text2"
        tint = "accent" if on and enabled else words
        with paint.begin(self) as painter:
            if on:
                paint.box(painter, QRectF(self.rect()), theme.RADIUS_BUTTON, fill="surface", line="line")
            elif self.underMouse() and enabled:
                paint.box(painter, QRectF(self.rect()), theme.RADIUS_BUTTON, fill="hover")
            font = theme.font("button" if not self._is_narrow else "hint")
            if self._is_narrow:
                self._paint_over(painter, words, tint, font)
            else:
                self._paint_beside(painter, words, tint, font)

    def _paint_over(self, painter: QPainter, words: str, tint: str, font: QFont) -> None:
        side = theme.px(20)
        icons.paint(painter, self._icon, tint, (self.width() - side) / 2, theme.px(6), side)
        row = QRectF(1, theme.px(27), self.width() - 2, theme.px(18))
        paint.text(painter, row, self.text(), font, words, paint.CENTER)
        if self._is_live:
            self._paint_dot(painter, self.width() / 2 + side * 0.75, theme.px(10))

    def _paint_beside(self, painter: QPainter, words: str, tint: str, font: QFont) -> None:
        side, left = theme.px(18), theme.px(11)
        icons.paint(painter, self._icon, tint, left, (self.height() - side) / 2, side)
        x = left + side + theme.px(12)
        right = theme.px(10)
        if self._is_live:
            self._paint_dot(painter, self.width() - right - DOT / 2, self.height() / 2)
        elif self._count and self.isEnabled():
            small = theme.font("hint")
            row = QRectF(0, 0, self.width() - right, self.height())
            paint.text(painter, row, self._count, small, "text3", paint.RIGHT)
            right += paint.width_of(self._count, small) + 6
        row = QRectF(x, 0, self.width() - x - right, self.height())
        paint.text(painter, row, self.text(), font, words)

    def _paint_dot(self, painter: QPainter, x: float, y: float) -> None:
        dot = theme.px(DOT)
        paint.box(painter, QRectF(x - dot / 2, y - dot / 2, dot, dot), dot / 2, fill="accent")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)
