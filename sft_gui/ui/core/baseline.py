"""``Baselines``: makes the open project's first model in the background, never while a run is trained.

One for all pages (``Baselines.of(state)``); ``changed`` tells that what is known of it is another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from sft_gui.data.project import Project
from sft_gui.data.watcher import Progress
from sft_gui.errors import UserError
from sft_gui.evaluation.what_next import NextStep
from sft_gui.messages import Message
from sft_gui.tasks import registry
from sft_gui.tasks.intervals import Interval, wilson
from sft_gui.tasks.metric import Metric
from sft_gui.tasks.score_words import share_of
from sft_gui.training import baseline
from sft_gui.training.run_folder import RunFolder
from sft_gui.ui.core import engine, jobs
from sft_gui.ui.core.state import AppState

MEMORY = "first_model"  # whether it is made unasked
SETTLE_MS = 1500  # decisions about pictures come in bursts
WHILE_BUSY_MS = 1000
COMPARED_AT_ONCE = 2000  # validation pictures that are evaluated unasked


class Stage(StrEnum):
    """Where the first model of the open project stands."""

    NONE = "none"  # there can be none, or none is wanted
    WAITING = "waiting"  # until a run that is being trained has ended
    AT_WORK = "at_work"
    STOPPED = "stopped"  # by the user
    FAILED = "failed"
    READY = "ready"


@dataclass(frozen=True)
class Baseline:
    """A first model in a few numbers."""

    run: RunFolder
    metric: Metric
    score: float
    interval: Interval | None  # of the score, where it is a share of counted pictures
    scores: Mapping[str, float]  # "val.accuracy", "val.correct", ...
    correct: int | None  # pictures, where the score is their share
    pictures: int
    seconds: float  # from nothing to kept, loading included

    @classmethod
    def of(cls, run: RunFolder) -> Baseline:
        """Read it from its run; for the pool."""
        report, metric = run.report(), registry.find(run.task).metrics[0]
        share, total = share_of(metric, report.scores, "val."), int(report.scores.get("val.total", 0))
        interval, correct = (wilson(*share), share[0]) if share is not None else (None, None)
        ended = max((event.time for event in run.events()), default=run.created)
        seconds = (datetime.fromisoformat(ended) - datetime.fromisoformat(run.created)).total_seconds()
        return cls(run, metric, report.scores[f"val.{metric.name}"], interval, report.scores, correct, total, seconds)


@dataclass(frozen=True)
class Looked:
    """What a look at a project found."""

    found: Baseline | None
    fingerprint: str
    can_be_made: bool


class Baselines(QObject):
    """Follows the project, its pictures and the session. All on the GUI thread."""

    changed = Signal()

    def __init__(self, state: AppState) -> None:
        super().__init__(state)
        self.stage = Stage.NONE
        self.model: Baseline | None = None
        self.problem: UserError | None = None
        self.done, self.total = 0, 0
        self._state = state
        self._project: Project | None = None
        self._looking = jobs.Latest()
        self._making: jobs.Job | None = None
        self._given_up = ""  # the fingerprint of pictures for which none is to be made unasked
        self._looked: Looked | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.look)
        state.project_changed.connect(self._on_project_changed)
        state.data_changed.connect(self._on_data_changed)
        state.runs_changed.connect(self._settle.start)
        state.ready_changed.connect(self._settle.start)
        state.session_changed.connect(self._follow_session)
        self._follow_session()
        self._on_project_changed()

    @classmethod
    def of(cls, state: AppState) -> Baselines:
        """Give the one of this window, made by whoever asks first."""
        found = state.findChild(Baselines)
        return found if found is not None else cls(state)

    @property
    def is_wanted(self) -> bool:
        """Whether first models are made unasked."""
        return self._state.makes_first_models and bool(self._state.memory.get(MEMORY, True))

    def set_wanted(self, on: bool) -> None:
        """Make them unasked from now on, or not."""
        self._state.memory.set(MEMORY, on)
        self._given_up = ""
        if not on:
            self._cancel()
        self.look()

    def stop(self) -> None:
        """End the work under way, as the user asks; what is computed stays kept."""
        self._given_up = self._looked.fingerprint if self._looked is not None else ""
        self._cancel()
        self._set_stage(Stage.STOPPED)

    def go_on(self) -> None:
        """Make it after all."""
        self._given_up = ""
        self.look()

    # What there is

    def _on_project_changed(self) -> None:
        if self._state.project is self._project:
            return
        self._cancel()
        self._project, self._looked, self.model, self._given_up = self._state.project, None, None, ""
        self._set_stage(Stage.NONE)
        self.look()

    def _on_data_changed(self) -> None:
        self._settle.start()

    def _follow_session(self) -> None:
        if self._state.session is not None:
            self._state.session.state_changed.connect(self._on_session)

    def _on_session(self) -> None:
        if self._is_training():
            self._cancel()
            if self.stage == Stage.AT_WORK:
                self._set_stage(Stage.WAITING)
        elif self.stage == Stage.WAITING:
            self._settle.start()

    def _is_training(self) -> bool:
        return self._state.session is not None and self._state.session.is_busy

    def look(self) -> None:
        """See what is kept, and make what is missing."""
        self._settle.stop()
        self._looking.drop()
        if self._project is not None:
            self._looking.run(_look, self._project, done=self._on_looked, owner=self)

    def _on_looked(self, looked: Looked) -> None:
        before = self._looked
        if before is not None and looked.fingerprint != before.fingerprint:
            self._cancel()
        elif before is not None and before.found is not None and looked.found is None:
            self._given_up = looked.fingerprint  # the user threw it away
        self._looked, self.model = looked, looked.found
        if looked.found is not None:
            self._set_stage(Stage.READY)
        elif not looked.can_be_made or not (self.is_wanted and self._state.is_ready):
            self._set_stage(Stage.NONE)
        elif self._given_up == looked.fingerprint:
            self._set_stage(Stage.FAILED if self.problem is not None else Stage.STOPPED)
        elif self._is_training():
            self._set_stage(Stage.WAITING)
        else:
            self._make()

    # Making

    def _make(self) -> None:
        if self._making is not None:
            if not self._making.cancelled():
                return  # the same pictures
            self._settle.start(WHILE_BUSY_MS)  # the one that is ending will have kept its features by then
            self._set_stage(Stage.AT_WORK)
            return
        self.done, self.total, self.problem = 0, 0, None
        self._making = jobs.run(
            _make,
            self._project,
            done=self._on_made,
            failed=self._on_failed,
            stopped=self._on_over,
            progress=self._on_progress,
            owner=self,
            is_long=True,
            priority=-1,
        )
        self._set_stage(Stage.AT_WORK)

    def _cancel(self) -> None:
        if self._making is not None:
            self._making.cancel()

    def _on_progress(self, done: int, total: int | None, what: object) -> None:
        self.done, self.total = done, total or 0
        self.changed.emit()

    def _on_made(self, run: object) -> None:
        self._making = None
        self._state.runs_changed.emit()
        self.look()

    def _on_over(self) -> None:
        self._making = None

    def _on_failed(self, error: Exception) -> None:
        self._making = None
        if not isinstance(error, UserError):
            self._set_stage(Stage.NONE)
            raise error
        self.problem, self._given_up = error, self._looked.fingerprint if self._looked is not None else ""
        self._set_stage(Stage.FAILED)

    def _set_stage(self, stage: Stage) -> None:
        self.stage = stage
        self.changed.emit()


def _look(project: Project) -> Looked:
    run = baseline.current(project)
    return Looked(
        Baseline.of(run) if run is not None else None,
        project.index.fingerprint(),
        baseline.can_be_made(project),
    )


def _make(project: Project, *, on_progress: Progress, cancelled: Callable[[], bool]) -> RunFolder:
    engine.load()
    with engine.turn(cancelled), engine.giving_way():
        return baseline.make(project, on_progress=on_progress, cancelled=cancelled)


def compare_with_first(run: RunFolder, *, cancelled: Callable[[], bool]) -> Message | None:
    """Evaluate a run and its first model, where that is still to do, and say which is better; for the pool."""
    if baseline.baseline_of(run) is None:
        return None
    engine.load()
    with engine.turn(cancelled), engine.giving_way():
        from sft_gui.evaluation.against_baseline import against_baseline  # imports torch

        found = against_baseline(run, cancelled=cancelled)
    return found.sentence() if found is not None else None


def look_after(run: RunFolder, *, cancelled: Callable[[], bool]) -> tuple[Message | None, NextStep | None]:
    """Evaluate an ended run and its first model, where that is still to do: which is better, and what to do next."""
    engine.load()
    with engine.turn(cancelled), engine.giving_way():
        from sft_gui.evaluation.after_run import after  # imports torch
        from sft_gui.evaluation.against_baseline import kept_against_baseline

        step = after(run, cancelled=cancelled)
        found = kept_against_baseline(run)
    return found.sentence() if found is not None else None, step
