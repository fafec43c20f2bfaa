"""How long each preset takes: one after the other, kept while nothing changes, given up for what matters more."""

from types import SimpleNamespace

import pytest

from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.ui.look import formats
from sft_gui.ui.pages.train import forecaster
from sft_gui.ui.pages.train.forecaster import Wanted
from sft_gui.ui.pages.train.preset_times import PresetTimes

PROJECT = object()


@pytest.fixture
def asked(monkeypatch):
    """What was measured, in turn; a run of 7 epochs cannot be."""
    asked = []

    def look(wanted, *, is_new, on_progress, cancelled):
        epochs = wanted.settings["train.epochs"]
        asked.append(epochs)
        if epochs == 7:
            raise UserError(say("There are no pictures."))
        return SimpleNamespace(total_seconds=60.0 * epochs)

    monkeypatch.setattr(forecaster, "look", look)
    return asked


@pytest.fixture
def times(qtbot):
    times = PresetTimes()
    yield times
    times.deleteLater()


def wish(**epochs):
    return {name: Wanted(PROJECT, DEFAULTS.with_values({"train.epochs": each})) for name, each in epochs.items()}


def test_each_is_measured_once_and_what_cannot_be_is_passed_over(qtbot, times, asked):
    times.want(wish(quick=3, broken=7, best=9))
    qtbot.waitUntil(lambda: times.seconds == {"quick": 180.0, "best": 540.0})
    times.want(wish(quick=3, broken=7, best=9))
    times.want(wish(quick=3, best=10))
    assert times.seconds == {"quick": 180.0}
    qtbot.waitUntil(lambda: times.seconds == {"quick": 180.0, "best": 600.0})
    assert asked == [3, 7, 9, 10]


def test_pause_keeps_what_is_known(qtbot, times, asked):
    times.want(wish(quick=3, best=9))
    qtbot.waitUntil(lambda: "quick" in times.seconds)
    times.pause()
    assert times.seconds["quick"] == 180.0
    times.want(wish(quick=3, best=9))
    qtbot.waitUntil(lambda: "best" in times.seconds)


@pytest.mark.parametrize(
    ("seconds", "words"), [(3, "10 s"), (44, "40 s"), (100, "2 min"), (4800, "80 min"), (9000, "2 h")]
)
def test_times_are_rough(seconds, words):
    assert formats.about(seconds) == words.replace(" ", "\u00a0")
