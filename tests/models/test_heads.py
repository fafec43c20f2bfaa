"""The head of every catalogue model, the parts of its parameters, and its features."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from sft_gui.models import heads
from sft_gui.models.catalogue import CATALOGUE, ModelSpec, find
from sft_gui.models.weights import load_pretrained

each_model = pytest.mark.parametrize("spec", CATALOGUE, ids=lambda spec: spec.name)


@each_model
def test_head_is_the_last_linear_layer_of_every_model(spec: ModelSpec) -> None:
    with torch.device("meta"):
        model = heads.create(spec)
    linear = [name for name, module in model.named_modules() if isinstance(module, nn.Linear)]
    assert spec.head == linear[-1]
    assert heads.head(model, spec).out_features == 1000
