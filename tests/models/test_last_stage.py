"""A model that is entered where it begins to learn says and learns what it would from the pictures themselves."""

from __future__ import annotations

import copy
from concurrent.futures import ThreadPoolExecutor

import pytest
import torch
from torch import nn

from sft_gui.inference.model import Normalise
from sft_gui.models import factory, last_stage, parts
from sft_gui.models.catalogue import DEFAULT, find
from sft_gui.models.spec import ModelSpec
from tests.models.test_parts import pictures, slow_too


def least(spec: ModelSpec) -> torch.Tensor:
    side = spec.image_size if spec.fixed_size else spec.min_size
    return torch.zeros(1, 3, side, side)


def built(spec: ModelSpec) -> nn.Module:
    model = factory.build(spec, 7, weights=None, seed=0).eval()
    names = {name for name, _ in parts.parameter_parts(model, spec).rest}
    for name, parameter in model.named_parameters():
        parameter.requires_grad_(name not in names)
    return model


@slow_too
def test_every_model_can_be_entered_at_its_last_stage_and_learns_there_as_from_pictures(spec: ModelSpec) -> None:
    model = built(spec)
    images = Normalise(spec.mean, spec.std)(pictures(spec))
    model(images).square().sum().backward()
    expected = {name: parameter.grad for name, parameter in model.named_parameters()}
    model.zero_grad()
    door = last_stage.open_split_point(model, [*spec.last_stage, spec.head], images, least(spec))
    assert door is not None
    with torch.no_grad():
        activations = last_stage.frozen_forward(model, images)
    outputs = last_stage.Tail(model, least(spec))(activations)
    torch.testing.assert_close(outputs, model(images))
    outputs.square().sum().backward()
    for name, parameter in model.named_parameters():
        if expected[name] is None:
            assert parameter.grad is None
        else:
            torch.testing.assert_close(parameter.grad, expected[name])


@pytest.fixture
def entered():
    spec = find(DEFAULT)
    model = built(spec)
    images = Normalise(spec.mean, spec.std)(pictures(spec, 5))
    last_stage.open_split_point(model, [*spec.last_stage, spec.head], images, least(spec))
    with torch.no_grad():
        return model, images, last_stage.frozen_forward(model, images), least(spec)


def test_open_door_changes_nothing_for_pictures(entered):
    model, images, _, _ = entered
    plain = built(find(DEFAULT))
    assert torch.equal(model(images), plain(images))


def test_threads_enter_copies_each_with_its_own(entered):
    model, images, activations, picture = entered
    copies = [copy.deepcopy(model) for _ in range(3)]
    with torch.no_grad():
        expected = [model(images[number : number + 1]) for number in range(5)]

        def ask(number):
            with torch.no_grad():
                return last_stage.Tail(copies[number % 3], picture)(activations[number % 5][None])

        with ThreadPoolExecutor(3) as pool:
            told = list(pool.map(ask, range(60)))
    for number, output in enumerate(told):
        torch.testing.assert_close(output, expected[number % 5])


def test_failure_behind_the_door_leaves_it_as_it_was(entered):
    model, images, activations, picture = entered
    with pytest.raises(RuntimeError):
        last_stage.Tail(model, picture)(activations[:, :3])
    torch.testing.assert_close(last_stage.Tail(model, picture)(activations), model(images))


class Twice(nn.Module):
    """Uses what comes before the last layer in two places, or looks past the door."""

    def __init__(self, *, again: bool) -> None:
        super().__init__()
        self.first, self.last, self.again = nn.Conv2d(3, 4, 1), nn.Conv2d(4, 4, 1), again

    def forward(self, images):
        seen = self.first(images)
        return (self.last(self.last(seen)) if self.again else self.last(seen) + seen).mean((2, 3))


@pytest.mark.parametrize("again", [True, False])
def test_model_whose_end_needs_more_than_what_enters_has_no_door(again):
    model = Twice(again=again)
    images = torch.randn(2, 3, 8, 8)
    assert last_stage.open_split_point(model, ["last"], images, torch.zeros(1, 3, 8, 8)) is None
    assert last_stage.open_split_point(model, ["nothing of that name"], images, images[:1]) is None
    assert not model.last._forward_pre_hooks
