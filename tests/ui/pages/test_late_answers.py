"""An answer that comes after a newer one was asked for changes nothing: on each page that asks more than once."""

import functools
import threading

import pytest

from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.ui.core import jobs
from sft_gui.ui.core.run_summaries import read_runs
from sft_gui.ui.pages.data.page import DataPage
from sft_gui.ui.pages.history.compare import ComparePane, differences
from sft_gui.ui.pages.start.page import StartPage
from sft_gui.ui.pages.train import preview as train_preview
from sft_gui.ui.pages.train.page import TrainPage
from sft_gui.ui.shell.window import MainWindow
from tests.fixtures import colour_folder


class Late:
    """The first call answers as of now, and only when :meth:`let_go` says so."""

    def __init__(self, monkeypatch, place, function):
        self.has_answer, self.goes_on = threading.Event(), threading.Event()

        @functools.wraps(function)
        def late(*args, **kwargs):
            is_first, answer = not self.has_answer.is_set(), function(*args, **kwargs)
            if is_first:
                self.has_answer.set()
                self.goes_on.wait(60)
            return answer

        monkeypatch.setattr(place, late)

    def wait(self, qtbot):
        qtbot.waitUntil(self.has_answer.is_set)

    def let_go(self, qtbot):
        self.goes_on.set()
        qtbot.waitUntil(jobs.is_idle)


@pytest.fixture
def late(monkeypatch):
    made = []

    def make(module, name):
        made.append(Late(monkeypatch, f"{module.__name__}.{name}", getattr(module, name)))
        return made[0]

    yield make
    for each in made:
        each.goes_on.set()


def shown(qtbot, page):
    qtbot.addWidget(page)
    page.resize(1092, 744)
    page.show()
    return page


def test_data_counts_what_is_there_now(qtbot, state, project, late):
    from sft_gui.ui.pages.data import page as data

    answer = late(data, "overview")
    page = shown(qtbot, DataPage(state))
    state.open_project(project)
    answer.wait(qtbot)
    project.set_split(seed=1, val_fraction=0.5, test_fraction=0.0)
    state.data_changed.emit()
    qtbot.waitUntil(lambda: page._overview.split.val_fraction == 0.5)
    answer.let_go(qtbot)
    assert page._overview.split.val_fraction == 0.5


def test_start_lists_the_projects_that_there_are_now(qtbot, state, tmp_path, late):
    from sft_gui.ui.pages.start import recent_listing

    answer = late(recent_listing, "recent")
    page = shown(qtbot, StartPage(state))
    page.entered()
    answer.wait(qtbot)
    Project.create(colour_folder(tmp_path, per_class=2)).close()
    page.entered()
    qtbot.waitUntil(lambda: len(page.recent.list.projects.rows) == 1)
    answer.let_go(qtbot)
    assert len(page.recent.list.projects.rows) == 1


def test_history_shows_the_differences_of_the_two_on_show(qtbot, project, late):
    from sft_gui.ui.pages.history import compare as history_compare

    answer = late(history_compare, "differences")
    one, two = read_runs([(project.folder, project.name)])
    pane = shown(qtbot, ComparePane())
    pane.show_runs(one, two)
    answer.wait(qtbot)
    pane.show_runs(two, one)
    qtbot.waitUntil(lambda: bool(pane._differences._rows))
    answer.let_go(qtbot)
    assert pane._differences._rows == differences(two, one) != differences(one, two)


def test_train_counts_the_pictures_that_there_are_now(qtbot, state, project, late, monkeypatch):
    from sft_gui.ui.pages.train import page as train

    monkeypatch.setattr(train_preview, "views", lambda wanted: [])
    answer = late(train, "look_up")
    state.open_project(project)
    page = shown(qtbot, TrainPage(state))
    answer.wait(qtbot)
    project.index.leave_out(project.index.ids(split=Split.TRAIN)[:1])
    page._settle.setInterval(500)  # so that the late answer comes before what is asked then
    state.data_changed.emit()
    answer.let_go(qtbot)
    now = project.amount()
    qtbot.waitUntil(lambda: not page._settle.isActive() and not page._looking.is_under_way)
    assert page._facts.amount == now


def test_window_opens_the_project_that_was_chosen_last(qtbot, state, project, tmp_path, late):
    from sft_gui.ui.shell import window

    other = Project.create(colour_folder(tmp_path, per_class=2))
    other.close()
    answer = late(window, "_open_project")
    made = shown(qtbot, MainWindow(state))
    made.open_kept(project.folder)
    answer.wait(qtbot)
    made.open_kept(other.folder)
    qtbot.waitUntil(lambda: state.project is not None)
    answer.let_go(qtbot)
    assert state.project.folder == other.folder
    state.project.close()
