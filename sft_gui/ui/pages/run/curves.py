"""``Curves()``: loss and score of a run over steps, epochs or time. Imports pyqtgraph: only after the first paint."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtGui import QColor, QPixmap, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QSizePolicy, QWidget

from sft_gui.messages import Message, say
from sft_gui.training.events import Event, RunState, StateChanged
from sft_gui.ui.core.session import ShownRun
from sft_gui.ui.look import formats, theme, words
from sft_gui.ui.look.terms import explain
from sft_gui.ui.look.words import put, tr
from sft_gui.ui.pages.run.curve_data import (
    REDRAW_MS,
    Along,
    CurveData,
    Points,
    loss_ceiling,
    redraw_ms,
    score_floor,
    ticks,
)
from sft_gui.ui.widgets.button import IconButton
from sft_gui.ui.widgets.checks import Switch
from sft_gui.ui.widgets.curve_plot import CurvePlot
from sft_gui.ui.widgets.layout import gap, grow, hbox, stretch, vbox
from sft_gui.ui.widgets.segmented import Segmented
from sft_gui.ui.widgets.slider import Slider
from sft_gui.ui.widgets.text import Text

LABELS, MOST_BETWEEN = 6, 60  # labelled ticks; small ones for epochs, while they can be told apart
ENDED = frozenset({RunState.FINISHED, RunState.STOPPED})
DOT_SHARE = 0.012  # of the width lies left of 0 and right of the end, so that dots there are whole
PLOT_LEAST = 150
DEFAULT_SMOOTHING = 60
TRAIN, VAL = "train", "val"
PARTS: dict[str, Message] = {
    "classification": say("Class"),
    "box": say("Box"),
    "objectness": say("Objectness"),
    "rpn": say("Proposals"),
    "cross_entropy": say("Cross-entropy"),
    "dice": say("Overlap"),
}


class Curves(QWidget):
    """Two plots and what they are drawn by. ``show_run`` takes another run, ``add`` what has happened since."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownRun | None = None
        self._data = CurveData("")
        self._along: Along | None = None
        self._parts: tuple[str, ...] = ()  # of the loss, drawn beside their sum
        self._loss_top = self._score_bottom = 0.0
        self._evaluated = -1  # epochs evaluated when the axes were last fitted
        self._far = 0.0  # the end of the time axis
        self.loss, self.score = CurvePlot(), CurvePlot()
        put(self.loss.title, "setText", "Loss")
        explain(self.loss.title, "loss")
        self._lay_out()
        self._drawn = QElapsedTimer()  # since the last drawing
        self._drawn.start()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.redraw)
        self.along.changed.connect(lambda key: self._set_along(Along(key)))
        self.smoothing.valueChanged.connect(self._set_smoothing)
        self.log.toggled.connect(self._set_log)
        self.by_part.toggled.connect(self._show_parts)
        self.save.clicked.connect(self._ask_and_save)
        self.loss.hovered.connect(self.score.show_readout)
        words.changed.connect(self._say)
        self._set_along(Along.STEP)
        self._set_smoothing(self.smoothing.value())

    def _lay_out(self) -> None:
        self.along = put(Segmented(), "setAccessibleName", "Along the horizontal axis")
        put(self.along.add(Along.STEP), "setText", "Step")
        put(self.along.add(Along.EPOCH), "setText", "Epoch")
        put(self.along.add(Along.TIME), "setText", "Time")
        self.smoothing = put(Slider(0, 99, DEFAULT_SMOOTHING), "setAccessibleName", "Smoothing")
        self.smoothing.setFixedWidth(theme.px(112))
        self.log = put(Switch(), "setText", "Log scale")
        self.by_part = put(Switch(), "setText", "By part")
        self.by_part.hide()
        self.save = put(IconButton("download"), "set_label", "Save the curves as a picture…")
        self._head = hbox(
            put(Text("section"), "setText", "Curves"),
            stretch(),
            self.along,
            gap(4),
            put(Text("body", "text2"), "setText", "Smoothing"),
            self.smoothing,
            gap(4),
            self.by_part,
            self.log,
            self.save,
            spacing=10,
        )
        self._plots = hbox(spacing=theme.GAP)
        for plot in (self.loss, self.score):
            # pyqtgraph wants 640 by 480 pixels; the plots take what the page has.
            plot.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            plot.setMinimumHeight(theme.px(PLOT_LEAST))
            self._plots.addWidget(plot, 1)
        vbox(self._head, grow(self._plots), spacing=10, margins=0, inside=self)

    def set_stacked(self, on: bool) -> None:
        """Stand the plots below each other, in a narrow window."""
        self._plots.setDirection(QBoxLayout.Direction.TopToBottom if on else QBoxLayout.Direction.LeftToRight)

    # What is shown

    def show_run(self, shown: ShownRun) -> None:
        """Show another run from its beginning."""
        self._shown = shown
        self._data = CurveData.of(shown.progress)
        self._loss_top, self._score_bottom, self._evaluated, self._far = 0.0, 1.0, -1, 0.0
        put(self.score.title, "setText", shown.task.metrics[0].label)
        put(self.score.title, "setToolTip", shown.task.metrics[0].help)
        self._show_reference()
        self.by_part.setVisible(len(shown.task.loss_parts) > 1)
        self._show_parts()
        self._say()

    def _show_reference(self) -> None:
        """Draw the first model's score, which the curves have to beat."""
        shown = self._shown
        if shown is None or shown.baseline_score is None:
            self.score.set_reference(None)
            return
        score = formats.score(shown.task.metrics[0], shown.baseline_score)
        self.score.set_reference(shown.baseline_score, say("first model {score}", score=score))

    def add(self, events: Sequence[Event]) -> None:
        """Take what has happened; drawn ten times a second at most, and only in sight."""
        is_drawn = self._data.apply_all(events)
        if is_drawn or any(isinstance(event, StateChanged) for event in events):  # an ended run's axes end with it
            self._redraw_soon()

    def _redraw_soon(self) -> None:
        if not self._timer.isActive():
            apart = redraw_ms(self._expected_seconds(), width=self.loss.width(), steps=len(self._data.loss))
            self._timer.start(max(apart - self._drawn.elapsed(), REDRAW_MS))

    def _expected_seconds(self) -> float:
        """Return what the whole run will take, so far as is known."""
        fraction = self._shown.progress.fraction if self._shown is not None else 0.0
        return self._data.seconds / fraction if fraction > 0 else 1.0

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._redraw_soon()

    # How it is drawn

    def _set_along(self, along: Along) -> None:
        """Draw over steps or time with every step, over epochs with their means."""
        was_by_epoch, by_epoch = self._along == Along.EPOCH, along == Along.EPOCH
        if self._along is None or was_by_epoch != by_epoch:
            for plot in (self.loss, self.score):
                for key in plot.series():
                    plot.remove_series(key)
                plot.add_series(TRAIN, 1, say("Train"), marks=by_epoch)
                plot.add_series(VAL, 2, say("Validation"), marks=True)
            self._parts = ()
        self._along, self._evaluated = along, -1
        self.smoothing.setEnabled(not by_epoch)
        for plot in (self.loss, self.score):
            plot.show_readout(None)
        self._show_parts()

    def _show_parts(self) -> None:
        """Draw each part of the loss beside their sum, or no longer."""
        task = self._shown.task if self._shown is not None else None
        is_wanted = self.by_part.isChecked() and self._along != Along.EPOCH and task is not None
        wanted = task.loss_parts if is_wanted and task is not None and len(task.loss_parts) > 1 else ()
        if wanted != self._parts:
            for name in self._parts:
                self.loss.remove_series(name)
            for number, name in enumerate(wanted, start=3):
                self.loss.add_series(name, number, PARTS.get(name) or say("{name}", name=name))
            self._parts = wanted
            self.loss.show_legend_values(not wanted)
        self.redraw()

    def _set_smoothing(self, value: int) -> None:
        weight = 1.0 - (1.0 - value / 100) ** 2  # most of the slider's way for what differs to the eye
        self.loss.set_smoothing(weight)
        self.score.set_smoothing(weight)

    def _set_log(self, on: bool) -> None:
        self.loss.set_log(on)  # shares of a whole are shown as they are
        self.redraw()

    def _say(self) -> None:
        if self._shown is None:
            return
        metric = self._shown.task.metrics[0]
        self.loss.set_formats(lambda value: f"{value:.3f}", self._place_words, axis=self._loss_words)
        self.score.set_formats(
            lambda value: formats.score(metric, value),
            self._place_words,
            axis=lambda value: formats.percent(value, 0) if metric.percent else f"{value:.2g}",
        )
        self.redraw()

    def _loss_words(self, value: float) -> str:
        if self.log.isChecked():
            return f"{value:.3g}"
        decimals = max(1 - int(np.floor(np.log10(self._loss_top or 1.0))), 0)
        return f"{value:.{decimals}f}"

    def _place_words(self, place: float) -> str:
        plan = self._shown.progress.plan if self._shown is not None else None
        if self._along == Along.EPOCH:
            return tr("epoch {epoch}", epoch=f"{place:.0f}")
        if self._along == Along.TIME or plan is None:
            return formats.duration(place)
        epoch = max(-(-int(place) // plan.steps_per_epoch), 1)
        return tr("step {step}, epoch {epoch}", step=formats.count(int(place)), epoch=epoch)

    def redraw(self) -> None:
        """Draw what is known now."""
        self._timer.stop()
        if self._shown is None or not self.isVisible() or self._along is None:
            return
        self._drawn.start()
        data, along = self._data, self._along
        is_by_epoch = along == Along.EPOCH
        for plot, steps, means, val in (
            (self.loss, data.loss, data.train_loss, data.val_loss),
            (self.score, data.score, data.train_score, data.val_score),
        ):
            train: Points = means if is_by_epoch else steps
            for key, points in ((TRAIN, train), (VAL, val)):
                plot.set_data(key, points.places[along][:], points.values[:])  # copies: the plot keeps them
                plot.show_in_legend(key, len(points) > 0 or not len(data.val_score))  # some tasks have no such curve
        for name in self._parts:
            points = data.parts.get(name, Points())
            self.loss.set_data(name, points.places[along][:], points.values[:])
        self._fit_x(along)
        self._fit_y()

    def _fit_x(self, along: Along) -> None:
        assert self._shown is not None
        progress = self._shown.progress
        plan = progress.plan
        epochs = max(plan.epochs, 1) if plan is not None else 1  # a linear model alone has none
        has_ended = progress.state in ENDED  # maybe long before the plan's end
        if along == Along.TIME:
            high, now = self._time_end(), self._data.seconds
            labelled = [(place, _tick_words(place)) for place in ticks(high, most=LABELS, whole=_unit(high))]
            between: list[float] = []
        elif along == Along.EPOCH:
            now = float(progress.epochs[-1].epoch) if progress.epochs else 0.0
            high = now if has_ended and now else float(epochs)
            labelled = [(place, f"{place:.0f}") for place in ticks(high, most=LABELS)]
            between = [float(epoch) for epoch in range(epochs + 1)]
        else:
            each = plan.steps_per_epoch if plan is not None else 1
            now = float(progress.step)
            high = now if has_ended and now else float(max(plan.total_steps, 1) if plan is not None else 1)
            labelled = [(place, formats.count(int(place))) for place in ticks(high, most=LABELS, whole=each)]
            between = [float(epoch * each) for epoch in range(epochs + 1)]
        for plot in (self.loss, self.score):
            plot.set_x_range(-DOT_SHARE * high, (1 + DOT_SHARE) * high)
            plot.set_x_ticks(labelled, between if len(between) <= MOST_BETWEEN else ())
            plot.set_now(now if progress.fraction < 1 and now and not has_ended else None)

    def _time_end(self) -> float:
        """Return where the time axis ends: what the whole run will take, told anew only when it is far off."""
        assert self._shown is not None
        if self._shown.progress.state in ENDED and self._data.seconds:
            return self._data.seconds
        expected = self._expected_seconds()
        if not self._far * 0.8 < expected <= self._far:
            self._far = expected * (1.05 if self._shown.progress.fraction < 1 else 1.0)
        return max(self._far, self._data.seconds)

    def _fit_y(self) -> None:
        """Fit the vertical axes at the end of an epoch, and in between only where a curve would leave them."""
        data = self._data
        metric = self._shown.task.metrics[0] if self._shown is not None else None
        top = loss_ceiling(data.loss.values, data.val_loss.values)
        is_new_epoch = len(data.val_loss) != self._evaluated
        self._evaluated = len(data.val_loss)
        if top > self._loss_top or is_new_epoch:
            self._loss_top = top
            self.loss.set_y_range(0.0, top)
        if metric is not None and metric.percent:
            if self._along == Along.EPOCH:
                bottom = score_floor((), [*data.train_score.values, *data.val_score.values])
            else:
                bottom = score_floor(data.score.values, data.val_score.values)
            if self._shown is not None and self._shown.baseline_score is not None:
                bottom = min(bottom, score_floor((), [self._shown.baseline_score]))
            if bottom < self._score_bottom or is_new_epoch:
                self._score_bottom = min(bottom, 0.9)
                self.score.set_y_range(self._score_bottom, self._score_top() + 1e-6)  # or its label falls outside

    def _score_top(self) -> float:
        """Return 100 %, or where only validation is scored and stays low, a round share above it."""
        values = self._data.val_score.values
        if len(self._data.score) or not values:
            return 1.0
        return min(max(np.ceil(10 * (max(values) + 0.05)) / 10, self._score_bottom + 0.2), 1.0)

    # Saving

    def _ask_and_save(self) -> None:
        title = tr("Save as picture")
        name = f"{self._shown.name}.png" if self._shown is not None else "curves.png"
        chosen, _ = QFileDialog.getSaveFileName(self, title, name, "PNG (*.png)")
        if chosen:
            self.save_picture(Path(chosen))

    def save_picture(self, path: Path) -> None:
        """Save both plots side by side, at twice their pixels."""
        area = self.loss.geometry().united(self.score.geometry())
        pixmap = QPixmap(area.size() * 2)
        pixmap.setDevicePixelRatio(2)
        pixmap.fill(QColor(theme.color("bg")))
        for plot in (self.loss, self.score):
            plot.render(pixmap, plot.pos() - area.topLeft())
        pixmap.save(str(path.with_suffix(".png")), "PNG")

    def describe(self) -> str:
        """Say both plots' newest values."""
        return "; ".join(f"{plot.title.text()}: {plot.accessibleDescription()}" for plot in (self.loss, self.score))


def _tick_words(seconds: float) -> str:
    if seconds >= 60 and seconds % 60 == 0 and seconds < 3600:
        return tr("{minutes}\u00a0min", minutes=f"{seconds / 60:.0f}")
    if seconds >= 3600 and seconds % 3600 == 0:
        return tr("{hours}\u00a0h", hours=f"{seconds / 3600:.0f}")
    return formats.duration(seconds)


def _unit(seconds: float) -> float:
    """Return what time ticks are whole multiples of."""
    return 1.0 if seconds < 100 else 60.0 if seconds < 6000 else 3600.0
