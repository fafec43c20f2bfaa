"""Training as the window sees it: at most one run at a time, its progress, and what was asked of it."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from sft_gui.data.annotations import Annotations
from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.errors import UserError
from sft_gui.files import told_if_unwritable
from sft_gui.messages import Message, say
from sft_gui.models import catalogue
from sft_gui.settings.setting import Settings
from sft_gui.tasks import registry
from sft_gui.training import baseline, picture_changes
from sft_gui.training.events import LIVE, Event, RunState, StateChanged
from sft_gui.training.progress import Progress
from sft_gui.training.report import Report
from sft_gui.training.run_folder import RunFolder, kept_runs, now
from sft_gui.ui.core import jobs
from sft_gui.ui.core.bin import Bin
from sft_gui.ui.core.worker import Fit, FitWorker, engine_fit
from sft_gui.ui.look.class_colours import ClassColours

if TYPE_CHECKING:
    from sft_gui.evaluation.what_next import NextStep
    from sft_gui.prediction.predictor import Predictor

EMPTY_MS = 33  # the mailbox is emptied 30 times a second
EVENTS_AT_ONCE = 1000  # a resumed run tells its whole past: in portions, so that the window stays awake
UNFINISHED = frozenset({RunState.INTERRUPTED, RunState.PAUSED})


class Wish(StrEnum):
    """What was asked of the run and has not come true yet."""

    NONE = "none"
    PAUSE = "pause"
    STOP = "stop"
    DISCARD = "discard"
    LEAVE = "leave"


class ShownRun:
    """A run with its progress, live or read back from disk: what the Run page, the strip and the history show.

    Made in the pool, since it reads the run's files.
    """

    def __init__(self, run: RunFolder) -> None:
        self.run = run
        self.name, self.preset, self.created = run.name, run.preset, run.created
        self.settings, self.classes, self.root = run.settings, run.classes, run.root
        self.model = _model_label(self.settings["model.name"])
        self.pictures = {picture.path: picture for picture in run.pictures(Split.VAL)}
        self.colours = ClassColours(run.classes, run.legend)
        self.annotations = Annotations(run.root, run.classes, run.legend)
        self.task = registry.find(run.task)
        first = baseline.baseline_of(run)
        self.baseline_score: float | None = None  # the first model's score
        if first is not None:
            self.baseline_score = first.report().scores.get(f"val.{self.task.metrics[0].name}")
        self.verdict: Message | None = None  # whether it was beaten, once both are evaluated
        self.next: NextStep | None = None  # what to do now, once it has ended and is evaluated
        self.progress = Progress(metric=self.task.metrics[0].name)

    @classmethod
    def read(cls, run: RunFolder) -> ShownRun:
        """Fold a kept run's events; for the pool, since there may be many.

        Raises:
            UserError: the run cannot be read by this version.
        """
        shown = cls(run)
        for event in run.events():
            shown.progress.apply(event)
        report = run.report()
        shown.progress.keep_only(report.best_epoch)
        if shown.progress.state in LIVE:
            shown.progress.state = report.state
        return shown


def _model_label(name: str) -> str:
    # Asking for one of timm's would import timm; its name is its label.
    return name.removeprefix("timm/") if name.startswith("timm/") else catalogue.find(name).label


class TrainingSession(QObject):
    """Starts, watches and ends runs. All of it on the GUI thread, except :meth:`snapshot_predictor`.

    Args:
        fit: stands in for the engine's own in tests.
    """

    run_started = Signal(object)  # ShownRun: training begins, or goes on
    changed = Signal(list)  # the events just applied to current.progress
    state_changed = Signal()  # current.progress.state or wish
    run_ended = Signal(object)  # ShownRun: the worker has returned; for discarded runs after they are gone
    run_discarded = Signal(object)  # ShownRun: it waits in the bin, undo_discard() brings it back
    failed = Signal(object)  # UserError: a run could not be started

    def __init__(self, parent: QObject | None = None, *, fit: Fit = engine_fit) -> None:
        super().__init__(parent)
        self.current: ShownRun | None = None
        self.wish = Wish.NONE
        self.again: Callable[..., None] | None = None  # what was asked for last, to be asked again after a choice
        self.asked_run: RunFolder | None = None  # the run that was to go on; None for a new one
        self.bin = Bin(self)
        self._fit = fit
        self._worker: FitWorker | None = None
        self._is_starting = False
        self._timer = QTimer(self, interval=EMPTY_MS)
        self._timer.timeout.connect(lambda: self._empty_mailbox(EVENTS_AT_ONCE))

    @property
    def is_busy(self) -> bool:
        """Whether a run is being prepared, trained or paused in this window."""
        return self._worker is not None or self._is_starting

    # Beginning

    def start(self, project: Project, settings: Settings, *, name: str, preset: str, look_again: bool = False) -> None:
        """Write a new run down and train it; ``run_started`` or ``failed`` follows.

        Pictures that changed since import are a failure (PicturesChanged) unless the data are to be looked at again.
        """

        def made() -> ShownRun:
            changes = project.look_again() if look_again else project.check_unchanged()
            run = RunFolder.create(project, settings, name=name, preset=preset)
            if changes is not None:
                picture_changes.record_look(run, changes)
            return ShownRun(run)

        self.again, self.asked_run = partial(self.start, project, settings, name=name, preset=preset), None
        self._begin(made)

    def resume(self, run: RunFolder) -> None:
        """Go on with a run from its last checkpoint, if its pictures are what they were."""

        def checked() -> ShownRun:
            picture_changes.check(run)
            return ShownRun(run)

        self.again, self.asked_run = partial(self.resume, run), run
        self._begin(checked)

    def extend(self, run: RunFolder, epochs: int) -> None:
        """Train a run for some epochs more than it was meant to."""

        def extended() -> ShownRun:
            picture_changes.check(run)
            run.extend(epochs)
            return ShownRun(run)

        self.again, self.asked_run = partial(self.extend, run, epochs), run
        self._begin(extended)

    def _begin(self, make: Callable[[], ShownRun]) -> None:
        if self.is_busy:
            self.failed.emit(UserError(say("Another run is being trained."), say("Stop it, or wait until it is done.")))
            return
        self._is_starting = True
        self.state_changed.emit()
        jobs.run(make, done=self._train, failed=self._on_not_started, owner=self)

    def _on_not_started(self, error: Exception) -> None:
        self._is_starting = False
        self.state_changed.emit()
        if not isinstance(error, UserError):
            raise error
        self.failed.emit(error)

    def _train(self, shown: ShownRun) -> None:
        self.current, self.wish, self._is_starting = shown, Wish.NONE, False
        self._worker = FitWorker(shown.run, self._fit, self)
        self._worker.returned.connect(self._on_returned)
        self._worker.failed.connect(self._on_failed)
        self._worker.finished.connect(self._on_finished)
        self._worker.start()
        self._timer.start()
        self.run_started.emit(shown)
        self.state_changed.emit()

    # Asking

    def pause(self) -> None:
        """Pause after the step under way; a checkpoint is written first."""
        if self._worker is not None and self.wish == Wish.NONE:
            self._worker.control.pause()
            self._set_wish(Wish.PAUSE)

    def resume_paused(self) -> None:
        """Go on after a pause, or with a paused run that was left."""
        if self._worker is not None:
            self._worker.control.resume()
            self._set_wish(Wish.NONE)
        elif self.current is not None:
            self.resume(self.current.run)

    def stop_and_keep(self) -> None:
        """End the run; its best weights are kept."""
        if self._worker is not None:
            self._worker.control.stop()
            self._set_wish(Wish.STOP)

    def discard(self) -> None:
        """End the run and throw its folder away; ``run_discarded`` says when Undo can bring it back."""
        if self._worker is not None:
            self._worker.control.leave()  # faster than a stop, which may first have to evaluate the model
            self._set_wish(Wish.DISCARD)
        elif self.current is not None:
            self._throw_away(self.current)

    def undo_discard(self, shown: ShownRun) -> bool:
        """Bring a discarded run back; False where it is too late."""
        if not self.bin.take_back(shown.run.folder):
            return False
        if not self.is_busy:
            self.current = shown
            self.state_changed.emit()
        return True

    def forget(self, folder: Path) -> None:
        """Show the run under ``folder`` no longer: it, or its whole project, was thrown away."""
        shown = self.current
        if shown is not None and not self.is_busy and folder in (shown.run.folder, *shown.run.folder.parents):
            self.current = None
            self.state_changed.emit()

    def leave(self) -> None:
        """Write a checkpoint and end with the run paused; ``run_ended`` says when the window may close."""
        if self._worker is not None:
            self._worker.control.leave()
            self._set_wish(Wish.LEAVE)

    def wait(self, timeout_ms: int = 60_000) -> bool:
        """Wait for the worker's thread: for the end of the program, after :meth:`leave`."""
        return self._worker is None or self._worker.wait(timeout_ms)

    def snapshot_predictor(self) -> Predictor | None:
        """Return a predictor with the newest weights of the run being trained; waits: never on the GUI thread.

        None where nothing is being trained, or the run has no weights yet.
        """
        worker, shown = self._worker, self.current
        weights = worker.control.snapshot() if worker is not None else None
        if weights is None or shown is None:
            return None
        from sft_gui.prediction.predictor import Predictor  # imports torch

        return Predictor.from_snapshot(shown.run, weights)

    def _set_wish(self, wish: Wish) -> None:
        self.wish = wish
        self.state_changed.emit()

    # Watching

    def _empty_mailbox(self, at_most: int | None) -> None:
        if self._worker is not None:
            self._apply(self._worker.mailbox.take(at_most))

    def _apply(self, events: list[Event]) -> None:
        if not events or self.current is None:
            return
        state = self.current.progress.state
        for event in events:
            self.current.progress.apply(event)
        if self.wish == Wish.PAUSE and self.current.progress.state == RunState.PAUSED:
            self.wish, state = Wish.NONE, None
        self.changed.emit(events)
        if self.current.progress.state != state:
            self.state_changed.emit()

    def _on_returned(self, report: Report) -> None:
        self._empty_mailbox(None)
        if self.current is not None:
            self.current.progress.keep_only(report.best_epoch)

    def _on_failed(self, error: Exception) -> None:
        self._empty_mailbox(None)
        if isinstance(error, UserError):
            self._apply([StateChanged(now(), RunState.FAILED, error.what, error.do)])
        else:
            details = "".join(traceback.format_exception(error))
            reason = say("Training stopped because of an error in the program.")
            self._apply([StateChanged(now(), RunState.FAILED, reason, details=details)])

    def _on_finished(self) -> None:
        self._empty_mailbox(None)
        self._timer.stop()
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.deleteLater()
        wish, self.wish = self.wish, Wish.NONE
        shown = self.current
        assert shown is not None
        if wish == Wish.DISCARD:
            self._throw_away(shown)
        self.state_changed.emit()
        self.run_ended.emit(shown)

    def _throw_away(self, shown: ShownRun) -> None:
        try:
            with told_if_unwritable(shown.run.folder):
                self.bin.throw(shown.run.folder)
        except UserError as error:
            self.failed.emit(error)
            return
        self.current = None
        self.run_discarded.emit(shown)
        self.state_changed.emit()


def unfinished_runs(project: Project) -> list[ShownRun]:
    """Return the project's runs that a crash or a pause left unfinished, newest first; for the pool."""
    shown = list[ShownRun]()
    for run in kept_runs(project):
        if run.report().state in UNFINISHED:
            with contextlib.suppress(UserError):  # told where it is opened or resumed
                shown.append(ShownRun.read(run))
    return shown


def kept_run(folder: Path) -> ShownRun:
    """Read one kept run for the Run page; for the pool.

    Raises:
        UserError: the folder holds no run that this version can read.
    """
    return ShownRun.read(RunFolder.open(folder))
