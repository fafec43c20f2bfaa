"""The ring shows where the keyboard is, follows it, and keeps out of the mouse's way."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.focus_ring import OUT, FocusRing


@pytest.fixture
def window(qtbot):
    made = QWidget()
    column = QVBoxLayout(made)
    made.first, made.second, made.edit = Button(text="One"), Button(text="Two"), QLineEdit()
    for widget in (made.first, made.second, made.edit):
        column.addWidget(widget)
    made.ring = FocusRing(made)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_ring_surrounds_the_control_that_tab_reached(qtbot, window):
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(window.first, Qt.Key.Key_Tab)
    assert window.second.hasFocus()
    assert window.ring.isVisible()
    assert window.ring.geometry() == window.second.geometry().adjusted(-OUT, -OUT, OUT, OUT)


def test_ring_follows_when_the_control_moves(qtbot, window):
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    window.first.move(window.first.pos() + QPoint(7, 3))
    assert window.ring.pos() == window.first.pos() - QPoint(OUT, OUT)


def test_fields_have_a_border_instead(window):
    window.first.setFocus()
    window.edit.setFocus()
    assert not window.ring.isVisible()


def test_ring_goes_with_its_control(window):
    window.first.setFocus()
    window.first.hide()
    assert not window.ring.isVisible() or window.second.hasFocus()


def test_ring_is_not_shown_for_a_click(qtbot, window):
    qtbot.mouseClick(window.first, Qt.MouseButton.LeftButton)
    assert not window.ring.isVisible()


def test_ring_is_clipped_where_its_control_is_scrolled_out(qtbot):
    area = QScrollArea()
    content = QWidget()
    column = QVBoxLayout(content)
    buttons = [Button(text=str(n)) for n in range(30)]
    for button in buttons:
        column.addWidget(button)
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.resize(200, 200)
    ring = FocusRing(area)
    qtbot.addWidget(area)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert not ring.isVisible()


def test_control_destroyed_with_the_focus_leaves_no_ring(qtbot, window):
    window.first.setFocus()
    with qtbot.waitSignal(window.first.destroyed):
        window.first.deleteLater()
    window.edit.setFocus()
    assert not window.ring.isVisible()


def test_ring_is_whole_around_a_control_at_the_edge_of_what_scrolls(qtbot):
    area, content = QScrollArea(), QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    buttons = [Button(text=str(number)) for number in range(30)]
    for button in buttons:
        column.addWidget(button)
    area.setWidgetResizable(True)
    area.setWidget(content)
    outer = QWidget()
    around = QVBoxLayout(outer)
    around.setContentsMargins(20, 20, 20, 20)
    around.addWidget(area)
    outer.resize(300, 200)
    ring = FocusRing(outer)
    qtbot.addWidget(outer)
    outer.show()
    outer.activateWindow()
    qtbot.waitUntil(outer.isActiveWindow)
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.mask().boundingRect().contains(ring.rect())
    area.verticalScrollBar().setValue(10)  # now its upper edge is scrolled out
    assert ring.mask().boundingRect().top() > 0
