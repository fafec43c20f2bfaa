"""A run's events as curves: live and read back alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sft_gui.training.events import EpochEnded, Planned, StepDone
from sft_gui.training.progress import Progress
from sft_gui.ui.pages.run.curve_data import (
    Along,
    CurveData,
    loss_ceiling,
    nice_ceiling,
    redraw_ms,
    score_floor,
    ticks,
)

NOW = "2026-01-01T00:00:00.000Z"


def events_of(epochs=3, steps=4, right=2):
    """Tell a run: a linear start, then epochs of steps of half a second and a validation of one second."""
    yield Planned(NOW, epochs, steps, epochs * steps, 4, 16, 8, "CPU")
    yield EpochEnded(NOW, 0, 0, {}, {"loss": 1.5, "accuracy": 0.5}, True, 0.0)
    seconds = 0.0
    for step in range(1, epochs * steps + 1):
        seconds += 0.5
        yield StepDone(NOW, step, -(-step // steps), {"a": 1.0 / step, "b": 0.5}, 0.1, 4, right, 0.5)
        if step % steps == 0:
            seconds += 1.0
            epoch = step // steps
            train, val = {"loss": 1.0 / epoch, "accuracy": 0.6}, {"loss": 2.0 / epoch, "accuracy": 0.7}
            yield EpochEnded(NOW, epoch, step, train, val, True, seconds)


def lists(data):
    return [
        (*(list(points.places[along]) for along in Along), list(points.values))
        for points in (data.loss, data.score, data.train_loss, data.train_score, data.val_loss, data.val_score)
    ]


def test_places_are_steps_epochs_and_seconds():
    data = CurveData("accuracy")
    assert data.apply_all(events_of())
    assert list(data.loss.places[Along.STEP])[:2] == [1, 2]
    assert list(data.loss.places[Along.EPOCH])[:4] == [0.25, 0.5, 0.75, 1.0]
    assert list(data.loss.places[Along.TIME])[3:5] == [2.0, 3.5]  # the validation's second between them
    assert list(data.val_loss.places[Along.EPOCH]) == [0, 1, 2, 3]
    assert list(data.val_loss.places[Along.TIME]) == [0.0, 3.0, 6.0, 9.0]
    assert data.loss.values[0] == 1.5 and data.score.values[0] == 0.5


def test_task_that_cannot_count_what_is_right_has_no_train_score():
    data = CurveData("accuracy")
    data.apply_all(events_of(right=None))
    assert not len(data.score) and len(data.val_score) == 4


@given(st.integers(0, 20), st.integers(1, 4), st.integers(1, 5))
def test_run_read_back_has_the_same_curves(cut, epochs, steps):
    events = list(events_of(epochs, steps))[: cut + 1]
    progress, live = Progress(), CurveData("accuracy")
    for event in events:
        progress.apply(event)
    live.apply_all(events)
    assert lists(CurveData.of(progress)) == lists(live)


@given(st.floats(1e-6, 1e6))
def test_ceiling_is_above_and_near(value):
    assert value * (1 - 1e-6) <= nice_ceiling(value) <= 2.5 * value


def test_loss_axis_holds_all_of_validation_but_not_the_wildest_step():
    assert loss_ceiling([1.0] * 99 + [50.0], [1.2]) == 1.5
    assert loss_ceiling([], [3.1]) == 4.0
    assert loss_ceiling([], []) == 1.0


@pytest.mark.parametrize(
    ("train", "val", "floor"), [([], [], 0.0), ([], [0.83, 0.91], 0.8), ([0.1] * 2 + [0.9] * 8, [0.83], 0.8)]
)
def test_score_axis_begins_at_a_whole_tenth(train, val, floor):
    assert score_floor(train, val) == pytest.approx(floor)


@given(st.floats(0.5, 1e6), st.integers(2, 8), st.integers(1, 400))
def test_ticks_are_few_even_and_whole(high, most, whole):
    places = ticks(high, most=most, whole=whole)
    assert places[0] == 0 and 1 <= len(places) <= most + 1
    assert all(place % whole == pytest.approx(0) or place % whole == pytest.approx(whole) for place in places[:-1])


@pytest.mark.parametrize(
    ("run_seconds", "steps", "apart"), [(10, 5, 100), (100, 5, 200), (86_400, 5, 500), (86_400, 200_000, 1100)]
)
def test_curves_are_drawn_again_once_they_have_grown_by_a_pixel(run_seconds, steps, apart):
    assert redraw_ms(run_seconds, width=500, steps=steps) == apart
