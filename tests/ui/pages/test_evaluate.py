"""The Evaluate page on a real run, with real and with made-up judgements."""

import json
import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from sft_gui.data.index import Split
from sft_gui.ui.pages.evaluate.page import NOTHING, READING, EvaluatePage
from sft_gui.ui.widgets.evaluated_grid import AllPictures
from sft_gui.ui.widgets.evaluated_view import EvaluatedView
from tests.ui.pages.conftest import keep_evaluation, run_named

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def show(qtbot, state, project):
    """Open the page of the project and wait for the numbers."""

    def make():
        state.open_project(project)
        page = EvaluatePage(state)
        qtbot.addWidget(page)
        page.resize(1036, 700)
        page.show()
        qtbot.waitUntil(lambda: page._evaluation is not None)
        return page

    return make


@pytest.fixture
def mixed_up(project):
    """The run "Second" takes every red picture for a blue one."""
    return keep_evaluation(run_named(project, "Second"), {"red": "blue"})


def shown_truths(page):
    return [picture.outcome.truth for picture in page.result.mistakes.pictures.pictures()]


def test_the_newest_run_is_judged_unasked_and_scores_as_in_training(show, project):
    page = show()
    run = run_named(project, "Second")
    assert page.picker.choice().run.name == "Second"
    scored = run.report().scores["val.accuracy"]
    assert page.result.numbers.accuracy.value.text() == f"{100 * scored:.1f}\u00a0%"
    assert (run.folder / "evaluation-val.json").exists()


def test_the_numbers_say_how_many_of_how_many(show, mixed_up):
    page = show()
    right, total = mixed_up.num_correct, mixed_up.total
    assert page.result.numbers.accuracy.note.full_text().startswith(f"{right} of {total}, ")
    assert page.result.numbers.pictures.value.text() == str(total)
    assert "blue and red are mixed up most" in re.sub("<[^>]*>", "", page.result.finding.sentence.text())


def test_a_cell_reached_by_keyboard_filters_the_mistakes(qtbot, show, mixed_up):
    page = show()
    wrong = mixed_up.total - mixed_up.num_correct
    assert shown_truths(page) == ["red"] * wrong
    matrix = page.result.matrix.matrix
    matrix.setFocus()
    qtbot.keyClick(matrix, Qt.Key.Key_Down)  # the first key shows the cursor at the top left
    qtbot.keyClick(matrix, Qt.Key.Key_Right)
    qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert matrix.chosen_cell() == (0, 1)
    assert shown_truths(page) == []
    assert page.result.mistakes.none.isVisible()
    qtbot.keyClick(matrix, Qt.Key.Key_Left)
    qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert set(shown_truths(page)) == {"blue"}
    assert page.result.mistakes.title.text() == "blue, correct"
    qtbot.keyClick(matrix, Qt.Key.Key_Escape)
    assert shown_truths(page) == ["red"] * wrong


def test_the_filter_is_taken_back_by_its_button(qtbot, show, mixed_up):
    page = show()
    page.result.matrix.matrix.choose((2, 0))
    assert page.result.mistakes.title.text() == "red predicted as blue"
    qtbot.mouseClick(page.result.mistakes.unfilter, LEFT)
    assert page.result.matrix.matrix.chosen_cell() is None
    assert page.result.mistakes.title.text() == "Worst mistakes first"


def test_mistakes_open_large_and_the_arrows_go_on(qtbot, show, mixed_up):
    page = show()
    page.result.mistakes.grid.setCurrentIndex(page.result.mistakes.pictures.index(0))
    qtbot.keyClick(page.result.mistakes.grid, Qt.Key.Key_Return)
    view = page.result.mistakes.findChild(EvaluatedView)
    assert view.truth.full_text() == "is red"
    qtbot.waitUntil(lambda: not view.view.image().isNull())
    first = view.picture()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.picture() is not first
    view.close()


def test_all_mistakes_stand_in_a_window(qtbot, show, mixed_up):
    page = show()
    qtbot.mouseClick(page.result.mistakes.all, LEFT)
    window = page.findChild(AllPictures)
    assert window.pictures.rowCount() == mixed_up.total - mixed_up.num_correct
    window.close()


def test_the_finding_shows_its_pictures(qtbot, show, mixed_up):
    page = show()
    qtbot.mouseClick(page.result.finding.button, LEFT)
    window = page.findChild(AllPictures)
    assert {picture.outcome.truth for picture in window.pictures.pictures()} == {"red"}
    window.close()


def test_the_class_table_sorts(show, mixed_up):
    page = show()
    page.result.classes.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    assert page.result.classes.proxy.index(0, 0).data() == "red"


def test_a_split_without_pictures_cannot_be_chosen(show, mixed_up):
    page = show()
    assert page.splits.button(Split.TRAIN).isEnabled()
    assert not page.splits.button(Split.TEST).isEnabled()


def test_another_split_is_judged_when_chosen(qtbot, show, mixed_up, project):
    page = show()
    trained_on = len(run_named(project, "Second").pictures(Split.TRAIN))
    qtbot.mouseClick(page.splits.button(Split.TRAIN), LEFT)
    qtbot.waitUntil(lambda: page.result.numbers.pictures.value.text() == str(trained_on))
    assert page.result.numbers.pictures.note.full_text() == "learned from"


def test_the_run_on_show_is_followed(qtbot, show, mixed_up, state, project):
    page = show()
    keep_evaluation(run_named(project, "First"), {})
    state.show_run(run_named(project, "First"))
    qtbot.waitUntil(lambda: page.result.numbers.accuracy.value.text() == "100.0\u00a0%")
    assert page.picker.choice().run.name == "First"


def test_a_report_is_one_page_with_numbers_matrix_and_mistakes(qtbot, show, mixed_up, tmp_path):
    page = show()
    page.save_report(tmp_path / "report.html")
    qtbot.waitUntil((tmp_path / "report.html").exists)
    text = (tmp_path / "report.html").read_text("utf-8")
    assert f"{100 * mixed_up.accuracy.value:.1f}\u00a0%" in text
    assert "blue and red are mixed up most" in text
    assert text.count("<tr>") == 2 * (1 + 3) + 1 + (mixed_up.total - mixed_up.num_correct)
    assert "src=" not in text
    assert "href=" not in text


def test_a_report_for_programs_is_json(qtbot, show, mixed_up, tmp_path):
    page = show()
    page.save_report(tmp_path / "report.json")
    qtbot.waitUntil((tmp_path / "report.json").exists)
    data = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert data["scores"]["val.accuracy"] == mixed_up.accuracy.value
    assert data["confusion"] == [list(row) for row in mixed_up.confusion]
    assert {mistake["said"] for mistake in data["mistakes"]} == {"blue"}


def test_a_report_that_cannot_be_written_is_a_sentence(qtbot, show, mixed_up, state, tmp_path):
    page = show()
    told = []
    state.noticed.connect(told.append)
    page.save_report(tmp_path / "missing" / "report.html")
    qtbot.waitUntil(lambda: bool(told))
    assert str(told[0].fact).startswith("report.html could not be written")


def test_without_a_model_the_page_leads_to_train(qtbot, state):
    page = EvaluatePage(state)
    qtbot.addWidget(page)
    page.show()
    assert page._stack.currentIndex() == READING  # not "No model" before anybody has looked
    qtbot.waitUntil(lambda: page._stack.currentIndex() == NOTHING)
    assert not page.save.isEnabled()


def test_the_keys_bring_a_far_cell_of_a_large_matrix_into_sight(qtbot, show, mixed_up):
    page = show()
    classes = [f"class {number}" for number in range(40)]
    page.result.matrix.matrix.show_counts(classes, [[1] * 40 for _ in classes])
    scroll = page.result.matrix.findChild(QScrollArea)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    for _ in range(39):
        qtbot.keyClick(page.result.matrix.matrix, Qt.Key.Key_Down)
    assert scroll.verticalScrollBar().value() > 0


def test_weak_data_is_said_above_the_score(qtbot, show, mixed_up, state, project):
    page = show()
    assert not page.weak.isVisible()
    red = project.index.ids(label="red")
    project.index.leave_out(red[:-3])
    state.data_changed.emit()
    qtbot.waitUntil(page.weak.isVisible)
    assert "red (3)" in page.weak.sentence.text()
    assert page.weak.mapTo(page, page.weak.rect().topLeft()).y() < page.result.numbers.mapTo(page, page.pos()).y()
    project.index.leave_out(red[:-3], False)
    state.data_changed.emit()
    qtbot.waitUntil(lambda: not page.weak.isVisible())
