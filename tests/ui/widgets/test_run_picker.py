"""Which run is asked when nobody chose, and what becomes of a choice."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from sft_gui.tasks.classification import CLASSIFICATION
from sft_gui.training.events import RunState
from sft_gui.training.run_folder import Report
from sft_gui.ui.qtmodels.run_summaries import RunSummary
from sft_gui.ui.widgets.run_picker import RunPicker


@dataclass
class Folder:
    """Stands for a RunFolder: the picker reads only where it is."""

    folder: Path


def run(name, project="Flowers", state=RunState.FINISHED, stamp=1):
    report = Report(state=state, epoch=3, epochs=6, scores={"val.accuracy": 0.9})
    model, metric = "EfficientNet-Lite0", CLASSIFICATION.metrics[0]
    created = datetime.now().astimezone()
    return RunSummary(
        Folder(Path(name)), project, name, model, metric, report, created, stamp, CLASSIFICATION, (), None
    )


@pytest.fixture
def picker(qtbot):
    picker = RunPicker()
    qtbot.addWidget(picker)
    return picker


def chosen(picker):
    return picker.choice().run.name if picker.choice() is not None else None


def test_the_newest_run_with_a_model_is_asked(picker):
    picker.set_runs([run("preparing", stamp=0), run("new"), run("old")], "Flowers")
    assert chosen(picker) == "new"


def test_a_run_that_is_trained_is_not_asked_unasked_while_there_is_another(picker):
    picker.set_runs([run("training", state=RunState.RUNNING), run("old")], "Flowers")
    assert chosen(picker) == "old"
    picker.set_runs([run("training", state=RunState.RUNNING)], "Flowers")
    assert chosen(picker) == "training"


def test_a_newer_run_takes_the_place_of_a_choice_that_nobody_made(picker):
    picker.set_runs([run("old")], "Flowers")
    picker.set_runs([run("new"), run("old")], "Flowers")
    assert chosen(picker) == "new"


def test_what_the_user_chose_stays_until_it_is_gone(qtbot, picker):
    picker.set_runs([run("new"), run("old")], "Flowers")
    picker.choose(Path("old"))
    picker.set_runs([run("newest"), run("new"), run("old")], "Flowers")
    assert chosen(picker) == "old"
    with qtbot.waitSignal(picker.picked):
        picker.set_runs([run("newest"), run("new")], "Flowers")
    assert chosen(picker) == "newest"


def test_numbers_that_change_are_no_new_choice(qtbot, picker):
    first = run("only")
    picker.set_runs([first], "Flowers")
    with qtbot.assertNotEmitted(picker.picked):
        picker.set_runs([replace(first, stamp=2)], "Flowers")
    assert picker.choice().run.stamp == 2


def test_the_run_in_training_can_be_asked_for_its_newest_weights(picker):
    live = run("training", state=RunState.RUNNING, stamp=0)
    picker.set_runs([live, run("old")], "Flowers", live=live)
    menu = picker.menu_of_choices()
    assert menu.actions()[0].text() == "training\tas it is now, epoch 3"
    menu.actions()[0].trigger()
    assert picker.choice().is_live
    picker.set_runs([run("training"), run("old")], "Flowers")
    assert (chosen(picker), picker.choice().is_live) == ("training", False)


def test_runs_of_other_projects_are_offered_by_their_project(picker):
    picker.set_runs([run("mine"), run("theirs", project="Digits")], "Flowers")
    texts = [action.text() for action in picker.menu_of_choices().actions() if not action.isSeparator()]
    assert texts == ["mine, EfficientNet-Lite0\t90.0\u00a0%", "Digits: theirs, EfficientNet-Lite0\t90.0\u00a0%"]


def test_without_a_model_nothing_is_chosen(picker):
    picker.set_runs([run("preparing", stamp=0)], "Flowers")
    assert chosen(picker) is None
    assert picker.accessibleDescription() == "No model yet"


def test_space_opens_the_menu(qtbot, picker):
    picker.set_runs([run("only")], "Flowers")
    picker.show()
    qtbot.keyClick(picker, Qt.Key.Key_Space)
    menu = picker.findChild(type(picker.menu_of_choices()))
    assert menu is not None
