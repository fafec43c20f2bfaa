"""Theme and text size: presses are merged, what is hidden waits, and nothing in the window stays undressed."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from sft_gui.ui.look import dressing, theme
from sft_gui.ui.shell.page_list import PAGES
from sft_gui.ui.widgets.combo import Combo
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.focus_ring import FocusRing
from sft_gui.ui.widgets.text import Text
from tests.fixtures import colour_project
from tests.ui.plain_pages import shown_window, use_plain_pages

PRESSES = 10
UNDRESSED = (FocusRing, QStackedWidget)  # and plain QWidgets that only hold a layout: the palette does for them


class Restyled(QObject):
    """Counts how often a widget was given another style sheet."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event) -> bool:
        self.count += event.type() == QEvent.Type.StyleChange
        return False


@pytest.fixture(autouse=True)
def as_in_the_program(qapp):
    """The sheet is on the parts of the window only, not on the application."""
    dressing.set_everywhere(False)
    qapp.setStyleSheet("")
    yield
    dressing.set_everywhere(True)
    theme._theme.applied = None
    theme.set_scale(1.0)
    theme.set_mode("light")


@pytest.fixture
def window(qtbot, tmp_path):
    return shown_window(qtbot, tmp_path)


@pytest.fixture
def plain(monkeypatch):
    use_plain_pages(monkeypatch)


def test_ten_presses_are_one_change(qtbot, plain, window):
    rail, changes = Restyled(window.rail), []
    theme.changed.connect(lambda: changes.append(theme.scale()))
    for _ in range(PRESSES):
        qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(changes))
    assert theme.scale() == 2.0
    assert (changes, rail.count) == ([2.0], 1)


def test_what_is_chosen_already_changes_nothing(qtbot, plain, window):
    rail = Restyled(window.rail)
    theme.set_scale(1.0)
    theme.set_mode("light")
    assert rail.count == 0


def test_of_theme_and_text_size_asked_together_one_change_comes(qtbot, plain, window):
    rail = Restyled(window.rail)
    qtbot.mouseClick(window.top_bar.theme, Qt.MouseButton.LeftButton)
    theme.ask(scale=1.5)
    qtbot.waitUntil(theme.is_dark)
    assert (theme.scale(), rail.count) == (1.5, 1)


def test_hidden_pages_are_restyled_when_they_are_shown(qtbot, plain, window):
    window.make_pages()
    qtbot.waitUntil(window.has_all_pages)
    window.navigate("predict")
    hidden, shown = Restyled(window._pages["start"]), Restyled(window._pages["predict"])
    theme.set_mode("dark")
    assert (hidden.count, shown.count) == (0, 1)
    window.navigate("start")
    assert hidden.count == 1
    theme.set_mode("light")
    theme.set_mode("dark")
    window.navigate("predict")
    assert shown.count == 1  # it wears what is worn again: nothing to do


def test_labels_menus_and_dialogs_of_the_window_wear_the_sheet(qtbot, plain, window):
    theme.set_mode("dark")
    theme.set_scale(1.5)
    title = Text("title", "danger", text="Fine-tune", parent=window.page())
    title.show()
    menu, dialog = QMenu(window.page()), Dialog(window)
    qtbot.addWidget(dialog)
    combo = Combo(dialog)
    dialog.show()
    menu.ensurePolished()
    assert QFontInfo(title.font()).pixelSize() == 33
    assert title.palette().color(QPalette.ColorRole.WindowText) == theme.color("danger")
    for widget in (menu, dialog, combo.view()):
        assert widget.style().metaObject().className() == "QStyleSheetStyle"
        assert dressing.is_dressed(widget)


def test_everything_seen_on_every_page_is_dressed(qtbot, tmp_path, window):
    project = colour_project(tmp_path)
    window.state.open_project(project)
    for page in PAGES:
        window.navigate(page.key)
        seen = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
        bare = [each for each in seen if not dressing.is_dressed(each) and not isinstance(each, UNDRESSED)]
        assert all(type(each) is QWidget for each in bare), bare
    project.close()
