"""A whisker in a table's cell: the interval as a line, the value as a dot."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from sft_gui.ui.look import paint, theme

CAP, DOT, SIDE = 5, 3.5, 10


def paint_whisker(
    painter: QPainter,
    rect: QRectF,
    interval: tuple[float, float, float],
    bounds: tuple[float, float],
    series: int = 1,
) -> None:
    """Draw (low, value, high) on a scale from ``bounds[0]`` at the left to ``bounds[1]`` at the right."""
    inner, middle = rect.adjusted(SIDE, 0, -SIDE, 0), rect.center().y()
    paint.box(painter, QRectF(inner.left(), middle - 1.5, inner.width(), 3), 1.5, fill="grid")

    def x(value: float) -> float:
        share = (value - bounds[0]) / (bounds[1] - bounds[0])
        return inner.left() + min(max(share, 0.0), 1.0) * inner.width()

    low, value, high = (x(each) for each in interval)
    color = theme.series(series)
    paint.line(painter, low, middle, high, middle, color, 2)
    for end in (low, high):
        paint.line(painter, end, middle - CAP, end, middle + CAP, color, 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(QPointF(value, middle), DOT, DOT)
