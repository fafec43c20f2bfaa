"""Which parameters learn, and at which learning rate."""

import pytest
import torch

from sft_gui.models import catalogue, factory, parts
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training.optimization import make_optimizer


@pytest.mark.parametrize("optimizer", ["sgd", "adamw"])
@pytest.mark.parametrize("what", ["head", "last_stage", "all"])
def test_backbone_learns_at_its_share_of_the_learning_rate(optimizer, what):
    spec = catalogue.find("resnet18")
    with torch.device("meta"):
        model = factory.build(spec, 3, weights=None, seed=0)
    settings = DEFAULTS.with_values({
        "optimizer.name": optimizer, "optimizer.lr": 0.02, "train.trainable_layers": what,
        "train.backbone_lr_multiplier": 0.25,
    })  # fmt: skip
    groups = make_optimizer(model, spec, settings).param_groups
    learning_rates = {id(parameter): group["base_lr"] for group in groups for parameter in group["params"]}
    own = parts.parameter_parts(model, spec)
    backbone = {"head": [], "last_stage": own.last_stage, "all": [*own.last_stage, *own.rest]}[what]
    expected = {**dict.fromkeys(own.head, 0.02), **dict.fromkeys(backbone, 0.005)}
    assert learning_rates == {id(parameter): rate for (_, parameter), rate in expected.items()}
    assert {name for name, each in model.named_parameters() if each.requires_grad} == {name for name, _ in expected}
