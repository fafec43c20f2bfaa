"""Specs made on demand for timm's models."""

from __future__ import annotations

import pytest
import torch

from sft_gui.errors import UserError
from sft_gui.models import factory, parts
from sft_gui.models.catalogue import find
from sft_gui.models.spec import Download
from sft_gui.models.weights import Place, load_pretrained, place

FAMILIES = [
    "resnet18",
    "convnext_atto",
    "mobilenetv3_small_050",
    "vit_tiny_patch16_224",
    "swin_tiny_patch4_window7_224",
    "vit_small_patch14_dinov2",
    "densenet121",
    "mobilevit_xxs",
    "twins_svt_small",
    "efficientvit_b0",
    "vgg11",
]


@pytest.mark.parametrize("name", FAMILIES)
def test_head_and_parts_are_right_for_families_of_timm(name: str) -> None:
    spec = find(f"timm/{name}")
    with torch.device("meta"):
        model = factory.build(spec, 7, weights=None, seed=0)
        assert model(torch.zeros(2, 3, spec.image_size, spec.image_size)).shape == (2, 7)
    own = parts.parameter_parts(model, spec)
    assert {name for name, _ in own.head} == {f"{spec.head}.weight", f"{spec.head}.bias"}
    sizes = [sum(parameter.numel() for _, parameter in part) for part in (own.last_stage, own.rest)]
    assert 0.1 <= sizes[0] / sum(sizes) < 0.95
    assert len([*own.head, *own.last_stage, *own.rest]) == len(list(model.parameters()))


def test_preprocessing_is_the_models_own() -> None:
    spec = find("timm/vit_tiny_patch16_224")
    assert (spec.image_size, spec.resize, spec.interpolation) == (224, 248, "bicubic")
    assert spec.mean == spec.std == (0.5, 0.5, 0.5)
    assert spec.fixed_size
    assert not find("timm/resnet18").fixed_size


def test_weights_come_from_the_publishers_address() -> None:
    weights = find("timm/resnet18.a1_in1k").weights
    assert weights == Download(
        "https://huggingface.co/timm/resnet18.a1_in1k/resolve/main/model.safetensors",
        "timm--resnet18.a1_in1k--model.safetensors",
    )


def test_model_without_published_weights_says_so() -> None:
    spec = find("timm/mixer_s32_224")
    assert place(spec) is Place.NONE
    with pytest.raises(UserError, match="no pretrained weights"):
        load_pretrained(spec)


@pytest.mark.parametrize("name", ["deit_tiny_distilled_patch16_224", "dla34", "levit_128s"])
def test_model_without_one_linear_head_is_refused(name: str) -> None:
    with pytest.raises(UserError, match="one linear layer"):
        find(f"timm/{name}")
