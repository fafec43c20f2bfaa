"""The Data page: counts, filters, decisions with undo, the split, and what cannot be read."""

import errno
import shutil

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QAbstractSlider, QFileDialog, QLabel

from sft_gui.data.index import Split, Status
from sft_gui.data.project import Project
from sft_gui.files import unwritable
from sft_gui.ui.core.state import AppState
from sft_gui.ui.look import theme
from sft_gui.ui.pages.data import page as data_module
from sft_gui.ui.pages.data.class_dialog import ClassDialog
from sft_gui.ui.pages.data.large_view import LargeView
from sft_gui.ui.pages.data.page import DataPage
from sft_gui.ui.pages.data.picture_classes import COUNTS
from sft_gui.ui.pages.data.picture_model import PICTURE
from sft_gui.ui.pages.data.problem_list import ProblemList
from sft_gui.ui.shell.project_watch import ProjectWatch
from tests.fixtures import colour_folder, save_class


@pytest.fixture
def folder(tmp_path):
    folder = colour_folder(tmp_path, per_class=10)
    (folder / "red" / "empty.jpg").write_bytes(b"")
    (folder / "blue" / "page.jpg").write_text("<!doctype html><title>404</title>")
    return folder


class Opened:
    """A page with its project, and what it told the window."""

    def __init__(self, qtbot, folder):
        self.qtbot, self.state = qtbot, AppState()
        self.undos, self.notices, self.places = [], [], []
        self.state.undo_offered.connect(lambda message, undo, icon: self.undos.append((str(message), undo)))
        self.state.noticed.connect(self.notices.append)
        self.state.navigate.connect(self.places.append)
        self.page = DataPage(self.state)
        qtbot.addWidget(self.page)
        self.page.resize(1092, 744)
        self.page.show()
        self.project = Project.create(folder)
        self.state.open_project(self.project)
        self.grid, self.model = self.page.grid, self.page.grid.model
        qtbot.waitUntil(lambda: self.model.rowCount() > 0 and self.page.chart.classes.rowCount() > 0)

    def rows(self):
        return self.model.rowCount()

    def select(self, *rows):
        self.grid.view.setFocus()
        selection = self.grid.view.selectionModel()
        selection.clear()
        for row in rows:
            selection.setCurrentIndex(self.model.index(row), QItemSelectionModel.SelectionFlag.Select)

    def wait_for_rows(self, count):
        self.qtbot.waitUntil(lambda: self.rows() == count)


@pytest.fixture
def opened(qtbot, folder):
    opened = Opened(qtbot, folder)
    yield opened
    opened.project.close()


def visible_texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_counts_stand_in_sentence_chart_chips_and_split(opened):
    page = opened.page
    assert page.header.sentence.text() == "30 pictures in 3 classes. Your folder is only read, never changed."
    classes = page.chart.classes
    assert [classes.index(row).data() for row in range(3)] == ["blue", "green", "red"]
    assert classes.index(0).data(COUNTS) == {Split.TRAIN: 8, Split.VAL: 2, Split.TEST: 0}
    assert [chip.name for chip in opened.grid.filters.classes.chips] == ["blue", "green", "red"]
    assert page.split.numbers[Split.TRAIN].text() == "24"
    assert opened.state.counts["data"] == 30
    assert (opened.rows(), opened.grid.said.text()) == (30, "30 pictures")


def test_a_click_on_a_class_filters_chart_and_grid_alike(qtbot, opened):
    chart = opened.page.chart
    place = chart.visualRect(chart.classes.index(1)).center()
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=place)
    opened.wait_for_rows(10)
    assert {opened.model.index(row).data(PICTURE).label for row in range(10)} == {"green"}
    assert opened.grid.filters.classes.chips[1].isChecked()
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=place)
    opened.wait_for_rows(30)
    assert opened.grid.filters.classes.all.isChecked()


def test_chips_split_and_search_narrow_the_grid_together(qtbot, opened):
    filters = opened.grid.filters
    qtbot.mouseClick(filters.classes.chips[2], Qt.MouseButton.LeftButton)
    opened.wait_for_rows(10)
    qtbot.mouseClick(filters.splits.button(Split.VAL), Qt.MouseButton.LeftButton)
    opened.wait_for_rows(2)
    assert opened.page.chart.chosen() == "red"
    qtbot.keyClicks(filters.find, "nowhere")
    opened.wait_for_rows(0)
    assert "No picture matches" in visible_texts(opened.grid)
    qtbot.mouseClick(opened.grid.clear, Qt.MouseButton.LeftButton)
    opened.wait_for_rows(30)
    assert filters.find.text() == ""


def test_ctrl_f_finds_by_file_name(qtbot, opened):
    qtbot.keyClick(opened.page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(opened.grid.filters.find.hasFocus)
    qtbot.keyClicks(opened.grid.filters.find, "green_3")
    opened.wait_for_rows(1)
    assert opened.model.index(0).data() == "green_3.png"


def test_x_leaves_out_and_undo_takes_in_again(qtbot, opened):
    opened.select(0, 4)
    qtbot.keyClick(opened.grid.view, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: opened.page.header.sentence.text().startswith("28 pictures"))
    qtbot.waitUntil(lambda: opened.model.index(4).data(PICTURE).status is Status.LEFT_OUT)
    assert opened.rows() == 30
    assert opened.undos[0][0] == "2 pictures are left out."
    left_out = opened.grid.filters.classes.left_out
    qtbot.mouseClick(left_out, Qt.MouseButton.LeftButton)
    opened.wait_for_rows(2)
    opened.page._state.undo()
    qtbot.waitUntil(lambda: opened.page.header.sentence.text().startswith("2 pictures are no longer left out."))
    opened.wait_for_rows(30)
    assert not left_out.isVisible()
    opened.undos[0][1]()
    assert opened.project.index.undo() is None


def test_ctrl_z_in_the_picture_view_takes_back_what_was_done_in_it(qtbot, opened):
    opened.page._on_opened(3)
    view = opened.page.findChild(LargeView)
    qtbot.waitUntil(lambda: view.isActiveWindow() and view.picture() is not None)
    qtbot.keyClick(view, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: opened.project.index.count(Status.LEFT_OUT) == 1)
    qtbot.waitUntil(lambda: len(opened.undos) == 1)
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: opened.project.index.count(Status.LEFT_OUT) == 0)
    view.close()


def test_another_name_of_the_project_is_taken_back(qtbot, opened):
    opened.page.header.renamed.emit("Paints")
    qtbot.waitUntil(lambda: opened.project.name == "Paints")
    opened.state.undo()
    qtbot.waitUntil(lambda: opened.project.name == "colours")


def test_x_on_what_is_left_out_takes_it_in_again(qtbot, opened):
    opened.select(3)
    qtbot.keyClick(opened.grid.view, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: opened.grid.leave_out.text() == "Take in again")
    qtbot.mouseClick(opened.grid.leave_out, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.project.index.count() == 30)


def test_home_and_end_move_and_enter_opens_the_large_view(qtbot, opened):
    opened.select(5)
    qtbot.keyClick(opened.grid.view, Qt.Key.Key_End)
    assert opened.grid.view.currentIndex().row() == 29
    qtbot.keyClick(opened.grid.view, Qt.Key.Key_Home)
    qtbot.keyClick(opened.grid.view, Qt.Key.Key_Return)
    view = opened.page.findChild(LargeView)
    first = opened.model.index(0).data(PICTURE)
    assert view.isVisible() and view.facts["class"].text() == first.label
    assert view.facts["size"].text() == "48 × 40 pixels"
    qtbot.waitUntil(lambda: not view.view.image().isNull())
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.picture().id == opened.model.id_at(1)
    assert opened.grid.view.currentIndex().row() == 1
    qtbot.keyClick(view, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: view.facts["state"].text() == "Left out")
    view.close()


def test_pictures_get_another_class_from_the_menu(qtbot, opened):
    opened.grid.filters.set_label("red")
    opened.wait_for_rows(10)
    opened.select(0, 1)
    menu = opened.grid.menu()
    classes = next(action.menu() for action in menu.actions() if action.menu())
    next(action for action in classes.actions() if action.text() == "blue").trigger()
    opened.wait_for_rows(8)
    assert sum(opened.project.index.counts()["blue"].values()) == 12
    assert opened.undos[-1][0] == "2 pictures are now 'blue'."


def test_a_new_class_can_be_named(qtbot, opened):
    opened.select(0)
    opened.grid.other_class_asked.emit([opened.model.id_at(0)])
    dialog = opened.page.findChild(ClassDialog)
    assert not dialog.take.isEnabled()
    qtbot.keyClicks(dialog.name, "violet")
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "violet" in opened.project.index.classes)
    qtbot.waitUntil(lambda: opened.page.chart.classes.rowCount() == 4)


def test_arrow_keys_move_the_split_and_the_counts_follow(qtbot, opened):
    bar = opened.page.split.bar
    handle = bar.findChildren(QAbstractSlider)[0]
    for _ in range(10):
        qtbot.keyClick(handle, Qt.Key.Key_Left)
    assert bar.shares()[0] == pytest.approx(0.7)
    qtbot.waitUntil(lambda: opened.project.split.val_fraction == pytest.approx(0.3))
    qtbot.waitUntil(lambda: opened.page.split.numbers[Split.VAL].text() == "9")
    qtbot.waitUntil(lambda: opened.page.chart.classes.index(0).data(COUNTS)[Split.VAL] == 3)


def test_mixing_again_takes_the_next_seed_and_keeps_the_sizes(qtbot, opened):
    before = opened.project.index.fingerprint()
    assert opened.page.split.mix.text() == "Mix again (seed 42)"
    qtbot.mouseClick(opened.page.split.mix, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.page.split.mix.text() == "Mix again (seed 43)")
    assert opened.project.index.fingerprint() != before
    assert opened.page.split.numbers[Split.VAL].text() == "6"


def test_a_folder_with_its_own_split_offers_no_handles(qtbot, tmp_path):
    opened = Opened(qtbot, colour_folder(tmp_path, splits={"train": 6, "val": 2}))
    split = opened.page.split
    assert not split.mix.isVisible()
    assert not any(handle.isVisible() for handle in split.bar.findChildren(QAbstractSlider))
    assert split.numbers[Split.VAL].text() == "6"
    assert any("The folder itself says" in text for text in visible_texts(split))
    opened.project.close()


def test_a_class_that_is_only_in_validation_is_said_aloud(qtbot, tmp_path):
    folder = colour_folder(tmp_path, splits={"train": 4, "val": 2})
    save_class(folder / "val" / "purple", "purple", 2)
    opened = Opened(qtbot, folder)
    assert any("The class 'purple' is only in validation" in text for text in visible_texts(opened.page.notes))
    opened.project.close()


def test_files_that_cannot_be_read_are_listed_with_the_reason(qtbot, opened):
    card = opened.page.problems
    assert card.title.text() == "2 files cannot be read and are left out"
    shown = [(name.full_text(), reason.full_text()) for name, reason in card.rows[:2]]
    assert shown == [("page.jpg", "is a web page, not a picture"), ("empty.jpg", "is empty (0 bytes)")]
    qtbot.mouseClick(card.more, Qt.MouseButton.LeftButton)
    listed = opened.page.findChild(ProblemList)
    assert listed.table.model().rowCount() == 2
    listed.close()


def test_show_in_folder_shows_the_picture_s_file(qtbot, opened, monkeypatch):
    shown = []
    monkeypatch.setattr(data_module.file_manager, "show", shown.append)
    opened.select(0)
    next(action for action in opened.grid.menu().actions() if action.text() == "Show in folder").trigger()
    assert shown == [opened.project.path_of(opened.model.index(0).data(PICTURE))]


def test_f5_finds_new_pictures_and_says_how_many(qtbot, opened, folder):
    save_class(folder / "green", "green", 2, first=40)
    qtbot.keyClick(opened.page, Qt.Key.Key_F5)
    opened.wait_for_rows(32)
    qtbot.waitUntil(lambda: opened.page.header.sentence.text() == "New: 2. Gone: 0. Changed: 0.")
    assert opened.page.header.look.text() == "Look again"


def test_a_source_that_moved_is_told_with_a_way_to_show_where(qtbot, opened, folder, monkeypatch):
    ProjectWatch(opened.state, opened.page)  # the window's
    moved = folder.rename(folder.parent / "moved")
    opened.state.data_changed.emit()
    qtbot.waitUntil(lambda: bool(opened.notices))
    notice = opened.notices[-1]
    assert (notice.severity, str(notice.actions[0].label)) == ("warn", "Show where it is now…")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(moved))
    notice.actions[0].act()
    qtbot.waitUntil(lambda: opened.project.source == moved)


def test_weak_data_are_named_with_the_way_to_their_pictures(qtbot, opened, folder):
    assert not opened.page.findings.isVisible()
    shutil.copy(folder / "red" / "red_0.png", folder / "blue" / "again.png")
    opened.page.header.look.click()
    qtbot.waitUntil(opened.page.findings.isVisible)
    text, link = opened.page.findings.rows[0]
    assert "1 picture is in two classes" in text.text() and link.text() == "Show the 2 pictures"
    link.click()
    qtbot.waitUntil(lambda: opened.page.findChild(ProblemList) is not None)
    table = opened.page.findChild(ProblemList).table.model()
    rows = [[table.index(row, column).data() for column in range(2)] for row in range(table.rowCount())]
    assert [name for name, _ in rows] == ["again.png", "red_0.png"] and rows[0][1].startswith("blue, ")


def test_nothing_is_decided_where_it_cannot_be_kept(qtbot, opened):
    opened.project.index.read_only = unwritable(opened.project.folder, OSError(errno.EROFS, "read-only"))
    opened.state.data_changed.emit()
    qtbot.waitUntil(lambda: not opened.page.split.isEnabled())
    opened.select(0)
    assert not opened.grid.leave_out.isEnabled() and not opened.page.header.look.isEnabled()
    assert "Nothing can be changed: its disk is read-only." in opened.grid.leave_out.toolTip()
    qtbot.keyClick(opened.grid.view, Qt.Key.Key_X)
    assert [action.text() for action in opened.grid.menu().actions() if action.text()] == ["Open", "Show in folder"]
    assert opened.project.index.count(Status.LEFT_OUT) == 0 and opened.notices == []


def test_the_project_is_renamed_in_its_title(qtbot, opened):
    title = opened.page.header.title
    qtbot.keyClick(opened.page, Qt.Key.Key_F2)
    qtbot.keyClicks(title.field, "Paints")
    qtbot.keyClick(title.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.project.name == "Paints")
    assert title.label.full_text() == "Paints"


def test_esc_keeps_the_old_name(qtbot, opened):
    title = opened.page.header.title
    title.edit()
    qtbot.keyClicks(title.field, "Other")
    qtbot.keyClick(title.field, Qt.Key.Key_Escape)
    assert (title.label.full_text(), opened.project.name) == ("colours", "colours")


def test_the_way_on_leads_to_the_models(qtbot, opened):
    qtbot.mouseClick(opened.page.header.choose, Qt.MouseButton.LeftButton)
    assert opened.places == ["train"]


def test_without_a_project_the_page_says_what_to_do(qtbot):
    state = AppState()
    page = DataPage(state)
    qtbot.addWidget(page)
    page.show()
    assert "No project is open" in visible_texts(page)


def test_another_project_replaces_the_first(qtbot, opened, tmp_path):
    other = Project.create(colour_folder(tmp_path / "other", classes=("grey", "yellow"), per_class=3))
    opened.grid.filters.set_label("red")
    opened.state.open_project(other)
    opened.wait_for_rows(6)
    qtbot.waitUntil(lambda: opened.page.header.sentence.text().startswith("6 pictures in 2 classes"))
    assert opened.grid.filters.filter().label is None
    other.close()


def in_page(opened, widget):
    return widget.mapTo(opened.page, QPoint())


def test_it_is_usable_narrow_and_with_text_twice_as_large(qtbot, opened):
    theme.set_scale(2.0)
    try:
        opened.page.resize(880, 620)
        qtbot.waitUntil(lambda: in_page(opened, opened.page.grid).y() > in_page(opened, opened.page.split).y())
        assert opened.page.grid.width() <= 880
    finally:
        theme.set_scale(1.0)
