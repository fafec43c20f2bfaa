"""The kept runs of every project, read in the pool and read again when a run changes; one for all pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from sft_gui.messages import Message
from sft_gui.training.events import EpochEnded, Event
from sft_gui.ui.core import jobs
from sft_gui.ui.core.run_summaries import RunSummary, all_projects, look_at_weights, read_runs
from sft_gui.ui.core.state import AppState


class RunList(QObject):
    """``changed`` tells that ``runs`` was read anew: the open project's first, each project's newest first."""

    changed = Signal()

    def __init__(self, state: AppState) -> None:
        super().__init__(state)
        self.runs: list[RunSummary] = []
        self.is_read = False
        self._state = state
        self._job: jobs.Job | None = None
        self._is_stale = False
        self._looking: jobs.Job | None = None
        self._notes: dict[tuple[Path, int], Message | None] = {}  # of best weights that were looked at
        state.project_changed.connect(self.refresh)
        state.runs_changed.connect(self.refresh)
        state.session_changed.connect(self._follow_session)
        self._follow_session()
        self.refresh()

    @classmethod
    def of(cls, state: AppState) -> RunList:
        """Give the one list of this window, made by whoever asks first."""
        found = state.findChild(RunList)
        return found if found is not None else cls(state)

    def of_project(self) -> list[RunSummary]:
        """Give the runs of the open project."""
        project = self._state.project
        return [run for run in self.runs if project is not None and run.folder.parent.parent == project.folder]

    def with_model(self) -> list[RunSummary]:
        """Give the runs that can name pictures."""
        return [run for run in self.runs if run.has_model]

    def find(self, folder: Path) -> RunSummary | None:
        """Give the run of this folder, where it is kept."""
        return next((run for run in self.runs if run.folder == folder), None)

    def refresh(self) -> None:
        """Read again, now or after the reading under way."""
        if self._job is not None:
            self._is_stale = True
            return
        project = self._state.project
        first = (project.folder, project.name) if project is not None else None
        self._is_stale = False
        self._job = jobs.run(_read, first, done=self._on_read, failed=self._on_failed, owner=self)

    def _on_read(self, runs: list[RunSummary]) -> None:
        self._job = None
        if self._is_stale:
            self.refresh()
            return
        self.runs, self.is_read = self._with_notes(runs), True
        self._state.set_count("history", len(self.of_project()))
        self._state.current.set_runs(runs)
        self.changed.emit()
        self._look_at_weights()

    def _with_notes(self, runs: list[RunSummary]) -> list[RunSummary]:
        return [replace(run, weights_note=self._notes.get((run.folder, run.stamp))) for run in runs]

    def _look_at_weights(self) -> None:
        """Look once, at leisure, whether the best weights of the open project are whole."""
        session = self._state.session
        unknown = [run for run in self.of_project() if run.has_model and (run.folder, run.stamp) not in self._notes]
        if unknown and self._looking is None and not (session is not None and session.is_busy):
            self._looking = jobs.run(
                look_at_weights, unknown, done=self._on_looked, failed=self._on_not_looked, owner=self, is_long=True
            )

    def _on_looked(self, notes: dict[tuple[Path, int], Message | None]) -> None:
        self._looking = None
        self._notes |= notes
        if any(notes.values()):
            self.runs = self._with_notes(self.runs)
            self.changed.emit()
        self._look_at_weights()  # at those that came or changed meanwhile

    def _on_not_looked(self, error: Exception) -> None:
        self._looking = None
        raise error

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        raise error

    def _follow_session(self) -> None:
        session = self._state.session
        if session is None:
            return
        for signal in (session.run_started, session.run_ended, session.run_discarded, session.state_changed):
            signal.connect(self.refresh)
        session.changed.connect(self._on_events)

    def _on_events(self, events: Sequence[Event]) -> None:
        if any(isinstance(event, EpochEnded) for event in events):
            self.refresh()


def _read(first: tuple[Path, str] | None) -> list[RunSummary]:
    return read_runs(all_projects(first))
