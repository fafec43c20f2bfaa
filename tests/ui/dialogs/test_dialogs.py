"""Settings apply at once; the other dialogs say what they have to say."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QDialog

from sft_gui import paths
from sft_gui.data.project import Project
from sft_gui.messages import say
from sft_gui.models.catalogue import CATALOGUE
from sft_gui.models.spec import Download
from sft_gui.ui.core.memory import Memory
from sft_gui.ui.core.state import AppState
from sft_gui.ui.dialogs.details import DetailsDialog
from sft_gui.ui.dialogs.settings.dialog import SECTIONS, SettingsDialog
from sft_gui.ui.dialogs.settings.storage import MoveOrPoint, empty_folder, size_of
from sft_gui.ui.dialogs.shortcuts import ShortcutsDialog
from sft_gui.ui.dialogs.welcome import OWN, SAMPLE, SEEN, WelcomeDialog
from sft_gui.ui.look import theme, words
from sft_gui.ui.widgets.dialog import Confirm
from tests.fixtures import colour_folder


@pytest.fixture(autouse=True)
def back():
    yield
    theme.set_mode("light")
    theme.set_scale(1.0)
    theme.set_less_motion(False)
    theme.set_patterns(True)
    words.set_language("en")


@pytest.fixture
def state(qtbot, tmp_path):
    return AppState(Memory(tmp_path / "window.json"))


@pytest.fixture
def settings(qtbot, state):
    made = SettingsDialog(state)
    qtbot.addWidget(made)
    made.show()
    return made


def test_language_applies_at_once_and_is_kept(settings, state):
    settings.pages["appearance"].language.set_key("zh_CN")
    assert settings.windowTitle() == "设置"
    assert state.memory.get("language", "") == "zh_CN"
    settings.pages["appearance"].language.set_key("system")
    assert words.chosen() == "system"


def test_theme_applies_at_once_and_is_kept(qtbot, settings, state):
    qtbot.mouseClick(settings.pages["appearance"].theme.button("dark"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(theme.is_dark)
    assert state.memory.get("theme", "") == "dark"


def test_text_size_moves_in_steps_of_five(qtbot, settings, state):
    scale = settings.pages["appearance"].scale
    qtbot.keyClick(scale, Qt.Key.Key_Right)
    qtbot.keyClick(scale, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: theme.scale() == pytest.approx(1.1))
    assert settings.pages["appearance"].percent.text() == "110 %"
    assert state.memory.get("scale", 1.0) == pytest.approx(1.1)


def test_motion_and_patterns_are_switches(qtbot, settings, state):
    page = settings.pages["appearance"]
    page.less_motion.click()
    page.patterns.click()
    assert theme.less_motion()
    assert not theme.patterns()
    assert (state.memory.get("less_motion", False), state.memory.get("patterns", True)) == (True, False)


@pytest.mark.parametrize("section", [key for key, _, _ in SECTIONS])
def test_every_section_shows_at_every_text_size(qtbot, settings, section):
    settings.show_section(section)
    for scale in (1.0, 2.0):
        theme.set_scale(scale)
        assert not settings.grab().isNull()


def test_every_control_of_the_settings_has_a_name(settings):
    for button in settings.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text(), button


def test_computer_section_tells_what_is_there(qtbot, settings):
    values = settings.pages["computer"]._values
    qtbot.waitUntil(lambda: "GB free" in values["disk"].full_text())
    assert "Python" in values["versions"].full_text()
    assert values["gpu"].full_text() == "not known yet"


def test_cache_is_measured_and_emptied(qtbot, settings):
    folder = paths.cache_folder() / "thumbnails" / "ab"
    folder.mkdir(parents=True)
    (folder / "x.jpg").write_bytes(b"1" * 3_000_000)
    assert size_of(paths.cache_folder()) == 3_000_000
    page = settings.pages["storage"]
    qtbot.mouseClick(page.empty, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.empty.isEnabled() and not folder.exists())


def test_projects_are_moved_from_the_settings_and_the_open_one_is_open_again(qtbot, state, tmp_path, monkeypatch):
    project = Project.create(colour_folder(tmp_path / "Colours", per_class=2))
    state.open_project(project)
    dialog = SettingsDialog(state, section="storage")
    qtbot.addWidget(dialog)
    page, to = dialog.pages["storage"], tmp_path / "disk"
    monkeypatch.setattr(MoveOrPoint, "exec", lambda self: self.MOVE)  # what a click on "Move them" gives
    with qtbot.waitSignal(state.project_changed):
        page.keep_in(to)
    qtbot.waitUntil(lambda: state.project is not None and state.project.folder == to / project.folder.name)
    assert str(to) in page._projects.text() and "kept there now" in page.said.text()
    assert not project.folder.exists()
    state.project.close()


def test_projects_are_not_moved_beside_a_training_run(qtbot, state):
    class Busy(QObject):
        is_busy = True

    dialog = SettingsDialog(state, section="storage")
    qtbot.addWidget(dialog)
    dialog.show()
    state.session = Busy()
    qtbot.mouseClick(dialog.pages["storage"].change, Qt.MouseButton.LeftButton)
    assert "being trained" in dialog.pages["storage"].said.text()


def test_a_folder_for_projects_can_only_be_pointed_at(qtbot, state, tmp_path, monkeypatch):
    Project.create(colour_folder(tmp_path / "Colours", per_class=2)).close()
    dialog = SettingsDialog(state, section="storage")
    qtbot.addWidget(dialog)
    page, old = dialog.pages["storage"], paths.projects()
    for answer, where in ((0, old), (MoveOrPoint.POINT, tmp_path / "disk")):
        monkeypatch.setattr(MoveOrPoint, "exec", lambda self, answer=answer: answer)
        page.keep_in(tmp_path / "disk")
        assert paths.projects() == where
    assert len(list(old.iterdir())) == 1 and page._projects.text() == str(tmp_path / "disk")


def test_emptying_what_is_not_there_is_fine(tmp_path):
    empty_folder(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_downloaded_weights_can_be_removed(qtbot, state, monkeypatch):
    spec = next(spec for spec in CATALOGUE if isinstance(spec.weights, Download))
    file = paths.weights_folder() / spec.weights.file
    file.parent.mkdir(parents=True)
    file.write_bytes(b"weights")
    monkeypatch.setattr("sft_gui.ui.dialogs.settings.pages._to_bin", lambda path: path.unlink())
    settings = SettingsDialog(state, section="weights")
    qtbot.addWidget(settings)
    settings.show()
    remove = settings.pages["weights"].removes[spec.name]
    assert remove.isVisible()
    remove.click()
    qtbot.waitUntil(lambda: not settings.pages["weights"].removes[spec.name].isVisibleTo(settings))
    assert not file.exists()


def test_bundled_weights_cannot_be_removed(settings):
    settings.show_section("weights")
    assert not settings.pages["weights"].removes["tf_efficientnet_lite0"].isVisible()


def test_about_shows_the_licences(settings):
    assert "SIL OPEN FONT LICENSE" in settings.pages["about"].text.toPlainText()


def test_welcome_is_seen_once_and_gives_the_choice(qtbot, state):
    for choose, result in (("sample", SAMPLE), ("own", OWN)):
        dialog = WelcomeDialog(state)
        qtbot.addWidget(dialog)
        dialog.show()
        getattr(dialog, choose).click()
        assert dialog.result() == result
    assert state.memory.get(SEEN, False)


def test_shortcuts_lists_keys_with_meanings(qtbot):
    dialog = ShortcutsDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.grab()
    words.set_language("zh_CN")
    assert dialog.windowTitle() == "快捷键"


def question(qtbot, kind):
    dialog = Confirm(say("Discard this run?"), say("It goes."), act=say("Move to bin"), stay=say("Keep it"), kind=kind)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_safe_answer_is_the_default_of_a_deed_that_destroys(qtbot):
    dialog = question(qtbot, "confirm")
    assert dialog.stay_button.isDefault()
    dialog.act_button.click()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_escape_is_the_safe_answer(qtbot):
    dialog = question(qtbot, "primary")
    assert dialog.act_button.isDefault()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_details_can_be_read(qtbot):
    dialog = DetailsDialog("Traceback …")
    qtbot.addWidget(dialog)
    assert dialog.text.toPlainText() == "Traceback …"
