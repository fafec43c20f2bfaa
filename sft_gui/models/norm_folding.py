"""Computes a convolution and the BatchNorm behind it, while its statistics stand still, as one convolution.

With fixed mean m and variance v, ``gamma * (conv(x, w) - m) / sqrt(v + eps) + beta`` is
``conv(x, w * s) + (beta - m * s)`` with ``s = gamma / sqrt(v + eps)`` (Jacob et al. 2018, arXiv 1712.05877, 3.2). The
same function of the same parameters, so they learn as they would, but no activation is read and written for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode
from torch.utils._pytree import tree_leaves
from torch.utils.hooks import RemovableHandle

from sft_gui.models import parts

Pair = tuple[nn.Conv2d, nn.BatchNorm2d]


class NormFolding:
    """The pairs of a model that can be folded. Between calls of the model nothing shows of it, not in its state either.

    Args:
        model: in any mode.
        images: what the model takes, ``(N, 3, H, W)`` float32; its values do not matter.
    """

    def __init__(self, model: nn.Module, images: Tensor) -> None:
        self._pairs = _pairs(model, images)

    def __len__(self) -> int:
        return len(self._pairs)

    def attach(self, model: nn.Module) -> tuple[RemovableHandle, ...]:
        """Fold during every call of the model from now on, and of its deep copies; not for several threads at once."""
        before = model.register_forward_pre_hook(self._before)
        return before, model.register_forward_hook(self._after, always_call=True)

    def fold(self) -> None:
        """Fold every pair whose statistics stand still; gradients flow to the parameters of both."""
        for conv, norm in self._pairs:
            if not norm.training:
                # What stands in an instance's own dictionary goes before its parameters.
                vars(conv)["weight"], vars(conv)["bias"] = _folded(conv, norm)
                vars(norm)["forward"] = _rest_of(norm)

    def unfold(self) -> None:
        """Let all be as it was."""
        for conv, norm in self._pairs:
            for module, name in ((conv, "weight"), (conv, "bias"), (norm, "forward")):
                vars(module).pop(name, None)

    def _before(self, model: nn.Module, inputs: Any) -> None:
        self.fold()

    def _after(self, model: nn.Module, inputs: Any, outputs: Any) -> None:
        self.unfold()


def _folded(conv: nn.Conv2d, norm: nn.BatchNorm2d) -> tuple[Tensor, Tensor]:
    assert norm.running_mean is not None and norm.running_var is not None
    scale = norm.weight * torch.rsqrt(norm.running_var + norm.eps)
    mean = norm.running_mean if conv.bias is None else norm.running_mean - conv.bias
    return conv.weight * scale.view(-1, 1, 1, 1), norm.bias - mean * scale


def _rest_of(norm: nn.BatchNorm2d) -> Callable[[Tensor], Tensor]:
    """Return what a norm does besides: timm's has the activation in it."""
    if type(norm) is nn.BatchNorm2d:
        return _same
    return nn.Sequential(norm.drop, norm.act)  # type: ignore[arg-type]


def _same(values: Tensor) -> Tensor:
    return values


def _is_known(norm: nn.Module) -> bool:
    is_known = type(norm) is nn.BatchNorm2d or type(norm).__name__ == "BatchNormAct2d"  # timm's, without its import
    return is_known and norm.running_mean is not None and norm.weight is not None


def _pairs(model: nn.Module, images: Tensor) -> list[Pair]:
    """Look which norms are fed by a convolution whose output nothing else takes, by doing it once."""
    made: dict[int, tuple[nn.Conv2d, Tensor]] = {}  # by the output's id; the tensor is held so that it stays its own
    fed: list[tuple[nn.Conv2d, nn.BatchNorm2d, int]] = []

    def note_output(conv: nn.Module, _: Any, output: Tensor) -> None:
        made[id(output)] = (conv, output)  # type: ignore[assignment]

    def note_input(norm: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        if id(inputs[0]) in made:
            fed.append((made[id(inputs[0])][0], norm, id(inputs[0])))  # type: ignore[arg-type]

    hooks = [
        module.register_forward_hook(note_output) if isinstance(module, nn.Conv2d)
        else module.register_forward_pre_hook(note_input)
        for module in model.modules()
        if isinstance(module, nn.Conv2d) or _is_known(module)
    ]  # fmt: skip
    try:
        with parts.evaluating(model), torch.no_grad(), _Uses(made) as uses:
            model(images)
    finally:
        for hook in hooks:
            hook.remove()
    calls = Counter(id(conv) for conv, _ in made.values())
    norms = Counter(id(norm) for _, norm, _ in fed)
    return [
        (conv, norm) for conv, norm, output in fed
        if uses.counts[output] == calls[id(conv)] == norms[id(norm)] == 1
    ]  # fmt: skip


class _Uses(TorchFunctionMode):
    """Counts the functions that make tensors of those with these ids; looking at a shape does not count."""

    def __init__(self, ids: Container[int]) -> None:
        super().__init__()
        self.counts, self._ids = Counter[int](), ids

    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        result = func(*args, **(kwargs or {}))
        if _tensors(result):
            self.counts.update({id(tensor) for tensor in _tensors((args, kwargs)) if id(tensor) in self._ids})
        return result


def _tensors(values: Any) -> list[Tensor]:
    return [leaf for leaf in tree_leaves(values) if isinstance(leaf, Tensor)]
