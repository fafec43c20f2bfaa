"""The matrix: cells by mouse and by keys, in words, readable in every colour."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from sft_gui.ui import theme
from sft_gui.ui.widgets.confusion_matrix import ConfusionMatrix, _readable_on

CLASSES = ["daisy", "roses", "tulips"]
COUNTS = [[60, 2, 0], [1, 57, 7], [0, 7, 72]]


@pytest.fixture
def matrix(qtbot):
    made = ConfusionMatrix()
    made.show_counts(CLASSES, COUNTS)
    made.resize(400, 200)
    qtbot.addWidget(made)
    made.show()
    return made


def test_click_chooses_a_cell_and_a_second_click_lets_go(qtbot, matrix):
    place = matrix._rect((1, 2)).center().toPoint()
    with qtbot.waitSignal(matrix.chosen) as chosen:
        qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [1, 2]
    with qtbot.waitSignal(matrix.unchosen):
        qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=place)
    assert matrix.chosen_cell() is None


def test_keys_walk_and_choose(qtbot, matrix):
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(matrix, key)
    assert matrix.accessibleDescription() == "7 of 65 pictures of roses taken for tulips"
    with qtbot.waitSignal(matrix.chosen) as chosen:
        qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert chosen.args == [1, 2]
    qtbot.keyClick(matrix, Qt.Key.Key_Escape)
    assert matrix.chosen_cell() is None


def test_right_cells_say_so(matrix):
    assert matrix.describe((0, 0)) == "60 of 62 pictures of daisy named right"


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("share", [False, True])
def test_matrix_paints_in_both_themes(matrix, mode, share):
    theme.set_mode(mode)
    try:
        matrix.set_share(share)
        assert not matrix.grab().isNull()
    finally:
        theme.set_mode("light")


def test_words_stay_readable_on_every_ramp():
    assert _readable_on(QColor("#00578A")).name() == "#ffffff"
    assert _readable_on(QColor("#fbeadf")).name() == "#171b19"


def test_click_beside_the_cells_does_nothing(qtbot, matrix):
    qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert matrix.chosen_cell() is None


def test_many_classes_keep_cells_that_can_be_hit(qtbot):
    matrix = ConfusionMatrix()
    qtbot.addWidget(matrix)
    matrix.show_counts([f"class {n}" for n in range(100)], [[1] * 100] * 100)
    assert matrix.minimumSizeHint().width() > 100 * 28
    matrix.resize(300, 200)
    assert matrix._rect((0, 0)).width() >= 28


def test_empty_matrix_is_fine(qtbot):
    matrix = ConfusionMatrix()
    qtbot.addWidget(matrix)
    matrix.grab()
    qtbot.keyClick(matrix, Qt.Key.Key_Down)
