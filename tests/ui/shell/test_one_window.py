"""A project is open in one window; the next window is told so."""

import pytest

from sft_gui.data.project import Project
from sft_gui.ui.core.state import AppState
from sft_gui.ui.shell.one_window import OneWindow
from tests.fixtures import colour_folder


@pytest.fixture
def folder(tmp_path):
    project = Project.create(colour_folder(tmp_path))
    project.close()
    return project.folder


def opened(folder):
    state = AppState()
    state.noticed.connect(lambda notice: state.__dict__.setdefault("notices", []).append(notice))
    return state, OneWindow(state), Project.open(folder)


def test_second_window_is_refused_in_words_until_the_first_lets_go(qtbot, folder):
    first, checkpoints, project = opened(folder)
    first.open_project(project)
    second, _other, again = opened(folder)
    second.open_project(again)
    qtbot.waitUntil(lambda: second.project is None)
    assert "open in another window" in str(second.notices[0].fact)
    checkpoints.let_go()
    second.open_project(again)
    qtbot.wait(50)
    assert second.project is again
    project.close()
    again.close()


def test_project_can_be_opened_again_when_it_was_closed(qtbot, folder):
    state, _keeper, project = opened(folder)
    for wanted in (project, None, project):
        state.open_project(wanted)
        qtbot.wait(20)
        assert state.project is wanted
    project.close()
