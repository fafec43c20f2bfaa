"""``StartCard()``: what the run will take as measured, its name, and the Start button with why it cannot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.messages import Message
from sft_gui.settings.presets import Amount
from sft_gui.settings.setting import Settings
from sft_gui.training import first_model
from sft_gui.training.device import Execution
from sft_gui.training.forecast import VERDICTS, Forecast, Verdict, size_text
from sft_gui.ui import engine, formats
from sft_gui.ui.first_model import FirstModel
from sft_gui.ui.forecaster import Forecaster
from sft_gui.ui.widgets.bars import ProgressBar
from sft_gui.ui.widgets.button import Button, IconButton, LinkButton
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.chip import State, StateChip
from sft_gui.ui.widgets.field import Field
from sft_gui.ui.widgets.text import IconLabel, Rule, Text
from sft_gui.ui.words import put, told, tr

CHIPS: dict[Verdict, tuple[State, str]] = {  # state, colour of the memory's bar
    Verdict.FITS: ("ok", "accent"),
    Verdict.TIGHT: ("warn", "warn"),
    Verdict.WILL_NOT_FIT: ("danger", "danger"),
}
UNKNOWN = "–"


@dataclass(frozen=True)
class Facts:
    """What is counted, not guessed."""

    classes: int
    amount: Amount  # that recipes are fitted to
    val: int  # pictures
    execution: Execution | None  # None until PyTorch is loaded
    to_beat: FirstModel | None = None


def look_up(project: Project, settings: Settings) -> Facts:
    """Count the pictures and ask for the device and the first model; for the pool.

    Raises:
        UserError: the device or precision asked for is not here; ``field`` says which.
    """
    execution = None
    if engine.is_loaded():
        from sft_gui.training import device  # resolving asks torch

        execution = device.resolve(settings)
    val = len(project.index.ids(split=Split.VAL))
    return Facts(len(project.classes), project.amount(), val, execution, _to_beat(project))


def _to_beat(project: Project) -> FirstModel | None:
    run = first_model.current(project)
    return FirstModel.of(run) if run is not None else None


class _Row(QWidget):
    """A fact: what, a note in small, the value."""

    def __init__(self) -> None:
        super().__init__()
        self.what, self.note, self.value = Text("body", "text2"), Text("hint", "text3"), Text("button")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.what)
        row.addStretch(1)
        row.addWidget(self.note)
        row.addWidget(self.value)

    def show_fact(self, value: str, note: str = "") -> None:
        self.value.setText(value)
        self.note.setText(note)


class StartCard(Card):
    """``started`` is emitted by the button; ``field_asked`` by the way to what is wrong; ``batch_size_asked`` by the
    way out where memory is short; ``again_asked`` by the way to measure anew.
    """

    started = Signal()
    field_asked = Signal(str)
    name_edited = Signal()
    batch_size_asked = Signal(int)
    again_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        put(self.title, "setText", "Before you start")
        self.verdict = StateChip()
        self.epoch, self.whole, self.memory, self.disk, self.to_beat = _Row(), _Row(), _Row(), _Row(), _Row()
        put(self.epoch.what, "setText", "One epoch")
        put(self.memory.what, "setText", "Memory")
        put(self.disk.what, "setText", "Disk")
        put(self.to_beat.what, "setText", "To beat")
        self.bar = put(ProgressBar(thick=4), "setAccessibleName", "Memory")
        self.counts, self.measured = Text("hint", "text3", wrap=True), Text("hint", "text3", wrap=True)
        self.remedy = Text("small", "warn", wrap=True)
        self.take = LinkButton()
        self.take.clicked.connect(lambda: self.batch_size_asked.emit(self._fitting))
        self.again = put(IconButton("refresh"), "set_label", "Measure again")
        self.again.clicked.connect(self.again_asked)
        self.name = QLineEdit()
        self.name.setMaxLength(80)
        self.name.textEdited.connect(self.name_edited)
        self.start = put(Button("primary", icon="play", size="big"), "setText", "Start training")
        self.start.set_hint("Ctrl ↵")
        self.start.clicked.connect(self.started)
        self.why = Text("small", "danger", wrap=True)
        self._why_icon = IconLabel("error", "danger", 16)
        self.go = put(LinkButton(), "setText", "Show it")
        self.go.clicked.connect(lambda: self.field_asked.emit(self._field))
        self.promise = put(
            Text("hint", "text3", wrap=True), "setText", "You can pause or close the app; nothing is lost."
        )
        self.promise.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._field, self._fitting = "", 0
        self._lay_out()
        self.show_reason(None)
        self._show_remedy(None)

    def _lay_out(self) -> None:
        self.head.addWidget(self.verdict)
        rows = QVBoxLayout()
        rows.setSpacing(7)
        for widget in (self.epoch, self.whole, Rule(), self.memory, self.bar, self.disk, self.to_beat):
            rows.addWidget(widget)
        said, line = QVBoxLayout(), QHBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.counts)
        said.addWidget(self.measured)
        line.setSpacing(8)
        line.addLayout(said, 1)
        line.addWidget(self.again, 0, Qt.AlignmentFlag.AlignTop)
        reason = QHBoxLayout()
        reason.setSpacing(8)
        reason.addWidget(self._why_icon, 0, Qt.AlignmentFlag.AlignTop)
        reason.addWidget(self.why, 1)
        reason.addWidget(self.go, 0, Qt.AlignmentFlag.AlignTop)
        help_line = QHBoxLayout()
        help_line.setSpacing(8)
        help_line.addWidget(self.remedy, 1)
        help_line.addWidget(self.take, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(rows)
        self.body.addLayout(help_line)
        self.body.addLayout(line)
        self.body.addWidget(put(Field(self.name), "set_label", "Name of the run"))
        self.body.addStretch(1)
        self.body.addLayout(reason)
        self.body.addWidget(self.start)
        self.body.addWidget(self.promise)

    def show_facts(self, facts: Facts, *, batch_size: int, epochs: int) -> None:
        """Show what is known of the run that these settings make."""
        steps = -(-facts.amount.train // batch_size)
        self.counts.setText(
            tr(
                "{train} pictures, {val} for validation; {each} steps an epoch, {steps} in all",
                train=formats.count(facts.amount.train),
                val=formats.count(facts.val),
                each=formats.count(steps),
                steps=formats.count(steps * epochs),
            )
        )
        self.to_beat.setVisible(facts.to_beat is not None)
        if (first := facts.to_beat) is not None:
            interval = formats.percent_range(first.interval.low, first.interval.high) if first.interval else ""
            note = tr("first model, {interval}", interval=interval) if interval else tr("first model")
            self.to_beat.show_fact(formats.score(first.metric, first.score), note)

    def show_forecast(self, forecaster: Forecaster, *, epochs: int) -> None:
        """Show what was measured, or how far that is."""
        forecast = forecaster.forecast
        self.again.setEnabled(forecast is not None or forecaster.problem is not None)
        if forecast is not None:
            self._show(forecast)
            return
        self.whole.what.setText(tr("All {epochs} epochs", epochs=epochs))
        for row in (self.epoch, self.whole, self.memory, self.disk):
            row.show_fact(UNKNOWN)
        self.bar.set_progress(0, 1)
        self._show_remedy(None)
        self.verdict.setVisible(forecaster.is_at_work)
        self.verdict.set_state("plain")
        self.verdict.setText(tr("Measuring"))
        if forecaster.problem is not None:
            self.measured.setText(told(forecaster.problem.what))
        elif forecaster.is_at_work and forecaster.total:
            done, total = forecaster.done, forecaster.total
            self.measured.setText(tr("Trying a few real steps: {done} of {total}", done=min(done, total), total=total))
        else:
            self.measured.setText(tr("Trying a few real steps") if forecaster.is_at_work else "")

    def _show(self, forecast: Forecast) -> None:
        state, color = CHIPS[forecast.verdict]
        self.verdict.set_state(state)
        self.verdict.setText(told(VERDICTS[forecast.verdict]))
        self.verdict.show()
        band = tr("± {time}", time=formats.give_or_take(forecast.band_seconds))
        self.epoch.show_fact(formats.duration(forecast.epoch_seconds))
        self.whole.what.setText(_whole(forecast))
        self.whole.show_fact(formats.duration(forecast.total_seconds), band)
        self.memory.show_fact(_of(forecast.memory_bytes, forecast.machine_bytes))
        self.bar.set_color(color)
        self.bar.set_progress(forecast.memory_bytes, forecast.machine_bytes)
        self.disk.show_fact(size_text(forecast.disk_bytes))
        costs, sooner = forecast.costs, forecast.plan.may_stop_early
        said = tr(
            "Measured in {steps} real steps ({device}), {time}.",
            steps=costs.steps,
            device=told(Execution(**costs.execution).words()),
            time=formats.moment(datetime.fromisoformat(costs.time).astimezone()),
        )
        self.measured.setText(said + " " + tr("Early stopping may end it sooner.") if sooner else said)
        self._show_remedy(forecast)

    def _show_remedy(self, forecast: Forecast | None) -> None:
        remedy = forecast.remedy if forecast is not None else None
        self._fitting = (forecast.fitting_batch_size if forecast is not None else None) or 0
        self.remedy.setText(told(remedy) if remedy is not None else "")
        self.remedy.setVisible(remedy is not None)
        self.take.setText(tr("Take {size}", size=self._fitting))
        self.take.setVisible(self._fitting > 0)

    def show_reason(self, reason: Message | None, field: str = "") -> None:
        """Say why the run cannot start, and at which setting; None: it can."""
        self._field = field
        self.start.setEnabled(reason is None)
        self.why.setText(told(reason) if reason is not None else "")
        self.start.setAccessibleDescription(self.why.text())
        for widget in (self.why, self._why_icon):
            widget.setVisible(reason is not None)
        self.go.setVisible(bool(field))
        self.promise.setVisible(reason is None)


def _whole(forecast: Forecast) -> str:
    epochs = forecast.plan.epochs
    if forecast.epochs < epochs:
        return tr("{done} of {epochs} epochs in time", done=f"{forecast.epochs:.1f}", epochs=epochs)
    return tr("All {epochs} epochs", epochs=epochs)


def _of(part: int, whole: int) -> str:
    """Write "1.9 of 15.6 GB"."""
    return tr("{part} of {whole}\u00a0GB", part=f"{part / 1e9:.1f}", whole=f"{whole / 1e9:.1f}")
