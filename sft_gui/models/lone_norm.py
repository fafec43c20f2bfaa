"""BatchNorm where there is a single value a channel, of which no statistics can be taken.

That is so for one picture whose features are 1 x 1 by then: a last batch of one, a part of one after memory ran out, a
small picture, what follows global pooling. PyTorch refuses to train there. Here the kept statistics stand in, as in
use, and stay as they are; every other batch is computed as PyTorch does, to the bit.
"""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn

STANDS_IN = "statistics_stand_in"


def let_statistics_stand_in(model: nn.Module) -> None:
    """Teach all BatchNorm layers of a model, and of its deep copies, to do so."""
    for module in model.modules():
        if isinstance(module, nn.modules.batchnorm._BatchNorm) and module.running_mean is not None:
            module.register_forward_pre_hook(_before)
            module.register_forward_hook(_after)


def _before(norm: nn.Module, inputs: tuple[Tensor, ...]) -> None:
    if vars(norm).pop(STANDS_IN, False):  # the last call has failed
        norm.training = True
    values = inputs[0]
    if norm.training and values.numel() == values.shape[1]:
        vars(norm)[STANDS_IN], norm.training = True, False


def _after(norm: nn.Module, inputs: Any, output: Any) -> None:
    if vars(norm).pop(STANDS_IN, False):
        norm.training = True
