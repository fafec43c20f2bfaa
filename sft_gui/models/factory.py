"""The only place that builds models: each family's own file, imported when one of it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from torch import Tensor, nn

from sft_gui.models.spec import ModelSpec

FAMILIES = {"classifier": "classifiers", "detector": "detectors", "segmenter": "segmenters"}
NO_PLAN: Mapping[str, Any] = MappingProxyType({})


def build(
    spec: ModelSpec,
    num_outputs: int,
    *,
    weights: Mapping[str, Tensor] | None,
    seed: int,
    plan: Mapping[str, Any] = NO_PLAN,
) -> nn.Module:
    """Build a model with a new head for ``num_outputs`` outputs; what is new is drawn from ``seed``.

    The global random generator is neither read nor moved, not even for a moment: a training in another thread draws
    its dropout from it.

    Args:
        weights: from :func:`weights.load_pretrained`; the head in them is left out. None draws the backbone too.
        plan: what the task has chosen from the data, such as anchors.
    """
    model: nn.Module = _family(spec).build(spec, num_outputs, weights=weights, seed=seed, plan=plan)
    return model


def create(spec: ModelSpec) -> nn.Module:
    """Build the model as its library defines it, with a head for its weights' own classes and random weights."""
    model: nn.Module = _family(spec).create(spec)
    return model


def _family(spec: ModelSpec) -> Any:
    return importlib.import_module(f"sft_gui.models.{FAMILIES[spec.family]}")
