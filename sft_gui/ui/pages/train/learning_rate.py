"""The learning-rate finder: the loss over growing rates, drawn while it is measured, and a rate to take over."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from sft_gui.data.project import Project
from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.settings.setting import Settings
from sft_gui.ui.core import engine, jobs
from sft_gui.ui.look import theme, words
from sft_gui.ui.look.eta import Eta
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.widgets.bars import ProgressBar
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.curve_plot import CurvePlot
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.layout import grow, hbox, stretch
from sft_gui.ui.widgets.text import Text

if TYPE_CHECKING:
    from sft_gui.training.lr_finder import Curve

SMOOTHING = 0.8
HEADROOM = 1.6  # what diverges beyond so many times the first loss is cut off


def look(
    project: Project,
    settings: Settings,
    *,
    on_progress: Callable[[Curve], object],
    cancelled: Callable[[], bool],
) -> Curve:
    """Run the range test when no other work is under way; for the pool.

    Raises:
        UserError: why the run could not start.
    """
    engine.load()
    from sft_gui.training import lr_finder  # imports torch

    with engine.turn(cancelled), engine.giving_way():
        return lr_finder.find(project, settings, on_progress=on_progress, cancelled=cancelled)


class LearningRateDialog(Dialog):
    """Measures while it is open; ``taken`` gives the rate that the user takes over."""

    taken = Signal(float)

    def __init__(self, project: Project, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._eta = Eta()
        put(self, "setWindowTitle", "Find the learning rate")
        self.curve: Curve | None = None
        self._problem: UserError | None = None
        self.plot = CurvePlot()
        put(self.plot.title, "setText", "Loss by learning rate")
        self._present = float(settings["optimizer.lr"])
        self.plot.add_series("loss", 1, say("Loss, smoothed; thin: of each step"))
        self.plot.show_legend_values(False)  # they would be losses, at a rate that nobody chose
        self.plot.set_smoothing(SMOOTHING)
        self.plot.set_formats(lambda loss: f"{loss:.3f}", lambda x: f"{10**x:.1e}")
        self.plot.set_x_range(-6, 0)
        self.plot.set_x_ticks([(power, f"1e{power}") for power in range(-6, 1)])
        self.bar = put(ProgressBar(), "setAccessibleName", "Trying learning rates")
        self.said = Text("body", wrap=True)
        self.close_button = put(Button(), "setText", "Close")
        self.close_button.clicked.connect(self.reject)
        self.take = Button("primary")
        self.take.clicked.connect(self._on_taken)
        self._lay_out()
        words.changed.connect(self._say)
        self._say()
        self._job = jobs.run(
            look,
            project,
            settings,
            done=self._on_done,
            failed=self._on_failed,
            progress=self._on_curve,
            owner=self,
            is_long=True,
        )

    def _lay_out(self) -> None:
        explained = put(
            Text("body", "text2", wrap=True),
            "setText",
            "A copy of the model takes a few steps while the learning rate grows. Where the loss falls most steeply, "
            "the model learns fastest; where it rises, the rate is too high. Nothing of it is kept.",
        )
        self.lay_out(
            put(Text("heading"), "setText", "Find the learning rate"),
            explained,
            grow(self.plot),
            self.bar,
            self.said,
            hbox(stretch(), self.close_button, self.take, spacing=8),
            spacing=10,
        )
        self.resize(theme.px(680), theme.px(560))

    @property
    def is_over(self) -> bool:
        """Whether nothing is measured any more."""
        return self._job.is_over

    def _on_curve(self, curve: Curve) -> None:
        self.curve = curve
        self.plot.set_data("loss", [math.log10(rate) for rate in curve.learning_rates], list(curve.losses))
        smoothed = curve.smoothed()
        self.plot.set_y_range(0.9 * min(smoothed), HEADROOM * max(smoothed[0], min(smoothed)))
        self.bar.set_progress(len(curve.learning_rates), curve.total)
        self._eta.take(len(curve.learning_rates), curve.total)
        self._say()

    def _on_done(self, curve: Curve) -> None:
        self._on_curve(curve)
        self.bar.set_progress(1, 1)
        self._mark("present", 3, say("Set now: {rate}", rate=f"{self._present:g}"), self._present)
        rate = curve.suggestion(self._present)
        if rate is not None:
            self._mark("suggestion", 2, say("Suggested: {rate}", rate=f"{rate:g}"), rate)
            self.take.setFocus()
        self._say()

    def _mark(self, key: str, series: int, label: Message, rate: float) -> None:
        """Mark a rate on the smoothed curve and name it in the legend."""
        curve = self.curve
        if curve is None or not curve.learning_rates or not curve.learning_rates[0] <= rate <= curve.learning_rates[-1]:
            return
        nearest = min(
            range(len(curve.learning_rates)), key=lambda step: abs(math.log(curve.learning_rates[step] / rate))
        )
        self.plot.add_series(key, series, label, marks=True)
        self.plot.set_data(key, [math.log10(rate)], [curve.smoothed()[nearest]])
        self.plot.show_legend_values(False)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._problem = error
        self._say()

    def _say(self) -> None:
        rate = self._suggestion() if self._is_done() else None
        self.take.setEnabled(rate is not None)
        self.take.setText(tr("Take {rate}", rate=f"{rate:g}") if rate is not None else tr("Take the learning rate"))
        self.said.setText(self._sentence(rate))

    def _suggestion(self) -> float | None:
        return self.curve.suggestion(self._present) if self.curve is not None else None

    def _is_done(self) -> bool:
        return self.curve is not None and self._job.is_over

    def _sentence(self, rate: float | None) -> str:
        if self._problem is not None:
            return told(self._problem.what)
        if self.curve is None:
            return tr("Getting ready")
        if not self._is_done():
            said = tr("Step {done} of {total}", done=len(self.curve.learning_rates), total=self.curve.total)
            return self._eta.after(said)
        if rate is None:
            return tr("There are too few points to suggest a learning rate.")
        if self.curve.still_falls_at(self._present):
            present = f"{self._present:g}"
            return tr(
                "Above {present}, which is set now, the loss still falls; there it falls most steeply at {rate}.",
                present=present,
                rate=f"{rate:g}",
            )
        if self.curve.falls:
            return tr("The loss falls most steeply at {rate}.", rate=f"{rate:g}")
        return tr("The loss hardly falls; {rate} is well below where it rises.", rate=f"{rate:g}")

    def _on_taken(self) -> None:
        rate = self._suggestion()
        if rate is not None:
            self.taken.emit(rate)
        self.accept()

    def done(self, result: int) -> None:
        self._job.cancel()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._job.cancel()
        super().closeEvent(event)
