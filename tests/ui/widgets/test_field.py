"""A field shows hint, warning or error, and leaves the wheel to the page."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QSpinBox

from sft_gui.ui.widgets.field import Field


@pytest.fixture
def field(qtbot):
    made = Field(QSpinBox())
    made.set_label("Batch size")
    made.set_hint("92 steps an epoch")
    qtbot.addWidget(made)
    made.show()
    return made


def test_label_names_the_editor_and_hint_describes_it(field):
    assert field.editor.accessibleName() == "Batch size"
    assert field.editor.accessibleDescription() == "92 steps an epoch"
    assert field.state() == ""


def test_error_replaces_warning_and_warning_replaces_hint(field):
    field.set_warning("High; 8 to 64 is usual.")
    assert (field.state(), field.editor.property("state")) == ("warn", "warn")
    field.set_error("At most 512.")
    assert field.state() == "error"
    assert field.editor.accessibleDescription() == "At most 512."
    field.set_error("")
    field.set_warning("")
    assert field.editor.accessibleDescription() == "92 steps an epoch"


def test_changed_field_offers_the_way_back(qtbot, field):
    field.set_changed(True)
    with qtbot.waitSignal(field.reset_asked):
        qtbot.mouseClick(field._reset, Qt.MouseButton.LeftButton)


def test_editor_keeps_its_place_when_the_way_back_appears(qtbot, field):
    before = field.editor.y()
    field.set_changed(True)
    QApplication.processEvents()
    assert field.editor.y() == before


def test_wheel_over_an_editor_without_focus_changes_nothing(field):
    field.editor.setValue(32)
    field.editor.clearFocus()
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field.editor, turn)
    assert field.editor.value() == 32


def test_editors_are_32_pixels_high_with_and_without_focus(qtbot):
    edit = QLineEdit("12")
    field = Field(edit)
    qtbot.addWidget(field)
    field.show()
    assert edit.height() == 32
    field.set_error("Wrong.")
    QApplication.processEvents()
    assert edit.height() == 32
