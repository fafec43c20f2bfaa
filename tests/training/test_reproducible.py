"""What a run ends with follows from settings, hardware and model, never from a clock; and runs of earlier versions."""

import random
import time

import pytest

from sft_gui.inference import device
from sft_gui.settings.catalogue import SETTINGS
from sft_gui.training import tuning_cache
from sft_gui.training.checkpoint import read_weights
from sft_gui.training.events import Logged, RunState, StepDone
from sft_gui.training.request import Control
from sft_gui.training.setup import prepare
from tests.training.test_fit import assert_same_weights, losses_of


@pytest.mark.parametrize("what", ["head", "last_stage", "all"])
def test_the_same_seed_gives_the_same_weights_whatever_the_clock_says(make_run, train, monkeypatch, what):
    changes = {"train__trainable_layers": what, "device__threads": None, "train__epochs": 1}
    honest = make_run("honest", **changes)
    train(honest)
    drawn, real = random.Random(1), time.perf_counter
    monkeypatch.setattr(time, "perf_counter", lambda: real() * drawn.choice([0.01, 1.0, 100.0]))
    mad = make_run("mad", **changes)
    train(mad)
    assert mad.manifest["execution"] == honest.manifest["execution"]
    assert losses_of(mad) == losses_of(honest)
    assert_same_weights(mad, honest)


def test_hardware_that_results_depend_on_is_named_in_the_manifest(make_run):
    run = make_run()
    prepare(run).close()
    assert {"cpu", "cores", "has_bfloat16"} <= run.manifest["machine"].keys()


@pytest.mark.parametrize("has_bfloat16", [True, False])
def test_precision_follows_from_the_hardware_by_rule(make_run, monkeypatch, has_bfloat16):
    monkeypatch.setattr(device, "has_bfloat16", lambda: has_bfloat16)
    settings = make_run(device__threads=None).settings
    squares, wholes = (device.resolve(settings, is_square=each) for each in (True, False))
    assert squares.precision == wholes.precision == wholes.inference_precision == "float32"
    assert squares.inference_precision == ("bfloat16" if has_bfloat16 else "float32")
    assert squares.threads == device.usable_cores() and squares.fold_norm and squares.channels_last


def test_a_run_of_an_earlier_version_goes_on_without_what_is_no_more_and_says_so_once(make_run, train):
    run, control = make_run(train__epochs=3), Control()
    train(run, control, lambda e: control.leave() if isinstance(e, StepDone) and e.step == 4 else None)
    old = {**run.manifest["execution"], "replicas": 2, "compiles": True, "augments_together": True}
    run.add_to_manifest(execution=old)
    control = Control()
    train(run, control, lambda e: control.leave() if isinstance(e, StepDone) and e.step == 8 else None)
    report, _ = train(run)
    assert report.state == RunState.FINISHED and read_weights(run.best_weights)
    told = [
        str(event.message) for event in run.events() if isinstance(event, Logged) and "began with" in str(event.message)
    ]
    assert len(told) == 3 and all(what in " ".join(told) for what in ("replicas", "torch.compile", "by batch"))


OTHER = {bool: lambda v: not v, int: lambda v: (v or 40) + 1, float: lambda v: (v or 0.1) / 2}


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.key)
def test_the_key_of_a_forecast_has_every_setting_that_affects_cost_and_no_other(make_run, setting):
    settings = make_run().settings
    for base in (settings, settings.with_values({"model.name": "fasterrcnn/efficientnet_lite0"}),
                 settings.with_values({"optimizer.name": "adamw", "train.trainable_layers": "head"})):  # fmt: skip
        others = [choice.value for choice in setting.choices if choice.value != base[setting.key]]
        value = others[0] if others else "resnet18" if setting.kind is str else OTHER[setting.kind](base[setting.key])
        changed = base.with_values({setting.key: value})
        differs = tuning_cache.costs_key(base, ()) != tuning_cache.costs_key(changed, ())
        if not setting.affects_cost:
            assert not differs
        elif setting.applies(base):
            assert differs
