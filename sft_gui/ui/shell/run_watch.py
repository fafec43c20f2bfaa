"""What the window says and asks about runs: interrupted, failed, discarded, and training under way at closing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from sft_gui.data.drift import Drift, PicturesChanged
from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.training import picture_changes
from sft_gui.training.events import RunState
from sft_gui.ui.core import jobs
from sft_gui.ui.core.bin import collect
from sft_gui.ui.core.notices import Action
from sft_gui.ui.core.session import UNFINISHED, ShownRun, TrainingSession, Wish, unfinished_runs
from sft_gui.ui.core.state import AppState
from sft_gui.ui.dialogs.changed_pictures import (
    ACCEPT,
    LOOK_AGAIN,
    NEW_RUN,
    ChangedPictures,
    choices_before_resuming,
    choices_before_start,
)
from sft_gui.ui.dialogs.details import DetailsDialog
from sft_gui.ui.look import formats
from sft_gui.ui.look.words import told
from sft_gui.ui.shell.host import Host
from sft_gui.ui.shell.run_strip import RunStrip, rounded
from sft_gui.ui.widgets.announce import announce
from sft_gui.ui.widgets.dialog import Confirm, confirm

INTERRUPTED, FAILED, REFUSED, BIN = "interrupted", "run-failed", "run-refused", "bin"


class RunWatch(QObject):
    """Follows the session on behalf of the window."""

    busy_changed = Signal(bool)  # whether something is trained

    def __init__(self, state: AppState, host: Host, strip: RunStrip) -> None:
        super().__init__(host.as_widget())
        self._host = host
        self._state, self._strip = state, strip
        self._session: TrainingSession = state.session
        self._is_closing = self._was_busy = self._is_looking = False
        self._offered: Path | None = None  # the unfinished run that the banner offers to go on with
        self._asked: Confirm | None = None
        strip.follow(self._session)
        strip.discard_asked.connect(self.ask_to_discard)
        session = self._session
        session.failed.connect(self._on_not_started)
        session.bin.failed.connect(lambda error: state.tell_error(error, key=BIN))
        session.run_started.connect(self._on_run_started)
        session.state_changed.connect(self._on_state_changed)
        session.run_ended.connect(self._on_run_ended)
        session.run_discarded.connect(self._on_run_discarded)
        state.project_changed.connect(self._on_project_changed)
        state.current.changed.connect(self._look_whether_unfinished)
        self._look_for_unfinished()
        self._on_state_changed()

    def _window(self) -> QWidget:
        return self._host.as_widget()

    def _on_project_changed(self) -> None:
        self._look_for_unfinished()
        project = self._state.project
        if project is not None:  # what a killed app left on its way to the bin
            jobs.run(collect, project.folder, self._session.bin.waiting, owner=self)
        run = self._session.current
        if run is not None and self._state.current.is_own(run.run.folder):
            self._on_state_changed()  # back in the project of a run that failed

    def _look_whether_unfinished(self) -> None:
        """Take the offer back once the run is gone, or somebody went on with it."""
        run = self._state.current.find(self._offered) if self._offered is not None else None
        if self._offered is not None and self._state.current.is_read and (run is None or run.state not in UNFINISHED):
            self._withdraw_offer()

    def _withdraw_offer(self) -> None:
        self._offered = None
        self._state.withdraw(INTERRUPTED)

    def _look_for_unfinished(self) -> None:
        self._withdraw_offer()
        project = self._state.project
        if project is not None and not self._session.is_busy:
            jobs.run(unfinished_runs, project, done=self._on_unfinished, owner=self)

    def _on_unfinished(self, runs: list[ShownRun]) -> None:
        if not runs or self._session.is_busy or not self._state.current.is_own(runs[0].run.folder):
            return  # or another project is open by now
        run = runs[0]
        done, plan = run.progress.done, run.progress.plan
        epochs = plan.epochs if plan is not None else run.settings["train.epochs"]
        values = {"name": run.name, "epoch": done, "epochs": epochs}
        fact = say("“{name}” was interrupted after {epoch} of {epochs} epochs.", **values)
        if run.progress.state == RunState.PAUSED:
            fact = say("“{name}” is paused after {epoch} of {epochs} epochs.", **values)
        rest: Message = say("Nothing is lost.")
        if len(runs) > 1:
            rest = say("Nothing is lost. {count} more are in the history.", count=len(runs) - 1)
        actions = (
            Action(say("Resume"), lambda: self._resume(run)),
            Action(say("Not now"), self._withdraw_offer, quiet=True),
        )
        self._offered = run.run.folder
        self._state.tell(INTERRUPTED, fact, rest, actions=actions, closable=False)

    def _resume(self, run: ShownRun) -> None:
        self._session.resume(run.run)

    # Pictures that are not what they were

    def _on_not_started(self, error: UserError) -> None:
        if isinstance(error, PicturesChanged):
            self._ask_about_changes(error.drift)
        else:
            self._state.tell_error(error, key=REFUSED, again=self._session.again)

    def _ask_about_changes(self, drift: Drift) -> None:
        again, run = self._session.again, self._session.asked_run
        choices = choices_before_start(drift) if run is None else choices_before_resuming(drift)
        dialog = ChangedPictures(drift, choices, self._window())
        dialog.exec()
        chosen = dialog.chosen
        dialog.deleteLater()
        if chosen == LOOK_AGAIN and again is not None:
            self._look_again(partial(again, look_again=True))
        elif chosen == NEW_RUN and run is not None and self._state.project is not None:
            start = partial(self._session.start, self._state.project, run.settings, name=run.name, preset=run.preset)
            self._look_again(partial(start, look_again=True))
        elif chosen and run is not None and again is not None:
            jobs.run(
                partial(picture_changes.go_on, run, drift, with_changed=chosen == ACCEPT),
                done=lambda _: again(),
                failed=self._on_choice_failed,
                owner=self,
            )

    def _look_again(self, start: Callable[[], object]) -> None:
        self._is_looking = True
        start()

    def _on_choice_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._state.tell_error(error, key=REFUSED)

    def _on_run_started(self, run: ShownRun) -> None:
        self._withdraw_offer()
        self._state.withdraw(FAILED)
        if self._is_looking:  # the data page and the numbers are of before
            self._is_looking = False
            self._state.data_changed.emit()
        self._state.runs_changed.emit()
        if self._is_closing:  # it was only being written down when the window was closed
            self._session.leave()
        elif self._state.current.is_own(run.run.folder):
            self._state.navigate.emit("run")
        announce(self._window(), run.name)

    def _on_state_changed(self) -> None:
        is_busy = self._session.is_busy
        if is_busy != self._was_busy:
            self.busy_changed.emit(is_busy)
            self._was_busy = is_busy
            self._state.withdraw(REFUSED)  # there was another run then, or this one could not be begun
            if self._is_closing and not is_busy:
                QTimer.singleShot(0, self._window().close)
        run = self._session.current
        if run is None or run.progress.state != RunState.FAILED:
            self._state.withdraw(FAILED)
            return
        failure = run.progress.failure
        assert failure is not None
        actions = [Action(say("Resume"), lambda: self._resume(run))]
        if failure.details:
            details = failure.details
            actions.insert(0, Action(say("Details"), lambda: DetailsDialog(details, self._window()).exec()))
        reason = failure.reason or say("Training stopped.")
        is_elsewhere = not self._state.current.is_own(run.run.folder)
        self._state.tell(
            FAILED, reason, failure.remedy, severity="danger", actions=tuple(actions), everywhere=is_elsewhere
        )

    def _on_run_ended(self, run: ShownRun) -> None:
        self._state.runs_changed.emit()
        if self._asked is not None:
            self._asked.reject()  # there is nothing left to pause
        if self._is_closing:
            self._window().close()
        elif run.progress.state == RunState.FINISHED:
            announce(self._window(), told(run.progress.sentence()))

    # Discarding

    def ask_to_discard(self) -> None:
        """Ask whether the run goes to the bin."""
        run = self._session.current
        if run is None:
            return
        progress = run.progress
        values = {"name": run.name, "epoch": progress.done}
        if progress.best is not None and progress.plan is not None:
            metric = run.task.metrics[0]
            score = formats.whole_score(metric, progress.best.val)
            values |= {"epochs": progress.plan.epochs, "score": score}
            text = say("“{name}” ({epoch} of {epochs} epochs, {score}) goes to the bin of this computer.", **values)
        else:
            text = say("“{name}” goes to the bin of this computer.", **values)
        text = say("{what} You can bring it back from there.", what=text)
        if confirm(self._window(), say("Discard this run?"), text, act=say("Move to bin"), stay=say("Keep it")):
            self._session.discard()

    def _on_run_discarded(self, run: ShownRun) -> None:
        self._state.runs_changed.emit()
        self._state.offer_undo(say("Run “{name}” moved to the bin", name=run.name), lambda: self._take_back(run))

    def _take_back(self, run: ShownRun) -> None:
        if self._session.undo_discard(run):
            self._state.runs_changed.emit()
        else:
            what = say("“{name}” is in the bin of this computer already.", name=run.name)
            self._state.tell_error(UserError(what, say("Bring it back from there.")), key=BIN)

    # Closing

    def may_close(self) -> bool:
        """Ask about training under way; the window closes by itself once the run is paused or has ended."""
        if not self._session.is_busy:
            self._session.bin.empty_now()
            return True
        if not self._is_closing and (self._is_at_rest() or self._wants_to_close()):
            self._is_closing = True
            if self._session.wish not in (Wish.STOP, Wish.DISCARD):  # which end it anyway
                self._session.leave()
        return not self._session.is_busy

    def _is_at_rest(self) -> bool:
        """Tell whether closing now takes nothing from the user: the run rests, or is asked to."""
        run = self._session.current
        is_paused = run is not None and run.progress.state == RunState.PAUSED
        return is_paused or self._session.wish != Wish.NONE

    def _wants_to_close(self) -> bool:
        run = self._session.current
        has_begun = run is not None and run.progress.state == RunState.RUNNING
        left = run.progress.seconds_left if run is not None else None
        text: Message = say("Pause and close, and it goes on from the same step next time.")
        if left is not None:
            text = say("{what} About {time} are left.", what=text, time=formats.duration(rounded(left)))
        self._asked = Confirm(
            say("Training is under way") if has_begun else say("A training is about to begin"),
            text,
            act=say("Pause and close"),
            stay=say("Stay"),
            kind="primary",
            parent=self._window(),
        )
        try:
            return self._asked.exec() == QDialog.DialogCode.Accepted
        finally:
            self._asked.deleteLater()
            self._asked = None
