"""The learning rate as a function of the step."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training import schedule


def rate(step, total=100, per_epoch=10, **settings):
    values = DEFAULTS.with_values({key.replace("__", "."): value for key, value in settings.items()})
    return schedule.factor(step, total_steps=total, steps_per_epoch=per_epoch, settings=values)


@given(st.integers(1, 500), st.integers(1, 50), st.data())
def test_factor_stays_within_zero_and_one(total, per_epoch, data):
    step = data.draw(st.integers(0, total - 1))
    for name in ("constant", "step", "cosine"):
        assert 0 <= rate(step, total, per_epoch, schedule__name=name) <= 1


def test_cosine_follows_its_formula_after_the_warm_up():
    assert rate(0) == pytest.approx(0.1)
    assert rate(9) == 1.0
    assert rate(10 + 45) == pytest.approx(0.5 * (1 + math.cos(math.pi * 0.5)))


def test_step_schedule_equals_torch():
    import torch

    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    reference = torch.optim.lr_scheduler.StepLR(optimizer, step_size=3, gamma=0.5)
    for epoch in range(10):
        factor = rate(epoch * 10, schedule__name="step", schedule__step_epochs=3, schedule__gamma=0.5)
        assert factor == pytest.approx(reference.get_last_lr()[0])
        optimizer.step()
        reference.step()
