"""The head of every catalogue model, the parts of its parameters, and its features."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from sft_gui.inference.model import Normalise
from sft_gui.models import factory, parts
from sft_gui.models.catalogue import CATALOGUE, DEFAULT, find
from sft_gui.models.spec import ModelSpec
from sft_gui.models.weights import load_pretrained

QUICK = [spec for spec in CATALOGUE if spec.parameters < 13_000_000]
each_model = pytest.mark.parametrize("spec", CATALOGUE, ids=lambda spec: spec.name)
each_quick_model = pytest.mark.parametrize("spec", QUICK, ids=lambda spec: spec.name)
slow_too = pytest.mark.parametrize(
    "spec", [pytest.param(spec, marks=() if spec in QUICK else pytest.mark.slow, id=spec.name) for spec in CATALOGUE]
)


def pictures(spec: ModelSpec, count: int = 2) -> Tensor:
    side = spec.image_size if spec.fixed_size else 64
    pixels = torch.randint(0, 256, (count, 3, side, side), generator=torch.Generator().manual_seed(0)).byte()
    return pixels.to(memory_format=torch.channels_last)


@each_model
def test_new_head_replaces_the_last_linear_layer_of_every_model(spec: ModelSpec) -> None:
    with torch.device("meta"):
        old, new = factory.create(spec), factory.build(spec, 7, weights=None, seed=0)
    linear = [name for name, module in old.named_modules() if isinstance(module, nn.Linear)]
    assert spec.head == linear[-1]
    assert parts.head(new, spec).in_features == parts.head(old, spec).in_features
    assert parts.head(new, spec).out_features == 7
    changed = {name for name, value in new.state_dict().items() if value.shape != old.state_dict()[name].shape}
    assert changed == {f"{spec.head}.weight", f"{spec.head}.bias"}


@each_model
def test_parts_are_disjoint_complete_and_none_is_empty(spec: ModelSpec) -> None:
    with torch.device("meta"):
        model = factory.build(spec, 7, weights=None, seed=0)
    own = parts.parameter_parts(model, spec)
    assert {name for name, _ in own.head} == {f"{spec.head}.weight", f"{spec.head}.bias"}
    assert own.last_stage and own.rest
    together = [*own.rest, *own.last_stage, *own.head]
    assert sorted(name for name, _ in together) == sorted(name for name, _ in model.named_parameters())
    assert len({id(parameter) for _, parameter in together}) == len(together)


@each_model
def test_last_stage_is_what_comes_last_before_the_head(spec: ModelSpec) -> None:
    with torch.device("meta"):
        own = parts.parameter_parts(factory.create(spec), spec)
        order = [name for name, _ in factory.create(spec).named_parameters()]
    assert [*(n for n, _ in own.rest), *(n for n, _ in own.last_stage), *(n for n, _ in own.head)] == order


@slow_too
def test_forward_gives_the_new_classes_and_features_are_what_the_head_is_fed(spec: ModelSpec) -> None:
    model = factory.build(spec, 7, weights=None, seed=0).to(memory_format=torch.channels_last).eval()
    images = Normalise(spec.mean, spec.std)(pictures(spec))
    with torch.no_grad():
        logits = model(images)
        features = parts.features(model, spec, images)
        assert logits.shape == (2, 7)
        assert features.shape == (2, parts.head(model, spec).in_features)
        assert torch.equal(parts.head(model, spec)(features), logits)


def test_head_depends_on_the_seed_alone() -> None:
    spec = find(DEFAULT)
    weights, _ = load_pretrained(spec)
    torch.manual_seed(1)
    first = factory.build(spec, 3, weights=weights, seed=5)
    torch.manual_seed(2)
    state = torch.get_rng_state()
    second = factory.build(spec, 3, weights=None, seed=5)
    assert torch.equal(torch.get_rng_state(), state)
    assert torch.equal(parts.head(first, spec).weight, parts.head(second, spec).weight)
    other = factory.build(spec, 3, weights=None, seed=6)
    assert not torch.equal(parts.head(other, spec).weight, parts.head(second, spec).weight)


def test_head_is_drawn_as_torch_draws_a_linear_layer() -> None:
    spec = find(DEFAULT)
    model = factory.build(spec, 3, weights=None, seed=5)
    torch.manual_seed(5)
    assert torch.equal(parts.head(model, spec).weight, nn.Linear(1280, 3).weight)


@slow_too
def test_whole_model_is_drawn_from_the_seed_alone_without_weights(spec: ModelSpec) -> None:
    state = torch.get_rng_state()
    first, second = (factory.build(spec, 3, weights=None, seed=5).state_dict() for _ in range(2))
    assert torch.equal(torch.get_rng_state(), state)
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_backbone_is_the_pretrained_one() -> None:
    spec = find(DEFAULT)
    weights, _ = load_pretrained(spec)
    state = factory.build(spec, 3, weights=weights, seed=0).state_dict()
    assert all(torch.equal(state[name], weights[name]) for name in state if not name.startswith("classifier."))


def test_features_leave_every_modules_mode_and_statistics_alone() -> None:
    spec = find("mobilenet_v3_small")
    model = factory.build(spec, 3, weights=None, seed=0).train()
    model.features[0].eval()  # frozen
    modes = [module.training for module in model.modules()]
    before = {name: value.clone() for name, value in model.state_dict().items()}
    features = parts.features(model, spec, Normalise(spec.mean, spec.std)(pictures(spec)))
    assert not features.requires_grad
    assert [module.training for module in model.modules()] == modes
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert not parts.head(model, spec)._forward_pre_hooks


def test_normalise_is_the_textbooks_formula_and_keeps_the_memory_format() -> None:
    spec = find("resnet18")
    pixels = pictures(spec)
    mean, std = (torch.tensor(values).view(1, 3, 1, 1) for values in (spec.mean, spec.std))
    normalised = Normalise(spec.mean, spec.std)(pixels)
    torch.testing.assert_close(normalised, (pixels / 255 - mean) / std)
    assert normalised.dtype == torch.float32
    assert normalised.is_contiguous(memory_format=torch.channels_last)
