"""The table of named pictures: sorting moves rows, never answers."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt

from sft_gui.messages import say
from sft_gui.prediction.predictor import Answer
from sft_gui.tasks.classification import ClassPrediction
from sft_gui.ui.pages.predict.answer_table import ANSWER, FILE, AnswerTable
from sft_gui.ui.tasks import registry as views
from sft_gui.ui.tasks.panels.picture import Item

CLASSES = ("daisy", "rose", "tulip")
CLASS, CONFIDENCE, NEXT, SIZE = range(FILE + 1, FILE + 5)
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def answer(name, label, confidence):
    if label is None:
        return Answer(name, Path(name), error=say("{name} cannot be read.", name=name))
    others = [(each, (1 - confidence) / 2) for each in CLASSES if each != label]
    return Answer(name, Path(name), ClassPrediction(((label, confidence), *others)), width=40, height=30)


def filled(answers):
    table = AnswerTable()
    table.add([Item(Path(f"{number}.png"), str(number)) for number in range(len(answers))])
    table.set_answers((n, answer(f"{n}.png", *each)) for n, each in enumerate(answers) if each is not None)
    return table


some_answers = st.lists(
    st.none() | st.tuples(st.none() | st.sampled_from(CLASSES), st.floats(0.34, 1.0)), min_size=1, max_size=12
)


@given(some_answers, st.sampled_from(range(SIZE + 1)), st.sampled_from([UP, DOWN]))
def test_sorting_keeps_every_answer_with_its_picture_and_puts_the_unnamed_last(answers, column, order):
    table = filled(answers)
    kept = QPersistentModelIndex(table.index(0, 0))
    table.sort(column, order)
    assert table.item(kept.row()).path == Path("0.png")
    for row in range(len(answers)):
        said, number = table.answer(row), int(table.item(row).path.stem)
        assert (said is None) == (answers[number] is None)
        assert said is None or said.name == f"{number}.png"
    unnamed = [table.answer(row) is None or table.answer(row).prediction is None for row in range(len(answers))]
    if column != FILE:
        assert unnamed == sorted(unnamed)


def test_answers_that_come_after_sorting_find_their_rows():
    table = filled([("rose", 0.9), None, ("daisy", 0.8)])
    table.sort(CLASS, UP)
    table.set_answers([(1, answer("1.png", "tulip", 0.6))])
    by_file = {table.index(row, 0).data(): table.index(row, 0).data(ANSWER).prediction.label for row in range(3)}
    assert by_file == {"0.png": "rose", "1.png": "tulip", "2.png": "daisy"}


def test_minus_one_brings_back_the_order_in_which_they_came():
    table = filled([("tulip", 0.9), ("daisy", 0.8)])
    table.sort(CLASS, UP)
    table.sort(-1, UP)
    assert [table.item(row).path.name for row in range(2)] == ["0.png", "1.png"]


def test_the_same_file_is_taken_once_and_found_again():
    table = AnswerTable()
    first = [Item(Path("a.png"), "a"), Item(Path("b.png"), "b")]
    assert table.add(first) == 0
    assert table.add([Item(Path("b.png"), "b")]) == 1
    assert table.rowCount() == 2


def test_another_run_leaves_the_pictures_and_asks_for_every_answer():
    table = filled([("rose", 0.9), ("daisy", 0.8)])
    assert table.unanswered() == []
    table.forget_answers()
    assert [number for number, _ in table.unanswered()] == [0, 1]
    assert table.answers() == []


@pytest.mark.parametrize(("confidence", "low"), [(0.69, True), (0.7, False)])
def test_below_seventy_per_cent_is_low(confidence, low):
    assert views.of("classification").is_low(answer("x.png", "rose", confidence).prediction) == low


def test_a_screen_reader_hears_the_whole_row():
    table = filled([("rose", 0.9), (None, 0.5), None])
    assert table.sentence(0) == "0.png: rose, 90\u00a0%"
    assert table.sentence(1) == "1.png cannot be read."
    assert table.sentence(2) == "2.png"
