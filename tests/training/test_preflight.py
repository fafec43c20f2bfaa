"""Real steps on a run that is thrown away, and what is remembered of them."""

import threading

import pytest

from sft_gui.errors import Cancelled
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training import memory_meter, planning, preflight, tuning_cache
from sft_gui.training.events import Logged, StepDone
from sft_gui.training.forecast import Machine, Verdict
from sft_gui.training.run_folder import kept_runs
from tests.training.conftest import SMALL


@pytest.fixture
def settings():
    return DEFAULTS.with_values(SMALL)


def test_steps_are_measured_and_nothing_is_kept_of_the_run(project, settings):
    told = []
    forecast = preflight.measure(project, settings, on_progress=lambda done, total, what: told.append(done))
    costs = forecast.costs
    assert costs.steps >= preflight.FEWEST and costs.step_seconds > 0 and costs.eval_seconds > 0
    assert costs.base_bytes > costs.model_bytes > 1_000_000 and costs.peak_bytes >= costs.base_bytes
    assert forecast.verdict == Verdict.FITS and forecast.total_seconds > forecast.epoch_seconds > 0
    assert told == sorted(told) and kept_runs(project) == []


def test_measurement_is_remembered_for_whatever_does_not_change_a_step(project, settings):
    assert preflight.remembered(project, settings) is None
    first = preflight.measure(project, settings)
    longer = preflight.remembered(project, settings.with_values({"train.epochs": 20}))
    assert longer is not None and longer.costs == first.costs and longer.total_seconds > 5 * first.epoch_seconds
    assert preflight.remembered(project, settings.with_values({"train.batch_size": 8})) is None


def test_measurement_of_yesterday_is_done_again(project, settings, monkeypatch):
    preflight.measure(project, settings)
    monkeypatch.setattr(tuning_cache, "age_seconds", lambda costs: 2 * preflight.FRESH_SECONDS)
    assert preflight.remembered(project, settings) is None


def test_cancelled_measurement_ends_and_leaves_nothing(project, settings):
    asked = threading.Event()
    with pytest.raises(Cancelled):
        preflight.measure(project, settings, on_progress=lambda *_: asked.set(), cancelled=asked.is_set)
    assert preflight.remembered(project, settings) is None and kept_runs(project) == []


def test_finished_run_corrects_the_next_forecast(project, settings, make_run, train):
    preflight.measure(project, settings)
    assert tuning_cache.correction(settings) == (1.0, 0)
    train(make_run())
    ratio, known = tuning_cache.correction(settings)
    assert known == 1 and 0.5 <= ratio <= 2


def test_short_memory_takes_batches_in_parts_from_the_first_step_on(project, settings, make_run, train, monkeypatch):
    forecast = preflight.measure(project, settings)
    short = forecast.costs.base_bytes + 10 * forecast.costs.model_bytes
    monkeypatch.setattr(planning.memory_meter, "machine", lambda *_: Machine(short, short, 10**12))
    costs = tuning_cache.costs(settings, project.index.pictures())
    hungry = {**vars(costs), "picture_bytes": 5 * costs.model_bytes}
    tuning_cache.keep_costs(settings, project.index.pictures(), type(costs)(**hungry))
    run = make_run(train__epochs=1)
    train(run)
    logged = [str(event.message) for event in run.events() if isinstance(event, Logged)]
    assert any("Memory is short. Each step takes" in text for text in logged)
    assert sum(isinstance(event, StepDone) for event in run.events()) == 6


def test_peak_of_memory_is_seen():
    before = memory_meter.in_use("cpu")
    with memory_meter.PeakMeter("cpu") as meter:
        held = bytearray(b"1" * 200_000_000)
    assert meter.peak > before + len(held) // 2
