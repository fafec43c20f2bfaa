"""A loss that only explodes ends the run in a sentence; one that jumps does not, and what is kept is never exploded."""

import math

import pytest
import torch

from sft_gui.training import checkpoint, divergence
from sft_gui.training.events import Logged, RunState, StepDone
from sft_gui.training.request import Control


def steps(*losses):
    return [StepDone("", number, 1, {"loss": loss}, 0.1, 4, None, 0.0) for number, loss in enumerate(losses, 1)]


def first_alarm(losses, classes=3):
    return next((n for n in range(1, len(losses) + 1) if divergence.has_diverged(steps(*losses[:n]), classes)), None)


def test_loss_that_explodes_is_noticed_within_a_few_steps():
    assert first_alarm([1.1, 30, 900, 2e4, 4e4, 4e4]) == 6
    assert first_alarm([1.1, 1.0, 0.9, 0.9, 800, 5000, 3e4, 1, 4e4, 4e4]) == 7
    assert first_alarm([1.1, *[math.inf] * 5]) == 6
    assert first_alarm([1.1, 4e4, 2.0, 4e4, 1.0, 4e4, 4e4]) == 6  # swinging


@pytest.mark.parametrize(
    "losses",
    [
        [1.1] * 3 + [1e6] + [0.9] * 50,  # one outlier
        [0.02, 0.5, 1.2, 1.1, 0.9, 1.3, 0.8] * 10,  # from a solved head up to guessing
        [7.0, 12.0, 60.0, 50.0, 40.0, 30.0, 20.0, 10.0, 5.0],  # from random weights
        [1.1, 40.0, 30.0, 1.5, 1.2] * 5,  # high steps, but it comes back
        [math.log(100)] * 30,  # nothing is learned
    ],
)
def test_loss_that_jumps_or_stays_is_no_explosion(losses):
    assert first_alarm(losses) is None
    assert not divergence.has_diverged(steps(*losses), 3, at_end=True)


def test_short_run_is_judged_by_what_there_is_at_its_end():
    assert first_alarm([1.1, 500.0, 900.0]) is None
    assert divergence.has_diverged(steps(1.1, 500.0, 900.0), 3, at_end=True)
    assert not divergence.has_diverged(steps(500.0), 3, at_end=True)


def test_sentence_names_the_losses_and_a_lower_rate():
    told = divergence.diverged(steps(1.1, 39_999.9), 10.0)
    assert str(told) == (
        "Training stopped: the loss has grown from 1.1 to 40,000 by step 2 and does not come back. "
        "The last good checkpoint is kept. Train again with a learning rate of 1 or less."
    )


def test_run_that_explodes_keeps_its_last_good_checkpoint_and_resumes_to_the_same_end(make_run, train):
    settings = {"train__epochs": 6, "optimizer__lr": 0.01, "schedule__name": "constant", "data__augmentation": "none"}
    run = make_run(**settings)
    control = Control()
    train(run, control, lambda e: control.leave() if isinstance(e, StepDone) and e.step == 6 else None)
    run._write_toml(run._tables()["run"], run.settings.with_values({"optimizer.lr": 10.0}))
    report, told = train(run)
    assert report.state == RunState.FAILED
    assert "the loss has grown from" in str(told[-1].reason) and "learning rate of 1 or less" in str(told[-1].remedy)
    assert checkpoint.read_about(run.checkpoint)["step"] == 6
    seen = [event.loss for event in told if isinstance(event, StepDone)]
    again, told_again = train(run)
    assert again.state == RunState.FAILED
    assert [event.loss for event in told_again if isinstance(event, StepDone)] == seen


def test_run_that_explodes_from_the_start_leaves_no_checkpoint_of_it(make_run, train):
    run = make_run(optimizer__lr=10.0, train__epochs=3, schedule__name="constant", train__trainable_layers="all")
    control = Control()
    # Left while it explodes: that state is not kept either.
    train(run, control, lambda e: control.leave() if isinstance(e, StepDone) and e.step == 3 else None)
    if run.checkpoint.exists():
        tensors, _ = checkpoint.read_weights(run.checkpoint)
        assert all(torch.isfinite(value).all() for value in tensors.values() if value.is_floating_point())
    report, told = train(run)
    assert report.state == RunState.FAILED
    assert "the loss" in str(told[-1].reason) and "learning rate" in str(told[-1].remedy)


def test_early_stop_is_told_and_epochs_asked_for_later_are_trained_in_full(make_run, train):
    run = make_run(train__epochs=12, stop__patience=1, optimizer__lr=1e-9)
    report, told = train(run)
    assert report.state == RunState.FINISHED and report.epoch == 2
    assert any(str(event.message).startswith("Ended early") for event in told if isinstance(event, Logged))
    run.extend(2)
    assert run.settings["train.epochs"] == 4
    report, told = train(run)
    assert (report.state, report.epoch, report.epochs) == (RunState.FINISHED, 4, 4)
    words = [str(event.message) for event in told if isinstance(event, Logged)]
    assert sum(word.startswith("It had ended after epoch 2 of 12, as 1 epoch") for word in words) == 1
    assert [event.step for event in run.events() if isinstance(event, StepDone)] == list(range(1, 25))


def test_epochs_are_added_though_the_time_budget_is_spent(make_run, train):
    run = make_run(train__epochs=500, stop__minutes=0.05)
    report, _ = train(run)
    assert report.epoch < 500
    run.extend(1)
    more, told = train(run)
    assert more.state == RunState.FINISHED and more.epoch == report.epoch + 1
    assert any("the time budget was spent" in str(event.message) for event in told if isinstance(event, Logged))
