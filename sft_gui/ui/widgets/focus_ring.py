"""``FocusRing(window)``: the accent ring around whichever painted control has the keyboard's focus.

A control takes part by an attribute ``focus_radius``. The ring lies outside the control, so no control keeps room for
it; it is not shown for a focus that came by the mouse. Fields show a border of their own instead.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from sft_gui.ui.look import paint, theme

WIDTH, GAP = 2, 2
OUT = WIDTH + GAP
MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class FocusRing(QWidget):
    """One per window; follows the focus by itself."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        theme.changed.connect(self.update)

    def _on_focus_changed(self) -> None:
        # Without the signal's arguments: ``old`` may be half destroyed, and wrapping it would end the process.
        new = QApplication.focusWidget()
        self._unwatch()
        self.hide()
        if new is None or new.window() is not self.window() or not hasattr(new, "focus_radius"):
            return
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        self._watch(new)
        self._place()

    def _watch(self, control: QWidget) -> None:
        widget = control
        while not widget.isWindow():
            self._watched.append(widget)
            widget.installEventFilter(self)
            widget = widget.parentWidget()

    def _unwatch(self) -> None:
        for widget in self._watched:
            if isValid(widget):  # the control may have been destroyed with the focus
                widget.removeEventFilter(self)
        self._watched = []

    def _place(self) -> None:
        control, window = self._watched[0], self.parentWidget()
        place = QRect(control.mapTo(window, QPoint(0, 0)), control.size()).adjusted(-OUT, -OUT, OUT, OUT)
        self.setGeometry(place)
        clip, inner = QRect(window.rect()), QRect(place).adjusted(OUT, OUT, -OUT, -OUT)
        for widget in self._watched:
            if isinstance(widget.parentWidget(), QAbstractScrollArea):  # so that it scrolls out with the control
                clip &= _room(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()), inner)
        self.setMask(clip.translated(-place.topLeft()))
        self.setVisible(control.isVisible() and clip.intersects(place))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self._unwatch()
            self.hide()
        elif event.type() in MOVES and self._watched and isValid(self._watched[0]):
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        radius = getattr(self._watched[0], "focus_radius", theme.RADIUS_BUTTON) if self._watched else 0
        with paint.begin(self) as painter:
            paint.box(painter, QRectF(self.rect()), radius + GAP + 1, line="accent", width=WIDTH)


def _room(viewport: QRect, control: QRect) -> QRect:
    """Give where a ring is seen: beyond an edge of a scrolled part too, unless the control is scrolled out there."""
    return viewport.adjusted(
        -OUT if control.left() >= viewport.left() else 0,
        -OUT if control.top() >= viewport.top() else 0,
        OUT if control.right() <= viewport.right() else 0,
        OUT if control.bottom() <= viewport.bottom() else 0,
    )
