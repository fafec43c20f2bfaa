"""What a GPU is measured with: passes of whole batches. The measuring is the same on any device, so here on the CPU."""

from dataclasses import replace
from functools import reduce

import pytest
import torch
from torch import nn

from sft_gui.data.loader import Loader
from sft_gui.models import catalogue
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.tasks import registry
from sft_gui.training import device, probe
from sft_gui.training.device import ComputeConfig
from sft_gui.training.events import StepDone
from sft_gui.training.setup import make_loader, prepare

EXECUTION = ComputeConfig("cpu", "bfloat16", True, 1)
SETTINGS = DEFAULTS.with_values({"train.batch_size": 3, "device.augmentation": "single"})


class Pretending(nn.Module):
    """Pretends that a pass takes the seconds that the test says of a batch, layout, precision and whether folded."""

    def __init__(self, monkeypatch, seconds):
        super().__init__()
        self.conv, self.norm, self.dropout = nn.Conv2d(3, 3, 1), nn.BatchNorm2d(3).eval(), nn.Dropout()
        self.now, self.seconds = 0.0, seconds
        monkeypatch.setattr(probe.time, "perf_counter", lambda: self.now)

    def forward(self, images):
        self.now += self.seconds(
            count=len(images),
            last=images.is_contiguous(memory_format=torch.channels_last),
            half=torch.is_autocast_enabled("cpu"),
            folded="forward" in vars(self.norm),
        )
        return self.dropout(self.norm(self.conv(images)))


def measured(monkeypatch, seconds, **changes):
    settings = SETTINGS.with_values({key.replace("__", "."): value for key, value in changes.items()})
    steps = probe.measures_by_batch(Pretending(monkeypatch, seconds), 32, settings, until=float("inf"))
    return reduce(lambda known, step: step(known), steps, EXECUTION)


SINGLE = {"precision": "float32", "inference_precision": "float32"}


@pytest.mark.parametrize(
    ("slow", "expected"),
    [
        ({}, {}),  # all the same: as it is
        ({"last": True}, {"channels_last": False}),
        ({"folded": False}, {"fold_norm": True}),
        ({"half": True}, SINGLE),
    ],
)
def test_what_makes_whole_batches_faster_is_chosen(monkeypatch, slow, expected):
    def seconds(count, **how):
        assert count == 3 or how["folded"] is False  # one picture shows what can be folded
        return 2.0 if any(how[name] == value for name, value in slow.items()) else 1.0

    assert measured(monkeypatch, seconds) == replace(EXECUTION, **expected)


def test_what_the_user_chose_stands(monkeypatch):
    chosen = {"device__channels_last": "on", "device__fold_norm": "off", "device__precision": "bfloat16"}
    assert measured(monkeypatch, lambda last, half, **_: 1.0 + last + half, **chosen) == EXECUTION


def test_what_has_no_room_in_memory_is_not_chosen(monkeypatch):
    def seconds(last, half, **_):
        if not (last and half):
            raise torch.OutOfMemoryError
        return 1.0

    assert measured(monkeypatch, seconds) == EXECUTION

    def broken(**_):
        raise RuntimeError("a kernel is missing")

    with pytest.raises(RuntimeError, match="kernel"):
        measured(monkeypatch, broken)


@pytest.mark.parametrize(("size", "epochs"), [((32, 48), 5), (32, 0)])
def test_boxes_masks_and_the_first_model_are_not_measured(monkeypatch, size, epochs):
    model = Pretending(monkeypatch, lambda **_: pytest.fail("measured"))
    settings = SETTINGS.with_values({"train.epochs": epochs})
    assert not probe.measures_by_batch(model, size, settings, until=float("inf"))


@pytest.mark.parametrize(
    ("learn", "threads", "at_once", "expected"),
    [
        (1.0, 0.5, 0.1, False),  # the threads keep up
        (1.0, 2.0, 0.1, True),  # the device would wait for them
        (1.0, 2.0, 1.5, False),  # but not as long as it would take itself
    ],
)
def test_batches_are_changed_on_the_device_where_threads_do_not_keep_up(monkeypatch, learn, threads, at_once, expected):
    told = []

    def best(work):
        work()  # it can be done
        told.append(work)
        return {1: threads, 2: at_once}[len(told)]

    monkeypatch.setattr(probe, "_best", best)
    found = probe.with_best_augmentation(EXECUTION, 32, SETTINGS, learn_seconds=learn)
    assert found == replace(EXECUTION, augments_together=expected)


def test_threads_change_the_pictures_where_the_device_has_no_room_for_it(monkeypatch):
    def full(*_, **__):
        raise torch.OutOfMemoryError

    monkeypatch.setattr(probe.batch_augment, "apply", full)
    assert probe.with_best_augmentation(EXECUTION, 32, SETTINGS, learn_seconds=0.0) == EXECUTION


def test_a_run_whose_batches_are_changed_at_once_learns_alike(make_run, train):
    losses = []
    for how in ("single", "together"):
        run = make_run(
            how, device__augmentation=how, data__augmentation="light", train__trainable_layers="all", optimizer__lr=1e-4
        )
        told = train(run)[1]
        assert run.manifest["execution"]["augments_together"] == (how == "together")
        losses.append([event.loss for event in told if isinstance(event, StepDone)])
    assert losses[0] == pytest.approx(losses[1], rel=0.02) and losses[0] != losses[1]
    words = prepare(run).compute.words()
    assert str(words).endswith("augmentation by batch")


def test_boxes_and_masks_move_with_their_picture_one_by_one(make_shapes_run):
    run = make_shapes_run("detection", device__augmentation="together", train__epochs=1)
    compute = prepare(run).compute
    assert not compute.augments_together and run.manifest["execution"] == compute.to_json()


def test_a_run_from_a_gpu_is_loaded_without_one(make_run, monkeypatch):
    run, asked = make_run(), []
    gpu = {"device": "cuda", "precision": "bfloat16", "channels_last": True, "threads": 2, "augments_together": True}
    run.add_to_manifest(execution=gpu)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(Loader, "__init__", lambda self, *_, **options: asked.append(options))
    make_loader(run.pictures(), run, registry.find(run.task), catalogue.find(run.settings["model.name"]), 32)
    assert asked[0]["together_on"] is None and not asked[0]["is_pinned"]


def test_products_on_an_nvidia_gpu_may_be_tf32():
    class Elsewhere(nn.Module):
        def to(self, *_, **__):
            return self

    matmul = torch.backends.cuda.matmul
    before, matmul.allow_tf32 = matmul.allow_tf32, False
    try:
        device.placed(Elsewhere(), replace(EXECUTION, device="cpu"))
        assert not matmul.allow_tf32
        device.placed(Elsewhere(), replace(EXECUTION, device="cuda"))
        assert matmul.allow_tf32
    finally:
        matmul.allow_tf32 = before
