"""Compiled steps learn what plain ones do; it is tried where it can pay, and what it gave is remembered."""

import functools
from dataclasses import replace

import pytest
import torch
from torch import nn

from sft_gui.errors import UserError
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training import compiling, preflight, probe, tuning_cache
from sft_gui.training.device import ComputeConfig
from sft_gui.training.events import StepDone
from sft_gui.training.forecast import Trial
from sft_gui.training.request import Control
from sft_gui.training.setup import prepare

EXECUTION = ComputeConfig("cpu", "float32", True, 1)
CHANGES = {"train__trainable_layers": "all", "optimizer__lr": 0.001, "device__replicas": 1}


@pytest.fixture
def quick_backend(monkeypatch):
    """Capture the graph as ever, but leave out the minutes of making C++ of it."""
    monkeypatch.setattr(torch, "compile", functools.partial(torch.compile, backend="eager"))
    yield
    torch.compiler.reset()


@pytest.fixture
def no_backend(monkeypatch):
    """Leave out even that."""
    monkeypatch.setattr(torch, "compile", lambda model, **_: nn.Sequential(model))


@pytest.fixture
def layers():
    torch.manual_seed(0)
    return nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())


def asked(compile="auto", **changes):
    values = {"train.batch_size": 4, "train.epochs": 10, "device.compile": compile}
    return DEFAULTS.with_values({**values, **{key.replace("__", "."): value for key, value in changes.items()}})


def losses(told):
    return [event.loss for event in told if isinstance(event, StepDone)]


def test_compiled_run_that_is_left_and_taken_up_again_learns_as_a_plain_one(make_run, train, quick_backend):
    changes = {**CHANGES, "train__freeze_bn_stats": False, "train__batch_size": 10, "data__image_size": 64}
    plain, run = (make_run(how, device__compile=how, **changes) for how in ("off", "on"))
    expected, control = losses(train(plain)[1]), Control()
    first = losses(train(run, control, lambda event: isinstance(event, StepDone) and control.leave())[1])
    report, told = train(run)
    assert report.state == "finished" and len(first) == 1
    assert [first + losses(told)] == [pytest.approx(expected, rel=2e-3)]
    assert [each.manifest["execution"]["compiles"] for each in (plain, run)] == [False, True]


def test_whole_batches_are_compiled_and_smaller_ones_are_not(make_run, no_backend):
    training = prepare(make_run(device__compile="on", **CHANGES))
    whole, part = (torch.zeros(count, 3, 32, 32, dtype=torch.uint8) for count in (4, 3))
    assert training.learning(training.model, whole)[0] is training.compiled.module
    assert training.learning(training.model, part)[0] is training.model
    assert not training.compute.fold_norm and str(training.compute.words()).endswith("compiled")


def test_trying_leaves_weights_statistics_gradients_and_random_numbers(layers, quick_backend):
    before, random = {name: value.clone() for name, value in layers.state_dict().items()}, torch.get_rng_state()
    made = compiling.compiled(EXECUTION, layers, 16, asked("on"), pictures=9)
    assert made.shape == (4, 3, 16, 16) and made.trial.compile_seconds > 0
    assert all(torch.equal(value, before[name]) for name, value in layers.state_dict().items())
    assert torch.equal(torch.get_rng_state(), random)
    assert all(parameter.grad is None for parameter in layers.parameters())


@pytest.mark.parametrize(
    ("settings", "size", "pictures"),
    [
        (asked("off"), 16, 100),
        (asked(), 16, 10**9),  # a CPU is not asked
        (asked("on"), (16, 24), 100),  # boxes and masks
        (asked("on"), 16, 3),  # no batch is whole
        (asked("on", train__epochs=0), 16, 100),
    ],
)
def test_model_stays_as_it_is(layers, monkeypatch, settings, size, pictures):
    monkeypatch.setattr(torch, "compile", lambda *_, **__: pytest.fail("compiled"))
    assert compiling.compiled(EXECUTION, layers, size, settings, pictures=pictures) is None


def test_steps_that_are_short_because_activations_are_kept_are_not_compiled(layers):
    keeps = replace(EXECUTION, keeps_activations=True)
    assert compiling.compiled(keeps, layers, 16, asked("on"), pictures=100) is None


@pytest.fixture
def on_a_gpu(monkeypatch, tmp_path):
    """Pretend that compiling may pay and that a plain pass takes a second; return a list of what is tried."""
    monkeypatch.setenv("SFT_GUI_HOME", str(tmp_path))
    monkeypatch.setattr(compiling, "_may_pay", lambda compute: True)
    monkeypatch.setattr(probe, "pass_seconds", lambda *_, **__: 1.0)
    tried, gives = [], {"trial": Trial(60.0, 1.0, 0.5)}

    def try_out(*_, **__):
        tried.append(1)
        if isinstance(gives["trial"], Exception):
            raise gives["trial"]
        return gives["trial"]

    monkeypatch.setattr(compiling, "_tried", try_out)
    return tried, gives


def test_long_run_tries_and_what_it_gave_decides_for_later_ones(layers, on_a_gpu):
    tried, _ = on_a_gpu
    made = functools.partial(compiling.compiled, EXECUTION, layers, 16)
    assert made(asked(), pictures=200) is None and not tried  # 500 s: too short to try
    assert made(asked(stop__minutes=5.0), pictures=4000) is None and not tried
    assert made(asked(), pictures=400) is not None and tried == [1]
    assert made(asked(), pictures=40) is None and tried == [1]  # 100 steps save 50 s, and compiling takes 60
    assert made(asked(), pictures=60) is not None
    assert made(asked(data__start_size=8), pictures=60) is None  # of which only the last epochs are at full size


@pytest.mark.parametrize("gives", [Trial(60.0, 1.0, 1.1), RuntimeError("no compiler\nand much more")])
def test_where_it_is_no_faster_or_fails_the_model_stays_and_it_is_not_tried_again(layers, on_a_gpu, gives):
    tried, given = on_a_gpu
    given["trial"] = gives
    assert compiling.compiled(EXECUTION, layers, 16, asked(), pictures=4000) is None
    assert compiling.compiled(EXECUTION, layers, 16, asked(), pictures=4000) is None
    assert tried == [1]


def test_asked_for_where_it_fails_the_user_is_told_why(layers, on_a_gpu):
    on_a_gpu[1]["trial"] = RuntimeError("no compiler\nand much more")
    with pytest.raises(UserError, match=r"cannot be compiled here: no compiler\. Choose") as caught:
        compiling.compiled(EXECUTION, layers, 16, asked("on"), pictures=400)
    assert caught.value.field == "device.compile"


def test_run_from_elsewhere_goes_on_where_nothing_can_be_compiled(make_run, train, monkeypatch, no_backend):
    run, control = make_run(device__compile="on", **CHANGES), Control()
    train(run, control, lambda event: isinstance(event, StepDone) and control.leave())

    def fail(*_, **__):
        raise RuntimeError("no compiler")

    monkeypatch.setattr(compiling, "_tried", fail)
    report, told = train(run)
    assert report.state == "finished" and len(losses(told)) > 0


def test_preflight_counts_what_compiling_takes_and_saves(project, make_run, no_backend, monkeypatch):
    trials = iter([Trial(60.0, 1.0, 1.0 - 1e-9), Trial(60.0, 1000.0, 0.0)])
    monkeypatch.setattr(compiling, "_tried", lambda *_, **__: next(trials))
    settings = make_run(device__compile="on", **CHANGES).settings
    slow, fast = (preflight.measure(project, settings) for _ in range(2))
    assert slow.first_seconds > 60 and slow.costs.step_seconds > 0
    assert fast.costs.step_seconds == 0


@pytest.mark.slow
def test_real_compiler_gives_the_same_losses(make_run, train, tmp_path):
    told = [losses(train(make_run(how, device__compile=how, **CHANGES))[1]) for how in ("off", "on")]
    assert told[0] == pytest.approx(told[1], rel=2e-3)
    settings = make_run("again", device__compile="on", **CHANGES).settings
    assert tuning_cache.trial(settings, 32, replace(EXECUTION, precision="float32")) is not None
