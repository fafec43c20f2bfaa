"""The learning-rate finder's dialog, with a curve that needs no training."""

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.ui.pages.train import learning_rate as dialogs_learning_rate
from sft_gui.ui.pages.train.learning_rate import LearningRateDialog


def falling():
    from sft_gui.training.lr_finder import Curve

    made = Curve()
    for step in range(60):
        power = -6 + 6 * step / 59
        made = made.with_point(10**power, 1.5 - 1 / (1 + math.exp(-4 * (power + 3))))
    return made


@pytest.fixture
def open_dialog(qtbot, monkeypatch):
    def open_it(look):
        monkeypatch.setattr(dialogs_learning_rate, "look", look)
        dialog = LearningRateDialog(object(), DEFAULTS)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return open_it


def test_suggestion_is_taken_over_by_a_click(qtbot, open_dialog):
    curve = falling()
    dialog = open_dialog(lambda project, settings, on_progress: (on_progress(curve), curve)[1])
    qtbot.waitUntil(dialog.take.isEnabled)
    present = DEFAULTS["optimizer.lr"]
    assert f"{curve.suggestion(present):g}" in dialog.take.text() and "most steeply" in dialog.said.text()
    with qtbot.waitSignal(dialog.taken) as taken:
        QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert taken.args == [curve.suggestion(present)]


def test_reason_is_said_where_nothing_can_be_tried(qtbot, open_dialog):
    def refuse(project, settings):
        raise UserError(say("The weights cannot be read."))

    dialog = open_dialog(refuse)
    qtbot.waitUntil(lambda: "cannot be read" in dialog.said.text())
    assert not dialog.take.isEnabled()


def test_closing_ends_the_test(qtbot, open_dialog):
    def wait(project, settings, cancelled):
        while not cancelled():
            pass

    dialog = open_dialog(wait)
    dialog.reject()
    qtbot.waitUntil(lambda: dialog.is_over)


def test_legend_names_what_each_mark_is(qtbot, open_dialog):
    curve = falling()
    dialog = open_dialog(lambda project, settings, on_progress: (on_progress(curve), curve)[1])
    qtbot.waitUntil(dialog.take.isEnabled)
    present = DEFAULTS["optimizer.lr"]
    named = {key: entry.label() for key, entry in dialog.plot._legend.items()}
    assert named["present"] == f"Set now: {present:g}"
    assert named["suggestion"] == f"Suggested: {curve.suggestion(present):g}"
    assert "smoothed" in named["loss"] and "thin" in named["loss"]
