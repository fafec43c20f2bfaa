"""``Still(widget)``: a widget comes only while nobody is about to click on what it would move.

That is: not while a button is pressed, and not under a pointer that moves over what stands below. A pointer at rest
reads. What comes by itself, a banner or a card that was computed meanwhile, is shown by it: ``still.show(True)``.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget

LOOK_MS, REST_MS = 100, 1500  # how often to look whether it may come; a pointer at rest for so long reads
MOST = 16777215  # px: no greatest height


class Still(QObject):
    """Belongs to ``widget``.

    Args:
        below: what moves when the widget comes; without it, the widget's parent.
    """

    def __init__(self, widget: QWidget, *, below: QWidget | None = None) -> None:
        super().__init__(widget)
        self._widget, self._below = widget, below
        self._wanted = False
        self._pointer, self._rested = QPoint(), 0
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def show(self, on: bool, *, may_go: bool = True) -> None:
        """Show the widget as soon as nothing jumps; hide it at once, or with ``may_go=False`` with the same care."""
        self._wanted = on
        if not self._timer.isActive():
            self._rested = 0
        if not on and may_go:
            self._timer.stop()
            self._widget.hide()
        else:
            self.look()

    def hold(self) -> None:
        """Keep the widget's height, whatever becomes of what is in it, until :meth:`show` may let it go."""
        if self._widget.isVisible():
            self._widget.setFixedHeight(self._widget.height())

    def look(self) -> None:
        """Do what is wanted, now or at one of the next looks."""
        is_held = self._widget.maximumHeight() != MOST
        if (self._wanted == self._widget.isHidden() or is_held) and not self._may_move():
            self._timer.start()
            return
        self._timer.stop()
        if is_held:
            self._widget.setMinimumHeight(0)
            self._widget.setMaximumHeight(MOST)
        self._widget.setVisible(self._wanted)

    def _may_move(self) -> bool:
        below = self._below or self._widget.parentWidget()
        if below is None or not below.isVisible():
            return True
        pointer = QCursor.pos()
        self._rested = self._rested + 1 if pointer == self._pointer else 0
        self._pointer = pointer
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton or _is_pressed(below):
            self._rested = 0
            return False
        return not below.underMouse() or self._rested * LOOK_MS >= REST_MS


def _is_pressed(widget: QWidget) -> bool:
    return any(button.isDown() for button in widget.findChildren(QAbstractButton))
