"""The strip tells how the run goes in every state, and is the place that pauses, stops and discards."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Qt, Signal

from sft_gui.settings.presets import PRESETS
from sft_gui.tasks import registry
from sft_gui.training.events import EpochEnded, Planned, RunState, StateChanged, StepDone
from sft_gui.training.progress import Progress
from sft_gui.ui.core.session import Wish
from sft_gui.ui.look import words
from sft_gui.ui.shell.run_strip import RunStrip, rounded


class Session(QObject):
    """Stands in for the training session."""

    run_started = Signal(object)
    changed = Signal(list)
    state_changed = Signal()

    def __init__(self):
        super().__init__()
        self.current, self.wish, self.asked = None, Wish.NONE, []

    def pause(self):
        self.asked.append("pause")

    def resume_paused(self):
        self.asked.append("resume")

    def stop_and_keep(self):
        self.asked.append("stop")


def run_at(steps, state=RunState.RUNNING):
    progress = Progress()
    progress.apply(StateChanged("", RunState.RUNNING))
    progress.apply(Planned("", 12, 92, 1104, 32, 2936, 367, "cpu"))
    for step in range(1, steps + 1):
        progress.apply(StepDone("", step, (step - 1) // 92 + 1, {"loss": 0.3}, 0.01, 32, 30, 0.5))
    progress.state = state
    settings = PRESETS["quick"].settings()
    return SimpleNamespace(
        name="Best",
        model="EfficientNet-Lite0",
        progress=progress,
        task=registry.find("classification"),
        settings=settings,
    )


@pytest.fixture
def session(qtbot):
    return Session()


@pytest.fixture
def strip(qtbot, session):
    made = RunStrip()
    qtbot.addWidget(made)
    made.resize(1092, 48)
    made.follow(session)
    return made


def show(strip, session, run):
    session.current = run
    session.run_started.emit(run)
    session.state_changed.emit()


def shown(strip):
    buttons = ("pause", "resume", "stop", "discard", "evaluate", "try_it", "more", "close_strip")
    return {name for name in buttons if getattr(strip, name).isVisible()}


def test_nothing_to_tell_is_no_strip(strip):
    assert not strip.isVisible()


def test_running_tells_place_and_time(strip, session):
    show(strip, session, run_at(690))
    assert strip._name.full_text() == "Best, EfficientNet-Lite0"
    assert strip._state.full_text() == "Epoch 8 of 12, step 46 of 92"
    assert "done, about" in strip._time.text()
    assert shown(strip) == {"pause", "stop", "more"}


def test_no_time_left_is_guessed_before_twenty_steps(strip, session):
    show(strip, session, run_at(10))
    assert "about" not in strip._time.text()


def test_paused_offers_resume_stop_and_discard(qtbot, strip, session):
    show(strip, session, run_at(690, RunState.PAUSED))
    assert shown(strip) == {"resume", "stop", "discard"}
    assert "you may close the app" in strip._state.full_text()
    with qtbot.waitSignal(strip.discard_asked):
        qtbot.mouseClick(strip.discard, Qt.MouseButton.LeftButton)


def test_done_leads_on_and_can_be_closed(qtbot, strip, session):
    run = run_at(690)
    run.progress.apply(EpochEnded("", 7, 644, {}, {"accuracy": 0.943, "correct": 346, "total": 367}, True, 588.0))
    run.progress.state = RunState.FINISHED
    show(strip, session, run)
    assert shown(strip) == {"evaluate", "try_it", "close_strip"}
    assert strip._state.full_text() == "Best reached 94.3\u00a0% (346 of 367) in 9\u00a0min 48\u00a0s"
    with qtbot.waitSignal(strip.page_asked) as asked:
        qtbot.mouseClick(strip.try_it, Qt.MouseButton.LeftButton)
    assert asked.args == ["predict"]
    qtbot.mouseClick(strip.close_strip, Qt.MouseButton.LeftButton)
    assert not strip.isVisible()


def test_buttons_ask_the_session(qtbot, strip, session):
    show(strip, session, run_at(30))
    qtbot.mouseClick(strip.pause, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(strip.stop, Qt.MouseButton.LeftButton)
    assert session.asked == ["pause", "stop"]


def test_a_wish_is_said_and_not_taken_twice(strip, session):
    session.wish = Wish.STOP
    show(strip, session, run_at(30))
    assert strip._state.full_text() == "Stopping; the best weights are kept…"
    assert not strip.pause.isEnabled()


@pytest.mark.parametrize("state", list(RunState))
def test_every_state_can_be_shown_in_both_languages(strip, session, state):
    show(strip, session, run_at(30, state))
    looks, said = [], []
    try:
        for language in ("en", "zh_CN"):
            words.set_language(language)
            looks.append(strip.grab().toImage())
            said.append((strip._name.full_text(), strip._state.full_text()))
    finally:
        words.set_language("en")
    assert said[0] != said[1] and looks[0] != looks[1]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in "".join(said[1]))


def test_discarded_run_takes_the_strip_along(strip, session):
    show(strip, session, run_at(30))
    session.current = None
    session.state_changed.emit()
    assert not strip.isVisible()


@pytest.mark.parametrize("seconds, told", [(3, 10), (37, 40), (220, 220), (601, 600), (4000, 3900), (0, 10)])
def test_guesses_are_rounded_to_what_they_are_worth(seconds, told):
    assert rounded(seconds) == told


def test_times_give_way_where_the_text_is_large(strip, session):
    show(strip, session, run_at(690))
    assert strip._time.isVisible()
    strip.resize(620, 48)
    assert not strip._time.isVisible()
    assert strip.minimumSizeHint().width() <= 620


def test_place_follows_the_steps(qtbot, strip, session):
    show(strip, session, run_at(100))
    session.current = run_at(101)
    session.changed.emit([])
    qtbot.waitUntil(lambda: "step 9 of 92" in strip._state.full_text())
