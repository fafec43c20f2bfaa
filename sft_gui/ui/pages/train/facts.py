"""``FactsCard()``: what the run will take as measured; ``look_up`` counts what is known of it besides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.evaluation.score_help import score_help
from sft_gui.inference.device import ComputeConfig
from sft_gui.messages import PICTURES, STEPS, counted
from sft_gui.settings.presets import OFFERED, Amount
from sft_gui.settings.setting import Settings
from sft_gui.tasks import registry
from sft_gui.tasks.intervals import Interval, wilson
from sft_gui.tasks.metric import Metric
from sft_gui.tasks.score_words import share_of
from sft_gui.training import baseline
from sft_gui.training.events import RunState
from sft_gui.training.forecast import VERDICTS, Forecast, Verdict, size_text
from sft_gui.training.run_folder import RunFolder, kept_runs
from sft_gui.ui.core import engine
from sft_gui.ui.core.baseline import Baseline
from sft_gui.ui.look import formats, words
from sft_gui.ui.look.terms import TERMS, explain
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.pages.train.difference import Difference, difference
from sft_gui.ui.pages.train.forecaster import Forecaster
from sft_gui.ui.pages.train.warning import Weakness, look_for
from sft_gui.ui.widgets.bars import ProgressBar
from sft_gui.ui.widgets.button import IconButton, LinkButton
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.chip import State, StateChip
from sft_gui.ui.widgets.layout import aligned, fill, grow, hbox, stretch, vbox
from sft_gui.ui.widgets.text import Rule, Text

CHIPS: dict[Verdict, tuple[State, str]] = {  # state, colour of the memory's bar
    Verdict.FITS: ("ok", "accent"),
    Verdict.TIGHT: ("warn", "warn"),
    Verdict.WILL_NOT_FIT: ("danger", "danger"),
}
UNKNOWN = "–"


@dataclass(frozen=True)
class Measured:
    """What an ended run scored, made as a preset says, on the pictures as they are."""

    run: RunFolder = field(compare=False)
    name: str
    preset: str
    model: str
    metric: Metric
    scores: Mapping[str, float]  # "val.accuracy", "val.correct", ...

    @property
    def score(self) -> float:
        return self.scores[f"val.{self.metric.name}"]

    @property
    def interval(self) -> Interval | None:
        """The 95 % interval, where the score is a share of counted pictures."""
        share = share_of(self.metric, self.scores, "val.")
        return wilson(*share) if share is not None else None


@dataclass(frozen=True)
class Facts:
    """What is counted, not guessed."""

    classes: int
    amount: Amount  # that recipes are fitted to
    val: int  # pictures
    compute: ComputeConfig | None  # None until PyTorch is loaded
    baseline: Baseline | None = None
    measured: tuple[Measured, ...] = ()  # runs on these pictures, the newest first
    difference: Difference | None = None  # between the newest Quick and the newest Best, of one model
    weak: tuple[Weakness, ...] = ()  # what makes the data weak, the worst first


def look_up(project: Project, settings: Settings, known: Facts | None = None) -> Facts:
    """Count the pictures and ask for the device and the first model; for the pool.

    Args:
        known: what was found before, where pictures and runs are still the same.

    Raises:
        UserError: the device or precision asked for is not here; ``field`` says which.
    """
    compute = None
    if engine.is_loaded():
        from sft_gui.inference import device  # resolving asks torch

        compute = device.resolve(settings, is_square=registry.find(project.task).sees_squares)
    if known is not None:
        found = _difference(known.measured, settings["model.name"], known.difference)
        return replace(known, compute=compute, difference=found)
    measured = tuple(_measured(project))
    return Facts(
        len(project.classes),
        project.amount(),
        len(project.index.ids(split=Split.VAL)),
        compute,
        _to_beat(project),
        measured,
        _difference(measured, settings["model.name"]),
        tuple(look_for(project)),
    )


def _to_beat(project: Project) -> Baseline | None:
    run = baseline.current(project)
    return Baseline.of(run) if run is not None else None


def _difference(measured: Sequence[Measured], model: str, known: Difference | None = None) -> Difference | None:
    newest = {each.preset: each.run for each in reversed(measured) if each.model == model}
    if not {"quick", "best"} <= newest.keys():
        return None
    quick, best = newest["quick"], newest["best"]
    return known if known is not None and known.runs == (quick.folder, best.folder) else difference(quick, best)


def _measured(project: Project) -> Iterator[Measured]:
    """Yield what runs scored that were made by a preset on these very pictures and have ended."""
    fingerprint, metric = project.index.fingerprint(), registry.find(project.task).metrics[0]
    offered = {preset.name for preset in OFFERED}
    for run in kept_runs(project):
        if run.preset not in offered or run.manifest["fingerprint"] != fingerprint:
            continue
        report = run.report()
        if report.state == RunState.FINISHED and f"val.{metric.name}" in report.scores:
            yield Measured(run, run.name, run.preset, run.settings["model.name"], metric, report.scores)


class _Row(QWidget):
    """A fact: what, a note in small, the value."""

    def __init__(self) -> None:
        super().__init__()
        self.what, self.note, self.value = Text("body", "text2"), Text("hint", "text3"), Text("button")
        hbox(self.what, stretch(), self.note, self.value, spacing=8, margins=0, inside=self)

    def show_fact(self, value: str, note: str = "") -> None:
        self.value.setText(value)
        self.note.setText(note)


class FactsCard(Card):
    """``batch_size_asked`` is emitted by the way out where memory is short, ``again_asked`` by "Measure again"."""

    batch_size_asked = Signal(int)
    again_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        put(self.title, "setText", "What it takes")
        self.verdict = StateChip()
        self.epoch, self.whole, self.memory, self.disk, self.baseline = _Row(), _Row(), _Row(), _Row(), _Row()
        put(self.epoch.what, "setText", "One epoch")
        put(self.memory.what, "setText", "Memory")
        put(self.disk.what, "setText", "Disk")
        put(self.baseline.what, "setText", "Baseline")
        for row, term in zip(
            (self.epoch, self.whole, self.memory, self.disk, self.baseline),
            ("one_epoch", "whole", "memory", "disk", "baseline"),
            strict=True,
        ):
            explain(row, term)
        self.bar = put(ProgressBar(thick=4), "setAccessibleName", "Memory")
        self.counts, self.measured = Text("hint", "text3", wrap=True), Text("hint", "text3", wrap=True)
        self.remedy = Text("small", "warn", wrap=True)
        self.take = LinkButton()
        self.take.clicked.connect(lambda: self.batch_size_asked.emit(self._fitting))
        self.again = put(IconButton("refresh"), "set_label", "Measure again")
        self.again.clicked.connect(self.again_asked)
        self._fitting = 0
        self._lay_out()
        self._show_remedy(None)

    def _lay_out(self) -> None:
        self.head.addWidget(self.verdict)
        rows = vbox(self.epoch, self.whole, Rule(), self.memory, self.bar, self.disk, self.baseline, spacing=7)
        said = vbox(self.counts, self.measured, spacing=0)
        line = hbox(grow(said), aligned(self.again, Qt.AlignmentFlag.AlignTop), spacing=8)
        help_line = hbox(grow(self.remedy), aligned(self.take, Qt.AlignmentFlag.AlignTop), spacing=8)
        fill(self.body, rows, help_line, line)

    def show_facts(self, facts: Facts, *, batch_size: int, epochs: int) -> None:
        """Show what is known of the run that these settings make."""
        steps = -(-facts.amount.train // batch_size)
        self.counts.setText(
            tr(
                "{train}, {val} for validation; {each} an epoch, {steps} in all",
                train=PICTURES.of(facts.amount.train),
                val=formats.count(facts.val),
                each=STEPS.of(steps),
                steps=formats.count(steps * epochs),
            )
        )
        self.baseline.setVisible(facts.baseline is not None)
        if (first := facts.baseline) is not None:
            whole = formats.whole(first.metric, first.scores, "val.")
            note = tr("first model, {whole}", whole=whole) if whole else tr("first model")
            self.baseline.show_fact(formats.score(first.metric, first.score), note)
            said = told(score_help(first.metric, first.scores))
            self.baseline.setToolTip(words.tooltip(words.joined(told(TERMS["baseline"]), said)))

    def show_forecast(self, forecaster: Forecaster, *, epochs: int) -> None:
        """Show what was measured, or how far that is."""
        forecast = forecaster.forecast
        if forecast is not None:
            self._show(forecast)
            return
        self.whole.what.setText(told(counted(epochs, "Whole run (1 epoch)", "All {count} epochs")))
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
            said = tr("Trying a few real steps: {done} of {total}", done=min(done, total), total=total)
            self.measured.setText(forecaster.eta.after(said))
        else:
            self.measured.setText(tr("Trying a few real steps") if forecaster.is_at_work else "")

    def _show(self, forecast: Forecast) -> None:
        state, color = CHIPS[forecast.verdict]
        self.verdict.set_state(state)
        self.verdict.setText(told(VERDICTS[forecast.verdict]))
        self.verdict.show()
        band = tr("± {time}", time=formats.give_or_take(forecast.band_seconds))
        self.epoch.show_fact(formats.duration(formats.rough(forecast.epoch_seconds)))
        self.whole.what.setText(_whole(forecast))
        self.whole.show_fact(formats.duration(formats.rough(forecast.total_seconds)), band)
        self.memory.show_fact(_of(forecast.memory_bytes, forecast.machine_bytes))
        self.bar.set_color(color)
        self.bar.set_progress(forecast.memory_bytes, forecast.machine_bytes)
        self.disk.show_fact(size_text(forecast.disk_bytes))
        costs, sooner = forecast.costs, forecast.plan.may_stop_early
        said = tr(
            "Measured over {steps} ({device}), {time}.",
            steps=STEPS.of(costs.steps),
            device=told(ComputeConfig(**costs.compute).words()),
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


def _whole(forecast: Forecast) -> str:
    epochs = forecast.plan.epochs
    if forecast.epochs < epochs:
        return tr("{done} of {epochs} epochs in time", done=f"{forecast.epochs:.1f}", epochs=epochs)
    return told(counted(epochs, "Whole run (1 epoch)", "All {count} epochs"))


def _of(part: int, whole: int) -> str:
    """Write "1.9 of 15.6 GB"."""
    return tr("{part} of {whole}\u00a0GB", part=f"{part / 1e9:.1f}", whole=f"{whole / 1e9:.1f}")
