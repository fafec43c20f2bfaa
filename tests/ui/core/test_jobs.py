"""Jobs end in exactly one way, on the GUI thread, and not at all for who is gone."""

import threading

import pytest
from PySide6.QtCore import QObject

from sft_gui.errors import Cancelled, UserError
from sft_gui.messages import say
from sft_gui.ui.core import jobs


class Ends:
    """Notes how a job ended and on which thread."""

    def __init__(self):
        self.said = []

    def __call__(self, name):
        def note(*values):
            self.said.append((name, *values))
            assert threading.current_thread() is threading.main_thread()

        return note

    def run(self, function, *args, **kwargs):
        return jobs.run(function, *args, done=self("done"), failed=self("failed"), stopped=self("stopped"), **kwargs)


@pytest.fixture
def ends():
    return Ends()


def test_result_comes_to_done(qtbot, ends):
    ends.run(lambda a, b: a + b, 1, 2)
    qtbot.waitUntil(lambda: ends.said == [("done", 3)])


def test_work_runs_on_another_thread(qtbot, ends):
    ends.run(lambda: threading.current_thread() is threading.main_thread())
    qtbot.waitUntil(lambda: ends.said == [("done", False)])


def test_error_comes_to_failed(qtbot, ends):
    error = UserError(say("No."))

    def fail():
        raise error

    ends.run(fail)
    qtbot.waitUntil(lambda: ends.said == [("failed", error)])


def test_cancelled_work_comes_to_stopped(qtbot, ends):
    started, go = threading.Event(), threading.Event()

    def work(cancelled):
        started.set()
        go.wait(5)
        if cancelled():
            raise Cancelled

    job = ends.run(work)
    assert started.wait(5)
    job.cancel()
    go.set()
    qtbot.waitUntil(lambda: ends.said == [("stopped",)])


def test_result_after_cancel_is_stopped_too(qtbot, ends):
    go = threading.Event()
    job = ends.run(lambda: go.wait(5))
    job.cancel()
    go.set()
    qtbot.waitUntil(lambda: ends.said == [("stopped",)])


def test_progress_reaches_the_window_and_ends_before_done(qtbot, ends):
    seen = []

    def work(on_progress):
        for step in range(1000):
            on_progress(step, 1000, say("Reading"))

    jobs.run(work, progress=lambda done, total, what: seen.append(done), done=lambda _: seen.append("done"))
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == "done")
    assert seen[:-1] == sorted(seen[:-1])
    assert len(seen) < 1000  # coalesced


def test_destroyed_owner_hears_nothing(qtbot, ends):
    go, owner = threading.Event(), QObject()
    job = ends.run(lambda: go.wait(5), owner=owner)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    go.set()
    qtbot.waitUntil(lambda: job.is_over)
    assert ends.said == []
    assert job.cancelled()


def test_unexpected_error_without_failed_reaches_the_last_resort(qtbot, monkeypatch):
    caught = []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: caught.append(kind))

    def work():
        raise ValueError("bad")

    jobs.run(work)
    qtbot.waitUntil(lambda: caught == [ValueError])


def test_shut_down_waits_and_silences(qtbot, ends):
    started = threading.Event()

    def work(cancelled):
        started.set()
        while not cancelled():
            threading.Event().wait(0.005)
        raise Cancelled

    ends.run(work)
    assert started.wait(5)
    jobs.shut_down()
    assert ends.said == []


def test_higher_priority_runs_first(qtbot):
    order, go, hold = [], threading.Event(), threading.Event()
    jobs.run(go.wait, 5)
    for _ in range(jobs.THREADS - 1):  # one thread takes them all, or the order would be by chance
        jobs.run(hold.wait, 5)
    for number in range(3):
        jobs.run(order.append, number, priority=number)
    go.set()
    qtbot.waitUntil(lambda: len(order) == 3)
    hold.set()
    assert order == [2, 1, 0]


def test_of_a_question_only_the_latest_answer_is_heard(qtbot):
    heard, go, latest = [], threading.Event(), jobs.Latest()
    latest.run(lambda: (go.wait(60), "first")[1], done=heard.append)
    latest.run(lambda: "second", done=lambda answer: heard.append((answer, latest.is_under_way)))
    assert latest.is_under_way
    qtbot.waitUntil(lambda: bool(heard))
    latest.run(lambda: "dropped", done=heard.append)
    latest.drop()
    assert not latest.is_under_way
    go.set()
    qtbot.waitUntil(jobs.is_idle)
    assert heard == [("second", False)]
