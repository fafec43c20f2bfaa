"""What comes before the first step tells at once what it does and how much of it is done, is bounded, and can end."""

import pytest

from sft_gui.training import device, probe, tuning_cache
from sft_gui.training.events import Preparing, RunState, StateChanged, StepDone
from sft_gui.training.request import Control


@pytest.fixture(autouse=True)
def unmeasured():
    """Here it is the measuring that is tried."""


def test_every_part_is_told_before_it_begins(make_run, train):
    run = make_run(device__threads=None, train__head_init="features", train__epochs=1)
    _, told = train(run)
    first = next(index for index, event in enumerate(told) if isinstance(event, StepDone))
    assert isinstance(told[0], StateChanged) and told[0].state == RunState.PREPARING
    words = [str(event.what) for event in told[1:first] if isinstance(event, Preparing)]
    assert isinstance(told[1], Preparing) and words[0] == "Loading the weights"
    assert "Measuring how this computer is fastest" in words
    measured = [event for event in told if isinstance(event, Preparing) and "Measuring" in str(event.what)]
    assert [event.done for event in measured] == list(range(measured[0].total))


def test_measuring_that_takes_too_long_leaves_the_rest_as_it_usually_is(make_run, train, monkeypatch):
    monkeypatch.setattr(probe, "MOST_SECONDS", 0.0)
    kept = []
    monkeypatch.setattr(tuning_cache, "keep_compute", lambda *args, was_busy: kept.append(was_busy))
    run = make_run(device__threads=None, train__epochs=1)
    report, _ = train(run)
    assert report.state == RunState.FINISHED and kept == [True]  # soon measured again
    assert run.manifest["execution"]["threads"] == device.resolve(run.settings).threads


def test_run_can_be_left_while_it_is_measured(make_run, train):
    run, control = make_run(device__threads=None), Control()
    report, told = train(run, control, lambda e: control.leave() if isinstance(e, Preparing) else None)
    assert report.state == RunState.PAUSED and not any(isinstance(event, StepDone) for event in told)
    report, _ = train(run)
    assert report.state == RunState.FINISHED
