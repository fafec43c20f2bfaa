"""The picker shows the current run and asks for another; a run of another project is amber and named with it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from sft_gui.training.events import RunState
from sft_gui.ui.core.current_run import Choice
from sft_gui.ui.look import theme
from sft_gui.ui.widgets.run_picker import Foreign, RunPicker
from tests.ui.core.test_current_run import DIGITS, FLOWERS, run


@pytest.fixture
def picker(qtbot):
    picker = RunPicker()
    qtbot.addWidget(picker)
    return picker


def test_the_choice_and_its_score_are_shown(picker):
    only = Choice(run("only"))
    picker.show_choices([only], only, FLOWERS)
    assert picker.accessibleDescription() == "only, EfficientNet-Lite0 90.0\u00a0%"


def test_runs_of_other_projects_are_offered_by_their_project(picker):
    mine, theirs = Choice(run("mine")), Choice(run("theirs", DIGITS))
    picker.show_choices([mine, theirs], mine, FLOWERS)
    texts = [action.text() for action in picker.menu_of_choices().actions() if not action.isSeparator()]
    assert texts == ["mine, EfficientNet-Lite0\t90.0\u00a0%", "digits: theirs, EfficientNet-Lite0\t90.0\u00a0%"]
    assert not picker.is_foreign()


def test_the_run_in_training_is_offered_by_its_epoch_under_way_and_asked_for(qtbot, picker):
    live = run("training", state=RunState.RUNNING, stamp=0)
    picker.show_choices([Choice(live, is_live=True), Choice(run("old"))], None, FLOWERS)
    action = picker.menu_of_choices().actions()[0]
    assert action.text() == "training\tas it is now, epoch 4"
    with qtbot.waitSignal(picker.picked) as picked:
        action.trigger()
    assert picked.args[0].is_live


def test_a_run_of_another_project_is_amber_in_every_theme_and_says_so(qtbot, picker):
    theirs = Choice(run("theirs", DIGITS))
    foreign = Foreign()
    qtbot.addWidget(foreign)
    picker.resize(280, 34)
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        try:
            picker.show_choices([theirs], theirs, FLOWERS)
            image = picker.grab().toImage()
            assert image.pixelColor(40, 5) == theme.color("warn_soft")
        finally:
            theme.set_mode("light")
    foreign.show_choice(theirs, is_foreign=picker.is_foreign())
    assert not foreign.isHidden()
    assert foreign.accessibleName() == "from project digits"
    foreign.show_choice(theirs, is_foreign=False)
    assert foreign.isHidden()


def test_without_a_model_nothing_is_chosen(picker):
    picker.show_choices([], None, FLOWERS)
    assert not picker.isEnabled()
    assert picker.accessibleDescription() == "No model yet"


def test_it_can_be_opened_while_only_others_have_a_model(picker):
    picker.show_choices([Choice(run("theirs", DIGITS))], None, FLOWERS)
    assert picker.isEnabled()
    assert picker.choice() is None


def test_asking_for_a_folder_asks_for_its_best_weights(qtbot, picker):
    mine, theirs = Choice(run("mine")), Choice(run("theirs"))
    picker.show_choices([mine, theirs], mine, FLOWERS)
    with qtbot.waitSignal(picker.picked) as picked:
        picker.choose(theirs.run.folder)
    assert picked.args[0] is theirs
    with qtbot.assertNotEmitted(picker.picked):
        picker.choose(Path("nowhere"))


def test_space_opens_the_menu(qtbot, picker):
    only = Choice(run("only"))
    picker.show_choices([only], only, FLOWERS)
    picker.show()
    qtbot.keyClick(picker, Qt.Key.Key_Space)
    assert picker.findChild(QMenu) is not None
