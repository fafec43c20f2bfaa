"""The Train page as it opens: two choices, Start, warnings; every setting behind More."""

import shutil
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.errors import Cancelled, UserError
from sft_gui.messages import say
from sft_gui.settings.presets import PRESETS
from sft_gui.training.events import RunState
from sft_gui.training.report import Report
from sft_gui.training.run_folder import RunFolder
from sft_gui.ui.core import engine, jobs
from sft_gui.ui.pages.train import forecaster
from sft_gui.ui.pages.train import preview as train_preview
from sft_gui.ui.pages.train import warning as train_warning
from sft_gui.ui.pages.train.page import TrainPage
from tests.fixtures import colour_folder, colour_project, save_class
from tests.ui.pages.conftest import keep_evaluation
from tests.ui.pages.train.conftest import LEFT


@pytest.fixture
def simple(page):
    """The page as it opens: two choices and Start."""
    page.more.setChecked(False)
    return page


def test_page_opens_with_two_choices_and_start_and_no_setting_in_sight(qtbot, state, project, monkeypatch):
    monkeypatch.setattr(train_preview, "views", lambda wanted: [])
    state.open_project(project)
    page = TrainPage(state)
    qtbot.addWidget(page)
    page.show()
    assert not page.columns.isVisible() and page.start_card.start.isVisible()
    assert {name: card.isChecked() for name, card in page.choices.cards.items()} == {"quick": False, "best": True}
    qtbot.waitUntil(jobs.is_idle)


def test_more_is_remembered_for_each_project(qtbot, simple, state, tmp_path):
    QTest.mouseClick(simple.more, LEFT)
    assert simple.columns.isVisible()
    other = colour_project(tmp_path / "other", per_class=4)
    first = state.project
    state.open_project(other)
    assert not simple.more.isChecked() and not simple.columns.isVisible()
    state.open_project(first)
    assert simple.more.isChecked() and simple.columns.isVisible()
    qtbot.waitUntil(jobs.is_idle)
    other.close()


def test_arrow_keys_choose_quick_or_best(simple):
    card = simple.choices.cards["best"]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Left)
    assert simple.draft.preset == "quick" and simple.start_card.name.text() == "Quick"
    QTest.keyClick(simple.choices.cards["quick"], Qt.Key.Key_Right)
    assert simple.draft.preset == "best"


def test_changed_settings_are_counted_on_the_line_and_taken_back(simple):
    simple.draft.take({"train.epochs": 5, "train.batch_size": 16})
    assert simple.more.chip.text() == "2 changed" and "Epochs: 5" in simple.more.summary.full_text()
    assert simple.choices.cards["best"].isChecked()  # what they were changed from
    QTest.mouseClick(simple.more.back, LEFT)
    assert simple.draft.matching_preset() == "best" and simple.more.unchanged.isVisible()


def test_textbook_is_neither_of_the_two(simple):
    simple.draft.take_preset("textbook")
    assert not any(card.isChecked() for card in simple.choices.cards.values())
    simple.draft.take_preset("quick")
    assert simple.choices.cards["quick"].isChecked()


def test_what_is_wrong_opens_the_settings_at_its_field(simple):
    simple.draft.take({"stop.minutes": -1.0})
    QTest.mouseClick(simple.start_card.go, LEFT)
    assert simple.more.isChecked() and simple.form.field("stop.minutes").isVisible()


def test_preset_that_another_page_asks_for_is_chosen(simple, state):
    simple.draft.take_preset("quick")
    state.preset_asked.emit("best")
    assert simple.draft.preset == "best"


# A score only where something was measured


def keep_run(project, preset, right, **more):
    run = RunFolder.create(project, PRESETS[preset].settings().with_values(more), name=preset, preset=preset)
    scores = {"val.accuracy": right / 6, "val.correct": right, "val.total": 6}
    run.write_report(Report(RunState.FINISHED, epoch=8, epochs=8, best_epoch=8, scores=scores))
    return run


def test_score_stands_beside_a_choice_only_once_it_was_made_like_that(qtbot, simple, state, project):
    quick, best = simple.choices.cards["quick"], simple.choices.cards["best"]
    assert quick.numbers() == best.numbers() == [] and quick.scale is None
    low = best.height()
    keep_run(project, "best", 5)
    state.runs_changed.emit()
    qtbot.waitUntil(lambda: best.numbers() == [("Accuracy", "83.3\u00a0%", "5 of 6")])
    assert quick.numbers() == [] and best.scale == (0.4, 1.0)
    qtbot.waitUntil(lambda: best.height() > low and quick.height() == best.height())
    middle = best._cells()[2].center()
    assert "5 of 6 validation pictures" in best.help_at(middle) and "Wilson" in best.help_at(middle)


def test_score_of_other_pictures_or_another_model_is_not_shown(qtbot, simple, state, project):
    best = simple.choices.cards["best"]
    keep_run(project, "best", 5, **{"model.name": "tf_efficientnet_lite2"})
    state.runs_changed.emit()
    qtbot.waitUntil(lambda: bool(simple._facts.measured))
    assert best.numbers() == []
    simple.models.choose("tf_efficientnet_lite2")
    qtbot.waitUntil(lambda: len(best.numbers()) == 1)
    project.index.leave_out([project.index.ids()[0]])
    state.data_changed.emit()
    qtbot.waitUntil(lambda: best.numbers() == [])


# Start waits for nothing


def test_start_does_not_wait_for_the_measurement(qtbot, simple, state, monkeypatch):
    go, asked = threading.Event(), []

    def look(wanted, *, is_new, on_progress, cancelled):
        asked.append(wanted)
        on_progress(1, 5, say("Measuring"))
        go.wait(60)
        raise Cancelled if cancelled() else UserError(say("Nothing was measured."))

    monkeypatch.setattr(forecaster, "look", look)
    state.is_ready = True
    simple._want_forecast()
    qtbot.waitUntil(lambda: bool(asked) and simple.measuring.forecaster.total == 5)
    best = simple.choices.cards["best"]
    assert best.offer.waiting.startswith("measuring") and (best.offer.done, best.offer.total) == (1, 5)
    assert simple.start_card.start.isEnabled() and not simple.start_card.why.isVisible()
    with qtbot.waitSignal(state.session.run_ended):
        QTest.mouseClick(simple.start_card.start, LEFT)
    assert not go.is_set() and state.session.current.name == "Best"
    go.set()
    qtbot.waitUntil(jobs.is_idle)


def test_waiting_is_not_shown_as_an_error(simple):
    simple.start_card.show_reason(say("“Best” is being trained."), is_error=False)
    assert simple.start_card.why.property("tone") == "text2" and not simple.start_card.start.isEnabled()
    simple.start_card.show_reason(say("Epochs: A whole number."))
    assert simple.start_card.why.property("tone") == "danger"


# Weak data


@pytest.fixture
def weak(qtbot, state, tmp_path, monkeypatch):
    """The page with a class of three pictures, and one picture that is in training and in validation."""
    monkeypatch.setattr(train_preview, "views", lambda wanted: [])
    folder = colour_folder(tmp_path, classes=("red", "green", "blue"), splits={"train": 6, "val": 3})
    save_class(folder / "train" / "grey", "grey", 2)
    save_class(folder / "val" / "grey", "grey", 1, first=5)
    shutil.copy(folder / "train" / "red" / "red_0.png", folder / "val" / "red" / "again.png")
    project = Project.create(folder, folder=tmp_path / "project")
    state.open_project(project)
    page = TrainPage(state)
    qtbot.addWidget(page)
    page.resize(1092, 744)
    page.show()
    qtbot.waitUntil(page.warning.isVisible)
    yield page
    qtbot.waitUntil(jobs.is_idle)
    project.close()


def test_worst_warning_comes_first_and_one_at_a_time(weak):
    assert "in training and again in validation" in weak.warning.sentence.text()
    assert weak.warning.place.text() == "1 of 2" and weak.start_card.start.isEnabled()
    QTest.mouseClick(weak.warning.further, LEFT)
    assert "grey (3)" in weak.warning.sentence.text()
    assert (weak.warning.leave_out.text(), weak.warning.folder.text()) == ("Leave “grey” out", "Add pictures…")


def test_way_out_is_taken_and_can_be_undone(qtbot, weak, state):
    offers = []
    state.undo_offered.connect(lambda done, undo, icon: offers.append(undo))
    train = len(state.project.index.ids(split=Split.TRAIN))
    QTest.mouseClick(weak.warning.leave_out, LEFT)
    qtbot.waitUntil(lambda: "grey (3)" in weak.warning.sentence.text())
    assert len(state.project.index.ids(split=Split.TRAIN)) == train - 1 and len(offers) == 1
    offers[0]()
    qtbot.waitUntil(lambda: "again in validation" in weak.warning.sentence.text())
    assert len(state.project.index.ids(split=Split.TRAIN)) == train


def test_folder_of_the_pictures_is_shown(weak, monkeypatch):
    opened = []
    monkeypatch.setattr(train_warning.file_manager, "show", opened.append)
    QTest.mouseClick(weak.warning.folder, LEFT)
    assert opened[0].name in ("red_0.png", "again.png")


def test_pictures_on_which_the_two_differ_are_shown(qtbot, simple, state, project):
    engine.load()
    for preset, said in (("quick", {"red": "blue"}), ("best", {})):
        run = keep_run(project, preset, 6)
        run.best_weights.write_bytes(b"weights")
        keep_evaluation(run, said)
    assert not simple.difference.isVisible()
    state.runs_changed.emit()
    qtbot.waitUntil(simple.difference.isVisible)
    assert simple.difference.fact.text() == "Only Best is correct on 2 pictures"
    assert simple.difference.rest.text() == "Only Quick 0, both 4, neither 0: that is all 6."
    index = simple.difference.pictures.index(0)
    thumb = simple.difference._describe(index)
    assert (thumb.caption, thumb.second) == ("red", "Quick: blue")
    simple.models.choose("tf_efficientnet_lite2")  # of which there are no runs
    qtbot.waitUntil(lambda: not simple.difference.isVisible())
