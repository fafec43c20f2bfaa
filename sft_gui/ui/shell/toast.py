"""``Toast(window)``: what was just done, with Undo, at the bottom left for six seconds; longer while pointed at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPropertyAnimation, QRectF, QSize, QTimer
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from sft_gui.messages import Message
from sft_gui.ui.look import icons, paint, theme
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.widgets.announce import announce
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.layout import hbox, stretch

STAY_MS = 6000
EDGE = 16


class _Undo(Button):
    def __init__(self, parent: QWidget) -> None:
        super().__init__("quiet", size="small", parent=parent)

    def colors(self) -> tuple[paint.Colour | None, str | None, paint.Colour]:
        # The toast is dark on light and light on dark: its accent is the other theme's.
        return None, None, "surface" if self.underMouse() else theme.other_color("accent_text")


class Toast(QWidget):
    """A child of the window that keeps to its bottom left corner."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._text, self._icon = "", "trash"
        self._message: Message | None = None
        self._undo: Callable[[], object] | None = None
        self._left, self._bottom = EDGE, EDGE
        self.button = put(_Undo(self), "setText", "Undo")
        self.button.clicked.connect(self._on_undo)
        hbox(stretch(), self.button, margins=(0, 0, 8, 0), inside=self)
        self._timer = QTimer(self, singleShot=True, interval=STAY_MS)
        self._timer.timeout.connect(self.hide)
        self._effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        window.installEventFilter(self)
        theme.changed.connect(self._place)
        self.hide()

    def set_margins(self, left: int, bottom: int) -> None:
        """Keep clear of the rail and the run strip."""
        self._left, self._bottom = left + EDGE, bottom + EDGE
        self._place()

    def show_undo(self, message: Message, undo: Callable[[], object], *, icon: str = "trash") -> None:
        """Say what was done and offer to take it back."""
        self._undo = undo
        self.button.show()
        self._show(message, told(message), icon)

    def _show(self, message: Message, text: str, icon: str) -> None:
        self._message, self._text, self._icon = message, text, icon
        self.setAccessibleName(self._text)
        self._place()
        self.show()
        self.raise_()
        self._fade.stop()
        self._fade.setDuration(theme.duration())
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.start()
        self._timer.start()
        announce(self, self._text)

    def take_away(self, message: Message) -> None:
        """Hide the offer of this: it was taken back by the key, or no longer can be."""
        if message is self._message:
            self.hide()
            self._timer.stop()

    def show_undone(self, message: Message) -> None:
        """Say that this was taken back, where the toast that offered it is gone."""
        self._show(message, tr("Taken back: {done}", done=message), "undo")
        self._undo = None
        self.button.hide()
        self._place()

    def _on_undo(self) -> None:
        self.hide()
        self._timer.stop()
        if self._undo is not None:
            self._undo()

    def sizeHint(self) -> QSize:
        words = paint.width_of(self._text, theme.font("body"))
        button = 0 if self.button.isHidden() else self.button.sizeHint().width()
        width = theme.px(18 + 18 + 14 + 28) + words + button
        return QSize(max(width, theme.px(300)), theme.px(44))

    def _room(self) -> int:
        return theme.px(16) + (0 if self.button.isHidden() else self.button.width())

    def _place(self) -> None:
        size, window = self.sizeHint(), self.parentWidget()
        width = min(size.width(), window.width() - self._left - EDGE)
        self.setGeometry(self._left, window.height() - self._bottom - size.height(), width, size.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            paint.box(painter, QRectF(self.rect()), theme.RADIUS_BUTTON, fill="text")
            side = theme.px(18)
            icons.paint(painter, self._icon, "surface", theme.px(16), (self.height() - side) / 2, side)
            x = theme.px(16 + 18 + 12)
            rect = QRectF(x, 0, self.width() - x - self._room(), self.height())
            paint.text(painter, rect, self._text, theme.font("body"), "surface")
