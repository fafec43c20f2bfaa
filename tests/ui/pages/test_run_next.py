"""What to do after a run, on the Run page: said of real runs, and each button does what it says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sft_gui.evaluation.what_next import Act, NextStep
from sft_gui.messages import say
from sft_gui.ui.core import file_manager
from sft_gui.ui.core.session import ShownRun, TrainingSession
from sft_gui.ui.pages.run import page as run_page
from sft_gui.ui.pages.run.page import RunPage
from tests.ui.pages.conftest import run_named

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, state, project):
    state.set_session(TrainingSession(state, fit=lambda request, on_event, control: request.run.report()))
    state.open_project(project)
    page = RunPage(state)
    qtbot.addWidget(page)
    page.resize(1092, 744)
    page.show()
    return page


def show(page, name="Second"):
    page.show_run(ShownRun.read(run_named(page._state.project, name)))


def test_real_run_is_judged_and_its_next_step_said(qtbot, page, state):
    state.is_ready = True
    show(page)
    assert not page.next.isVisible()  # not evaluated yet
    qtbot.waitUntil(page.next.isVisible)
    assert page.next.sentence.text() and page.next.button.text() and page._shown.next is page.next.step


STEPS = {act: NextStep(act, say("Do it."), say("Done"), epochs=4, class_name="red") for act in Act}


@pytest.fixture
def step(qtbot, page, state, monkeypatch):
    """Show a run after which this is to be done, and press the button."""
    visited = []
    state.navigate.connect(visited.append)

    def take(act):
        monkeypatch.setattr(run_page, "look_after", lambda run, *, cancelled: (None, STEPS[act]))
        state.is_ready = True
        show(page)
        qtbot.waitUntil(page.next.isVisible)
        QTest.mouseClick(page.next.button, LEFT)
        return visited

    return take


def test_more_epochs_extend_the_run(qtbot, page, state, step):
    run = run_named(state.project, "Second")
    with qtbot.waitSignal(state.session.run_ended):
        step(Act.EXTEND)
    assert run.settings["train.epochs"] == 6 and state.session.current.run.folder == run.folder


def test_stopped_run_goes_on_without_more_epochs(qtbot, state, step):
    with qtbot.waitSignal(state.session.run_ended):
        step(Act.RESUME)
    assert run_named(state.project, "Second").settings["train.epochs"] == 2


def test_model_is_tried_on_the_predict_page(state, step):
    assert step(Act.TRY) == ["predict"] and state.run.name == "Second"


def test_first_model_is_used_instead(qtbot, state, step, monkeypatch):
    first = run_named(state.project, "First")
    monkeypatch.setattr(run_page.baseline, "baseline_of", lambda run: first)
    visited = step(Act.USE_FIRST)
    qtbot.waitUntil(lambda: visited == ["predict"])
    assert state.run.name == "First"


def test_best_is_chosen_on_the_train_page(state, step):
    asked = []
    state.preset_asked.connect(asked.append)
    assert step(Act.CHOOSE_BEST) == ["train"] and asked == ["best"]


def test_pictures_are_added_where_those_of_the_class_are(state, step, monkeypatch):
    opened = []
    monkeypatch.setattr(file_manager, "show", opened.append)
    assert step(Act.ADD_PICTURES) == ["data"] and opened == [state.project.root / "red"]


def test_nothing_is_trained_on_while_something_else_is(page, state):
    page.next.show_step(STEPS[Act.EXTEND], can_train=False)
    assert not page.next.button.isEnabled()
    page.next.show_step(STEPS[Act.TRY], can_train=False)
    assert page.next.button.isEnabled()
