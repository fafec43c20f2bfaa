"""What is measured on this machine: thread count, memory layout, BatchNorm, precision and replicas."""

import copy
from collections import namedtuple
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import torch

from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training import device, probe, tuning_cache
from sft_gui.training.device import ComputeConfig


@pytest.fixture(autouse=True)
def unmeasured():
    """Here it is the measuring that is tried."""


@pytest.fixture(autouse=True)
def cpu_without_bfloat16(monkeypatch):
    monkeypatch.setattr(device, "has_bfloat16", lambda: False)


class Fast(torch.nn.Module):
    """Pretends to take the seconds that the test says for the thread count in force."""

    def __init__(self, monkeypatch, seconds):
        super().__init__()
        self.now = 0.0
        self.seconds = seconds
        monkeypatch.setattr(probe.time, "perf_counter", lambda: self.now)

    def forward(self, images):
        self.now += self.seconds[torch.get_num_threads()]
        return images


def choose(monkeypatch, seconds, cores=4):
    before = torch.get_num_threads()
    try:
        compute = ComputeConfig("cpu", "float32", True, cores)
        return probe.with_best_threads(compute, Fast(monkeypatch, seconds), 32).threads
    finally:
        torch.set_num_threads(before)


def test_more_threads_are_taken_where_they_are_faster(monkeypatch):
    assert choose(monkeypatch, {1: 1.0, 2: 0.6, 4: 0.4}) == 4


def test_one_thread_is_taken_where_the_cores_are_busy(monkeypatch):
    assert choose(monkeypatch, {1: 1.0, 2: 1.2, 4: 3.0}) == 1
    assert choose(monkeypatch, {1: 1.0, 2: 20.0}) == 1  # four threads are not even tried


def test_small_gain_is_not_worth_a_thread(monkeypatch):
    assert choose(monkeypatch, {1: 1.0, 2: 0.95}, cores=2) == 1


class Layered(torch.nn.Module):
    """Pretends to take one second for pictures in the plain layout and another for channels last."""

    def __init__(self, monkeypatch, *, plain, last):
        super().__init__()
        self.now, self.plain, self.last = 0.0, plain, last
        monkeypatch.setattr(probe.time, "perf_counter", lambda: self.now)

    def forward(self, images):
        self.now += self.last if images.is_contiguous(memory_format=torch.channels_last) else self.plain
        return images


@pytest.mark.parametrize(("plain", "last"), [(1.0, 0.6), (0.6, 1.0)])
def test_layout_is_the_faster_one(monkeypatch, plain, last):
    compute = ComputeConfig("cpu", "float32", True, torch.get_num_threads())
    found = probe.with_best_layout(compute, Layered(monkeypatch, plain=plain, last=last), (32, 48))
    assert found.channels_last == (last < plain)


def test_what_was_measured_is_remembered_and_what_the_user_chose_stands(monkeypatch, tmp_path):
    monkeypatch.setenv("SFT_GUI_HOME", str(tmp_path))
    compute = ComputeConfig("cpu", "float32", True, torch.get_num_threads())
    settings = DEFAULTS.with_values({"device.threads": compute.threads})
    found = probe.probed(compute, Layered(monkeypatch, plain=0.5, last=1.0), 32, settings)
    assert not found.channels_last and found.threads == compute.threads
    busy = Layered(monkeypatch, plain=2.0, last=1.0)
    assert probe.probed(compute, busy, 32, settings) == found and busy.now == 0
    assert probe.probed(compute, busy, 64, settings).channels_last  # of another size nothing is known
    chosen = settings.with_values({"device.channels_last": "on"})
    assert probe.probed(compute, busy, 32, chosen) == replace(compute, fold_norm=True)  # nothing to fold: the same


class Normed(torch.nn.Module):
    """Has a convolution and a norm, and pretends that a call takes one second with both and another folded."""

    def __init__(self, monkeypatch, *, single, folded):
        super().__init__()
        self.conv, self.norm = torch.nn.Conv2d(3, 3, 1), torch.nn.BatchNorm2d(3)
        self.now, self.single, self.folded = 0.0, single, folded
        monkeypatch.setattr(probe.time, "perf_counter", lambda: self.now)

    def forward(self, images):
        self.now += self.folded if "forward" in vars(self.norm) else self.single
        return self.norm(self.conv(images))


@pytest.mark.parametrize(("single", "folded"), [(1.0, 0.6), (0.6, 1.0)])
def test_norm_is_folded_where_that_is_faster(monkeypatch, single, folded):
    compute = ComputeConfig("cpu", "float32", True, torch.get_num_threads())
    model = Normed(monkeypatch, single=single, folded=folded)
    assert probe.with_best_norm(compute, model, 32).fold_norm == (folded < single)
    assert "forward" not in vars(model.norm) and isinstance(model.conv.weight, torch.nn.Parameter)


def test_first_model_measures_threads_only(monkeypatch, tmp_path):
    monkeypatch.setenv("SFT_GUI_HOME", str(tmp_path))
    compute = ComputeConfig("cpu", "float32", True, torch.get_num_threads())
    settings = DEFAULTS.with_values({"device.threads": compute.threads, "train.epochs": 0})
    slow_folded = Normed(monkeypatch, single=0.1, folded=1.0)
    assert probe.probed(compute, slow_folded, 32, settings) == replace(compute, fold_norm=True)
    assert slow_folded.now == 0


def test_measured_model_still_learns():
    model = torch.nn.Conv2d(3, 4, 3)
    probe.with_best_layout(ComputeConfig("cpu", "float32", True, 1), model, (32, 48))
    assert not any(parameter.is_inference() for parameter in model.parameters())


class Mixed(torch.nn.Module):
    """Pretends that a pass takes a second in float32 and another time in bfloat16, which training may tell apart."""

    def __init__(self, monkeypatch, *, inference, training):
        super().__init__()
        self.layers = torch.nn.Sequential(torch.nn.Conv2d(3, 3, 1), torch.nn.BatchNorm2d(3), torch.nn.Dropout())
        self.now, self.inference, self.learning = 0.0, inference, training
        monkeypatch.setattr(probe.time, "perf_counter", lambda: self.now)
        monkeypatch.setattr(device, "has_bfloat16", lambda: True)

    def forward(self, images):
        is_half = torch.is_autocast_enabled("cpu")
        self.now += (self.learning if torch.is_grad_enabled() else self.inference) if is_half else 1.0
        return self.layers(images)


@pytest.mark.parametrize(
    ("what", "size", "asked", "expected"),
    [
        ("all", 32, "auto", ("float32", "bfloat16")),
        ("head", 32, "auto", ("bfloat16", "bfloat16")),  # a step is little more than a forward pass
        ("all", (32, 48), "auto", ("float32", "float32")),  # boxes and masks
        ("all", 32, "float32", ("float32", "float32")),
        ("all", 32, "bfloat16", ("bfloat16", "bfloat16")),
    ],
)
def test_precision_is_measured_for_inference_and_training_apart(monkeypatch, what, size, asked, expected):
    model = Mixed(monkeypatch, inference=0.6, training=1.5)
    settings = DEFAULTS.with_values({"device.name": "cpu", "train.trainable_layers": what, "device.precision": asked})
    found = probe.probed(device.resolve(settings), model, size, settings)
    assert (found.precision, found.inference_precision) == expected


@pytest.mark.parametrize(("inference", "training"), [(0.95, 0.95), (0.95, 0.5), (0.5, 0.5)])
def test_bfloat16_has_to_be_clearly_faster(monkeypatch, inference, training):
    model = Mixed(monkeypatch, inference=inference, training=training)
    found = probe.probed(ComputeConfig("cpu", "float32", True, 1), model, 32, DEFAULTS)
    expected = ["bfloat16" if seconds < 0.9 else "float32" for seconds in (training, inference)]
    assert [found.precision, found.inference_precision] == expected


def test_measuring_leaves_weights_statistics_gradients_and_random_numbers(monkeypatch):
    model = Mixed(monkeypatch, inference=0.5, training=0.5).train()
    model.layers[1].weight.requires_grad_(False)
    before, random = {name: value.clone() for name, value in model.state_dict().items()}, torch.get_rng_state()
    probe.probed(ComputeConfig("cpu", "float32", True, 1), model, 32, DEFAULTS)
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert torch.equal(torch.get_rng_state(), random) and model.layers.training
    assert all(parameter.grad is None for parameter in model.parameters())
    model(torch.ones(1, 3, 32, 32)).sum().backward()  # it still learns


def test_inference_is_the_same_in_all_runs_of_a_day(monkeypatch):
    """So that features are computed once: the first model's are those that later runs begin with."""
    first = DEFAULTS.with_values({"train.epochs": 0, "train.trainable_layers": "head"})
    compute = ComputeConfig("cpu", "float32", True, 1)
    assert probe.probed(compute, Mixed(monkeypatch, inference=0.5, training=1), 32, first).precision == "bfloat16"
    later = Mixed(monkeypatch, inference=2, training=2)
    found = probe.probed(compute, later, 32, DEFAULTS)
    assert (found.precision, found.inference_precision) == ("float32", "bfloat16")
    assert probe.probed(compute, later, 48, DEFAULTS).inference_precision == "float32"  # of another size


class Layers(torch.nn.Module):
    """Pretends that a step takes one time alone and another as replicas, which it tells by their share of threads."""

    def __init__(self, monkeypatch, *, alone, together, drops=0.0):
        super().__init__()
        self.layers = torch.nn.Sequential(torch.nn.Conv2d(3, 3, 1), torch.nn.BatchNorm2d(3), torch.nn.Dropout(drops))
        self.layers[1].eval()
        self.clock, self.seconds = [0.0], {4: alone, 1: together / 4}  # four replicas stop the same clock
        monkeypatch.setattr(probe.time, "perf_counter", lambda: self.clock[0])

    def forward(self, images):
        self.clock[0] += self.seconds[torch.get_num_threads()]
        return self.layers(images)

    def __deepcopy__(self, memo):
        replica = Layers.__new__(Layers)
        torch.nn.Module.__init__(replica)
        replica.layers, replica.clock, replica.seconds = copy.deepcopy(self.layers, memo), self.clock, self.seconds
        return replica


LEARNS = {"train.trainable_layers": "all", "device.threads": 4, "device.channels_last": "on", "device.fold_norm": "off"}


@pytest.mark.parametrize(("alone", "together", "expected"), [(1.0, 0.8, 4), (0.8, 1.0, 1)])
def test_replicas_are_taken_where_they_are_faster(monkeypatch, alone, together, expected):
    model = Layers(monkeypatch, alone=alone, together=together)
    settings = DEFAULTS.with_values(LEARNS)
    found = probe.probed(ComputeConfig("cpu", "float32", True, 4), model, 32, settings)
    assert found.replicas == expected
    assert all(parameter.grad is None for parameter in model.parameters())


@pytest.mark.parametrize(
    ("changes", "size", "is_quiet"),
    [
        ({"train.trainable_layers": "last_stage"}, 32, True),  # measuring would take longer than it can save
        ({}, (32, 48), True),  # boxes and masks
        ({}, 32, False),  # dropout depends on the order in which numbers are drawn
        ({"device.replicas": 4}, 32, False),
        ({"device.replicas": 1}, 32, True),
    ],
)
def test_the_model_stays_alone_where_replicas_would_change_or_cost_more(monkeypatch, changes, size, is_quiet):
    model = Layers(monkeypatch, alone=1.0, together=0.5, drops=0.0 if is_quiet else 0.5)
    settings = DEFAULTS.with_values({**LEARNS, **changes})
    compute = replace(ComputeConfig("cpu", "float32", True, 4), replicas=changes.get("device.replicas", 1))
    assert probe.probed(compute, model, size, settings).replicas == 1


def test_chosen_replicas_are_at_most_as_many_as_threads(monkeypatch):
    model = Layers(monkeypatch, alone=1.0, together=1.0)
    settings = DEFAULTS.with_values({**LEARNS, "device.replicas": 16})
    compute = replace(ComputeConfig("cpu", "float32", True, 4), replicas=16)
    assert probe.probed(compute, model, 32, settings).replicas == 4


def test_old_manifest_infers_as_it_trained():
    old = {"device": "cuda", "precision": "bfloat16", "channels_last": True, "threads": 2}
    assert ComputeConfig(**old).inference_precision == "bfloat16"


@pytest.mark.parametrize(
    ("training", "inference", "words"),
    [
        ("float32", "float32", "CPU, 2 threads"),
        ("float32", "bfloat16", "CPU, 2 threads, inference in bfloat16"),
        ("bfloat16", "float32", "CPU, 2 threads, training in bfloat16"),
        ("bfloat16", "bfloat16", "CPU, 2 threads, bfloat16"),
    ],
)
def test_precision_is_told_where_it_is_not_single(training, inference, words):
    assert str(ComputeConfig("cpu", training, True, 2, False, inference).words()) == words


def test_replicas_are_told():
    compute = ComputeConfig("cpu", "float32", True, 2, True, "bfloat16", replicas=2)
    assert str(compute.words()) == "CPU, 2 threads, 2 replicas, inference in bfloat16"


def test_asked_for_without_hardware_bfloat16_stays_out_of_inference():
    settings = DEFAULTS.with_values({"device.name": "cpu", "device.precision": "bfloat16"})
    found = device.resolve(settings)
    assert (found.precision, found.inference_precision) == ("bfloat16", "float32")


@pytest.mark.parametrize(("taken", "is_kept"), [(0.1, True), (0.9, False)])
def test_what_was_measured_beside_other_work_holds_for_minutes_only(monkeypatch, tmp_path, taken, is_kept):
    monkeypatch.setenv("SFT_GUI_HOME", str(tmp_path))
    model = Layered(monkeypatch, plain=1.0, last=0.5)
    monkeypatch.setattr(probe, "_others_core_seconds", lambda: (taken * model.now, model.now))
    settings = DEFAULTS.with_values({"device.threads": 1})
    compute = ComputeConfig("cpu", "float32", True, 1)
    probe.probed(compute, model, 32, settings)
    assert tuning_cache.compute(settings, 32, "cpu") is not None
    an_hour_later(monkeypatch)
    assert (tuning_cache.compute(settings, 32, "cpu") is not None) == is_kept


def an_hour_later(monkeypatch):
    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(hours=1)

    monkeypatch.setattr(tuning_cache, "datetime", Later)


def test_idle_cores_are_taken_by_nobody(monkeypatch):
    times = namedtuple("times", ["user", "system", "idle", "iowait", "guest"])
    monkeypatch.setattr(device.psutil, "cpu_times", lambda: times(5.0, 2.0, 900.0, 50.0, 1.0))
    monkeypatch.setattr(probe.time, "process_time", lambda: 3.0)
    assert probe._others_core_seconds() == (4.0, 957.0)
