"""In the real window, with two projects and real models of their own classes: what is on show is what answers."""

import json
import random
import shutil
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sft_gui import paths, sealed
from sft_gui.data.project import Project
from sft_gui.tasks.classification import CLASSIFICATION
from sft_gui.training import run_folder
from sft_gui.training.events import RunState
from sft_gui.training.run_folder import RunFolder
from sft_gui.ui.core.baseline import Baseline, Baselines, Stage
from sft_gui.ui.core.bin import Bin
from sft_gui.ui.core.memory import Memory
from sft_gui.ui.core.session import ShownRun, Wish
from sft_gui.ui.core.state import AppState
from sft_gui.ui.look import theme, words
from sft_gui.ui.pages.evaluate.page import NOTHING
from sft_gui.ui.shell.window import MainWindow
from tests.fixtures import save_class
from tests.ui.pages.conftest import keep_evaluation, run_named

LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
LONG = 60_000
PAINTS = {"red": "rose", "green": "moss", "blue": "sky"}


class Session(QObject):
    """Trains nothing; the test says how its run goes."""

    run_started, run_ended, run_discarded = Signal(object), Signal(object), Signal(object)
    changed, state_changed, failed = Signal(list), Signal(), Signal(object)

    def __init__(self, parent):
        super().__init__(parent)
        self.current, self.is_busy, self.wish, self.bin = None, False, Wish.NONE, Bin(self)

    def forget(self, folder):
        if self.current is not None and self.current.run.folder == folder:
            self.current = None
            self.state_changed.emit()

    def ended(self, run):
        """A run was trained in this window and has ended."""
        self.current = ShownRun.read(run)
        self.run_started.emit(self.current)
        self.state_changed.emit()
        self.run_ended.emit(self.current)


def kept_project(trained, folder, name, classes=None):
    shutil.copytree(trained, folder)
    for each in (folder / "runs").iterdir():
        run = RunFolder.open(each)
        run.add_to_manifest(project=name, classes=[(classes or {}).get(label, label) for label in run.classes])
        pictures = json.loads((each / "pictures.json").read_text("utf-8"))
        for row in pictures["rows"]:
            row[2] = (classes or {}).get(row[2], row[2])
        values = {key: pictures[key] for key in ("columns", "rows")}
        sealed.write_json(each / "pictures.json", values, number=run_folder.FORMAT, indent=None)
    project = Project.open(folder)
    project.rename(name)
    return project


@pytest.fixture
def two(trained, home):
    """The projects "Colours" and "Paints", whose models know other classes."""
    projects = paths.projects()
    projects.mkdir(parents=True)
    made = SimpleNamespace(
        colours=kept_project(trained, projects / "colours", "Colours"),
        paints=kept_project(trained, projects / "paints", "Paints", PAINTS),
    )
    yield made
    made.colours.close()
    made.paints.close()


@pytest.fixture
def window(qtbot, tmp_path, two):
    memory = Memory(tmp_path / "window.json")
    state = AppState(memory)
    memory.setParent(state)
    state.makes_first_models = False
    made = MainWindow(state)
    qtbot.addWidget(made)
    state.set_session(Session(state))
    made.resize(1280, 800)
    made.show()
    made.navigate("start")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=LONG)
    return made


@pytest.fixture
def picture(tmp_path):
    return save_class(tmp_path / "new", "red", 1, first=700)[0]


def drop(window, file):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    where, copy, keys = QPoint(400, 300), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(where, copy, mime, LEFT, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(where), copy, mime, LEFT, keys))


def without_runs(project):
    """Take a project's runs away; return the function that brings them back, as a first model that is ready."""
    away = project.folder / "away"
    project.runs_folder.rename(away)
    return lambda: away.rename(project.runs_folder)


def answer(qtbot, page):
    """Wait until the picture is named; give the classes that the answer is of."""
    qtbot.waitUntil(lambda: page.answers.rowCount() > 0 and not page.answers.unanswered(), timeout=LONG)
    qtbot.waitUntil(lambda: not page.naming.is_busy, timeout=LONG)
    return {label for label, _ in page.answers.answer(0).prediction.ranked}


def shown_run(page):
    choice = page.picker.choice()
    return (choice.run.project, choice.run.name) if choice is not None else None


def test_a_second_project_waits_for_its_own_model_and_never_borrows_the_firsts(qtbot, window, two, picture):
    bring_back = without_runs(two.paints)
    window.state.open_project(two.colours)
    qtbot.waitUntil(lambda: window.state.current.is_read, timeout=LONG)
    drop(window, picture)
    qtbot.waitUntil(lambda: window.current_key() == "predict", timeout=LONG)
    page = window.page()
    assert answer(qtbot, page) == set(PAINTS)
    assert shown_run(page) == ("Colours", "Second")
    window.state.open_project(two.paints)
    qtbot.waitUntil(lambda: page.zone.title.text() == "The picture waits: there is no model yet", timeout=LONG)
    assert (page.picker.choice(), page.answers.answer(0), window.state.answering) == (None, None, None)
    QTest.keyClick(window, Qt.Key.Key_5, CONTROL)
    assert window.current_key() == "evaluate"
    qtbot.waitUntil(lambda: window.page()._stack.currentIndex() == NOTHING, timeout=LONG)
    assert window.page().picker.choice() is None
    bring_back()
    first = Baselines.of(window.state)
    ready = Baseline(run_named(two.paints, "First"), CLASSIFICATION.metrics[0], 0.9, None, {}, None, 12, 1.0)
    first.model, first.stage = ready, Stage.READY
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)
    window.page().baseline._on_act()  # its "Try it"
    assert window.current_key() == "predict"
    assert answer(qtbot, page) == set(PAINTS.values())
    assert shown_run(page) == ("Paints", "First")
    QTest.keyClick(window, Qt.Key.Key_5, CONTROL)
    assert window.current_key() == "evaluate"
    qtbot.waitUntil(lambda: window.page()._opened is not None, timeout=LONG)
    assert window.page()._opened.run.folder == window.state.run.folder


def test_another_projects_model_is_marked_on_every_page_that_shows_it_and_after_a_restart(
    qtbot, window, two, picture, tmp_path
):
    window.state.open_project(two.paints)
    drop(window, picture)
    qtbot.waitUntil(lambda: window.current_key() == "predict", timeout=LONG)
    page = window.page()
    assert answer(qtbot, page) == set(PAINTS.values())
    assert page.foreign.isHidden()
    qtbot.waitUntil(lambda: len(page.picker.choices()) == 4, timeout=LONG)
    page.picker.choose(run_named(two.colours, "Second").folder)
    assert answer(qtbot, page) == set(PAINTS)
    assert page.picker.is_foreign()
    assert page.foreign.isVisible()
    assert page.foreign.accessibleName() == "from project Colours"
    window.navigate("evaluate")
    assert window.page().foreign.isVisible()
    assert shown_run(window.page()) == ("Colours", "Second")
    window.navigate("run")
    qtbot.waitUntil(window.page()._foreign.isVisible, timeout=LONG)
    window.state.memory.flush()
    again = MainWindow(AppState(Memory(tmp_path / "window.json")))
    qtbot.addWidget(again)
    again.state.set_session(Session(again.state))
    again.show()
    again.state.open_project(two.paints)
    again.navigate("predict")
    qtbot.waitUntil(again.page().foreign.isVisible, timeout=LONG)
    assert shown_run(again.page()) == ("Colours", "Second")


def test_the_strips_buttons_lead_to_its_own_run_in_its_own_project(qtbot, window, two):
    window.state.open_project(two.colours)
    second = run_named(two.colours, "Second")
    window.state.session.ended(second)
    window.state.show_run(run_named(two.colours, "First"))
    window.navigate("predict")
    qtbot.waitUntil(lambda: shown_run(window.page()) == ("Colours", "First"), timeout=LONG)
    qtbot.mouseClick(window._strip.try_it, LEFT)
    assert shown_run(window.page()) == ("Colours", "Second")
    window.state.open_project(two.paints)
    window.navigate("history")
    qtbot.mouseClick(window._strip.evaluate, LEFT)
    qtbot.waitUntil(lambda: window.current_key() == "evaluate", timeout=LONG)
    assert window.state.project.folder == two.colours.folder
    qtbot.waitUntil(lambda: shown_run(window.page()) == ("Colours", "Second"), timeout=LONG)
    window.state.project.close()


def test_a_row_of_the_history_is_the_current_run_and_the_other_way_round(qtbot, window, two):
    window.state.open_project(two.colours)
    window.navigate("history")
    page = window.page()
    qtbot.waitUntil(lambda: page.table.current() is not None, timeout=LONG)
    assert page.table.current().name == "Second"
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert window.state.run.name == "First"
    window.navigate("predict")
    qtbot.waitUntil(lambda: shown_run(window.page()) == ("Colours", "First"), timeout=LONG)
    window.page().picker.choose(run_named(two.colours, "Second").folder)
    assert page.table.current().name == "Second"


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 6))])
def test_on_a_random_walk_the_run_on_show_is_the_one_that_answers(qtbot, window, two, picture, seed):
    """The classes of the answer say which project's model gave it, the predictor which run's."""
    walk, state = random.Random(seed), window.state
    for project in (two.colours, two.paints):  # kept, so that the walk does not evaluate
        for name in ("First", "Second"):
            keep_evaluation(run_named(project, name), {})
    state.open_project(two.colours)
    by_folder = {two.colours.folder: set(PAINTS), two.paints.folder: set(PAINTS.values())}
    foreign_by_choice = False

    def enter():
        nonlocal foreign_by_choice
        project = two.paints if state.project.folder == two.colours.folder else two.colours
        state.open_project(project)
        kept = state.memory.get("current_runs").get(str(project.folder), [str(project.folder / "runs" / "x")])
        foreign_by_choice = str(project.folder) not in kept[0]

    def go():
        QTest.keyClick(window, walk.choice([Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_7]), CONTROL)

    def pick():
        nonlocal foreign_by_choice
        window.navigate("predict")
        if window.page().picker.choices():
            folder = walk.choice(window.page().picker.choices()).run.folder
            window.page().picker.choose(folder)
            foreign_by_choice = folder.parent.parent != state.project.folder

    def train():
        nonlocal foreign_by_choice
        state.session.ended(run_named(state.project, walk.choice(["First", "Second"])))
        foreign_by_choice = False

    def strip():
        nonlocal foreign_by_choice
        if state.session.current is None:
            return
        folder = state.session.current.run.folder
        qtbot.mouseClick(window._strip.try_it, LEFT)
        qtbot.waitUntil(lambda: state.run is not None and state.run.folder == folder, timeout=LONG)
        foreign_by_choice = False

    for _ in range(7):
        walk.choice([enter, go, pick, train, strip])()
        drop(window, picture)
        qtbot.waitUntil(lambda: window.current_key() == "predict", timeout=LONG)
        page = window.page()
        qtbot.waitUntil(lambda page=page: page.picker.choice() is not None, timeout=LONG)
        classes = answer(qtbot, page)
        shown = page.picker.choice().run
        assert shown.folder == state.run.folder
        assert page.naming._choice.run.folder == shown.folder
        assert classes == by_folder[shown.folder.parent.parent]
        is_foreign = shown.folder.parent.parent != state.project.folder
        assert page.foreign.isVisible() == is_foreign
        assert not is_foreign or foreign_by_choice
        page.clear()
    for project in {state.project} - {two.colours, two.paints}:
        project.close()


def test_a_deleted_run_gives_way_and_ctrl_z_brings_it_back(qtbot, window, two):
    window.state.open_project(two.colours)
    window.navigate("history")
    page = window.page()
    qtbot.waitUntil(lambda: page.table.current() is not None, timeout=LONG)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.runs.rowCount() == 1, timeout=LONG)
    assert window.state.run.name == "First"
    assert window.toast.isVisible()
    window.toast.hide()  # as it does after six seconds: the key goes on
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: page.runs.rowCount() == 2, timeout=LONG)
    assert window.state.run.name == "Second"
    assert RunFolder.open(window.state.run.folder).report().state == RunState.FINISHED
    assert window.toast.accessibleName() == "Taken back: Run “Second” moved to the bin"


def test_a_text_field_keeps_its_own_ctrl_z(qtbot, window, two):
    window.state.open_project(two.colours)
    window.navigate("history")
    page = window.page()
    qtbot.waitUntil(lambda: page.table.current() is not None, timeout=LONG)
    taken_back = []
    window.state.offer_undo(words_of("done"), lambda: taken_back.append(1))
    page.find.setFocus()
    qtbot.keyClicks(page.find, "sec")
    qtbot.keyClick(page.find, Qt.Key.Key_Z, CONTROL)
    assert (page.find.text(), taken_back) == ("", [])
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CONTROL)
    assert taken_back == [1]


def words_of(text):
    from sft_gui.messages import say

    return say("{text}", text=text)


def test_cleared_pictures_come_back_by_ctrl_z_with_their_answers(qtbot, window, two, picture):
    window.state.open_project(two.colours)
    drop(window, picture)
    qtbot.waitUntil(lambda: window.current_key() == "predict", timeout=LONG)
    page = window.page()
    answer(qtbot, page)
    before = page.answers.answer(0)
    qtbot.waitUntil(page.workspace.clear.isVisible, timeout=LONG)
    qtbot.mouseClick(page.workspace.clear, LEFT)
    assert page.answers.rowCount() == 0
    qtbot.keyClick(page, Qt.Key.Key_Z, CONTROL)
    assert page.answers.rowCount() == 1
    assert page.answers.answer(0) is before
    assert page.workspace.picture.name.full_text() == picture.name


def test_the_mark_of_another_project_reads_in_chinese_in_the_dark(qtbot, window, two):
    window.state.open_project(two.paints)
    window.navigate("evaluate")
    page = window.page()
    qtbot.waitUntil(lambda: len(page.picker.choices()) == 4, timeout=LONG)
    page.picker.choose(run_named(two.colours, "Second").folder)
    try:
        theme.set_mode("dark")
        words.set_language("zh_CN")
        assert page.foreign.text() == "来自项目 Colours"
        assert page.foreign.state() == "warn"
        assert page.foreign.width() >= page.foreign.sizeHint().width()
    finally:
        theme.set_mode("light")
        words.set_language("en")
