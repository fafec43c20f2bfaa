"""Measuring in the background: what is asked last is what is shown."""

import threading

import pytest

from sft_gui.errors import Cancelled, UserError
from sft_gui.messages import say
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training.forecast import Costs, Machine, Plan, forecast
from sft_gui.ui.core import jobs
from sft_gui.ui.pages.train import forecaster
from sft_gui.ui.pages.train.forecaster import Forecaster, Wanted

COSTS = Costs("2026-11-24T00:00:00Z", 5, 1.0, 0.1, 0.01, 0.01, 10**9, 10**7, 0, 10**7, 10**7, 1, 336)
FITS = forecast(COSTS, Plan(10, 5, 1, 5), Machine(10**11, 10**11, 10**12))


@pytest.fixture
def fake(monkeypatch):
    """Stand in for the measurement: ends when it is let go or cancelled, and keeps what was asked."""

    class Fake:
        asked, go, error, cancelled = [], threading.Event(), None, 0

        def look(self, wanted, *, is_new, on_progress, cancelled):
            self.asked.append((wanted, is_new))
            on_progress(1, 5, say("Measuring"))
            while not self.go.wait(0.005):
                if cancelled():
                    self.cancelled += 1
                    raise Cancelled
            if self.error:
                raise self.error
            return FITS

    fake = Fake()
    fake.asked, fake.go = [], threading.Event()
    monkeypatch.setattr(forecaster, "SETTLE_MS", 0)
    monkeypatch.setattr(forecaster, "look", lambda wanted, *, is_new, on_progress, cancelled: fake.look(
        wanted, is_new=is_new, on_progress=on_progress, cancelled=cancelled))  # fmt: skip
    return fake


@pytest.fixture
def asker(qtbot):
    asker = Forecaster()
    yield asker
    asker.deleteLater()


PROJECT = object()


def wanted(**changes):
    return Wanted(PROJECT, DEFAULTS.with_values({key.replace("__", "."): value for key, value in changes.items()}))


def test_answer_and_progress_arrive(qtbot, asker, fake):
    asker.want(wanted())
    qtbot.waitUntil(lambda: asker.total == 5)
    assert asker.is_at_work and asker.forecast is None
    fake.go.set()
    qtbot.waitUntil(lambda: asker.forecast is FITS)
    assert not asker.is_at_work


def test_other_costs_cancel_what_is_under_way(qtbot, asker, fake):
    asker.want(wanted())
    qtbot.waitUntil(lambda: len(fake.asked) == 1)
    asker.want(wanted(train__batch_size=8))
    qtbot.waitUntil(lambda: len(fake.asked) == 2)
    assert fake.cancelled == 1 and fake.asked[1][0] == wanted(train__batch_size=8)
    fake.go.set()
    qtbot.waitUntil(lambda: asker.forecast is FITS)


def test_more_epochs_do_not_disturb_the_measurement(qtbot, asker, fake):
    asker.want(wanted())
    qtbot.waitUntil(lambda: len(fake.asked) == 1)
    asker.want(wanted(train__epochs=99))
    fake.go.set()
    qtbot.waitUntil(lambda: asker.forecast is FITS)
    assert fake.cancelled == 0 and fake.asked[-1][0] == wanted(train__epochs=99)


def test_what_is_under_way_ends_as_soon_as_nothing_is_wanted(qtbot, asker, fake):
    asker.want(wanted())
    qtbot.waitUntil(lambda: len(fake.asked) == 1)
    asker.want(None)
    qtbot.waitUntil(lambda: fake.cancelled == 1 and not asker.is_at_work)


def test_why_nothing_can_be_measured_is_told(qtbot, asker, fake):
    fake.error = UserError(say("The weights cannot be read."))
    fake.go.set()
    asker.want(wanted())
    qtbot.waitUntil(lambda: asker.problem is fake.error)
    fake.error = None
    asker.again()
    qtbot.waitUntil(lambda: asker.forecast is FITS)
    assert fake.asked[-1][1] is True and asker.problem is None


def test_nothing_wanted_is_nothing_shown(qtbot, asker, fake):
    fake.go.set()
    asker.want(wanted())
    qtbot.waitUntil(lambda: asker.forecast is FITS)
    asker.want(None)
    assert asker.forecast is None and not asker.is_at_work
    qtbot.waitUntil(jobs.is_idle)
