"""``IntervalDelegate``: a table cell with a whisker: the interval as a line, the value as a dot.

The model gives ``(low, value, high)`` in [0, 1], or None, for ``INTERVAL``. ``set_range`` is shared by all rows;
``paint_axis_labels`` draws its ends over the column.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sft_gui.ui.look import paint, theme

INTERVAL = Qt.ItemDataRole.UserRole + 40
CAP, DOT, SIDE = 5, 3.5, 10


class IntervalDelegate(QStyledItemDelegate):
    """Draws whiskers on one scale."""

    def __init__(self, parent: QWidget | None = None, *, series: int = 1) -> None:
        super().__init__(parent)
        self._low, self._high, self._series = 0.0, 1.0, series

    def set_range(self, low: float, high: float) -> None:
        """Choose what the left and the right end stand for."""
        self._low, self._high = low, high if high > low else low + 1e-6

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme.px(140), theme.px(44))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.line(painter, rect.left(), rect.bottom() - 0.5, rect.right(), rect.bottom() - 0.5, "line")
        interval = index.data(INTERVAL)
        if interval is not None:
            paint_whisker(painter, rect, interval, (self._low, self._high), self._series)
        painter.restore()


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
