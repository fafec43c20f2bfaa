"""The matrix: cells by mouse and by keys, in words, readable in every colour."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor

from sft_gui.ui.look import paint, theme
from sft_gui.ui.tasks.results.confusion_matrix import ConfusionMatrix, _readable_on
from sft_gui.ui.tasks.results.matrix import MatrixCard

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
    assert matrix.accessibleDescription() == "7 of 65 pictures of roses predicted as tulips"
    with qtbot.waitSignal(matrix.chosen) as chosen:
        qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert chosen.args == [1, 2]
    qtbot.keyClick(matrix, Qt.Key.Key_Escape)
    assert matrix.chosen_cell() is None


def test_right_cells_say_so(matrix):
    assert matrix.describe((0, 0)) == "60 of 62 pictures of daisy correct"


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
    assert not matrix.grab().isNull()
    qtbot.keyClick(matrix, Qt.Key.Key_Down)
    assert matrix.chosen_cell() is None


MANY = [f"Rosa canina subspecies number {i}" for i in range(60)]


@pytest.fixture
def large(qtbot):
    """60 classes of long names; each is taken for the next one once."""
    counts = [[9 if r == c else int(c == r + 1) for c in range(60)] for r in range(60)]
    card = MatrixCard()
    card._show(MANY, MANY)
    card.matrix.show_counts(MANY, counts)
    card.resize(620, 480)
    qtbot.addWidget(card)
    card.show()
    return card


def test_a_class_is_found_among_sixty_with_those_it_is_mixed_up_with(qtbot, large):
    matrix = large.matrix
    before = matrix._rect((30, 31)).topLeft()
    qtbot.keyClicks(large.search, "number 30")
    assert matrix._shown == [29, 30, 31]
    assert matrix._rect((30, 31)).topLeft() != before
    with qtbot.waitSignal(matrix.chosen) as chosen:
        place = matrix._rect((30, 31)).center().toPoint()
        qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [30, 31]  # the places of the evaluation, not of what is shown
    qtbot.keyClicks(large.search, "xyz")
    assert len(matrix._shown) == 60 and large.search.property("state") == "warn"
    large.search.clear()
    assert len(matrix._shown) == 60 and large.search.property("state") == ""


def test_keys_walk_what_is_shown(qtbot, large):
    large.search.setText("number 30")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(large.matrix, key)
    assert large.matrix._cursor == (30, 29)


def test_long_names_keep_both_ends_and_are_told_whole(qtbot, large):
    matrix = large.matrix
    assert matrix._is_upright() and matrix._header() <= theme.px(130)
    row = matrix._rect((59, 0))
    assert matrix._name_at(QPointF(5, row.center().y())) == MANY[59]
    assert matrix._name_at(QPointF(matrix._rect((0, 59)).center().x(), 5)) == MANY[59]
    assert not large.grab().isNull()


def test_few_classes_need_no_search(qtbot):
    card = MatrixCard()
    card._show(CLASSES, CLASSES)
    qtbot.addWidget(card)
    card.show()
    assert not card.search.isVisible()


def test_wide_matrix_fills_its_width(matrix):
    matrix.resize(700, 300)
    assert matrix._rect((0, 2)).right() > 690


def test_names_are_measured_once_and_not_for_every_cell(large, monkeypatch):
    measured, width_of = [], paint.width_of
    monkeypatch.setattr(paint, "width_of", lambda words, font: measured.append(words) or width_of(words, font))
    large.matrix.find("")
    large.grab()
    large.grab()
    assert 120 <= len(measured) < 10 * 60  # 60 rows and 60 columns, some more for single words
