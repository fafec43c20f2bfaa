"""A model entered where it begins to learn, with what its frozen part has made of the pictures before.

Nothing here knows how a model is built: while it computes one small picture, what it hands to the first module that
learns is exchanged for what is to enter there.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle

from sft_gui.models import parts

_here = threading.local()  # in each thread: what enters instead (given), or whether whoever comes is stopped (stops)


class _Stopped(Exception):  # noqa: N818  # no error: the rest of the model is not asked for
    def __init__(self, activations: Tensor) -> None:
        self.activations = activations


def _at_the_door(module: nn.Module, inputs: tuple[Any, ...]) -> tuple[Tensor] | None:
    """Stand before the first module that learns; a function, so that a copied model has it too."""
    if getattr(_here, "stops", False):
        raise _Stopped(inputs[0])
    given: Tensor | None = getattr(_here, "given", None)
    return None if given is None else (given,)


def open_split_point(
    model: nn.Module, learning: Sequence[str], images: Tensor, picture: Tensor
) -> RemovableHandle | None:
    """Make :func:`frozen_forward` and :class:`Tail` possible for this model; return what ends that, or None.

    They are where the rest of the model depends on nothing but what enters there: that is tried on ``images``.

    Args:
        learning: dotted names of the modules that learn.
        images: ``(N, 3, H, W)`` float32 of any kind.
        picture: as for :class:`Tail`.
    """
    learners = [module for name, module in model.named_modules() if name in learning]
    called: list[nn.Module] = []

    def note(module: nn.Module, inputs: Any) -> None:
        called.append(module)

    notes = [part.register_forward_pre_hook(note) for part in learners]
    with parts.evaluating(model), torch.no_grad():
        whole = model(images)
    for hook in notes:
        hook.remove()
    if not called:
        return None
    door = called[0].register_forward_pre_hook(_at_the_door)
    with parts.evaluating(model), torch.no_grad():
        again = Tail(model, picture)(frozen_forward(model, images))
    if called.count(called[0]) == 1 and torch.allclose(whole, again, rtol=1e-3, atol=1e-4):
        return door
    door.remove()
    return None


def frozen_forward(model: nn.Module, images: Tensor) -> Tensor:
    """Return what the model hands to the first module that learns; the rest is left out. ``images``: (N, 3, H, W)."""
    _here.stops = True
    try:
        model(images)
    except _Stopped as stopped:
        return stopped.activations
    finally:
        _here.stops = False
    raise AssertionError("a model with a door comes past it")


class Tail(nn.Module):
    """A model as a function of what enters at its door instead of pictures.

    Args:
        model: with an open door.
        picture: ``(1, 3, H, W)`` that the frozen part is run on meanwhile: the smaller, the quicker.
    """

    def __init__(self, model: nn.Module, picture: Tensor) -> None:
        super().__init__()
        self._model, self._picture = model, picture

    def forward(self, activations: Tensor) -> Any:
        """Return the model's outputs for ``(N, ...)`` activations of :func:`frozen_forward`."""
        _here.given = activations
        try:
            return self._model(self._picture)
        finally:
            _here.given = None
