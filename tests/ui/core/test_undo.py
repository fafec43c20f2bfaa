"""One stack of what can be taken back, for the toast's button and for the key."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt

from sft_gui.messages import say
from tests.ui.plain_pages import shown_window, use_plain_pages

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch):
    use_plain_pages(monkeypatch)
    return shown_window(qtbot, tmp_path)


def offer(state, taken, name, **scope):
    state.offer_undo(say("{name} done", name=name), lambda: taken.append(name), **scope)


def press(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)


def test_the_key_takes_back_the_newest_and_then_the_one_before(qtbot, window):
    taken = []
    for name in ("first", "second"):
        offer(window.state, taken, name)
    press(qtbot, window)
    assert taken == ["second"]
    assert not window.toast.isVisible() or window.toast.button.isHidden()
    press(qtbot, window)
    press(qtbot, window)
    assert taken == ["second", "first"]


def test_the_toasts_button_and_the_key_take_back_once(qtbot, window):
    taken = []
    offer(window.state, taken, "deed")
    qtbot.mouseClick(window.toast.button, Qt.MouseButton.LeftButton)
    press(qtbot, window)
    assert taken == ["deed"]


def test_the_key_goes_on_when_the_toast_is_gone_and_says_what_it_did(qtbot, window):
    taken = []
    offer(window.state, taken, "deed")
    window.toast.hide()
    window.navigate("history")
    press(qtbot, window)
    assert taken == ["deed"]
    assert window.toast.isVisible()
    assert window.toast.button.isHidden()
    assert window.toast.accessibleName() == "Taken back: deed done"


def test_steps_of_a_project_end_with_it_and_their_toast_too(qtbot, window, monkeypatch):
    taken, state = [], window.state
    state.project = SimpleNamespace(folder=Path("mine"), name="Mine")
    offer(state, taken, "everywhere", everywhere=True)
    offer(state, taken, "mine")
    assert window.toast.isVisible()
    state.open_project(None)
    assert not window.toast.isVisible()
    press(qtbot, window)
    press(qtbot, window)
    assert taken == ["everywhere"]


def test_with_nothing_on_the_stack_the_page_on_show_is_asked(qtbot, window):
    asked = []
    window.page().undo = lambda: asked.append(1)
    press(qtbot, window)
    assert asked == [1]
