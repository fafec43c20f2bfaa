"""Rows and columns: what was given is in the layout, what was not is as Qt has it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sft_gui.ui.widgets.layout import aligned, fill, gap, grow, hbox, stretch, vbox

pytestmark = pytest.mark.usefixtures("qapp")


def test_items_stand_in_the_order_given_with_their_shares_and_places() -> None:
    first, second, third = QWidget(), QWidget(), QWidget()
    box = hbox(first, grow(second, 3), aligned(third, Qt.AlignmentFlag.AlignTop))
    assert [box.itemAt(place).widget() for place in range(box.count())] == [first, second, third]
    assert [box.stretch(place) for place in range(box.count())] == [0, 3, 0]
    assert box.itemAt(2).alignment() == Qt.AlignmentFlag.AlignTop
    assert not box.itemAt(0).alignment()


def test_layouts_nest_and_their_widgets_belong_to_the_widget_that_is_filled() -> None:
    holder, inner = QWidget(), QWidget()
    outer = vbox(grow(hbox(inner)), inside=holder)
    assert holder.layout() is outer
    assert inner.parent() is holder
    assert outer.stretch(0) == 1


def test_gaps_are_fixed_and_stretches_take_what_is_left() -> None:
    box = hbox(gap(7), stretch(), stretch(0))
    assert box.itemAt(0).spacerItem().sizeHint().width() == 7
    assert [box.stretch(place) for place in range(3)] == [0, 1, 0]


@pytest.mark.parametrize(("given", "expected"), [(4, QMargins(4, 4, 4, 4)), ((1, 2, 3, 4), QMargins(1, 2, 3, 4))])
def test_margins_are_one_number_or_four(given: int | tuple[int, int, int, int], expected: QMargins) -> None:
    assert vbox(margins=given, inside=QWidget()).contentsMargins() == expected


def test_what_is_not_given_stays_as_qt_has_it() -> None:
    ours, plain = QWidget(), QWidget()
    box, usual = vbox(inside=ours), QVBoxLayout(plain)
    assert box.contentsMargins() == usual.contentsMargins()
    assert box.spacing() == usual.spacing()


def test_fill_adds_to_what_a_layout_holds() -> None:
    box = QHBoxLayout()
    box.addWidget(QWidget())
    added = QWidget()
    assert fill(box, added, spacing=5) is box
    assert (box.count(), box.spacing(), box.itemAt(1).widget()) == (2, 5, added)
