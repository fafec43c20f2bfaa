"""The Predict page asks a real run: one picture, many, broken ones, pasted ones, and none trained yet."""

import csv
import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from sft_gui.prediction.export import registry as exporters
from sft_gui.prediction.predictor import Predictor
from sft_gui.ui.pages.predict.answer_table import ANSWER, FILE
from sft_gui.ui.pages.predict.page import PredictPage
from tests.fixtures import COLOURS, draw, save_class
from tests.ui.pages.conftest import run_named

CLASS, CONFIDENCE = FILE + 1, FILE + 2

LEFT = Qt.MouseButton.LeftButton
LONG = 60_000


@pytest.fixture
def page(qtbot, state, project):
    state.open_project(project)
    page = PredictPage(state)
    qtbot.addWidget(page)
    page.resize(1036, 700)
    page.show()
    qtbot.waitUntil(lambda: page.picker.choice() is not None)
    return page


@pytest.fixture
def pictures(tmp_path):
    """Two new pictures of each colour."""
    return [file for colour in ("red", "green", "blue") for file in save_class(tmp_path / "new", colour, 2, first=500)]


def ask(qtbot, page, paths):
    page._state.pictures_dropped.emit(paths)
    qtbot.waitUntil(lambda: page.answers.rowCount() >= 1 and not page.answers.unanswered(), timeout=LONG)


def column(page, column):
    model = page.workspace.views.table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_a_dropped_picture_is_named_as_the_predictor_names_it(qtbot, page, project, pictures):
    ask(qtbot, page, pictures[:1])
    said = Predictor.from_run(run_named(project, "Second")).name(pictures[0])
    panel = page.workspace.panel
    assert panel.label.full_text() == said.prediction.label
    assert panel.confidence.text() == f"{100 * said.prediction.confidence:.1f}\u00a0%"
    assert "on the CPU" in panel.time.text()
    assert page.workspace.picture.name.full_text() == pictures[0].name
    assert page.workspace.picture.size_text.text() == "48\u00a0×\u00a040"
    qtbot.waitUntil(lambda: not page.workspace.picture.view.image().isNull())


def test_many_pictures_are_a_table_that_sorts_by_class_confidence_and_file(qtbot, page, pictures):
    ask(qtbot, page, pictures)
    qtbot.mouseClick(page.workspace.mode.button("table"), LEFT)
    table = page.workspace.views.table
    table.sortByColumn(CONFIDENCE, Qt.SortOrder.DescendingOrder)
    shares = [table.model().index(row, 0).data(ANSWER).prediction.confidence for row in range(6)]
    assert shares == sorted(shares, reverse=True)
    table.sortByColumn(CLASS, Qt.SortOrder.AscendingOrder)
    assert column(page, CLASS) == sorted(column(page, CLASS))
    table.sortByColumn(FILE, Qt.SortOrder.AscendingOrder)
    assert column(page, FILE) == sorted(file.name for file in pictures)


def test_the_picture_looked_at_stays_when_the_table_is_sorted(qtbot, page, pictures):
    ask(qtbot, page, pictures)
    page.workspace.views.set_current(4)
    looked_at = page.workspace.picture.name.full_text()
    page.workspace.views.table.sortByColumn(FILE, Qt.SortOrder.AscendingOrder)
    assert page.answers.item(page.workspace.views.current()).path.name == looked_at


def test_the_answers_are_read_back_from_the_csv(qtbot, page, pictures, tmp_path):
    ask(qtbot, page, pictures)
    qtbot.waitUntil(page.save.isEnabled)
    page.filing.save(tmp_path / "answers.csv", exporters.of("label")[0])
    qtbot.waitUntil((tmp_path / "answers.csv").exists)
    with open(tmp_path / "answers.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["class"] for row in rows] == column(page, CLASS)
    assert [row["file"] for row in rows] == [str(file) for file in pictures]


def test_a_broken_file_says_why_in_its_place_and_the_others_are_named(qtbot, page, pictures, tmp_path):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"this is not a picture")
    ask(qtbot, page, [pictures[0], broken])
    assert column(page, CLASS)[1].startswith("broken.jpg ")
    assert page.answers.answer(0).prediction is not None
    page.workspace.views.set_current(1)
    assert page.workspace.picture._why.isVisible()
    assert page.workspace.picture._why.sentence.text().startswith("broken.jpg ")
    assert page.workspace.panel.head.text() == "No prediction"
    page.workspace.views.set_current(0)
    assert page.workspace.picture.view.isVisible()


def test_a_pasted_picture_is_named(qtbot, page, state, tmp_path):
    draw(COLOURS["red"], 7).save(tmp_path / "red.png")
    state.image_pasted.emit(QImage(str(tmp_path / "red.png")))
    qtbot.waitUntil(lambda: page.answers.rowCount() == 1 and not page.answers.unanswered(), timeout=LONG)
    assert page.workspace.picture.name.full_text().startswith("Pasted at ")
    assert page.workspace.panel.label.full_text() in COLOURS


def test_a_folder_is_walked_and_the_same_file_is_taken_once(qtbot, page, pictures, tmp_path):
    ask(qtbot, page, pictures[:1])
    page.take([tmp_path / "new"])
    qtbot.waitUntil(lambda: page.answers.rowCount() == 6 and not page.answers.unanswered(), timeout=LONG)


def test_another_run_names_the_same_pictures_anew(qtbot, page, project, pictures):
    ask(qtbot, page, pictures)
    page.picker.choose(run_named(project, "First").folder)
    qtbot.waitUntil(lambda: not page.answers.unanswered() and not page.naming.is_busy, timeout=LONG)
    said = Predictor.from_run(run_named(project, "First")).name(pictures[0])
    assert page.answers.answer(0).prediction.confidence == pytest.approx(said.prediction.confidence, abs=1e-5)
    assert str(page._state.answering) == "Predicted by First, EfficientNet-Lite0"


def test_copies_are_sorted_into_folders_and_the_originals_stay(qtbot, page, pictures, state, tmp_path):
    ask(qtbot, page, pictures)
    told = []
    state.noticed.connect(told.append)
    page.filing.sort_into(tmp_path / "sorted")
    qtbot.waitUntil(lambda: bool(told))
    assert str(told[0].fact) == "6 pictures were copied."
    by_class = {file.name: file.parent.name for file in (tmp_path / "sorted").glob("*/*")}
    assert by_class == dict(zip(column(page, FILE), column(page, CLASS), strict=True))
    assert all(file.exists() for file in pictures)


def test_copies_do_not_go_among_the_originals(qtbot, page, pictures, state, tmp_path):
    ask(qtbot, page, [tmp_path / "new"])
    told = []
    state.noticed.connect(told.append)
    page.filing.sort_into(tmp_path / "new" / "sorted")
    qtbot.waitUntil(lambda: bool(told))
    assert "where the pictures come from" in str(told[0].fact)
    assert not (tmp_path / "new" / "sorted").exists()


def test_low_confidence_is_marked(qtbot, page, pictures):
    ask(qtbot, page, pictures)
    for row in range(6):
        page.workspace.views.set_current(row)
        is_low = page.answers.answer(row).prediction.confidence < 0.7
        assert page.workspace.panel.remark.isVisible() == is_low


def test_pictures_wait_until_there_is_a_model(qtbot, state, project, pictures, tmp_path):
    runs, away = project.runs_folder, tmp_path / "away"
    shutil.move(runs, away)
    state.open_project(project)
    page = PredictPage(state)
    qtbot.addWidget(page)
    page.show()
    state.pictures_dropped.emit(pictures)
    qtbot.waitUntil(lambda: page.zone.title.text() == "6 pictures wait: there is no model yet", timeout=LONG)
    assert page.zone.isVisible()
    assert page.zone_button.text() == "Go to Train"
    shutil.move(away, runs)
    state.runs_changed.emit()
    qtbot.waitUntil(lambda: page.answers.rowCount() == 6 and not page.answers.unanswered(), timeout=LONG)
    assert page.workspace.isVisible()


def test_page_keys_go_to_the_neighbours(qtbot, page, pictures):
    ask(qtbot, page, pictures)
    assert page.workspace.views.current() == 0
    qtbot.keyClick(page, Qt.Key.Key_PageDown)
    assert page.workspace.picture.name.full_text() == pictures[1].name
    qtbot.keyClick(page, Qt.Key.Key_PageUp)
    assert page.workspace.picture.name.full_text() == pictures[0].name


def test_enter_in_the_grid_opens_the_picture(qtbot, page, pictures):
    ask(qtbot, page, pictures)
    qtbot.mouseClick(page.workspace.mode.button("grid"), LEFT)
    grid = page.workspace.views.grid
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert page.workspace.mode.value() == "strip"
    assert page.workspace.picture.name.full_text() == pictures[1].name


def test_clear_forgets_the_pictures_but_not_the_files(qtbot, page, pictures):
    ask(qtbot, page, pictures)
    qtbot.waitUntil(page.workspace.clear.isVisible)
    qtbot.mouseClick(page.workspace.clear, LEFT)
    assert page.answers.rowCount() == 0
    assert page.zone.isVisible()
    assert all(file.exists() for file in pictures)


def test_every_control_has_a_name(qtbot, page, pictures):
    ask(qtbot, page, pictures)
    for control in (page.picker, page.open, page.save, page.workspace.more, page.workspace.picture.fit):
        assert control.accessibleName() or control.text()


def test_the_way_pictures_are_shown_is_chosen_in_one_place(qtbot, page, pictures):
    ask(qtbot, page, pictures)
    places = set()
    for name in ("table", "grid", "strip"):
        qtbot.mouseClick(page.workspace.mode.button(name), LEFT)
        qtbot.wait(50)
        places.add(page.workspace.mode.mapTo(page, page.workspace.mode.rect().topLeft()).toTuple())
    assert len(places) == 1
