"""The Start page in the real window: what is dropped is opened, or refused in words."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training.events import RunState
from sft_gui.training.report import Report
from sft_gui.training.run_folder import RunFolder
from sft_gui.ui.core.state import AppState
from sft_gui.ui.look import words
from sft_gui.ui.pages.start import page as start_module
from sft_gui.ui.pages.start.recent_model import RECENT
from sft_gui.ui.shell.window import MainWindow
from tests.fixtures import colour_folder


@pytest.fixture
def window(qtbot):
    window = MainWindow(AppState())
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.navigate("start")
    yield window
    if window.state.project is not None:
        window.state.project.close()


def mime_of(*files):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return mime


def drag(window, mime):
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def drop(window, mime):
    drag(window, mime)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(window, event)


def texts(zone):
    return [label.text() for label in zone.findChildren(QLabel) if label.isVisible()]


def test_a_dropped_folder_is_read_and_shown_on_the_data_page(qtbot, window, tmp_path):
    folder = colour_folder(tmp_path, per_class=4)
    page, mime = window.page(), mime_of(folder)
    assert drag(window, mime)
    assert page.drop_zone.state() == "take"
    assert "Let go to open “colours”" in texts(page.drop_zone)
    drop(window, mime)
    qtbot.waitUntil(lambda: window.current_key() == "data")
    assert window.state.project.name == "colours"
    qtbot.waitUntil(lambda: "12 pictures in 3 classes" in window.page().header.sentence.text())
    assert window.rail.item("data").isEnabled()


@pytest.mark.parametrize("name", ["花卉 照片", 'it\'s "odd" & more', "smile 🌸"])
def test_folders_with_odd_names_are_opened(qtbot, window, tmp_path, name):
    folder = colour_folder(tmp_path, per_class=2)
    odd = folder.rename(tmp_path / name)
    drop(window, mime_of(odd))
    qtbot.waitUntil(lambda: window.current_key() == "data")
    assert window.state.project.name == name


def test_a_drag_of_something_else_is_refused_in_words(qtbot, window, tmp_path):
    zone = window.page().drop_zone
    drag(window, mime_of(tmp_path / "notes.pdf"))
    assert zone.state() == "refuse"
    assert "notes.pdf is not a picture" in texts(zone)
    window.drops.leave()
    assert zone.state() == "rest"


def test_a_folder_without_classes_is_refused_with_the_reason_in_zone_and_banner(qtbot, window, tmp_path):
    (tmp_path / "empty").mkdir()
    drop(window, mime_of(tmp_path / "empty"))
    zone = window.page().drop_zone
    qtbot.waitUntil(lambda: zone.state() == "refuse")
    assert "There is no picture in 'empty'." in texts(zone)
    assert window.banners.shown().severity == "danger"
    assert zone.choose.isVisible()
    assert window.current_key() == "start"


def test_a_folder_opened_before_comes_back_with_its_decisions(qtbot, window, tmp_path):
    folder = colour_folder(tmp_path, per_class=3)
    project = Project.create(folder)
    project.index.leave_out(project.index.ids()[:1])
    project.close()
    drop(window, mime_of(folder))
    qtbot.waitUntil(lambda: window.current_key() == "data")
    assert window.state.project.folder == project.folder
    assert window.state.project.index.counts()["blue"] and len(Project.recent()) == 1


def test_reading_can_be_cancelled_and_leaves_nothing(qtbot, window, tmp_path, monkeypatch):
    def read_for_ever(source, *, name=None, on_progress, cancelled):
        from sft_gui.errors import Cancelled
        from sft_gui.messages import say

        while not cancelled():
            on_progress(3, 10, say("Reading pictures"))
        raise Cancelled

    monkeypatch.setattr(start_module.recent_listing, "open_source", read_for_ever)
    zone = window.page().drop_zone
    drop(window, mime_of(colour_folder(tmp_path, per_class=2)))
    qtbot.waitUntil(lambda: "Reading pictures: 3 of 10" in texts(zone))
    drag(window, mime_of(tmp_path / "notes.pdf"))
    window.drops.leave()
    assert zone.state() == "reading"
    qtbot.mouseClick(zone.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: zone.state() == "rest")
    assert window.state.project is None and zone.choose.isVisible()


def test_the_sample_opens_with_one_click(qtbot, window):
    qtbot.mouseClick(window.page().sample.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.current_key() == "data")
    assert (window.state.project.name, len(window.state.project.index.classes)) == ("Handwritten digits", 10)


def test_the_sample_of_boxes_opens_and_welcome_opens_the_first(qtbot, window):
    qtbot.mouseClick(window.page().sample.others["detection"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.current_key() == "data")
    assert (window.state.project.task, len(window.state.project.classes)) == ("detection", 10)
    window.navigate("start")
    window.state.sample_asked.emit()
    qtbot.waitUntil(lambda: window.state.project.task == "classification")


def test_a_folder_read_while_another_page_is_shown_waits_behind_a_banner(qtbot, window, kept):
    window.page().open_kept(kept.folder)
    window.navigate("history")
    qtbot.waitUntil(lambda: window.banners.shown() is not None)
    assert str(window.banners.shown().fact) == "“Kept” is ready."
    assert (window.current_key(), window.state.project) == ("history", None)
    window.banners.shown().actions[0].act()
    assert window.current_key() == "data" and window.state.project.name == "Kept"


@pytest.fixture
def kept(tmp_path):
    project = Project.create(colour_folder(tmp_path, per_class=2), name="Kept")
    project.close()
    return project


def recent_rows(qtbot, window):
    window.page().entered()
    rows = window.page().recent.list.projects
    qtbot.waitUntil(lambda: rows.rowCount() == 1)
    return rows


def test_recent_projects_show_what_they_hold_and_their_best_score(qtbot, window, kept):
    for score in (0.5, 0.75):
        project = Project.open(kept.folder)
        project.index.set_splits(zip(project.index.ids(), [Split.TRAIN, Split.VAL] * 3, strict=True))
        run = RunFolder.create(project, DEFAULTS, name=f"run {score}")
        run.write_report(Report(state=RunState.FINISHED, scores={"val.accuracy": score}))
        project.close()
    rows = recent_rows(qtbot, window)
    qtbot.waitUntil(lambda: rows.index(0).data(RECENT).score()[0] != "")
    recent = rows.index(0).data(RECENT)
    assert (recent.summary.name, recent.content()) == ("Kept", "3 classes, 6 pictures")
    assert recent.score() == ("75.0\u00a0%", "Accuracy")
    assert len(recent.details.pictures) == 4


def test_enter_opens_a_recent_project(qtbot, window, kept):
    recent_rows(qtbot, window)
    projects = window.page().recent.list
    projects.setFocus()
    qtbot.keyClick(projects, Qt.Key.Key_Down)
    qtbot.keyClick(projects, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.current_key() == "data")
    assert window.state.project.name == "Kept"


def test_a_recent_project_is_renamed_in_place(qtbot, window, kept):
    rows = recent_rows(qtbot, window)
    rows.setData(rows.index(0), " Colours ")
    qtbot.waitUntil(lambda: rows.index(0).data() == "Colours")
    assert Project.recent()[0].name == "Colours"


def test_renaming_the_open_project_renames_it_in_the_top_bar_too(qtbot, window, kept):
    window.page().open_kept(kept.folder)
    qtbot.waitUntil(lambda: window.current_key() == "data")
    title = window.page().header.title
    title.edit()
    qtbot.keyClicks(title.field, "Paints")
    qtbot.keyClick(title.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.windowTitle().startswith("Paints"))


def test_removing_asks_first_and_leaves_the_pictures(qtbot, window, kept, monkeypatch, tmp_path):
    rows = recent_rows(qtbot, window)
    answers = iter([False, True])
    monkeypatch.setattr(start_module, "confirm", lambda *_, **__: next(answers))
    projects = window.page().recent.list
    projects.setCurrentIndex(rows.index(0))
    qtbot.keyClick(projects, Qt.Key.Key_Delete)
    assert kept.folder.is_dir()
    kept.close()
    qtbot.keyClick(projects, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: projects.projects.rowCount() == 0)
    assert not kept.folder.exists()
    assert (tmp_path / "colours").is_dir()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: projects.projects.rowCount() == 1)
    assert (kept.folder / "project.toml").is_file()


def test_the_menu_of_a_project_offers_all_that_can_be_done(qtbot, window, kept):
    rows = recent_rows(qtbot, window)
    menu = window.page().recent.list.menu(rows.index(0))
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Open",
        "Rename",
        "Show in folder",
        "Remove…",
    ]


def test_the_page_speaks_chinese_at_once(qtbot, window):
    words.set_language("zh_CN")
    try:
        assert window.page().drop_zone.choose.text() == "选择文件夹…"
    finally:
        words.set_language("en")
