"""Tab goes in reading order on every page and dialog, told from where the controls stand, and reaches all of them."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sft_gui.messages import say
from sft_gui.ui.core import jobs, tab_order
from sft_gui.ui.dialogs.settings.dialog import SECTIONS, SettingsDialog
from sft_gui.ui.dialogs.shortcuts import ShortcutsDialog
from sft_gui.ui.dialogs.welcome import WelcomeDialog
from sft_gui.ui.pages.data.class_dialog import ClassDialog
from sft_gui.ui.shell.page_list import PAGES
from sft_gui.ui.shell.window import MainWindow
from sft_gui.ui.widgets.dialog import Confirm
from tests.ui.pages.conftest import keep_evaluation, run_named

MOST = 200


def walk(qtbot, window):
    """Press Tab until it comes round; give where it stopped."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    first = tab_order.stops(window)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    seen = [first]
    for _ in range(MOST):
        assert QApplication.focusWidget() is seen[-1], (
            f"{_name(seen[-1])} takes no focus, {QApplication.activeWindow()}"
        )
        QTest.keyClick(seen[-1], Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is first:
            return seen
        assert now not in seen, f"{_name(now)} comes twice before {_name(first)}"
        seen.append(now)
    raise AssertionError("it never comes round")


def _name(widget):
    return f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()!r}"


def assert_reading_order(window, seen):
    """Nothing goes back: up within a column, or left within a row."""
    places = [QRect(each.mapTo(window, QPoint(0, 0)), each.size()) for each in seen]
    for k in range(1, len(seen)):
        one, next_ = places[k - 1], places[k]
        goes_up = next_.bottom() < one.top() and next_.left() < one.right()
        goes_left = next_.right() < one.left() and next_.top() < one.bottom() and one.top() < next_.bottom()
        assert not goes_up and not goes_left, f"from {_name(seen[k - 1])} {one} to {_name(seen[k])} {next_}"


def reached(window):
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and tab_order.is_stop(widget) and widget.window() is window
    }


@pytest.fixture
def window(qtbot, state, project):
    keep_evaluation(run_named(project, "Second"), {"red": "green"})
    made = MainWindow(state)
    qtbot.addWidget(made)
    made.navigate("start")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    state.open_project(project)
    state.show_run(run_named(project, "Second"))
    return made


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (960, 640)])
def test_tab_goes_in_reading_order_on_every_page(qtbot, window, size):
    window.resize(*size)
    for page in PAGES:
        window.navigate(page.key)
        QTest.qWait(50)
        qtbot.waitUntil(jobs.is_idle)  # what is not known yet has no place yet
        seen = walk(qtbot, window)
        assert_reading_order(window, seen)
        assert set(seen) == reached(window)


def test_shift_tab_goes_the_same_way_back(qtbot, window):
    window.navigate("history")
    seen = walk(qtbot, window)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is seen[-1]


def test_tab_goes_in_reading_order_in_every_dialog(qtbot, state, tmp_path):
    dialogs = [SettingsDialog(state, section=key) for key, _, _ in SECTIONS]
    dialogs += [ShortcutsDialog(), WelcomeDialog(state, None), ClassDialog(["red", "green"], 3, None)]
    dialogs.append(Confirm(say("Close"), say("It ends."), act=say("Close"), stay=say("Stay")))
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        seen = walk(qtbot, dialog)
        assert_reading_order(dialog, seen)
        assert set(seen) == reached(dialog)
        dialog.hide()
