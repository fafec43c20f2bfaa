"""The split card shows the project's shares and says what may not be moved."""

import pytest
from PySide6.QtWidgets import QAbstractSlider

from sft_gui.data.index import Split
from sft_gui.data.project import SplitChoice
from sft_gui.ui.pages.data.split_card import SplitCard


@pytest.fixture
def card(qtbot):
    card = SplitCard()
    qtbot.addWidget(card)
    card.resize(360, 200)
    card.show()
    return card


def counts(train, val, test):
    return {Split.TRAIN: train, Split.VAL: val, Split.TEST: test}


def handles(card):
    return [handle for handle in card.bar.findChildren(QAbstractSlider) if handle.isVisible()]


def test_shares_and_counts_are_the_project_s(card):
    card.show_split(SplitChoice(val_fraction=0.1, test_fraction=0.1), counts(2936, 367, 367))
    assert card.bar.shares() == pytest.approx((0.8, 0.1, 0.1))
    assert card.numbers[Split.TRAIN].text() == "2,936"
    assert len(handles(card)) == 2


def test_what_is_chosen_leaves_as_fractions(qtbot, card):
    card.show_split(SplitChoice(), counts(80, 20, 0))
    with qtbot.waitSignal(card.split_chosen) as chosen:
        card.bar.chosen.emit(0.7, 0.2, 0.1)
    assert chosen.args == pytest.approx([0.2, 0.1])


def test_a_given_test_set_stays_and_validation_is_a_share_of_the_rest(qtbot, card):
    card.show_split(SplitChoice(val_fraction=0.2, test_fraction=0.0), counts(64, 16, 20))
    assert card.bar.shares() == pytest.approx((0.64, 0.16, 0.2))
    assert len(handles(card)) == 1
    with qtbot.waitSignal(card.split_chosen) as chosen:
        card.bar.chosen.emit(0.4, 0.4, 0.2)
    assert chosen.args == pytest.approx([0.5, 0.0])


def test_a_given_split_has_no_handles(card):
    card.show_split(SplitChoice(given=True), counts(245, 153, 0))
    assert handles(card) == []
    assert not card.mix.isVisible()
