"""Classifiers: timm's and torchvision's networks with their last layer replaced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from torch import Tensor, nn

from sft_gui.models.backbones import drawn_from
from sft_gui.models.keys import OPTIONAL, is_under
from sft_gui.models.parts import head
from sft_gui.models.spec import ModelSpec

NUM_CLASSES = 1000  # ImageNet's: of the head that is replaced


def build(
    spec: ModelSpec, num_classes: int, *, weights: Mapping[str, Tensor] | None, seed: int, plan: Mapping[str, Any]
) -> nn.Module:
    """Build the model with its head replaced by ``Linear(in_features, num_classes)``.

    The new head is drawn by torch's default Linear initialisation from ``seed``; without ``weights`` the backbone is
    drawn from it too. The global random generator is neither read nor moved, not even for a moment: a training in
    another thread draws its dropout from it.

    Args:
        weights: a state dict in the model's own key names, from :func:`weights.load_pretrained`; the head in it is
            left out.
    """
    with drawn_from(seed):
        model = create(spec)
    with drawn_from(seed):
        new_head = nn.Linear(head(model, spec).in_features, num_classes)
    model.set_submodule(spec.head, new_head)
    if weights is not None:
        backbone = {name: value for name, value in weights.items() if not is_under(name, spec.head)}
        left_out = model.load_state_dict(backbone, strict=False)
        assert not left_out.unexpected_keys and all(
            is_under(name, spec.head) or name.endswith(OPTIONAL) for name in left_out.missing_keys
        ), "weights come from load_pretrained, which has checked them"
    return model


def create(spec: ModelSpec, num_classes: int = NUM_CLASSES) -> nn.Module:
    """Build the model with random weights, as its library defines it."""
    if spec.library == "timm":
        import timm  # slow, and not needed for torchvision's models

        return timm.create_model(spec.model_name, num_classes=num_classes)
    from torchvision.models import get_model  # slow, and not needed for timm's models

    return get_model(spec.model_name, weights=None, num_classes=num_classes)
