"""A convolution and the BatchNorm behind it as one: the same function, the same gradients, nothing left behind."""

import copy

import pytest
import torch
from torch import nn

from sft_gui.models import catalogue, factory
from sft_gui.models.norm_folding import NormFolding


def shaken(model):
    """Give every norm statistics and parameters that matter; double precision tells equal from nearly equal."""
    generator = torch.Generator().manual_seed(0)
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.1, generator=generator)
            module.running_var.uniform_(0.5, 2, generator=generator)
            with torch.no_grad():
                module.weight.uniform_(0.5, 1.5, generator=generator)
                module.bias.normal_(0, 0.1, generator=generator)
    return model.double().eval()


@pytest.mark.parametrize("name", ["tf_efficientnet_lite0", "resnet18", "mobilenet_v3_small"])
def test_outputs_and_gradients_are_those_of_the_layers_one_by_one(name):
    plain = shaken(factory.build(catalogue.find(name), 3, weights=None, seed=0))
    images = torch.randn(2, 3, 64, 64, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    folded = copy.deepcopy(plain)
    folding = NormFolding(folded, images)
    assert len(folding) == sum(isinstance(module, nn.BatchNorm2d) for module in plain.modules())
    folding.attach(folded)
    copied = copy.deepcopy(folded)  # as the running mean of the weights is
    expected = plain(images)
    expected.square().sum().backward()
    for model in (folded, copied):
        found = model(images)
        torch.testing.assert_close(found, expected)
        found.square().sum().backward()
        for one, other in zip(model.parameters(), plain.parameters(), strict=True):
            torch.testing.assert_close(one.grad, other.grad)
        assert list(model.state_dict()) == list(plain.state_dict())


def test_statistics_that_move_are_not_folded():
    model = factory.build(catalogue.find("resnet18"), 3, weights=None, seed=0)
    images = torch.randn(2, 3, 64, 64)
    other = copy.deepcopy(model)
    NormFolding(model, images).attach(model)
    assert torch.equal(model.train()(images), other.train()(images))
    assert torch.equal(model.bn1.running_mean, other.bn1.running_mean)


class Shared(nn.Module):
    """Takes a convolution's output before the norm too, uses another one twice, and has one pair."""

    def __init__(self):
        super().__init__()
        self.seen, self.twice, self.once = nn.Conv2d(3, 3, 1), nn.Conv2d(3, 3, 1), nn.Conv2d(3, 3, 1)
        self.norms = nn.ModuleList(nn.BatchNorm2d(3) for _ in range(4))

    def forward(self, images):
        seen = self.seen(images)
        values = self.norms[0](seen) + seen.abs()
        values = self.norms[2](self.twice(self.norms[1](self.twice(values))))
        return self.norms[3](self.once(values))


def test_only_what_nothing_else_uses_is_folded():
    model = shaken(Shared())
    images = torch.randn(2, 3, 8, 8, dtype=torch.float64)
    expected = model(images)
    folding = NormFolding(model, images)
    assert len(folding) == 1
    folding.fold()
    torch.testing.assert_close(model(images), expected)
    folding.unfold()
    assert torch.equal(model(images), expected)


def test_call_that_fails_leaves_nothing_folded():
    model = shaken(factory.build(catalogue.find("resnet18"), 3, weights=None, seed=0))
    NormFolding(model, torch.zeros(1, 3, 64, 64, dtype=torch.float64)).attach(model)
    with pytest.raises(RuntimeError):
        model(torch.zeros(1, 5, 64, 64, dtype=torch.float64))
    assert isinstance(model.conv1.weight, nn.Parameter) and "forward" not in vars(model.bn1)
