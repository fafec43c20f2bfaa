"""``Segmented()``: a few choices side by side, one taken; Tab reaches the taken one, arrow keys move.

``put(bar.add("step"), "setText", "Step")``; ``bar.value()``, ``bar.set_value("epoch")``, ``bar.changed(str)``.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from sft_gui.ui.look import icons, paint, theme
from sft_gui.ui.widgets.layout import hbox

RADIUS = theme.RADIUS_FIELD


class _Segment(QPushButton):
    def __init__(self, key: str, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key, self._icon = key, icon
        self.is_first = self.is_last = False
        self.focus_radius = RADIUS
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = paint.width_of(self.text(), theme.font("small_strong")) + 2 * theme.px(12)
        return QSize(width + (theme.px(21) if self._icon else 0), theme.px(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        on = self.isChecked()
        words = "disabled" if not self.isEnabled() else "accent_text" if on else "text2"
        with paint.begin(self) as painter:
            painter.setClipRect(self.rect())
            self._paint_box(painter, on)
            font = theme.font("small_strong" if on else "small")
            width, icon = paint.width_of(self.text(), font), theme.px(14)
            x = (self.width() - width - (icon + theme.px(7) if self._icon else 0)) / 2
            if self._icon:
                icons.paint(painter, self._icon, words, x, (self.height() - icon) / 2, icon)
                x += icon + theme.px(7)
            paint.text(painter, QRectF(x, 0, width + 2, self.height()), self.text(), font, words)

    def _paint_box(self, painter: QPainter, on: bool) -> None:
        left = 0 if self.is_first else -2 * RADIUS  # the round ends of inner segments fall outside the clip
        right = 0 if self.is_last else 2 * RADIUS
        outer = QRectF(self.rect()).adjusted(left, 0, right, 0)
        fill = "accent_soft" if on else "hover" if self.underMouse() and self.isEnabled() else "surface"
        paint.box(painter, outer, RADIUS, fill=fill, line="line2")
        if not self.is_first:
            paint.line(painter, 0.5, 1, 0.5, self.height() - 1, "line2")


class Segmented(QWidget):
    """Choices side by side; ``changed`` is emitted with the key when the user chooses."""

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments: dict[str, _Segment] = {}
        self._value = ""
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._row = hbox(spacing=0, margins=0, inside=self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def add(self, key: str, icon: str = "") -> QPushButton:
        """Add a choice and give its button, to put words on; the first one added is taken."""
        segment = _Segment(key, icon, self)
        segment.toggled.connect(lambda on: self._on_toggled(key, on))
        self._segments[key] = segment
        self._group.addButton(segment)
        self._row.addWidget(segment)
        ends = list(self._segments.values())
        for place in ends:
            place.is_first, place.is_last = place is ends[0], place is ends[-1]
        if len(ends) == 1:
            self.set_value(key)
        return segment

    def _on_toggled(self, key: str, on: bool) -> None:
        if on and key != self._value:
            self._value = key
            self.changed.emit(key)

    def value(self) -> str:
        """Give the key of the choice taken."""
        return self._value

    def set_value(self, key: str) -> None:
        """Take a choice without emitting ``changed``."""
        self._value = key
        self._segments[key].setChecked(True)

    def button(self, key: str) -> QPushButton:
        """Give the button of a choice."""
        return self._segments[key]
