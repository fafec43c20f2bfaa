"""What the window says and asks about runs, with a session that trains nothing."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.settings.presets import PRESETS
from sft_gui.tasks import registry
from sft_gui.training.events import EpochEnded, Planned, RunState, StateChanged, StepDone
from sft_gui.training.progress import Progress
from sft_gui.training.report import Report
from sft_gui.training.run_folder import RunFolder
from sft_gui.ui.core.memory import Memory
from sft_gui.ui.core.session import Wish
from sft_gui.ui.core.state import AppState
from sft_gui.ui.shell import run_watch
from sft_gui.ui.shell.window import MainWindow
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.dialog import Confirm
from tests.fixtures import colour_project
from tests.ui.plain_pages import use_plain_pages

RUN = SimpleNamespace(folder=Path("project/runs/run"))


class Bin(QObject):
    failed = Signal(object)
    emptied = False

    def waiting(self):
        return []

    def empty_now(self):
        self.emptied = True


class Session(QObject):
    """Stands in for the training session."""

    run_started = Signal(object)
    changed = Signal(list)
    state_changed = Signal()
    run_ended = Signal(object)
    run_discarded = Signal(object)
    failed = Signal(object)

    def __init__(self):
        super().__init__()
        self.current, self.wish, self.is_busy = None, Wish.NONE, False
        self.again = self.asked_run = None
        self.bin, self.asked, self.can_undo = Bin(self), [], True

    def resume(self, run):
        self.asked.append(("resume", run))

    def discard(self):
        self.asked.append("discard")

    def leave(self):
        self.asked.append("leave")

    def undo_discard(self, shown):
        self.asked.append("undo")
        return self.can_undo


def shown_run(state=RunState.RUNNING, failure=None):
    progress = Progress()
    progress.apply(StateChanged("", RunState.RUNNING))
    progress.apply(Planned("", 12, 92, 1104, 32, 2936, 367, "cpu"))
    progress.apply(StepDone("", 644, 7, {"loss": 0.3}, 0.01, 32, 30, 0.5))
    progress.apply(EpochEnded("", 7, 644, {}, {"accuracy": 0.937, "correct": 344, "total": 367}, True, 300.0))
    progress.apply(StepDone("", 645, 8, {"loss": 0.3}, 0.01, 32, 30, 0.5))
    progress.state = state
    if failure is not None:
        progress.apply(failure)
    settings = PRESETS["quick"].settings()
    return SimpleNamespace(
        name="Best",
        model="EfficientNet-Lite0",
        progress=progress,
        task=registry.find("classification"),
        settings=settings,
        run=RUN,
    )


def interrupted_run(project):
    """A run on disk whose process ended without a word."""
    run = RunFolder.create(project, DEFAULTS, name="Best")
    run.write_report(Report(state=RunState.RUNNING, epoch=7, epochs=12))
    shown = shown_run(RunState.INTERRUPTED)
    shown.run = run
    return shown


@pytest.fixture
def session(qtbot):
    return Session()


@pytest.fixture
def unfinished():
    return []


@pytest.fixture
def window(qtbot, session, tmp_path, monkeypatch, unfinished):
    use_plain_pages(monkeypatch)
    monkeypatch.setattr(run_watch, "unfinished_runs", lambda project: unfinished)
    state = AppState(Memory(tmp_path / "window.json"))
    made = MainWindow(state)
    state.set_session(session)
    qtbot.addWidget(made, before_close_func=lambda _: setattr(session, "is_busy", False))  # or closing would ask
    made.show()
    return made


def press(window, words):
    button = next(b for b in window.banners.findChildren(Button) if b.text() == words)
    button.click()


def answer(act):
    """Answer the next question with its deed, or not."""

    def choose():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, Confirm):
            QTimer.singleShot(10, choose)
        else:
            (dialog.act_button if act else dialog.stay_button).click()

    QTimer.singleShot(0, choose)


def test_interrupted_run_offers_to_go_on(qtbot, window, session, unfinished, tmp_path):
    project = colour_project(tmp_path)
    unfinished.append(interrupted_run(project))
    window.state.open_project(project)
    qtbot.waitUntil(lambda: window.banners.shown() is not None)
    assert str(window.banners.shown().fact) == "“Best” was interrupted after 7 of 12 epochs."
    press(window, "Resume")
    assert session.asked == [("resume", unfinished[0].run)]
    session.run_started.emit(unfinished[0])
    assert window.banners.shown() is None
    project.close()


def test_failed_run_says_why_and_what_to_do(window, session):
    failure = StateChanged("", RunState.FAILED, say("Training stopped: the disk is full."), say("Free 2 GB."))
    session.current = shown_run(failure=failure)
    session.state_changed.emit()
    notice = window.banners.shown()
    assert (notice.severity, str(notice.fact), str(notice.rest)) == (
        "danger", "Training stopped: the disk is full.", "Free 2 GB.",
    )  # fmt: skip
    press(window, "Resume")
    assert session.asked == [("resume", RUN)]


def test_run_that_could_not_start_is_told(window, session):
    session.failed.emit(UserError(say("Another run is being trained.")))
    assert str(window.banners.shown().fact) == "Another run is being trained."


def test_live_run_has_a_dot_in_the_rail(window, session):
    session.is_busy, session.current = True, shown_run()
    session.run_started.emit(session.current)
    session.state_changed.emit()
    assert window.rail.item("run")._is_live


@pytest.mark.parametrize("act", [True, False])
def test_discarding_is_asked_first(window, session, act):
    session.current = shown_run(RunState.PAUSED)
    answer(act)
    window._watch.ask_to_discard()
    assert session.asked == (["discard"] if act else [])


def test_discarded_run_can_be_brought_back(qtbot, window, session):
    session.run_discarded.emit(shown_run())
    assert window.toast.isVisible()
    qtbot.mouseClick(window.toast.button, Qt.MouseButton.LeftButton)
    assert session.asked == ["undo"]
    assert window.banners.shown() is None


def test_bringing_back_too_late_says_where_it_is(qtbot, window, session):
    session.can_undo = False
    session.run_discarded.emit(shown_run())
    qtbot.mouseClick(window.toast.button, Qt.MouseButton.LeftButton)
    assert "bin of this computer already" in str(window.banners.shown().fact)


def test_closing_without_a_run_empties_the_bin(window, session):
    assert window.close()
    assert session.bin.emptied


def test_closing_while_training_pauses_first_and_then_closes(qtbot, window, session):
    session.is_busy, session.current = True, shown_run()
    answer(True)
    assert not window.close()
    assert session.asked == ["leave"]
    session.is_busy = False
    session.run_ended.emit(session.current)
    qtbot.waitUntil(lambda: not window.isVisible())


@pytest.mark.parametrize(
    ("state", "wish", "leaves"),
    [
        (RunState.PAUSED, Wish.NONE, True),
        (RunState.RUNNING, Wish.PAUSE, True),
        (RunState.RUNNING, Wish.STOP, False),
        (RunState.RUNNING, Wish.DISCARD, False),
    ],
)
def test_closing_asks_nothing_where_nothing_would_be_lost(qtbot, window, session, state, wish, leaves):
    session.is_busy, session.current, session.wish = True, shown_run(state), wish
    assert not window.close()  # a question would wait here for ever
    assert session.asked == (["leave"] if leaves else [])
    session.is_busy = False
    session.run_ended.emit(session.current)
    qtbot.waitUntil(lambda: not window.isVisible())


@pytest.mark.parametrize(
    ("state", "title"),
    [(RunState.RUNNING, "Training is under way"), (RunState.PREPARING, "A training is about to begin")],
)
def test_the_question_at_closing_says_what_is_under_way(window, session, state, title):
    session.is_busy, session.current = True, shown_run(state)
    titles = []

    def look():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, Confirm):
            QTimer.singleShot(10, look)
        else:
            titles.append(dialog.windowTitle())
            dialog.stay_button.click()

    QTimer.singleShot(0, look)
    assert not window.close()
    assert titles == [title]


def test_a_run_that_was_only_being_written_down_at_closing_is_left_at_once(qtbot, window, session):
    session.is_busy = True
    session.state_changed.emit()
    answer(True)
    assert not window.close()
    session.current = shown_run(RunState.PREPARING)
    session.run_started.emit(session.current)
    assert session.asked == ["leave", "leave"]
    session.is_busy = False
    session.state_changed.emit()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_the_offer_to_go_on_ends_with_the_run_and_with_the_project(qtbot, window, session, unfinished, tmp_path):
    project = colour_project(tmp_path)
    unfinished.append(interrupted_run(project))
    window.state.open_project(project)
    qtbot.waitUntil(lambda: window.banners.shown() is not None)
    qtbot.waitUntil(lambda: window.state.current.is_read)
    assert window.banners.shown() is not None
    window.state.current.set_runs([])  # somebody threw it away
    assert window.banners.shown() is None
    window.state.open_project(project)
    qtbot.waitUntil(lambda: window.banners.shown() is not None)
    window.state.open_project(None)
    assert window.banners.shown() is None
    project.close()


def test_a_failure_is_told_in_its_own_project(window, session, tmp_path):
    project = SimpleNamespace(folder=RUN.folder.parent.parent, name="mine")
    other = SimpleNamespace(folder=tmp_path, name="other")
    window.state.project = project
    failure = StateChanged("", RunState.FAILED, say("Training stopped: the disk is full."), say("Free 2 GB."))
    session.current = shown_run(failure=failure)
    session.state_changed.emit()
    assert window.banners.shown().key == "run-failed"
    window.banners.leave_project(other.folder)
    assert window.banners.shown() is None
    window._watch._on_project_changed()
    assert window.banners.shown().key == "run-failed"


def test_what_could_not_be_started_is_no_longer_said_once_another_run_goes(window, session):
    session.failed.emit(UserError(say("Another run is being trained.")))
    assert window.banners.shown() is not None
    session.is_busy = True
    session.state_changed.emit()
    assert window.banners.shown() is None


def test_staying_keeps_the_window_and_the_run(window, session):
    session.is_busy, session.current = True, shown_run()
    answer(False)
    assert not window.close()
    assert window.isVisible()
    assert session.asked == []


def test_question_goes_when_the_run_ends_meanwhile(qtbot, window, session):
    session.is_busy, session.current = True, shown_run()

    def end():
        session.is_busy = False
        session.run_ended.emit(session.current)

    QTimer.singleShot(50, end)
    window.close()
    assert session.asked == []
