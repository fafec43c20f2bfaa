"""The parts of a curve plot: axes without a frame, a curve with its smoothed line or marks, legend entry, read-out."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from sft_gui.messages import Message
from sft_gui.ui.look import paint, theme, words
from sft_gui.ui.widgets.layout import hbox
from sft_gui.ui.widgets.smoothing import Smoother, thinned
from sft_gui.ui.widgets.text import Elided, Text

DASHES: dict[int, list[float]] = {4: [8, 4], 5: [2, 4], 6: [8, 4, 2, 4], 7: [12, 5], 8: [4, 3]}  # pixels
MARKS = {1: "s", 2: "o", 3: "d", 4: "t", 5: "x", 6: "+", 7: "h", 8: "star"}
RAW_OPACITY = 0.28
END_NAME = 22  # characters of a name at the end of a curve
Format = Callable[[float], str]


def series_pen(number: int, width: float = 2.0) -> QPen:
    """Make the pen of a series: its colour, and its dashes where the user wants patterns."""
    pen = QPen(theme.series(number), width)
    pen.setCosmetic(True)
    dash = DASHES.get((number - 1) % theme.SERIES + 1)
    if dash and theme.patterns():
        pen.setDashPattern([length / width for length in dash])
    return pen


def shortened(name: str) -> str:
    """Leave out the middle of a name that is too long for the end of a curve."""
    half = END_NAME // 2
    return name if len(name) <= END_NAME else f"{name[:half]}…{name[-half + 1 :]}"


class PlainAxis(pg.AxisItem):
    """An axis with labels and no line; the left one carries the grid."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation, maxTickLevel=0, hideOverlappingLabels=False)
        self.format: Format | None = None
        self.setStyle(tickLength=0 if orientation == "left" else 4, tickTextOffset=8 if orientation == "left" else 4)

    def restyle(self, font: QFont) -> None:
        """Take the theme's colours and the user's text size."""
        is_left = self.orientation == "left"
        self.setPen(pg.mkPen(None) if is_left else pg.mkPen(theme.color("line2")))
        self.setTickPen(pg.mkPen(theme.color("grid" if is_left else "line2")))
        self.setTextPen(pg.mkPen(theme.color("text3")))
        self.setTickFont(font)

    def boundingRect(self) -> QRectF:
        # pyqtgraph leaves out every label that is not wholly inside this, and so the first and the last.
        return super().boundingRect().adjusted(-40, -12, 40, 12)

    def tickValues(self, minimum: float, maximum: float, size: float) -> Any:
        levels = super().tickValues(minimum, maximum, size)
        return levels[:1] if self.orientation == "left" and not self.logMode else levels

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        if self.format is None or self.logMode:
            return super().tickStrings(values, scale, spacing)
        return [self.format(value) for value in values]


class Curve:
    """One series in a plot."""

    def __init__(self, plot: pg.PlotItem, number: int, label: Message | str, *, marks: bool, end_label: bool) -> None:
        self._plot, self._number, self._label, self._marks = plot, number, label, marks
        self.xs: Sequence[float] = []
        self.ys: Sequence[float] = []
        self.shown: Sequence[float] = []  # smoothed, or the values themselves
        self.smoother = Smoother()
        self._raw = pg.PlotDataItem(clipToView=True, autoDownsample=True, downsampleMethod="peak")
        self._line = pg.PlotDataItem(antialias=True)
        self._end = pg.TextItem(anchor=(1, 1)) if end_label else None
        for z, item in enumerate((self._raw, self._line)):
            item.setZValue(10 + 2 * number + z)
            plot.addItem(item)
        self._raw.setVisible(not marks)
        if self._end is not None:
            plot.addItem(self._end, ignoreBounds=True)
        self.restyle()

    def remove(self) -> None:
        """Take it out of the plot."""
        for item in (self._raw, self._line, self._end):
            if item is not None:
                self._plot.removeItem(item)

    def label(self) -> str:
        """Give the name in the language shown."""
        return words.told(self._label) if isinstance(self._label, Message) else self._label

    def restyle(self) -> None:
        """Take the theme's colours."""
        pen, faint = series_pen(self._number), theme.series(self._number)
        faint.setAlphaF(RAW_OPACITY)
        self._raw.setPen(pg.mkPen(faint, width=1))
        self._line.setPen(pen)
        if self._marks:
            solid = QPen(theme.series(self._number), 2)
            solid.setCosmetic(True)
            symbol = MARKS.get((self._number - 1) % theme.SERIES + 1, "o") if theme.patterns() else "o"
            self._line.setSymbol(symbol)
            self._line.setSymbolSize(7)
            self._line.setSymbolPen(solid)
            self._line.setSymbolBrush(theme.color("surface"))
        if self._end is not None:
            self._end.setColor(theme.series(self._number))
            font = theme.font("hint")
            font.setWeight(theme.STRONG)
            self._end.setFont(font)

    def set_data(self, xs: Sequence[float], ys: Sequence[float], *, is_log: bool, format: Format) -> None:
        """Show these points; what is drawn already is not drawn again."""
        if xs != self.xs or ys != self.ys:
            self.xs, self.ys = xs, ys
            self.redraw(is_log=is_log, format=format)
        else:
            self._say_end(is_log=is_log, format=format)

    def redraw(self, *, is_log: bool, format: Format) -> None:
        """Draw the points again after smoothing or scale changed."""
        xs, ys = np.asarray(self.xs, dtype=float), np.asarray(self.ys, dtype=float)
        self.shown = self.ys if self._marks else self.smoother.extend(self.ys)
        smooth = np.asarray(self.shown, dtype=float)
        if not self._marks:
            self._raw.setData(xs, ys)
        part = slice(None) if self._marks else thinned(len(xs))
        self._line.setData(xs[part], smooth[part])
        self._say_end(is_log=is_log, format=format)

    def _say_end(self, *, is_log: bool, format: Format) -> None:
        last = self.last_value()
        if self._end is not None and last is not None:
            self._end.setText(words.shown(f"{shortened(self.label())} {format(last)}"))
            self._end.setPos(float(self.xs[-1]), np.log10(max(last, 1e-12)) if is_log else last)

    def end(self) -> tuple[float, float] | None:
        """Give the last point where the curve is named there."""
        last = self.last_value()
        return (float(self.xs[-1]), last) if self._end is not None and last is not None else None

    def place_end(self, *, above: bool, before: bool) -> None:
        """Name the curve above or below its end, before or behind it."""
        if self._end is not None:
            self._end.setAnchor((1 if before else 0, 1 if above else 0))

    def last_value(self) -> float | None:
        """Give the value the line ends on."""
        return float(self.shown[-1]) if len(self.shown) else None

    def at(self, x: float) -> float | None:
        """Give the value of the last point up to ``x``."""
        row = bisect.bisect_right(self.xs, x) - 1
        return float(self.shown[row]) if 0 <= row < len(self.shown) else None


class Swatch(QWidget):
    """A short piece of a curve, with its mark and dashes."""

    def __init__(self, number: int, *, marks: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._marks = number, marks
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(16), theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        middle = self.height() / 2
        with paint.begin(self) as painter:
            painter.setPen(series_pen(self._number))
            painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
            if self._marks:
                self._paint_mark(painter, QPointF(self.width() / 2, middle))

    def _paint_mark(self, painter: QPainter, center: QPointF) -> None:
        painter.setPen(QPen(theme.series(self._number), 2))
        painter.setBrush(theme.color("surface"))
        side = 6.0
        rect = QRectF(center.x() - side / 2, center.y() - side / 2, side, side)
        if self._number == 1:
            painter.drawRect(rect)
        else:
            painter.drawEllipse(rect)


class LegendEntry(QWidget):
    """Swatch, name and current value, in the head of the card."""

    def __init__(self, number: int, label: Message | str, *, marks: bool) -> None:
        super().__init__()
        self._label = label
        self._name, self._value = Elided("hint", "text2"), Text("small_strong")
        hbox(Swatch(number, marks=marks), self._name, self._value, spacing=6, margins=(10, 0, 0, 0), inside=self)
        self._say()
        words.changed.connect(self._say)

    def _say(self) -> None:
        self._name.setText(self.label())

    def label(self) -> str:
        """Give the name in the language shown."""
        return words.told(self._label) if isinstance(self._label, Message) else self._label

    def value(self) -> str:
        """Give the value shown."""
        return self._value.text()

    def set_value(self, value: str) -> None:
        """Show the current value."""
        self._value.setText(value)

    def show_value(self, on: bool) -> None:
        """Show the value, or the name alone where there are many."""
        self._value.setVisible(on)


class Readout(QFrame):
    """What the hover line reads, in a small frame beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(10, 7, 10, 7)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(3)
        self._title = Text("hint", "text2")
        self._grid.addWidget(self._title, 0, 0, 1, 2)
        self._rows: list[tuple[Text, Text]] = []
        self.hide()

    def show_values(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """Show a place and the values there."""
        self._title.setText(title)
        while len(self._rows) < len(rows):
            name, value = Text("hint"), Text("small_strong")
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(name, len(self._rows) + 1, 0)
            self._grid.addWidget(value, len(self._rows) + 1, 1)
            self._rows.append((name, value))
        for index, (name, value) in enumerate(self._rows):
            is_used = index < len(rows)
            name.setVisible(is_used)
            value.setVisible(is_used)
            if is_used:
                name.setText(rows[index][0])
                value.setText(rows[index][1])
        self.adjustSize()
        self.show()
        self.raise_()

    def place_beside(self, x: float) -> None:
        """Stand left of the line, or right of it where there is no room."""
        parent: Any = self.parentWidget()
        left = x - self.width() - 10
        if left < theme.px(44):
            left = min(x + 10, parent.width() - self.width())
        self.move(round(left), max(parent.height() - self.height() - theme.px(38), 0))
