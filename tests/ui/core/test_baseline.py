"""The first model in the window: made unasked, never beside a training, remade when the pictures change."""

import shutil
import threading

import pytest
from PySide6.QtCore import QObject, Signal

from sft_gui.errors import Cancelled, UserError
from sft_gui.messages import say
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.settings.presets import PRESETS
from sft_gui.training import baseline
from sft_gui.training.events import EpochEnded, Planned, RunState, StateChanged
from sft_gui.training.recorder import Recorder
from sft_gui.training.run_folder import RunFolder, now
from sft_gui.ui.core import baseline as module
from sft_gui.ui.core import engine
from sft_gui.ui.core.baseline import Baselines, Stage
from sft_gui.ui.core.session import ShownRun
from sft_gui.ui.core.state import AppState
from sft_gui.ui.pages.data.page import DataPage
from sft_gui.ui.pages.run.page import RunPage
from sft_gui.ui.pages.train.facts import FactsCard, look_up
from sft_gui.ui.widgets.baseline_callout import Verdict
from tests.fixtures import colour_project


class Session(QObject):
    """As far as it is watched."""

    state_changed = Signal()
    run_started, changed, run_ended, run_discarded = Signal(object), Signal(list), Signal(object), Signal(object)

    def __init__(self):
        super().__init__()
        self.is_busy, self.current = False, None

    def set_busy(self, on):
        self.is_busy = on
        self.state_changed.emit()


class Engine:
    """Makes first models in no time, or as soon as it is let."""

    def __init__(self):
        self.goes_on, self.made, self.error = threading.Event(), [], None
        self.goes_on.set()

    def make(self, project, *, on_progress, cancelled):
        on_progress(12, 24, say("Looking at the pictures with the pretrained model"))
        while not self.goes_on.wait(0.01):
            if cancelled():
                raise Cancelled
        if self.error is not None:
            raise self.error
        settings = baseline.settings_of(project)
        run = RunFolder.create(project, settings, name=f"First {len(self.made)}", preset="first")
        told_run(run, 5, "first")
        self.made.append(run)
        return run


def told_run(run, right, kind):
    recorder = Recorder(run, lambda event: None, offset=None, metric="accuracy")
    steps = 0 if kind == "first" else 8
    recorder.tell(Planned(now(), steps // 8, 8, steps, 3, 24, 6, "CPU, 1 thread"))
    val = {"loss": 0.3, "accuracy": right / 6, "correct": right, "total": 6}
    recorder.tell(EpochEnded(now(), steps // 8, steps, {}, val, True, 2.0))
    recorder.tell(StateChanged(now(), RunState.FINISHED))
    recorder.close()
    run.best_weights.write_bytes(b"weights")


@pytest.fixture
def making(monkeypatch):
    made = Engine()
    monkeypatch.setattr(module.baseline, "make", made.make)
    monkeypatch.setattr(engine, "load", lambda: None)
    monkeypatch.setattr(module, "SETTLE_MS", 20)
    return made


@pytest.fixture
def state(qtbot, tmp_path, making):
    state = AppState()
    state.set_session(Session())
    state.set_ready()
    state.project_made = colour_project(tmp_path)
    yield state
    making.goes_on.set()
    state.project_made.close()


def stage_becomes(qtbot, models, stage):
    qtbot.waitUntil(lambda: models.stage == stage)


def test_callout_tells_the_way_and_the_score(qtbot, state, making):
    making.goes_on.clear()
    page = DataPage(state)
    qtbot.addWidget(page)
    page.resize(1092, 744)
    page.show()
    callout, models = page.baseline, Baselines.of(state)
    assert not callout.isVisible()
    state.open_project(state.project_made)
    qtbot.waitUntil(lambda: models.done == 12)
    qtbot.waitUntil(callout.isVisible)  # once nothing is about to be clicked that it would move
    assert "12 of 24" in callout.sentence.text() and callout.bar.isVisible()
    making.goes_on.set()
    stage_becomes(qtbot, models, Stage.READY)
    assert "83.3\u00a0%" in callout.sentence.text() and "6 validation pictures" in callout.sentence.text()
    places, runs = [], []
    state.navigate.connect(places.append)
    state.run_changed.connect(lambda: runs.append(state.run.folder))
    callout.act.click()
    assert places == ["predict"] and runs == [making.made[0].folder]


def test_it_waits_while_a_run_is_trained_and_goes_on_afterwards(qtbot, state, making):
    models = Baselines.of(state)
    making.goes_on.clear()
    state.open_project(state.project_made)
    stage_becomes(qtbot, models, Stage.AT_WORK)
    state.session.set_busy(True)
    assert models.stage == Stage.WAITING
    qtbot.waitUntil(lambda: models._making is None)
    making.goes_on.set()
    state.session.set_busy(False)
    stage_becomes(qtbot, models, Stage.READY)
    assert len(making.made) == 1


def test_it_is_remade_when_the_pictures_change(qtbot, state, making):
    models = Baselines.of(state)
    state.open_project(state.project_made)
    stage_becomes(qtbot, models, Stage.READY)
    state.project_made.index.leave_out(state.project_made.index.ids()[:1])
    state.data_changed.emit()
    qtbot.waitUntil(lambda: len(making.made) == 2 and models.stage == Stage.READY)
    assert models.model.run.folder == making.made[1].folder


def test_stopped_by_the_user_it_stays_so_until_asked_for(qtbot, state, making):
    models = Baselines.of(state)
    making.goes_on.clear()
    state.open_project(state.project_made)
    stage_becomes(qtbot, models, Stage.AT_WORK)
    models.stop()
    qtbot.waitUntil(lambda: models._making is None)
    models.look()
    qtbot.wait(50)
    assert models.stage == Stage.STOPPED and not making.made
    making.goes_on.set()
    models.go_on()
    stage_becomes(qtbot, models, Stage.READY)


def test_switched_off_none_is_made_but_a_kept_one_is_shown(qtbot, state, making):
    models = Baselines.of(state)
    models.set_wanted(False)
    state.open_project(state.project_made)
    qtbot.waitUntil(lambda: models._looked is not None)
    assert models.stage == Stage.NONE and not making.made
    models.set_wanted(True)
    stage_becomes(qtbot, models, Stage.READY)
    models.set_wanted(False)
    qtbot.waitUntil(lambda: not models._looking.is_under_way)
    assert models.stage == Stage.READY


def test_thrown_away_it_is_not_made_again_unasked(qtbot, state, making):
    models = Baselines.of(state)
    state.open_project(state.project_made)
    stage_becomes(qtbot, models, Stage.READY)
    shutil.rmtree(making.made[0].folder)
    state.runs_changed.emit()
    stage_becomes(qtbot, models, Stage.STOPPED)
    assert len(making.made) == 1
    models.go_on()
    stage_becomes(qtbot, models, Stage.READY)
    assert len(making.made) == 2


def test_failure_is_a_sentence(qtbot, state, making):
    models = Baselines.of(state)
    making.error = UserError(say("The disk is full."), say("Free some space."))
    state.open_project(state.project_made)
    stage_becomes(qtbot, models, Stage.FAILED)
    assert str(models.problem.what) == "The disk is full."


def test_later_runs_are_shown_against_it(qtbot, state, making, monkeypatch):
    verdict = say("They cannot be told apart.")
    monkeypatch.setattr("sft_gui.ui.pages.run.page.look_after", lambda run: (verdict, None))
    project = state.project_made
    making.make(project, on_progress=lambda *_: None, cancelled=lambda: False)
    run = RunFolder.create(project, PRESETS["quick"].settings(), name="Quick", preset="quick")
    told_run(run, 6, "quick")
    shown = ShownRun.read(run)
    assert shown.baseline_score == pytest.approx(5 / 6)
    page = RunPage(state)
    qtbot.addWidget(page)
    page.resize(1092, 744)
    page.show()
    state.open_project(project)
    state.show_run(run)
    qtbot.waitUntil(lambda: "16.7 points above the first model" in page.status.detail.text())
    state.is_ready = True
    state.show_run(making.made[0])
    state.show_run(run)
    assert page.curves.score._reference[0] == shown.baseline_score
    qtbot.waitUntil(lambda: "cannot be told apart" in page.status.detail.text())
    state.show_run(making.made[0])
    qtbot.waitUntil(lambda: "fine-tuning has to beat" in page.status.sentence.text())
    assert page.curves.score._reference is None


def test_score_to_beat_stands_before_start_with_its_interval(qtbot, state, making):
    project = state.project_made
    making.make(project, on_progress=lambda *_: None, cancelled=lambda: False)
    card = FactsCard()
    qtbot.addWidget(card)
    card.show_facts(look_up(project, DEFAULTS), batch_size=8, epochs=3)
    assert card.baseline.value.text() == "83.3\u00a0%" and card.baseline.note.text() == "first model, 5 of 6"
    assert "43.6 to 97.0" in card.baseline.toolTip()


def test_verdict_has_a_line_of_its_own_where_there_is_one(qtbot):
    verdict = Verdict()
    qtbot.addWidget(verdict)
    assert verdict.isHidden()
    verdict.show_verdict(say("They cannot be told apart."))
    assert not verdict.isHidden() and verdict.sentence.text() == "They cannot be told apart."
    verdict.show_verdict(None)
    assert verdict.isHidden()
