"""The time budget, in numbers."""

from types import SimpleNamespace

import pytest

from sft_gui.training.checkpoint import TrainState
from sft_gui.training.planning import affordable_steps

MANY = 10_000


def standing(**train_state):
    return SimpleNamespace(
        train_state=TrainState(**train_state), steps_per_epoch=10, val_loader=range(40), image_size=128,
        settings={"train.batch_size": 20},
    )  # fmt: skip


def test_what_comes_before_the_first_step_does_not_slow_the_pace():
    training = standing(step=10, seconds=70.0, first_seconds=50.0, evaluation_seconds=0.0)
    assert affordable_steps(training, 170.0, MANY) == 60  # 2 s a step, 100 s left


def test_validations_to_come_are_counted():
    training = standing(step=20, seconds=50.0, evaluated_step=10, evaluation_seconds=10.0)
    assert affordable_steps(training, 120.0, MANY) == 40  # 2 s a step and 1 s of validation, one of 10 s at the end


def test_before_the_first_validation_its_time_is_guessed():
    training = standing(step=10, seconds=20.0)
    assert 10 < affordable_steps(training, 60.0, MANY) < 30


@pytest.mark.parametrize("seconds", [0.0, 20.0])
def test_spent_budget_allows_the_steps_done(seconds):
    assert affordable_steps(standing(step=10, seconds=20.0), seconds, MANY) == 10


def test_more_steps_than_planned_are_not_wanted():
    assert affordable_steps(standing(step=10, seconds=20.0), 10_000.0, 30) == 30
