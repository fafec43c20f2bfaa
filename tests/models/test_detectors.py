"""Detectors: heads replaced, the same losses and gradients as torchvision's own loop, names and counts."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torchvision.models import get_model, get_model_weights
from torchvision.models.detection.transform import GeneralizedRCNNTransform

from sft_gui.models import detectors, factory, parts, weights
from sft_gui.models.catalogue import DETECTORS, find
from sft_gui.models.keys import is_under
from sft_gui.models.spec import ModelSpec

LITE = DETECTORS[0]
each = pytest.mark.parametrize("spec", DETECTORS, ids=lambda spec: spec.name)
ready_made = pytest.mark.parametrize("spec", [s for s in DETECTORS if s.backbone is None], ids=lambda spec: spec.name)
QUICK = [spec for spec in DETECTORS if spec.parameters < 13_000_000]


def pictures() -> tuple[torch.Tensor, list[dict]]:
    generator = torch.Generator().manual_seed(3)
    targets = [
        {"boxes": torch.tensor([[8.0, 8.0, 40.0, 44.0], [50.0, 20.0, 80.0, 60.0]]), "labels": torch.tensor([1, 2])},
        {"boxes": torch.tensor([[30.0, 30.0, 90.0, 90.0]]), "labels": torch.tensor([2])},
    ]
    return torch.randn(2, 3, 96, 128, generator=generator), targets


@each
def test_what_is_new_has_the_datas_classes_and_all_else_the_weights_shapes(spec: ModelSpec) -> None:
    with torch.device("meta"):
        ours, theirs = detectors.create(spec, 2, {}), factory.create(spec)
    shapes = {name: value.shape for name, value in ours.state_dict().items()}
    for name, value in theirs.state_dict().items():
        if not is_under(name, *spec.fresh):
            assert shapes[name] == value.shape, name
    changed = {name for name, value in theirs.state_dict().items() if shapes[name] != value.shape}
    assert changed and all(is_under(name, *spec.fresh) for name in changed)
    assert all(any(is_under(name, prefix) for name in shapes) for prefix in (*spec.fresh, *spec.last_stage))


@ready_made
def test_numbers_equal_torchvisions_own(spec: ModelSpec) -> None:
    published = get_model_weights(spec.name).DEFAULT
    assert spec.parameters == published.meta["num_params"]
    assert spec.size_bytes == round(published.meta["_file_size"] * 2**20)
    assert spec.weights.url == published.url


@pytest.mark.parametrize("spec", QUICK, ids=lambda spec: spec.name)
def test_build_is_a_function_of_the_seed_and_takes_any_view(spec: ModelSpec) -> None:
    state = torch.get_rng_state()
    models = [detectors.build(spec, 2, weights=None, seed=seed, plan={}) for seed in (1, 1, 2)]
    assert torch.equal(torch.get_rng_state(), state)
    one, same, other = (torch.cat([p.flatten() for p in model.parameters()]) for model in models)
    assert torch.equal(one, same) and not torch.equal(one, other)
    images, targets = pictures()
    assert all(torch.isfinite(loss) for loss in models[0].train()(images, targets).values())
    with torch.inference_mode():
        assert len(models[0].eval()(images)) == 2


def test_pretrained_backbone_is_loaded() -> None:
    state, _ = weights.load_pretrained(find("tf_efficientnet_lite0"))
    model = detectors.build(LITE, 2, weights=state, seed=0, plan={})
    assert torch.equal(model.backbone.body.conv_stem.weight, state["conv_stem.weight"])
    assert torch.equal(model.backbone.body.blocks[6][0].bn3.running_var, state["blocks.6.0.bn3.running_var"])


def test_plan_sets_levels_and_anchors() -> None:
    plan = {"levels": [2, 3, 4, 5], "anchors": [8, 16, 24, 32, 64], "ratios": [0.8, 1.0]}
    model = detectors.build(LITE, 2, weights=None, seed=0, plan=plan)
    assert model.rpn.anchor_generator.sizes == ((8,), (16,), (24,), (32,), (64,))
    assert model.rpn.anchor_generator.num_anchors_per_location() == [2] * 5


@pytest.mark.parametrize("name", ["fasterrcnn/efficientnet_lite0", "ssdlite320_mobilenet_v3_large"])
def test_losses_and_gradients_equal_torchvisions_own_loop(name: str) -> None:
    """Theirs: the library's model with its own transform over a list of pictures, losses summed, one backward."""
    spec = find(name)
    ours = detectors.build(spec, 2, weights=None, seed=5, plan={})
    theirs = detectors.create(spec, 2, {}) if spec.backbone else get_model(name, weights_backbone=None, num_classes=3)
    theirs.load_state_dict(ours.state_dict())
    theirs.transform = GeneralizedRCNNTransform(96, 128, [0.0] * 3, [1.0] * 3, _skip_resize=True)
    images, targets = pictures()
    gradients, losses = [], []
    for model, batch in ((ours, images), (theirs, list(images))):
        model.train()
        torch.manual_seed(11)
        told = model(batch, [dict(target) for target in targets])
        sum(told.values()).backward()
        losses.append({part: float(value.detach()) for part, value in told.items()})
        gradients.append({n: p.grad for n, p in model.named_parameters() if p.grad is not None})
    assert losses[0] == pytest.approx(losses[1], rel=1e-6)
    assert gradients[0].keys() == gradients[1].keys()
    assert all(torch.allclose(gradients[0][n], gradients[1][n], atol=1e-6) for n in gradients[0])


def test_parameters_are_sorted_into_all_three_parts() -> None:
    model = detectors.build(LITE, 2, weights=None, seed=0, plan={})
    own = parts.parameter_parts(model, LITE)
    assert len(own.head + own.last_stage + own.rest) == len(list(model.parameters()))
    assert own.last_stage and own.rest and all(not n.startswith("backbone.body") for n, _ in own.head)
    assert isinstance(model, nn.Module) and sum(p.numel() for p in detectors.create(LITE, 90, {}).parameters())
