"""``Sparkline()``: a curve without axes, its last value a dot; ``paint_sparkline`` draws it in table cells."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from sft_gui.ui.look import paint, theme

DOT = 3.0


def paint_sparkline(
    painter: QPainter,
    rect: QRectF,
    values: Sequence[float],
    color: paint.Colour = "text2",
    *,
    bounds: tuple[float, float] | None = None,
    length: int | None = None,
) -> None:
    """Draw values from left to right.

    Args:
        bounds: the values at the bottom and the top, the same for every row of a table.
        length: how many values fill the width; a run that ended early stops before the right edge.
    """
    if not values:
        return
    inner = rect.adjusted(DOT, DOT, -DOT, -DOT)
    low, high = bounds or (min(values), max(values))
    span = high - low or 1.0
    step = inner.width() / max((length or len(values)) - 1, 1)
    points = [
        QPointF(inner.x() + i * step, inner.bottom() - (value - low) / span * inner.height())
        for i, value in enumerate(values)
    ]
    pen = QPen(paint.colour(color), 2.0)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(paint.colour(color))
    painter.drawEllipse(points[-1], DOT, DOT)


class Sparkline(QWidget):
    """A small curve on its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[float] = []
        self._color: paint.Colour = "text2"
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)

    def set_values(self, values: Sequence[float], color: paint.Colour = "text2") -> None:
        """Show values from left to right."""
        self._values, self._color = list(values), color
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(96), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            paint_sparkline(painter, QRectF(self.rect()), self._values, self._color)
