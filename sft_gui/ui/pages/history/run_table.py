"""The runs of a project as a table; up to two of them are ticked for comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from sft_gui.evaluation.score_help import score_help
from sft_gui.messages import Message, say
from sft_gui.training.damaged_runs import DamagedRun
from sft_gui.training.events import RunState
from sft_gui.training.progress import epoch_under_way
from sft_gui.ui.core.run_summaries import RunSummary
from sft_gui.ui.look import formats, words
from sft_gui.ui.look.terms import TERMS
from sft_gui.ui.look.words import told, tr
from sft_gui.ui.widgets.row_roles import FIND, LEFT, MARKED, RIGHT, ROLE, SORT, TONE

AnyIndex = QModelIndex | QPersistentModelIndex
SUMMARY = Qt.ItemDataRole.UserRole + 1
MOST_TICKED = 2


class Column(IntEnum):
    """What a run's line shows."""

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


MEANINGS = {  # of the heads, in ``terms.TERMS``
    Column.NAME: "run",
    Column.MODEL: "model",
    Column.CURVE: "curve",
    Column.INTERVAL: "interval",
    Column.TIME: "duration",
    Column.STATE: "state",
    Column.CREATED: "started",
}
NUMBERS = frozenset({Column.SCORE, Column.INTERVAL, Column.TIME})
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


class RunTable(QAbstractTableModel):
    """Rows are runs, newest first. ``renamed`` and ``ticks_changed`` tell what the user did."""

    ticks_changed = Signal()
    renamed = Signal(object, str)  # RunSummary, the new name

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs: list[RunSummary] = []
        self._ticked: list[Path] = []
        words.changed.connect(self._say_again)

    def _say_again(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._tell_changed()

    def _tell_changed(self) -> None:
        if self._runs:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._runs) - 1, Column.ACTIONS))

    def set_runs(self, runs: Sequence[RunSummary]) -> None:
        """Show these runs; ticks stay with theirs, and so does the selection where only values changed."""
        folders = [run.folder for run in runs]
        if folders == [run.folder for run in self._runs]:
            self._runs = list(runs)
            self._tell_changed()
        else:
            self.beginResetModel()
            self._runs = list(runs)
            self.endResetModel()
        kept = [folder for folder in self._ticked if folder in folders]
        if kept != self._ticked:
            self._ticked = kept
            self.ticks_changed.emit()

    def summary(self, row: int) -> RunSummary:
        """Give the run of a row."""
        return self._runs[row]

    def row_of(self, folder: Path) -> int:
        """Give the row of a run, -1 where it is not here."""
        return next((row for row, run in enumerate(self._runs) if run.folder == folder), -1)

    def ticked(self) -> list[RunSummary]:
        """Give the ticked runs in the order they were ticked; series 1 and 2 are their colours."""
        by_folder = {run.folder: run for run in self._runs}
        return [by_folder[folder] for folder in self._ticked]

    def tick(self, row: int, on: bool) -> None:
        """Tick a run or take its tick away; a third tick takes the place of the first."""
        folder = self._runs[row].folder
        if self._runs[row].damage is not None:
            return  # it cannot be compared
        ticked = [each for each in self._ticked if each != folder]
        self._ticked = [*ticked[-(MOST_TICKED - 1) :], folder] if on else ticked
        self._tell_changed()
        self.ticks_changed.emit()

    def series_of(self, row: int) -> int:
        """Give the series of a ticked run, 1 or 2; 0 where it is not ticked."""
        folder = self._runs[row].folder
        return self._ticked.index(folder) + 1 if folder in self._ticked else 0

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._runs)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return len(Column)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)  # type: ignore[arg-type]  # the stub knows only one kind of index
        if index.column() == Column.TICK and self._runs[index.row()].damage is None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == Column.NAME and self._runs[index.row()].damage is None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, summary = index.row(), self._runs[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == Column.TICK:
            self.tick(row, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        name = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not name or name == summary.name:
            return False
        self._runs[row] = replace(summary, name=name)  # shown at once; the list is read again when it is written
        self.dataChanged.emit(index, index)
        self.renamed.emit(summary, name)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section in NUMBERS else LEFT
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(Column(section))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._meaning(Column(section))
        return None

    def _meaning(self, column: Column) -> str | None:
        if column == Column.SCORE and self._runs:
            return told(self._runs[0].metric.help)
        return told(TERMS[MEANINGS[column]]) if column in MEANINGS else None

    def _heading(self, column: Column) -> str:
        match column:
            case Column.NAME:
                return tr("Run")
            case Column.MODEL:
                return tr("Model")
            case Column.CURVE:
                return tr("Curve")
            case Column.SCORE:
                return told(self._runs[0].metric.label) if self._runs else tr("Score")
            case Column.INTERVAL:
                return tr("95 % interval")
            case Column.TIME:
                return tr("Duration")
            case Column.STATE:
                return tr("State")
            case Column.CREATED:
                return tr("Started")
        return ""

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        summary, column = self._runs[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(summary, column)
            case Qt.ItemDataRole.EditRole:
                return summary.name
            case Qt.ItemDataRole.CheckStateRole if column == Column.TICK:
                return Qt.CheckState.Checked if summary.folder in self._ticked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if column in NUMBERS else LEFT
            case Qt.ItemDataRole.AccessibleTextRole:
                return summary.name if column == Column.TICK else self._words(summary, column)
            case Qt.ItemDataRole.ToolTipRole:
                return words.tooltip(self._tool_tip(summary, column) or "") or None
        return self._look(index, role)

    def _look(self, index: AnyIndex, role: int) -> Any:
        summary, column = self._runs[index.row()], Column(index.column())
        if role == SUMMARY:
            return summary
        if role == MARKED:
            return summary.folder in self._ticked
        if role == ROLE:
            return "section" if column == Column.SCORE else "button" if column == Column.NAME else "body"
        if role == TONE:
            return "text" if column in (Column.NAME, Column.SCORE) else "text2"
        if role == FIND:
            return f"{summary.name} {summary.model}"
        if role == SORT:
            return self._sort_key(summary, column)
        return None

    def _words(self, summary: RunSummary, column: Column) -> str:
        interval = summary.interval
        match column:
            case Column.NAME:
                return summary.name
            case Column.MODEL:
                return summary.model
            case Column.SCORE:
                if summary.score is None:
                    return "–"
                return formats.whole_score(summary.metric, summary.report.scores, "val.")
            case Column.INTERVAL:
                return formats.percent_range(interval.low, interval.high) if interval else "–"
            case Column.TIME:
                return formats.duration(summary.report.seconds) if summary.report.seconds else "–"
            case Column.STATE:
                detail = state_detail(summary)
                return told(state_words(summary)) + (f"\n{told(detail)}" if detail is not None else "")
            case Column.CREATED:
                return formats.moment(summary.created)
        return ""

    def _tool_tip(self, summary: RunSummary, column: Column) -> str | None:
        if summary.damage is not None:
            return told(damage_words(summary.damage))
        if column == Column.STATE and summary.weights_note is not None:
            return told(summary.weights_note)
        if column in (Column.SCORE, Column.INTERVAL) and summary.score is not None:
            return told(score_help(summary.metric, summary.report.scores))
        if column in (Column.NAME, Column.MODEL, Column.STATE):
            return self._words(summary, column)
        return None

    def _sort_key(self, summary: RunSummary, column: Column) -> Any:
        match column:
            case Column.SCORE | Column.CURVE:
                return summary.score if summary.score is not None else -1.0
            case Column.INTERVAL:
                return summary.interval.low if summary.interval is not None else -1.0
            case Column.TIME:
                return summary.report.seconds
            case Column.CREATED:
                return summary.created.timestamp()
            case Column.TICK:
                return float(summary.folder in self._ticked)
        return self._words(summary, column).casefold()
