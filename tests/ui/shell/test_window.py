"""The window around the pages: navigation, keys, narrow mode, what is remembered, and what is dropped on it."""

import pytest
from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QMenu

from sft_gui.ui.core.memory import Memory
from sft_gui.ui.core.state import AppState
from sft_gui.ui.look import theme, words
from sft_gui.ui.shell.window import MainWindow
from tests.fixtures import colour_project
from tests.ui.plain_pages import use_plain_pages

KEYS = ("start", "data", "train", "run", "evaluate", "predict", "history")
OPEN_WITHOUT_PROJECT = {"start", "predict", "history"}


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    use_plain_pages(monkeypatch)
    yield
    theme.set_scale(1.0)
    theme.set_mode("light")
    words.set_language("en")


@pytest.fixture
def state(qtbot, tmp_path):
    return AppState(Memory(tmp_path / "window.json"))


@pytest.fixture
def window(qtbot, state):
    made = MainWindow(state)
    qtbot.addWidget(made)
    made.navigate("start")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def project(tmp_path):
    made = colour_project(tmp_path)
    yield made
    made.close()


def test_pages_that_need_a_project_are_closed_without_one(window, state, project):
    assert {key for key in KEYS if window.rail.item(key).isEnabled()} == OPEN_WITHOUT_PROJECT
    window.navigate("train")
    assert window.current_key() == "start"
    state.open_project(project)
    assert all(window.rail.item(key).isEnabled() for key in KEYS)
    window.navigate("train")
    assert window.current_key() == "train"


def test_pages_are_made_once_and_told_when_they_come_and_go(window):
    start = window.page()
    window.navigate("history")
    window.navigate("start")
    assert window.page() is start
    assert start.log == ["entered", "left", "entered"]


def test_rail_navigates_and_marks_the_page(qtbot, window):
    qtbot.mouseClick(window.rail.item("history"), Qt.MouseButton.LeftButton)
    assert window.current_key() == "history"
    assert window.rail.item("history").isChecked()
    assert not window.rail.item("start").isChecked()
    qtbot.mouseClick(window.rail.item("history"), Qt.MouseButton.LeftButton)
    assert window.rail.item("history").isChecked()


def test_ctrl_numbers_follow_the_rail(qtbot, window, state, project):
    state.open_project(project)
    for number, key in enumerate(KEYS, start=1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert window.current_key() == key


def test_closing_the_project_goes_back_to_start(window, state, project):
    state.open_project(project)
    window.navigate("data")
    state.open_project(None)
    assert window.current_key() == "start"
    assert window.top_bar.project.text() == "No project open"


def test_title_and_top_bar_name_project_and_task(window, state, project):
    state.open_project(project)
    assert window.windowTitle() == f"{project.name} – sft-gui"
    assert window.top_bar.project.text() == project.name
    assert window.top_bar.task.text() == "Classification"
    state.set_model("ResNet-18")
    assert window.top_bar.model.isVisible()


def test_counts_stand_beside_the_pages(window, state):
    state.set_count("history", 4)
    assert window.rail.item("history").accessibleDescription() == "4"


def test_project_menu_lists_the_others(qtbot, window, state, project):
    state.open_project(project)
    menu = QMenu()
    window.top_bar.project_menu_asked.emit(menu)
    labels = [action.text() for action in menu.actions() if action.text()]
    assert labels == ["Open a folder…", "All projects", "Close the project"]


def test_kept_project_opens_off_the_gui_thread(qtbot, window, state, project):
    with qtbot.waitSignal(state.project_changed):
        window.open_kept(project.folder)
    assert state.project.folder == project.folder
    assert window.current_key() == "data"
    state.project.close()


def test_folder_that_is_no_project_is_told_in_a_banner(qtbot, window, state, tmp_path):
    with qtbot.waitSignal(state.noticed):
        window.open_kept(tmp_path / "nothing")
    assert window.banners.shown().severity == "danger"


def test_text_size_keys(qtbot, window, state):
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: theme.scale() == pytest.approx(1.1))
    assert state.memory.get("scale", 1.0) == pytest.approx(1.1)
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: theme.scale() == 1.0)


def test_large_text_makes_the_window_narrow(qtbot, window, state):
    window.resize(1280, 800)
    wide = window.rail.width()
    assert wide == 188
    theme.set_scale(2.0)
    qtbot.waitUntil(lambda: window.rail.width() == 168)
    assert window.top_bar.device._is_compact
    theme.set_scale(1.0)
    qtbot.waitUntil(lambda: window.rail.width() == wide)


def test_theme_button_switches_and_is_remembered(qtbot, window, state):
    qtbot.mouseClick(window.top_bar.theme, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(theme.is_dark)
    assert state.memory.get("theme", "") == "dark"
    qtbot.mouseClick(window.top_bar.theme, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not theme.is_dark())


def test_language_switches_the_window_live(window, state):
    window.top_bar.language_chosen.emit("zh_CN")
    assert window.rail.item("data").text() == "数据"
    assert window.top_bar.project.text() == "没有打开的项目"
    assert window.top_bar.language.text() == "中文"
    assert state.memory.get("language", "") == "zh_CN"


def test_geometry_and_page_are_remembered(qtbot, window, state):
    window.resize(1111, 777)
    window.navigate("history")
    window.close()
    again = Memory(state.memory._path)
    assert again.get("page", "") == "history"
    restored = MainWindow(AppState(again))  # offscreen, Qt then fits it into a screen of 800 x 800
    qtbot.addWidget(restored)
    assert restored.restoreGeometry(QByteArray.fromBase64(again.get("geometry", "").encode()))


def test_first_paint_is_told_once(qtbot, state):
    made = MainWindow(state)
    qtbot.addWidget(made)
    heard = []
    made.first_painted.connect(lambda: heard.append(1))
    made.show()
    qtbot.waitUntil(lambda: heard == [1])
    made.repaint()
    assert heard == [1]


def test_tab_order_goes_through_the_rail_in_reading_order(qtbot, window):
    item = window.rail.item("start")
    names = []
    for _ in range(5):
        names.append(item.key)
        item = item.nextInFocusChain()
        while not hasattr(item, "key"):
            item = item.nextInFocusChain()
    assert names == ["start", "data", "train", "run", "evaluate"]


def test_every_button_around_the_pages_has_a_name(window):
    for part in (window.rail, window.top_bar):
        for button in part.findChildren(QAbstractButton):
            assert button.accessibleName() or button.text(), button


# Drag, drop and paste


def mime_of(*paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drag_enter(window, mime):
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.setAccepted(False)
    window.dragEnterEvent(event)
    return event


def drop(window, mime):
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)


def test_overlay_lights_by_what_is_dragged(window, state):
    window.navigate("history")
    overlay = window.drops.overlay
    assert drag_enter(window, mime_of("/x/a.jpg")).isAccepted()
    assert (overlay.isVisible(), overlay.lit()) == (True, "pictures")
    overlay.grab()
    drag_enter(window, mime_of("/x/flowers"))
    assert overlay.lit() == "folder"
    drag_enter(window, mime_of("/x/notes.pdf"))
    assert overlay.lit() == "refused"
    assert overlay.accessibleName() == "notes.pdf is not a picture"
    overlay.grab()
    window.dragLeaveEvent(QDragLeaveEvent())
    assert not overlay.isVisible()


def test_folder_dragged_over_predict_would_be_named(window):
    window.navigate("predict")
    drag_enter(window, mime_of("/x/flowers"))
    assert window.drops.overlay.lit() == "pictures"
    assert window.drops.overlay.accessibleName() == "Drop a folder to predict its pictures"


def test_page_with_a_drop_zone_shows_it_there(window):
    zone = window.page().drop_zone
    drag_enter(window, mime_of("/x/flowers"))
    assert zone.state() == "take"
    assert not window.drops.overlay.isVisible()
    drag_enter(window, mime_of("/x/notes.pdf"))
    assert zone.state() == "refuse"
    window.dragLeaveEvent(QDragLeaveEvent())
    assert zone.state() == "rest"
    drag_enter(window, mime_of("/x/a.jpg"))
    assert window.drops.overlay.isVisible()


def test_text_dragged_is_left_to_others(window):
    mime = QMimeData()
    mime.setText("hello")
    assert not drag_enter(window, mime).isAccepted()


def test_dropped_folder_goes_to_start(qtbot, window, state, tmp_path):
    window.navigate("history")
    with qtbot.waitSignal(state.folder_dropped) as dropped:
        drop(window, mime_of(tmp_path))
    assert dropped.args == [tmp_path]
    assert window.current_key() == "start"


def test_dropped_pictures_go_to_predict(qtbot, window, state, tmp_path):
    files = [tmp_path / "猫 1.jpg", tmp_path / "b.png"]
    for file in files:
        file.touch()
    with qtbot.waitSignal(state.pictures_dropped) as dropped:
        drop(window, mime_of(*files))
    assert dropped.args == [files]
    assert window.current_key() == "predict"


def test_dropped_file_that_is_no_picture_gets_a_sentence(qtbot, window, state, tmp_path):
    file = tmp_path / "notes.pdf"
    file.touch()
    with qtbot.waitSignal(state.noticed):
        drop(window, mime_of(file))
    assert str(window.banners.shown().fact) == "notes.pdf is not a picture."


def test_pasted_picture_goes_to_predict(qtbot, window, state):
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(0)
    QGuiApplication.clipboard().setImage(image)
    with qtbot.waitSignal(state.image_pasted) as pasted:
        qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert pasted.args[0].width() == 8
    assert window.current_key() == "predict"


def test_pasted_files_go_to_predict(qtbot, window, state, tmp_path):
    file = tmp_path / "a.jpg"
    file.touch()
    QGuiApplication.clipboard().setMimeData(mime_of(file))
    with qtbot.waitSignal(state.pictures_dropped):
        qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_language_change_event_does_not_disturb(window):
    before = window.current_key(), window.windowTitle(), [window.rail.item(key).text() for key in KEYS]
    QGuiApplication.instance().sendEvent(window, QEvent(QEvent.Type.LanguageChange))
    assert (window.current_key(), window.windowTitle(), [window.rail.item(key).text() for key in KEYS]) == before
