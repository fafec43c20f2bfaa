"""What is said before Start, from costs to sentences."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sft_gui.training.forecast import Costs, Machine, Plan, Verdict, forecast, parts_needed

GB = 10**9
COSTS = Costs(
    time="2026-11-24T00:00:00Z", steps=5, step_seconds=2.0, spread=0.05, eval_seconds=0.01, decode_seconds=0.02,
    base_bytes=GB, picture_bytes=GB // 10, peak_bytes=0, model_bytes=20_000_000, checkpoint_bytes=60_000_000, parts=1,
    stored_side=336, compute={},
)  # fmt: skip
PLAN = Plan(train=100, val=50, epochs=4, batch_size=20)
ROOMY = Machine(memory=32 * GB, reachable=30 * GB, disk=100 * GB)


def test_time_is_that_of_steps_validation_and_what_comes_before():
    told = forecast(COSTS, replace(PLAN, head_views=1, starts_solved=True, undecoded=150), ROOMY)
    assert told.epoch_seconds == pytest.approx(5 * 2.0 + 50 * 0.01)
    assert told.first_seconds == pytest.approx(150 * 0.02 + 150 * 0.01)
    assert told.total_seconds == pytest.approx(told.first_seconds + 4 * told.epoch_seconds)
    assert 0 < told.band_seconds < told.total_seconds and told.verdict == Verdict.FITS and told.remedy is None


def test_what_the_frozen_part_keeps_is_looked_at_once_and_takes_memory():
    costs = replace(COSTS, look_seconds=0.03, activation_bytes=GB // 100)
    plain, told = forecast(COSTS, PLAN, ROOMY), forecast(costs, PLAN, ROOMY)
    assert told.first_seconds - plain.first_seconds == pytest.approx(150 * 0.03)
    assert told.memory_bytes - plain.memory_bytes == 150 * GB // 100
    assert told.epoch_seconds == plain.epoch_seconds


def test_finished_runs_correct_the_time_and_narrow_the_band():
    plain, corrected = forecast(COSTS, PLAN, ROOMY), forecast(COSTS, PLAN, ROOMY, correction=1.5, known=3)
    assert corrected.total_seconds == pytest.approx(1.5 * plain.total_seconds)
    assert corrected.band_seconds / corrected.total_seconds < plain.band_seconds / plain.total_seconds


def test_time_budget_bounds_the_whole_and_says_how_far_it_reaches():
    told = forecast(COSTS, replace(PLAN, minutes=0.35), ROOMY)
    assert told.total_seconds == pytest.approx(21) and told.epochs == pytest.approx(2.0)
    assert forecast(COSTS, replace(PLAN, minutes=60), ROOMY).epochs == 4


def test_half_the_batch_is_offered_where_memory_is_short():
    told = forecast(COSTS, PLAN, replace(ROOMY, reachable=int(2.5 * GB)))
    assert told.verdict == Verdict.WILL_NOT_FIT and told.fitting_batch_size == 10
    assert str(told.remedy) == "This needs 3.0\u00a0GB of 2.5\u00a0GB. Batch size 10 fits."
    assert (
        forecast(COSTS, replace(PLAN, batch_size=10), replace(ROOMY, reachable=int(2.5 * GB))).verdict != told.verdict
    )


def test_memory_that_just_suffices_is_tight():
    told = forecast(COSTS, PLAN, ROOMY)
    tight = forecast(COSTS, PLAN, replace(ROOMY, reachable=told.memory_bytes))
    assert tight.verdict == Verdict.TIGHT and str(tight.remedy).startswith("Close other programs")
    assert tight.fitting_batch_size is None
    short = forecast(COSTS, PLAN, replace(ROOMY, reachable=told.memory_bytes - 1))
    assert short.verdict == Verdict.WILL_NOT_FIT
    roomy = forecast(COSTS, PLAN, replace(ROOMY, reachable=told.memory_bytes * 5 // 4 + 1))
    assert roomy.verdict == Verdict.FITS


def test_nothing_but_a_smaller_model_helps_where_one_picture_is_too_much():
    told = forecast(COSTS, PLAN, replace(ROOMY, reachable=GB))
    assert (
        told.verdict == Verdict.WILL_NOT_FIT and told.fitting_batch_size is None and "smaller model" in str(told.remedy)
    )


def test_full_disk_is_said():
    told = forecast(COSTS, PLAN, replace(ROOMY, disk=10_000_000))
    assert told.verdict == Verdict.WILL_NOT_FIT and "on the disk" in str(told.remedy)


@given(st.integers(1, 512), st.integers(1, 40))
def test_parts_always_fit_or_are_single_pictures(batch_size, reachable):
    plan, machine = replace(PLAN, batch_size=batch_size), replace(ROOMY, reachable=reachable * GB)
    parts = parts_needed(COSTS, plan, machine)
    assert 1 <= parts <= batch_size
    fits = COSTS.peak(-(-batch_size // parts)) <= machine.reachable
    assert fits or parts == batch_size
