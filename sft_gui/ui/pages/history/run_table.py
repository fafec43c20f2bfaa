"""The runs of a project as a table; up to two of them are ticked for comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from sft_gui.evaluation.score_help import score_help
from sft_gui.messages import Message, say
from sft_gui.training.damaged_runs import DamagedRun
from sft_gui.training.events import RunState
from sft_gui.training.progress import epoch_under_way
from sft_gui.ui.core.run_summaries import RunSummary
from sft_gui.ui.look import formats, words
from sft_gui.ui.look.terms import TERMS
from sft_gui.ui.look.words import told
from sft_gui.ui.widgets.column_model import AnyIndex, Column, ColumnModel
from sft_gui.ui.widgets.row_roles import FIND, MARKED, RIGHT, SORT

MOST_TICKED = 2


class Place(IntEnum):
    """Where a column stands."""

    TICK = 0
    NAME = 1
    MODEL = 2
    CURVE = 3
    SCORE = 4
    INTERVAL = 5
    TIME = 6
    STATE = 7
    CREATED = 8
    ACTIONS = 9


STATES: dict[RunState, tuple[str, str, str]] = {  # icon, its colour, the words' colour
    RunState.PREPARING: ("run", "accent", "text2"),
    RunState.RUNNING: ("run", "accent", "text2"),
    RunState.PAUSED: ("pause", "warn", "warn"),
    RunState.FINISHED: ("ok", "accent", "text2"),
    RunState.STOPPED: ("stop", "text2", "text2"),
    RunState.FAILED: ("error", "danger", "danger"),
    RunState.INTERRUPTED: ("pause", "warn", "warn"),
}


def state_words(summary: RunSummary) -> Message:
    """Say where a run stands, with how far it came where it is not done."""
    epoch, epochs = summary.report.epoch, summary.report.epochs
    if summary.damage is not None:
        return say("Cannot be read")
    match summary.state:
        case RunState.FINISHED:
            return say("Finished")
        case RunState.PREPARING:
            return say("Getting ready")
        case RunState.RUNNING:
            return say("Running, {epoch} of {epochs}", epoch=epoch_under_way(epoch, epochs), epochs=epochs)
        case RunState.PAUSED:
            return say("Paused after {epoch} of {epochs}", epoch=epoch, epochs=epochs)
        case RunState.STOPPED:
            return say("Stopped after {epoch} of {epochs}", epoch=epoch, epochs=epochs)
        case RunState.FAILED:
            return say("Failed after {epoch} of {epochs}", epoch=epoch, epochs=epochs)
        case RunState.INTERRUPTED:
            return say("Interrupted after {epoch} of {epochs}", epoch=epoch, epochs=epochs)


def state_detail(summary: RunSummary) -> Message | None:
    """Say what is wrong with a run's files, below where it stands; None where nothing is."""
    if summary.damage is not None:
        return summary.damage.reason.what
    return say("Weights damaged") if summary.weights_note is not None else None


def state_look(summary: RunSummary) -> tuple[str, str, str]:
    """Give the icon of where a run stands, its colour, and the words' colour."""
    if summary.damage is not None:
        return "error", "danger", "danger"
    return ("warn", "warn", "warn") if summary.weights_note is not None else STATES[summary.state]


def damage_words(damage: DamagedRun) -> Message:
    """Say why a run cannot be read and what can still be had of it."""
    return say("{reason} {left}", reason=damage.reason.what, left=damage.what_is_left())


def _score(run: RunSummary) -> float:
    return run.score if run.score is not None else -1.0


def _score_words(run: RunSummary) -> str:
    return formats.whole_score(run.metric, run.report.scores, "val.") if run.score is not None else "–"


def _score_tip(run: RunSummary) -> str:
    return told(score_help(run.metric, run.report.scores)) if run.score is not None else ""


def _interval_words(run: RunSummary) -> str:
    return formats.percent_range(run.interval.low, run.interval.high) if run.interval is not None else "–"


def _state_words(run: RunSummary) -> str:
    detail = state_detail(run)
    return told(state_words(run)) + (f"\n{told(detail)}" if detail is not None else "")


def _state_tip(run: RunSummary) -> str:
    return told(run.weights_note) if run.weights_note is not None else _state_words(run)


COLUMNS = {  # they fill the 1,034 px of a window of 1280; what is long has two lines
    Place.TICK: Column(width=46),
    Place.NAME: Column(
        head=say("Run"), words=lambda run: run.name, tip=lambda run: run.name, meaning=TERMS["run"], role="button",
        tone="text", width=126, stretch=3,
    ),
    Place.MODEL: Column(
        head=say("Model"), words=lambda run: run.model, tip=lambda run: run.model, meaning=TERMS["model"], width=144,
        stretch=2,
    ),
    Place.CURVE: Column(head=say("Curve"), order=_score, meaning=TERMS["curve"], width=56),
    Place.SCORE: Column(
        head=say("Score"), words=_score_words, tip=_score_tip, order=_score, align=RIGHT, role="section", tone="text",
        width=90,
    ),
    Place.INTERVAL: Column(
        head=say("95 % interval"), words=_interval_words, tip=_score_tip,
        order=lambda run: run.interval.low if run.interval is not None else -1.0, meaning=TERMS["interval"],
        align=RIGHT, width=112,
    ),
    Place.TIME: Column(
        head=say("Duration"),
        words=lambda run: formats.duration(run.report.seconds) if run.report.seconds else "–",
        order=lambda run: run.report.seconds, meaning=TERMS["duration"], align=RIGHT, width=94,
    ),
    Place.STATE: Column(
        head=say("State"), words=_state_words, tip=_state_tip, meaning=TERMS["state"], width=122, stretch=1
    ),
    Place.CREATED: Column(
        head=say("Started"), words=lambda run: formats.moment(run.created), order=lambda run: run.created.timestamp(),
        meaning=TERMS["started"], width=106,
    ),
    Place.ACTIONS: Column(width=136),
}  # fmt: skip


class RunTable(ColumnModel):
    """Rows are runs, newest first. ``renamed`` and ``ticks_changed`` tell what the user did."""

    ticks_changed = Signal()
    renamed = Signal(object, str)  # RunSummary, the new name

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(list(COLUMNS.values()), parent=parent)
        self._ticked: list[Path] = []

    def set_runs(self, runs: Sequence[RunSummary]) -> None:
        """Show these runs; ticks stay with theirs, and so does the selection where only values changed."""
        folders = [run.folder for run in runs]
        if folders == [run.folder for run in self.rows]:
            self.rows = list(runs)
            self.say_again()
        else:
            self.show(runs)
        kept = [folder for folder in self._ticked if folder in folders]
        if kept != self._ticked:
            self._ticked = kept
            self.ticks_changed.emit()

    def summary(self, row: int) -> RunSummary:
        """Give the run of a row."""
        return self.rows[row]

    def row_of(self, folder: Path) -> int:
        """Give the row of a run, -1 where it is not here."""
        return next((row for row, run in enumerate(self.rows) if run.folder == folder), -1)

    def ticked(self) -> list[RunSummary]:
        """Give the ticked runs in the order they were ticked; series 1 and 2 are their colours."""
        by_folder = {run.folder: run for run in self.rows}
        return [by_folder[folder] for folder in self._ticked]

    def tick(self, row: int, on: bool) -> None:
        """Tick a run or take its tick away; a third tick takes the place of the first."""
        folder = self.rows[row].folder
        if self.rows[row].damage is not None:
            return  # it cannot be compared
        ticked = [each for each in self._ticked if each != folder]
        self._ticked = [*ticked[-(MOST_TICKED - 1) :], folder] if on else ticked
        self.say_again()
        self.ticks_changed.emit()

    def series_of(self, row: int) -> int:
        """Give the series of a ticked run, 1 or 2; 0 where it is not ticked."""
        folder = self.rows[row].folder
        return self._ticked.index(folder) + 1 if folder in self._ticked else 0

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)  # type: ignore[arg-type]  # the stub knows only one kind of index
        if index.column() == Place.TICK and self.rows[index.row()].damage is None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == Place.NAME and self.rows[index.row()].damage is None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, summary = index.row(), self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == Place.TICK:
            self.tick(row, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        name = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not name or name == summary.name:
            return False
        self.rows[row] = replace(summary, name=name)  # shown at once; the list is read again when it is written
        self.dataChanged.emit(index, index)
        self.renamed.emit(summary, name)
        return True

    def head(self, section: int) -> str:
        is_score = section == Place.SCORE and self.rows
        return told(self.rows[0].metric.label) if is_score else super().head(section)

    def meaning(self, section: int) -> str:
        is_score = section == Place.SCORE and self.rows
        return told(self.rows[0].metric.help) if is_score else super().meaning(section)

    def more(self, index: AnyIndex, role: int) -> Any:
        run: RunSummary = self.rows[index.row()]
        is_tick = index.column() == Place.TICK
        match role:
            case Qt.ItemDataRole.EditRole:
                return run.name
            case Qt.ItemDataRole.CheckStateRole if is_tick:
                return Qt.CheckState.Checked if run.folder in self._ticked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                return run.name if is_tick else self.columns[index.column()].words(run)
            case Qt.ItemDataRole.ToolTipRole if run.damage is not None:
                return words.tooltip(told(damage_words(run.damage)))
            case _ if role == MARKED:
                return run.folder in self._ticked
            case _ if role == FIND:
                return f"{run.name} {run.model}"
            case _ if role == SORT and is_tick:
                return float(run.folder in self._ticked)
        return None
