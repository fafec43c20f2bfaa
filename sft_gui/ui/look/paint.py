"""What every painted widget needs: rounded boxes, text that elides, and repainting when the theme changes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QWidget

from sft_gui.messages import shown as harmless
from sft_gui.ui.look import theme

Colour = str | QColor
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter
WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


def colour(value: Colour) -> QColor:
    """Give a token's colour; a colour passes through."""
    return value if isinstance(value, QColor) else theme.color(value)


def begin(widget: QWidget) -> QPainter:
    """Open an antialiased painter on a widget, for use as a context manager."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    *,
    fill: Colour | None = None,
    line: Colour | None = None,
    width: float = 1.0,
    dash: list[float] | None = None,
) -> None:
    """Draw a rounded box whose line lies wholly inside ``rect``."""
    pen = QPen(Qt.PenStyle.NoPen)
    if line is not None:
        pen = QPen(colour(line), width)
        if dash:
            pen.setDashPattern(dash)
        half = width / 2
        rect = rect.adjusted(half, half, -half, -half)
    painter.setPen(pen)
    painter.setBrush(QBrush(colour(fill)) if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, radius, radius)


def text(
    painter: QPainter,
    rect: QRectF,
    words: str,
    font: QFont,
    color: Colour,
    align: Qt.AlignmentFlag = LEFT,
    *,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """Draw one line of text, elided where it does not fit: at the end, or in the middle as names are."""
    painter.setFont(font)
    painter.setPen(colour(color))
    shown = QFontMetrics(font).elidedText(harmless(words), elide, max(0, int(rect.width()) + 1))
    painter.drawText(rect, int(align) | int(Qt.TextFlag.TextSingleLine), shown)


def paragraph(painter: QPainter, rect: QRectF, words: str, font: QFont, color: Colour) -> None:
    """Draw text that is wrapped to the width of ``rect``."""
    painter.setFont(font)
    painter.setPen(colour(color))
    painter.drawText(rect, WRAP, harmless(words))


def two_lines(painter: QPainter, rect: QRectF, words: str, font: QFont, small: QFont, color: Colour) -> None:
    """Draw text on one line where it fits, else on two smaller ones, the second elided; a line break is kept."""
    head, _, tail = words.partition("\n")
    height = rect.height() / 2
    above, below = (QRectF(rect.x(), rect.y() + k * height, rect.width(), height) for k in (0, 1))
    if tail:
        text(painter, above, head, font, color)
        text(painter, below, tail, small, color)
        return
    if width_of(words, font) <= rect.width() + 1:
        text(painter, rect, words, font, color)
        return
    layout = QTextLayout(words, small)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(max(rect.width(), 1))
    layout.endLayout()
    cut, inset = first.textLength(), height - QFontMetrics(small).height()
    near = max(inset, 0) / 2  # the two lines stand together in the middle
    text(painter, above.translated(0, near), words[:cut].rstrip(), small, color)
    text(painter, below.translated(0, -near), words[cut:].strip(), small, color)


def line(painter: QPainter, x1: float, y1: float, x2: float, y2: float, color: Colour, width: float = 1.0) -> None:
    """Draw a straight line."""
    painter.setPen(QPen(colour(color), width))
    painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))


def width_of(words: str, font: QFont) -> int:
    """Measure one line of text."""
    return QFontMetrics(font).horizontalAdvance(harmless(words))


def mark(painter: QPainter, center: QPointF, size: float, split: int) -> None:
    """Draw the mark of a split: 1 train square, 2 validation circle, 3 test diamond, each in its own colour."""
    half = size / 2
    rect = QRectF(center.x() - half, center.y() - half, size, size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.series(split))
    if split == 1:
        painter.drawRoundedRect(rect, 2, 2)
    elif split == 2:
        painter.drawEllipse(rect)
    else:
        painter.save()
        painter.translate(center)
        painter.rotate(45)
        side = size * 0.78
        painter.drawRect(QRectF(-side / 2, -side / 2, side, side))
        painter.restore()


def follow_theme(widget: QWidget) -> None:
    """Lay out and paint the widget again at every theme or text size change, for as long as it lives."""
    theme.changed.connect(widget.updateGeometry)
    theme.changed.connect(widget.update)
