"""Chips for as many classes as fit; the others are in a list that typing narrows."""

import pytest
from PySide6.QtCore import Qt

from sft_gui.ui.pages.data.class_filter import ClassFilter
from sft_gui.ui.pages.data.class_popup import ClassPopup


@pytest.fixture
def chips(qtbot):
    chips = ClassFilter()
    qtbot.addWidget(chips)
    chips.resize(640, 40)
    chips.show()
    return chips


def visible(chips):
    return [chip.name for chip in chips.chips if chip.isVisible()]


def test_few_classes_all_have_chips(qtbot, chips):
    chips.show_classes({"ants": 194, "bees": 204}, 0)
    assert visible(chips) == ["ants", "bees"]
    assert not chips.more.isVisible() and not chips.left_out.isVisible()


def test_a_thousand_classes_are_reached_by_typing(qtbot, chips):
    chips.show_classes({f"species {number}": number for number in range(1000)}, 0)
    chosen = []
    chips.chosen.connect(chosen.append)
    assert chips.more.isVisible() and chips.more.geometry().right() <= chips.width()
    qtbot.mouseClick(chips.more, Qt.MouseButton.LeftButton)
    popup = chips.findChild(ClassPopup)
    qtbot.keyClicks(popup.find, "species 77")
    assert popup.shown.rowCount() == 11
    qtbot.keyClick(popup.find, Qt.Key.Key_Down)
    qtbot.keyClick(popup.find, Qt.Key.Key_Return)
    assert chosen == ["species 770"]


def test_a_class_chosen_from_the_list_is_what_its_chip_says(qtbot, chips):
    chips.show_classes({f"species {number}": 5 for number in range(100)}, 3)
    chips.set_chosen("species 77")
    assert (chips.more.text(), chips.more.isChecked()) == ("species 77", True)
    assert chips.left_out.isVisible() and chips.left_out.geometry().right() <= chips.width()
    chips.set_chosen(None)
    assert chips.more.text().endswith(" more") and chips.all.isChecked()


def test_long_names_are_shortened_and_told_whole(qtbot, chips):
    name = "Cardinalis cardinalis (female, juvenile, in flight)"
    chips.show_classes({name: 3, "other": 4}, 0)
    chip = chips.chips[0]
    assert chip.text() != name and chip.toolTip() == name
    assert chip.width() < 220
