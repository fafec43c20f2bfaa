"""The catalogue: its numbers are the publishers' own, and names are found."""

from __future__ import annotations

import subprocess
import sys

import pytest
import torch

from sft_gui.errors import UserError
from sft_gui.models import factory
from sft_gui.models.catalogue import CATALOGUE, DEFAULT, find
from sft_gui.models.spec import Bundled, Download, ModelSpec

torchvision_models = pytest.mark.parametrize(
    "spec", [spec for spec in CATALOGUE if spec.library == "torchvision"], ids=lambda spec: spec.name
)


def test_catalogue_needs_neither_torch_nor_timm() -> None:
    code = (
        "import sys; from sft_gui.models import catalogue, weights\n"
        "[weights.place(spec) for spec in catalogue.CATALOGUE]\n"
        "assert not {'torch', 'torchvision', 'timm'} & sys.modules.keys()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-600:]


def test_default_is_bundled_and_names_are_unique() -> None:
    assert isinstance(find(DEFAULT).weights, Bundled)
    assert len({spec.name for spec in CATALOGUE}) == len(CATALOGUE)


@torchvision_models
def test_numbers_equal_torchvisions_own(spec: ModelSpec) -> None:
    from torchvision.models import get_model_weights

    weights = get_model_weights(spec.name).DEFAULT
    view = weights.transforms()
    assert isinstance(spec.weights, Download)
    assert spec.weights.url == weights.url
    assert spec.weights.file == weights.url.rpartition("/")[2]
    assert spec.weights.sha256 == weights.url.rpartition("-")[2].removesuffix(".pth")
    assert spec.parameters == weights.meta["num_params"]
    assert spec.size_bytes / 2**20 == pytest.approx(weights.meta["_file_size"], abs=0.001)
    assert (spec.image_size, spec.resize) == (view.crop_size[0], view.resize_size[0])
    assert (list(spec.mean), list(spec.std)) == (view.mean, view.std)
    assert spec.interpolation == view.interpolation.value


@pytest.mark.parametrize("name", ["tf_efficientnet_lite0", "tf_efficientnet_lite2"])
def test_numbers_of_the_bundled_models_equal_timms(name: str) -> None:
    import timm

    spec, config = find(name), timm.get_pretrained_cfg(name)
    assert config is not None
    assert spec.image_size == config.input_size[-1]
    assert spec.resize == int(config.input_size[-1] / config.crop_pct)
    assert (spec.mean, spec.std, spec.interpolation) == (config.mean, config.std, config.interpolation)
    with torch.device("meta"):
        assert spec.parameters == sum(parameter.numel() for parameter in factory.create(spec).parameters())


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("resnet18", "resnet18"),
        ("torchvision/resnet18", "resnet18"),
        ("timm/resnet18", "timm/resnet18"),
        ("timm/tf_efficientnet_lite0", "tf_efficientnet_lite0"),
        ("vit_tiny_patch16_224", "timm/vit_tiny_patch16_224"),
        (" timm/resnet18.a1_in1k ", "timm/resnet18.a1_in1k"),
    ],
)
def test_model_is_found_by_the_name_of_either_library(name: str, found: str) -> None:
    assert find(name).name == found


@pytest.mark.parametrize(
    "name", ["resnet19", "timm/resnett18", "torchvision/vit_tiny_patch16_224", "", "resnet18.no_tag"]
)
def test_unknown_name_is_refused_with_the_nearest_ones(name: str) -> None:
    with pytest.raises(UserError) as caught:
        find(name)
    assert caught.value.field == "model.name"
    assert caught.value.do is not None


def test_near_name_is_suggested() -> None:
    with pytest.raises(UserError, match="resnet18"):
        find("resnet-18")
