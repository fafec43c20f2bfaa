"""A single value a channel: the kept statistics stand in; everything else is PyTorch's own arithmetic."""

import copy

import pytest
import torch
from torch import nn
from torch.nn import functional

from sft_gui.models.lone_norm import let_statistics_stand_in


@pytest.fixture
def model():
    model = nn.Sequential(nn.Conv2d(3, 4, 3, stride=2), nn.BatchNorm2d(4)).train()
    with torch.no_grad():
        model[1].running_mean += 0.5
        model[1].running_var *= 2
    let_statistics_stand_in(model)
    return model


def test_single_value_is_computed_with_the_kept_statistics_which_stay(model):
    norm, picture = model[1], torch.rand(1, 3, 3, 3)
    before = {name: value.clone() for name, value in norm.state_dict().items()}
    made = model(picture)
    values = model[0](picture)
    expected = functional.batch_norm(values, norm.running_mean, norm.running_var, norm.weight, norm.bias, eps=norm.eps)
    assert torch.equal(made, expected) and norm.training
    assert all(torch.equal(before[name], value) for name, value in norm.state_dict().items())
    made.sum().backward()
    assert model[0].weight.grad is not None


@pytest.mark.parametrize("shape", [(2, 3, 3, 3), (1, 3, 9, 9)])
def test_anything_more_is_pytorchs_own(model, shape):
    plain = nn.Sequential(copy.deepcopy(model[0]), nn.BatchNorm2d(4)).train()
    plain[1].load_state_dict(model[1].state_dict())
    pictures = torch.rand(*shape)
    assert torch.equal(model(pictures), plain(pictures))
    assert all(torch.equal(a, b) for a, b in zip(model.buffers(), plain.buffers(), strict=True))


def test_copies_know_it_and_a_call_that_fails_leaves_the_layer_learning(model):
    other = copy.deepcopy(model)
    assert torch.isfinite(other(torch.rand(1, 3, 3, 3))).all() and other[1].training
    norm = other[1]
    bias, norm.bias = norm.bias, nn.Parameter(torch.zeros(5))
    with pytest.raises(RuntimeError):
        norm(torch.rand(1, 4, 1, 1))
    norm.bias = bias
    before = norm.running_mean.clone()
    norm(torch.rand(3, 4, 1, 1))
    assert norm.training and not torch.equal(before, norm.running_mean)
