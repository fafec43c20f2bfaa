"""Session and worker against fake engines that report, fail, or wait to be stopped."""

import threading

import pytest

from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training.events import EpochEnded, Planned, RunState, StateChanged, StepDone
from sft_gui.training.recorder import Recorder
from sft_gui.training.run_folder import RunFolder, now
from sft_gui.ui.core import bin as bin_module
from sft_gui.ui.core import engine, jobs
from sft_gui.ui.core.session import TrainingSession, Wish, kept_run, unfinished_runs
from sft_gui.ui.core.worker import FitWorker, Mailbox
from tests.fixtures import colour_project
from tests.prediction.runs import untrained_run

STEPS = 6


class FakeEngine:
    """Keeps a run's events as the engine does, a step at each ``allow``; records the thread it ran on."""

    def __init__(self, fails_with=None, steps=STEPS, free=True):
        self.fails_with, self.steps, self.free = fails_with, steps, free
        self.allowed = threading.Semaphore(0)
        self.thread = None

    def __call__(self, request, on_event, control):
        self.thread = threading.current_thread()
        recorder = Recorder(request.run, on_event, offset=None, metric="accuracy")
        try:
            with request.run.owned():
                return self._train(recorder, control)
        finally:
            recorder.close()

    def _train(self, recorder, control):
        recorder.tell(StateChanged(now(), RunState.RUNNING))
        recorder.tell(Planned(now(), 1, self.steps, self.steps, 4, 24, 6, "CPU, 1 thread"))
        for step in range(1, self.steps + 1):
            if not self.free:
                while not self.allowed.acquire(timeout=0.02):
                    if control.end_wanted or control.pause_wanted:
                        break
            if self.fails_with is not None and step == 3:
                raise self.fails_with
            if control.pause_wanted:
                recorder.tell(StateChanged(now(), RunState.PAUSED))
                while not control.wait_until_resumed():
                    pass
                recorder.tell(StateChanged(now(), RunState.RUNNING))
            if control.end_wanted:
                recorder.tell(StateChanged(now(), RunState.PAUSED if control.leave_wanted else RunState.STOPPED))
                return recorder.progress.report()
            recorder.tell(StepDone(now(), step, 1, {"cross_entropy": 1 / step}, 0.01, 4, 2, 0.1))
        val = {"loss": 0.5, "accuracy": 0.5, "correct": 3, "total": 6}
        recorder.tell(EpochEnded(now(), 1, self.steps, {"loss": 0.5, "accuracy": 0.5}, val, True, 1.0))
        recorder.tell(StateChanged(now(), RunState.FINISHED))
        return recorder.progress.report()


@pytest.fixture
def project(tmp_path):
    project = colour_project(tmp_path)
    yield project
    project.close()


@pytest.fixture
def make_session(qtbot, project):
    sessions = []

    def make(engine):
        session = TrainingSession(fit=engine)
        sessions.append(session)
        return session

    yield make
    for session in sessions:
        session.stop_and_keep()
        assert session.wait()
        qtbot.waitUntil(lambda session=session: not session.is_busy)
    jobs.shut_down()


def start(qtbot, session, project, name="Best"):
    with qtbot.waitSignal(session.run_started):
        session.start(project, DEFAULTS, name=name, preset="best")
    return session.current


def test_mailbox_gives_events_in_order_and_in_portions():
    mailbox = Mailbox()
    for number in range(5):
        mailbox.put(number)
    assert mailbox.take(2) == [0, 1]
    assert mailbox.take() == [2, 3, 4]
    assert mailbox.take(2) == []


def test_run_is_trained_on_its_own_thread_and_every_event_arrives(qtbot, make_session, project):
    engine = FakeEngine()
    session, seen = make_session(engine), []
    session.changed.connect(seen.extend)
    with qtbot.waitSignal(session.run_ended):
        shown = start(qtbot, session, project)
    assert engine.thread is not threading.main_thread()
    assert seen == list(shown.run.events())
    assert shown.progress.state == RunState.FINISHED
    assert shown.progress.step == STEPS
    assert not session.is_busy and session.current is shown


def test_pause_is_a_wish_until_it_comes_true(qtbot, make_session, project):
    engine = FakeEngine(free=False)
    session = make_session(engine)
    shown = start(qtbot, session, project)
    engine.allowed.release(2)
    qtbot.waitUntil(lambda: shown.progress.step == 2)
    session.pause()
    assert session.wish == Wish.PAUSE
    qtbot.waitUntil(lambda: shown.progress.state == RunState.PAUSED)
    assert session.wish == Wish.NONE and session.is_busy
    engine.allowed.release(STEPS)
    with qtbot.waitSignal(session.run_ended):
        session.resume_paused()
    assert shown.progress.state == RunState.FINISHED


def test_what_is_told_before_the_pause_does_not_grant_the_wish(qtbot, make_session, project):
    going_on = threading.Event()

    def last_step_first(request, on_event, control):
        recorder = Recorder(request.run, on_event, offset=None, metric="accuracy")
        recorder.tell(StateChanged(now(), RunState.RUNNING))
        while not control.pause_wanted:
            control.wait_until_resumed(0.01)
        recorder.tell(StepDone(now(), 1, 1, {"cross_entropy": 1.0}, 0.01, 4, 2, 0.1))
        assert going_on.wait(60)
        recorder.tell(StateChanged(now(), RunState.PAUSED))
        while not control.wait_until_resumed():
            pass
        recorder.tell(StateChanged(now(), RunState.FINISHED))
        recorder.close()
        return recorder.progress.report()

    session = make_session(last_step_first)
    shown = start(qtbot, session, project)
    session.pause()
    qtbot.waitUntil(lambda: shown.progress.step == 1)
    assert session.wish == Wish.PAUSE
    going_on.set()
    qtbot.waitUntil(lambda: shown.progress.state == RunState.PAUSED)
    assert session.wish == Wish.NONE
    with qtbot.waitSignal(session.run_ended):
        session.resume_paused()


def test_stop_keeps_the_run(qtbot, make_session, project):
    session = make_session(FakeEngine(free=False))
    shown = start(qtbot, session, project)
    with qtbot.waitSignal(session.run_ended):
        session.stop_and_keep()
    assert shown.progress.state == RunState.STOPPED
    assert shown.run.folder.is_dir()


def test_leave_ends_the_run_paused_and_it_can_be_resumed(qtbot, make_session, project):
    engine = FakeEngine(free=False)
    session = make_session(engine)
    shown = start(qtbot, session, project)
    with qtbot.waitSignal(session.run_ended):
        session.leave()
    assert [run.name for run in unfinished_runs(project)] == ["Best"]
    engine.free = True
    with qtbot.waitSignal(session.run_ended):
        session.resume(RunFolder.open(shown.run.folder))
    assert session.current.progress.state == RunState.FINISHED
    assert unfinished_runs(project) == []


def test_discard_is_undone(qtbot, make_session, project):
    session = make_session(FakeEngine(free=False))
    shown = start(qtbot, session, project)
    with qtbot.waitSignal(session.run_discarded):
        session.discard()
    assert session.current is None and not shown.run.folder.exists()
    qtbot.waitUntil(lambda: not session.is_busy)
    assert session.undo_discard(shown)
    assert shown.run.folder.is_dir() and session.current is shown


def test_discarded_run_goes_to_the_systems_bin_when_undo_is_over(qtbot, make_session, project, monkeypatch):
    thrown = []
    monkeypatch.setattr(bin_module, "_to_bin", lambda folder: thrown.append(folder.name))
    session = make_session(FakeEngine(free=False))
    shown = start(qtbot, session, project)
    with qtbot.waitSignal(session.run_discarded):
        session.discard()
    session.bin.empty()
    qtbot.waitUntil(lambda: thrown == [shown.run.folder.name])
    assert not session.undo_discard(shown)


def test_discarded_run_comes_back_where_there_is_no_bin(qtbot, make_session, project, monkeypatch):
    def refuse(folder):
        raise OSError("no bin")

    monkeypatch.setattr(bin_module, "_to_bin", refuse)
    session = make_session(FakeEngine(free=False))
    shown = start(qtbot, session, project)
    with qtbot.waitSignal(session.run_discarded):
        session.discard()
    with qtbot.waitSignal(session.bin.failed):
        session.bin.empty()
    assert shown.run.folder.is_dir()


def test_expected_failure_is_a_sentence(qtbot, make_session, project):
    error = UserError(say("The disk is full."), say("Free 2 GB, then resume."))
    session = make_session(FakeEngine(fails_with=error))
    with qtbot.waitSignal(session.run_ended):
        shown = start(qtbot, session, project)
    assert shown.progress.state == RunState.FAILED
    assert (shown.progress.failure.reason, shown.progress.failure.remedy) == (error.what, error.do)


def test_unexpected_failure_keeps_its_traceback_for_the_details(qtbot, make_session, project):
    session = make_session(FakeEngine(fails_with=ValueError("a bug")))
    with qtbot.waitSignal(session.run_ended):
        shown = start(qtbot, session, project)
    assert shown.progress.state == RunState.FAILED
    assert "ValueError: a bug" in shown.progress.failure.details


def test_second_run_is_refused_while_one_is_trained(qtbot, make_session, project):
    session = make_session(FakeEngine(free=False))
    start(qtbot, session, project)
    with qtbot.waitSignal(session.failed) as refused:
        session.start(project, DEFAULTS, name="Second", preset="quick")
    assert isinstance(refused.args[0], UserError)


def test_run_that_cannot_be_written_is_told(qtbot, make_session, tmp_path):
    only_train = colour_project(tmp_path / "other", splits={"train": 4, "val": 1})
    only_train.index.leave_out([p.id for p in only_train.index.pictures() if str(p.split) == "val"])
    session = make_session(FakeEngine())
    with qtbot.waitSignal(session.failed) as told:
        session.start(only_train, DEFAULTS, name="Best", preset="best")
    assert "Validation" in str(told.args[0].what)
    assert not session.is_busy
    only_train.close()


def test_flood_of_steps_arrives_whole(qtbot, make_session, project):
    session = make_session(FakeEngine(steps=5000))
    with qtbot.waitSignal(session.run_ended):
        shown = start(qtbot, session, project)
    assert [event.step for event in shown.progress.steps] == list(range(1, 5001))


def test_kept_run_shows_the_same_progress(qtbot, make_session, project):
    session = make_session(FakeEngine())
    with qtbot.waitSignal(session.run_ended):
        shown = start(qtbot, session, project)
    again = kept_run(shown.run.folder)
    assert again.progress.report() == shown.progress.report()
    assert (again.name, again.task.name) == ("Best", "classification")


def test_run_waits_on_its_own_thread_for_what_is_measured_and_says_so(qtbot, project):
    """Start never waits: the window is free, and the run begins when the cores are."""
    run = untrained_run(project)
    worker = FitWorker(run)
    with engine.turn(lambda: False):
        worker.start()
        told = []
        qtbot.waitUntil(lambda: told.extend(worker.mailbox.take()) or bool(told))
        while "Ending what is measured" not in str(told[-1].what):  # PyTorch may have to be loaded first
            qtbot.waitUntil(lambda: told.extend(worker.mailbox.take()) or len(told) > 1)
        assert not list(run.events()) and worker.isRunning()
    with qtbot.waitSignal(worker.returned, timeout=120_000) as returned:
        pass
    assert returned.args[0].state == RunState.FINISHED
    assert worker.wait()
