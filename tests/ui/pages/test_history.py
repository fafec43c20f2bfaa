"""The History page on two real runs."""

import pytest
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from sft_gui.training.events import RunState
from sft_gui.training.report import Report
from sft_gui.training.run_folder import RunFolder
from sft_gui.ui.core.bin import Bin
from sft_gui.ui.look import paint, theme
from sft_gui.ui.pages.history.compare import ComparePane, RunChip
from sft_gui.ui.pages.history.page import HistoryPage
from sft_gui.ui.pages.history.run_table import Place
from sft_gui.ui.widgets.row_roles import ROW
from tests.ui.pages.conftest import keep_evaluation, run_named

LEFT = Qt.MouseButton.LeftButton


class IdleSession(QWidget):
    """A session that trains nothing and remembers what it was asked."""

    run_started, run_ended, run_discarded = Signal(object), Signal(object), Signal(object)
    changed, state_changed = Signal(list), Signal()
    is_busy, current = False, None

    def __init__(self):
        super().__init__()
        self.bin, self.asked = Bin(self), []

    def forget(self, folder):
        self.asked.append(("forget", folder.name))

    def resume(self, run):
        self.asked.append(("resume", run.name))

    def extend(self, run, epochs):
        self.asked.append(("extend", run.name, epochs))


@pytest.fixture
def page(qtbot, state, project):
    session = IdleSession()
    qtbot.addWidget(session)
    state.set_session(session)
    state.open_project(project)
    page = HistoryPage(state)
    qtbot.addWidget(page)
    page.resize(1036, 700)
    page.show()
    qtbot.waitUntil(lambda: page.runs.rowCount() == 2)
    return page


def words(page, row, column):
    return page.table.model().index(row, column).data()


def press(qtbot, page, key, row=0):
    page.table.selectRow(row)
    qtbot.keyClick(page.table, key)


def test_every_run_is_listed_newest_first_with_its_score_and_interval(page):
    assert [words(page, row, Place.NAME) for row in range(2)] == ["Second", "First"]
    assert words(page, 0, Place.MODEL) == "EfficientNet-Lite0"
    assert words(page, 0, Place.STATE) == "Finished"
    run = page.runs.summary(page.runs.row_of(page.table.proxy.index(0, 0).data(ROW).folder))
    assert words(page, 0, Place.SCORE).startswith(f"{100 * run.score:.1f}\u00a0%")
    assert run.interval.low < run.score <= run.interval.high
    assert page._state.counts["history"] == 2


def test_f2_renames_a_run_on_disk(qtbot, page, project):
    press(qtbot, page, Qt.Key.Key_F2)
    editor = page.table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Third time lucky")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: words(page, 0, Place.NAME) == "Third time lucky")
    qtbot.waitUntil(lambda: run_named_or_none(project, "Third time lucky"))


def run_named_or_none(project, name):
    names = [RunFolder.open(folder).name for folder in project.runs_folder.iterdir()]
    return name in names


def test_delete_moves_a_run_out_of_the_list_and_undo_brings_it_back(qtbot, page, state, project):
    offered = []
    state.undo_offered.connect(lambda message, undo, icon: offered.append((str(message), undo)))
    press(qtbot, page, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.runs.rowCount() == 1)
    assert words(page, 0, Place.NAME) == "First"
    assert offered[0][0] == "Run “Second” moved to the bin"
    offered[0][1]()
    qtbot.waitUntil(lambda: page.runs.rowCount() == 2)
    assert run_named(project, "Second").has_model


def test_a_run_that_is_trained_now_is_not_thrown_away(qtbot, page, state, project):
    run = run_named(project, "Second")
    run.write_report(Report(state=RunState.RUNNING, epoch=1, epochs=2))
    told = []
    state.noticed.connect(told.append)
    with run.owned():
        state.runs_changed.emit()
        qtbot.waitUntil(lambda: words(page, 0, Place.STATE) == "Running, 2 of 2")
        press(qtbot, page, Qt.Key.Key_Delete)
    assert str(told[0].fact) == "“Second” is being trained."
    assert run.folder.is_dir()


def test_an_interrupted_run_offers_resume(qtbot, page, state, project):
    run_named(project, "Second").write_report(Report(state=RunState.RUNNING, epoch=1, epochs=2))
    state.runs_changed.emit()
    qtbot.waitUntil(lambda: words(page, 0, Place.STATE) == "Interrupted after 1 of 2")
    cell = page.table.visualRect(page.table.model().index(0, Place.ACTIONS))
    qtbot.mouseClick(page.table.viewport(), LEFT, pos=QPoint(cell.left() + 30, cell.center().y()))
    assert state.session.asked == [("resume", "Second")]


def test_the_menu_says_what_can_be_done(page):
    menu = page.menu(page.runs.summary(0))
    state = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert state == {
        "Open": True, "Extend…": True, "Evaluate": True, "Use in Predict": True, "Rename": True,
        "Show in folder": True, "Move to bin": True,
    }  # fmt: skip


def test_enter_opens_a_run_on_its_page(qtbot, page, state):
    visited = []
    state.navigate.connect(visited.append)
    press(qtbot, page, Qt.Key.Key_Return, row=1)
    assert visited == ["run"]
    assert state.run.name == "First"


def test_the_find_field_filters_by_name(qtbot, page):
    qtbot.keyClicks(page.find, "fir")
    assert [words(page, row, Place.NAME) for row in range(page.table.proxy.rowCount())] == ["First"]


def test_the_head_sorts_by_time(page):
    page.table.sortByColumn(Place.TIME, Qt.SortOrder.AscendingOrder)
    first, second = (page.table.proxy.index(row, 0).data(ROW).report.seconds for row in range(2))
    assert first <= second


def test_space_ticks_and_two_ticks_compare_what_is_kept(qtbot, page, project):
    for name, said in (("First", {"red": "blue"}), ("Second", {})):
        keep_evaluation(run_named(project, name), said)
    press(qtbot, page, Qt.Key.Key_Space, row=0)
    assert page.compare.isHidden()
    press(qtbot, page, Qt.Key.Key_Space, row=1)
    assert page.compare.isVisible()
    qtbot.waitUntil(lambda: page.compare.fixed.pictures.rowCount() > 0)
    assert page.compare.heading.text().startswith("Second is ahead")
    fixed = {picture.outcome.truth for picture in page.compare.fixed.pictures.pictures()}
    assert fixed == {"red"}
    assert page.compare.broken.isHidden()
    assert "McNemar" in page.compare.sentence.text()


def test_runs_that_were_never_judged_are_judged_when_asked(qtbot, page):
    for row in range(2):
        press(qtbot, page, Qt.Key.Key_Space, row=row)
    qtbot.waitUntil(page.compare.evaluate.isVisible)
    qtbot.mouseClick(page.compare.evaluate, LEFT)
    ahead = ("Neither is ahead", "First is ahead", "Second is ahead")
    qtbot.waitUntil(lambda: page.compare.heading.text().startswith(ahead))


def test_closing_the_comparison_keeps_the_ticks_and_the_button_opens_it_again(qtbot, page):
    for row in range(2):
        press(qtbot, page, Qt.Key.Key_Space, row=row)
    page.compare.closed.emit()
    assert page.compare.isHidden()
    assert len(page.runs.ticked()) == 2
    qtbot.mouseClick(page.compare_button, LEFT)
    assert page.compare.isVisible()


def test_without_runs_the_page_leads_to_train(qtbot, state):
    page = HistoryPage(state)
    qtbot.addWidget(page)
    page.show()
    visited = []
    state.navigate.connect(visited.append)
    assert not page.table.isVisible()
    button = next(b for b in page.findChildren(QWidget) if getattr(b, "text", str)() == "Go to Train")
    assert not button.isVisible()  # not before anybody has looked
    qtbot.waitUntil(button.isVisible)
    qtbot.mouseClick(button, LEFT)
    assert visited == ["train"]


def test_all_columns_are_seen_in_a_window_of_1280_and_names_have_two_lines(qtbot, page):
    page.resize(1280 - 188, 700)
    table = page.table
    qtbot.waitUntil(lambda: table.width() > 1000)
    assert table.horizontalScrollBar().maximum() == 0
    for column, longest in (
        (Place.MODEL, "EfficientNet-Lite0"),
        (Place.INTERVAL, "95.7 to 98.9"),
        (Place.STATE, "Interrupted"),
    ):
        assert table.columnWidth(column) >= paint.width_of(longest, theme.font("body")) + 16


def test_the_columns_of_differing_settings_name_their_runs(qtbot, page):
    page.table.setFocus()
    for row in (0, 1):
        page.table.selectRow(row)
        press(qtbot, page, Qt.Key.Key_Space, row)
    pane = page.findChild(ComparePane)
    qtbot.waitUntil(lambda: {c.run_name() for c in pane._differences.findChildren(RunChip)} == {"First", "Second"})
