"""Changed, lost and moved pictures in the window: real clicks, real files, a session that trains a little."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from sft_gui.data.index import Split
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training.run_folder import RunFolder
from sft_gui.ui.core.memory import Memory
from sft_gui.ui.core.session import TrainingSession
from sft_gui.ui.core.state import AppState
from sft_gui.ui.dialogs import changed_pictures as changed
from sft_gui.ui.dialogs.changed_pictures import ChangedPictures
from sft_gui.ui.shell.window import MainWindow
from sft_gui.ui.widgets.button import Button
from tests.fixtures import COLOURS, colour_project, draw
from tests.ui.core.test_session import FakeEngine
from tests.ui.plain_pages import use_plain_pages


@pytest.fixture
def project(tmp_path):
    project = colour_project(tmp_path)
    yield project
    project.close()


@pytest.fixture
def window(qtbot, project, tmp_path, monkeypatch):
    use_plain_pages(monkeypatch)
    state = AppState(Memory(tmp_path / "window.json"))
    made = MainWindow(state)
    session = TrainingSession(fit=FakeEngine())
    state.set_session(session)
    qtbot.addWidget(made)
    made.show()
    state.open_project(project)
    yield made
    session.stop_and_keep()
    assert session.wait()
    qtbot.waitUntil(lambda: not session.is_busy)


def choose(seen, key):
    """Click a choice of the dialog as soon as it is there; "" leaves it."""

    def click():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ChangedPictures):
            QTimer.singleShot(10, click)
            return
        seen.append(dialog)
        seen.append(list(dialog.buttons))
        (dialog.buttons[key] if key else dialog.stay).click()

    QTimer.singleShot(0, click)


def press(qtbot, window, words):
    button = next(b for b in window.banners.findChildren(Button) if b.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def spoil(project, count=2):
    for picture in project.index.pictures(split=Split.TRAIN)[:count]:
        draw(COLOURS["grey"], picture.id).save(project.path_of(picture))


def test_start_asks_and_looks_again(qtbot, window, project):
    session, seen = window.state.session, []
    spoil(project)
    choose(seen, changed.LOOK_AGAIN)
    with qtbot.waitSignals([session.run_started, window.state.data_changed, session.run_ended]):
        session.start(project, DEFAULTS, name="Best", preset="best")
    assert seen[1] == [changed.LOOK_AGAIN]
    (run,) = project.runs_folder.iterdir()
    (change,) = RunFolder(run).manifest["changes"]
    assert "{changes}" in change["message"]["template"] and not project.drift()


def test_leaving_the_question_starts_nothing(qtbot, window, project):
    session, seen = window.state.session, []
    spoil(project)
    choose(seen, "")
    session.start(project, DEFAULTS, name="Best", preset="best")
    qtbot.waitUntil(lambda: bool(seen) and not session.is_busy)
    assert not project.runs_folder.exists()


@pytest.mark.parametrize(
    ("key", "left"), [(changed.ACCEPT, 28), (changed.LEAVE_OUT, 26), (changed.NEW_RUN, 30)], ids=lambda key: str(key)
)
def test_resuming_asks_which_way(qtbot, window, project, key, left):
    session, seen = window.state.session, []
    run = RunFolder.create(project, DEFAULTS, name="Best")
    spoil(project)
    for picture in project.index.pictures(split=Split.VAL)[:2]:
        project.path_of(picture).unlink()
    choose(seen, key)
    with qtbot.waitSignals([session.run_started, session.run_ended]):
        session.resume(run)
    assert seen[1] == [changed.ACCEPT, changed.LEAVE_OUT, changed.NEW_RUN]
    assert len(run.pictures()) == left
    assert (session.current.run.folder == run.folder) == (key != changed.NEW_RUN)


def test_moved_pictures_are_shown_and_the_start_goes_on(qtbot, window, project, monkeypatch):
    session = window.state.session
    moved = project.source.rename(project.source.parent / "moved")
    session.start(project, DEFAULTS, name="Best", preset="best")
    qtbot.waitUntil(lambda: window.banners.shown() is not None)
    assert "is not where it was" in str(window.banners.shown().fact)
    wrong = moved.parent / "wrong"
    (wrong / "blue").mkdir(parents=True)
    answers = [str(wrong), str(moved / "red")]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: answers.pop(0))
    press(qtbot, window, "Show where it is now…")
    qtbot.waitUntil(lambda: "None of this project's pictures" in str(window.banners.shown().fact))
    with qtbot.waitSignals([session.run_started, session.run_ended]):
        press(qtbot, window, "Show where it is now…")  # a class's folder: the one around it is found
    assert project.source == moved


def test_a_project_that_is_only_looked_at_says_so(qtbot, window, project, tmp_path):
    from sft_gui.data.project import Project

    project.close()
    (project.folder / "index.sqlite").chmod(0o444)
    again = Project.open(project.folder)
    if again.read_only is None:  # root may write everything
        from sft_gui.files import unwritable

        again.index.read_only = unwritable(project.folder, OSError(30, "Read-only file system"))
    window.state.open_project(again)
    assert "only be looked at, evaluated and predicted with: its disk is read-only" in str(window.banners.shown().fact)
    assert "not kept" in str(window.banners.shown().rest)
    window.state.open_project(None)
    assert window.banners.shown() is None
    again.close()
