"""A model's parts: its head, the last stage of its backbone, the rest; and what the head is given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn

from sft_gui.models.keys import is_under
from sft_gui.models.spec import ModelSpec

NamedParameters = list[tuple[str, nn.Parameter]]


@dataclass(frozen=True)
class Parts:
    """A model's parameters by what may be trained: disjoint, together all of them."""

    head: NamedParameters
    last_stage: NamedParameters
    rest: NamedParameters


def head(model: nn.Module, spec: ModelSpec) -> nn.Linear:
    """Return the last layer."""
    return cast(nn.Linear, model.get_submodule(spec.head))


def parameter_parts(model: nn.Module, spec: ModelSpec) -> Parts:
    """Sort the parameters into head, last stage and rest."""
    parts = Parts([], [], [])
    for name, parameter in model.named_parameters():
        if is_under(name, spec.head, *spec.fresh):
            parts.head.append((name, parameter))
        elif is_under(name, *spec.last_stage):
            parts.last_stage.append((name, parameter))
        else:
            parts.rest.append((name, parameter))
    return parts


def features(model: nn.Module, spec: ModelSpec, images: Tensor, *, through: nn.Module | None = None) -> Tensor:
    """Return what the head is fed, ``(N, in_features)``, in evaluation mode and without gradients.

    Args:
        images: ``(N, 3, H, W)`` float32, normalised; or what ``through`` takes instead.
        through: what calls the model.
    """
    fed: list[Tensor] = []
    hook = head(model, spec).register_forward_pre_hook(lambda _, inputs: fed.append(inputs[0]))
    try:
        with evaluating(model), torch.no_grad():
            (model if through is None else through)(images)
    finally:
        hook.remove()
    return fed[0]


@contextmanager
def evaluating(model: nn.Module) -> Iterator[None]:
    """Put the model in evaluation mode and every module back into its own mode (some may be frozen) afterwards."""
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        yield
    finally:
        for module, mode in modes:
            module.training = mode
