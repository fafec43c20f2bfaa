"""``CurvePlot()``: a card with curves over steps, epochs or time. Import it only after the first paint (pyqtgraph).

``plot.add_series("train", 1, say("Train"))`` a thin raw line under a smoothed one; ``add_series(..., marks=True)`` for
values that are never smoothed (validation); ``plot.set_data("train", xs, ys)`` at most ten times a second.
``set_smoothing``, ``set_log``, ``set_x_range``, ``set_y_range``, ``set_formats``, ``set_x_ticks``, ``set_reference``.
Arrow keys move the read-out; the context menu (and ``actions()``) has "Show as table" and "Save as picture…".
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QKeyEvent, QPen, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from sft_gui.messages import Message
from sft_gui.ui.look import theme, words
from sft_gui.ui.look.words import put, tr
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.layout import fill, grow
from sft_gui.ui.widgets.plot_parts import Curve, LegendEntry, PlainAxis, Readout
from sft_gui.ui.widgets.plot_table import PlotTable

HOVER_HZ = 30
Format = Callable[[float], str]


def plain(value: float) -> str:
    """Format a value with three significant decimals."""
    return f"{value:.3f}"


class CurvePlot(Card):
    """Curves with a legend in the head, a hover line, and a table for those who cannot see them."""

    hovered = Signal(float)  # the x under the pointer, for a second plot to follow

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._curves: dict[str, Curve] = {}
        self._legend: dict[str, LegendEntry] = {}
        self._format: Format = plain
        self._x_format: Format = lambda x: f"{x:,.0f}"
        self._is_log = False
        self._reference: tuple[float, Message] | None = None
        self._smoothing = 0.6
        self._x_range: tuple[float, float] | None = None
        self._y_range: tuple[float, float] | None = None
        self._x_ticks: list[list[tuple[float, str]]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.focus_radius = theme.RADIUS_CARD
        self._left, self._bottom = PlainAxis("left"), PlainAxis("bottom")
        self._view = pg.PlotWidget(background=None, axisItems={"left": self._left, "bottom": self._bottom})
        self._set_up_view()
        self._hover_line = pg.InfiniteLine(angle=90, movable=False)
        self._now_line = pg.InfiniteLine(angle=90, movable=False, span=(0, 0.025))
        self._reference_line = pg.InfiniteLine(angle=0, movable=False)
        self._reference_label = pg.TextItem(anchor=(1, 0))
        for item in (self._hover_line, self._now_line, self._reference_line, self._reference_label):
            self._view.addItem(item, ignoreBounds=True)
            item.hide()
        self._readout = Readout(self._view)
        self._proxy = pg.SignalProxy(self._view.scene().sigMouseMoved, rateLimit=HOVER_HZ, slot=self._on_mouse_moved)
        self._view.installEventFilter(self)
        self._add_actions()
        theme.changed.connect(self._style)
        words.changed.connect(self._say_reference)
        self._style()

    def _set_up_view(self) -> None:
        item = self._view.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.setMouseEnabled(x=False, y=False)
        item.setContentsMargins(0, 8, 18, 0)
        for name in ("top", "right"):
            item.hideAxis(name)
        self._left.setWidth(44)
        self._left.setGrid(255)
        self._left.setZValue(-100)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.setMinimumHeight(120)
        fill(self.body, grow(self._view), margins=(8, 4, 8, 10))

    def _add_actions(self) -> None:
        self.table_action = put(QAction(self), "setText", "Show as table")
        self.table_action.triggered.connect(self.show_table)
        self.save_action = put(QAction(self), "setText", "Save as picture…")
        self.save_action.triggered.connect(self.ask_and_save)
        self.addActions([self.table_action, self.save_action])
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    # Filling

    def add_series(
        self, key: str, number: int, label: Message | str, *, marks: bool = False, end_label: bool = False
    ) -> None:
        """Add a curve.

        Args:
            number: its colour, mark and dash, 1 to 8 (1 train, 2 validation).
            label: a message, or a name that is not translated (a run's).
            marks: draw every point and never smooth.
            end_label: name the curve at its end, beside the legend.
        """
        self._curves[key] = Curve(self._view.getPlotItem(), number, label, marks=marks, end_label=end_label)
        self._curves[key].smoother.set_weight(self._smoothing)
        entry = self._legend[key] = LegendEntry(number, label, marks=marks)
        self.head.addWidget(entry)

    def remove_series(self, key: str) -> None:
        """Take a curve away."""
        self._curves.pop(key).remove()
        entry = self._legend.pop(key)
        self.head.removeWidget(entry)
        entry.deleteLater()

    def series(self) -> list[str]:
        """List the keys of the curves."""
        return list(self._curves)

    def set_data(self, key: str, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Show the points of a curve; the legend shows its last value."""
        curve = self._curves[key]
        curve.set_data(xs, ys, is_log=self._is_log, format=self._format)
        shown = curve.last_value()
        self._legend[key].set_value("" if shown is None else self._format(shown))
        self._place_ends()
        self._describe()

    def _place_ends(self) -> None:
        """Name the curve that ends highest above its end and the others below, so that two names never meet."""
        ends = {key: end for key, curve in self._curves.items() if (end := curve.end()) is not None}
        highest = max(ends, key=lambda key: ends[key][1], default=None)
        low, high = self._x_range or (0.0, 2 * max((x for x, _ in ends.values()), default=0.0))
        for key, (x, _) in ends.items():
            self._curves[key].place_end(above=key == highest, before=x > (low + high) / 2)

    def show_in_legend(self, key: str, on: bool) -> None:
        """Name a curve in the legend, or not while there is none."""
        self._legend[key].setVisible(on)

    def show_legend_values(self, on: bool) -> None:
        """Show the values in the legend, or the names alone where there are many."""
        for entry in self._legend.values():
            entry.show_value(on)

    def _describe(self) -> None:
        said = [f"{entry.label()} {entry.value()}" for entry in self._legend.values() if entry.value()]
        self.setAccessibleName(self.title.text())
        self.setAccessibleDescription(", ".join(said))

    # How it is drawn

    def set_smoothing(self, weight: float) -> None:
        """Choose how smooth the lines are, 0 to below 1."""
        self._smoothing = weight
        for curve in self._curves.values():
            curve.smoother.set_weight(weight)
            curve.redraw(is_log=self._is_log, format=self._format)

    def set_log(self, on: bool) -> None:
        """Draw the values on a logarithmic scale."""
        self._is_log = on
        self._view.getPlotItem().setLogMode(x=False, y=on)
        self._left.setLogMode(x=False, y=on)
        for curve in self._curves.values():
            curve.redraw(is_log=on, format=self._format)
        self._apply_ranges()  # pyqtgraph forgets them

    def set_formats(self, value: Format, x: Format, *, axis: Format | None = None) -> None:
        """Say how values (``93.7 %``), places (``step 552, epoch 6``) and the axis (``90 %``) are written."""
        self._format, self._x_format = value, x
        self._left.format = axis or value

    def set_x_range(self, low: float, high: float) -> None:
        """Fix the horizontal range; the whole of the plan, so that nothing jumps."""
        wanted = low, max(high, low + 1e-9)
        if wanted != self._x_range:
            self._x_range = wanted
            self._apply_ranges()
            self._place_ends()

    def set_y_range(self, low: float | None = None, high: float | None = None) -> None:
        """Fix the vertical range of the linear scale, or follow the data."""
        self._y_range = None if low is None or high is None else (low, high)
        self._apply_ranges()

    def _apply_ranges(self) -> None:
        if self._x_range is not None:
            self._view.setXRange(*self._x_range, padding=0)
        if self._y_range is None or self._is_log:
            self._view.enableAutoRange(axis="y")
        else:
            self._view.setYRange(*self._y_range, padding=0)
        self._place_reference()

    def set_now(self, x: float | None) -> None:
        """Mark how far the run is, by a small tick on the horizontal axis."""
        self._now_line.setVisible(x is not None)
        if x is not None:
            self._now_line.setPos(x)

    def set_x_ticks(self, labelled: Sequence[tuple[float, str]], between: Sequence[float] = ()) -> None:
        """Set the ticks below: those with a label, and small ones between (epochs)."""
        wanted = [list(labelled), [(x, "") for x in between]]
        if wanted != self._x_ticks:  # the axis is drawn anew for them
            self._x_ticks = wanted
            self._bottom.setTicks(wanted)

    def set_reference(self, value: float | None, label: Message | None = None) -> None:
        """Draw a dashed line that the curves have to beat: the first model's score."""
        self._reference = None if value is None or label is None else (value, label)
        self._reference_line.setVisible(self._reference is not None)
        self._reference_label.setVisible(self._reference is not None)
        self._say_reference()
        self._place_reference()

    def _say_reference(self) -> None:
        if self._reference is not None:
            self._reference_label.setText(words.told(self._reference[1]))

    def _place_reference(self) -> None:
        if self._reference is not None:
            value = float(np.log10(max(self._reference[0], 1e-12))) if self._is_log else self._reference[0]
            self._reference_line.setPos(value)
            self._reference_label.setPos(self._view.viewRange()[0][1], value)

    def _style(self) -> None:
        small = QFont(theme.font("hint"))
        small.setPixelSize(theme.px(11))
        for axis in (self._left, self._bottom):
            axis.restyle(small)
        self._left.setWidth(theme.px(44))
        self._hover_line.setPen(pg.mkPen(theme.color("line_strong"), width=1))
        self._now_line.setPen(pg.mkPen(theme.color("accent"), width=2))
        dashed = QPen(theme.color("ref"), 1.5)
        dashed.setCosmetic(True)
        dashed.setDashPattern([4, 3])
        self._reference_line.setPen(dashed)
        self._reference_label.setColor(theme.color("text2"))
        self._reference_label.setFont(small)
        for curve in self._curves.values():
            curve.restyle()

    # Reading

    def _on_mouse_moved(self, event: tuple[QPointF]) -> None:
        position = event[0]
        if self._view.sceneBoundingRect().contains(position):
            self.show_readout(self._view.getPlotItem().vb.mapSceneToView(position).x())

    def show_readout(self, x: float | None) -> None:
        """Show every curve's value nearest to a place, or hide the read-out."""
        xs = self._places()
        if x is None or not xs:
            self._hover_line.hide()
            self._readout.hide()
            return
        x = xs[_nearest(xs, x)]
        self._hover_line.setPos(x)
        self._hover_line.show()
        rows = [
            (curve.label(), self._format(value))
            for curve in self._curves.values()
            if (value := curve.at(x)) is not None
        ]
        self._readout.show_values(self._x_format(x), rows)
        place = self._view.mapFromScene(self._view.getPlotItem().vb.mapViewToScene(QPointF(x, 0)))
        self._readout.place_beside(place.x())
        self.hovered.emit(x)

    def _places(self) -> Sequence[float]:
        return max((curve.xs for curve in self._curves.values()), key=len, default=[])

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.show_readout(None)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        xs = self._places()
        if event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right) or not xs:
            super().keyPressEvent(event)
            return
        if not self._hover_line.isVisible():
            self.show_readout(xs[-1])
            return
        step = max(len(xs) // 100, 1) * (1 if event.key() == Qt.Key.Key_Right else -1)
        row = min(max(_nearest(xs, self._hover_line.value()) + step, 0), len(xs) - 1)
        self.show_readout(xs[row])

    def focusOutEvent(self, event: object) -> None:
        self.show_readout(None)

    def show_table(self) -> None:
        """Show the same values as a table."""
        columns = [(curve.label(), list(curve.xs), list(curve.ys)) for curve in self._curves.values()]
        table = PlotTable(self.title.text(), columns, self._format, self)
        table.show()

    def ask_and_save(self) -> None:
        """Ask for a file and save the card as a PNG."""
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save as picture"), f"{self.title.text()}.png", "PNG (*.png)")
        if chosen:
            self.save_picture(Path(chosen))

    def save_picture(self, path: Path) -> None:
        """Save the card as it is shown, at twice its pixels."""
        pixmap = QPixmap(self.size() * 2)
        pixmap.setDevicePixelRatio(2)
        pixmap.fill(QColor(theme.color("bg")))
        self.render(pixmap)
        pixmap.save(str(path.with_suffix(".png")), "PNG")


def _nearest(xs: Sequence[float], x: float) -> int:
    after = bisect.bisect_left(xs, x)
    if after == 0 or (after < len(xs) and xs[after] - x < x - xs[after - 1]):
        return after
    return after - 1
