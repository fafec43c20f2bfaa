"""Pretrained backbones: features of several strides, their weights, and new layers drawn from a seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import init
from torch.overrides import TorchFunctionMode

from sft_gui.models.keys import OPTIONAL, is_under
from sft_gui.models.spec import ModelSpec

DRAWING = frozenset(
    (Tensor.uniform_, Tensor.normal_, Tensor.random_, Tensor.bernoulli_, torch.rand, torch.randn, torch.randint,
     torch.randperm, torch.normal, init.uniform_, init.normal_, init.kaiming_uniform_, init.kaiming_normal_)
)  # fmt: skip


def load_backbone(model: nn.Module, spec: ModelSpec, weights: Mapping[str, Tensor]) -> None:
    """Load what is not new into a model for boxes or masks: its backbone, or all of it but the last layers.

    Args:
        weights: from :func:`weights.load_pretrained`.
    """
    if spec.backbone is not None:
        body = model.get_submodule(spec.body)
        own = body.state_dict()
        left_out = body.load_state_dict({name: weights[name] for name in own if name in weights}, strict=False)
        missing = left_out.missing_keys
    else:
        kept = {name: value for name, value in weights.items() if not is_under(name, *spec.fresh)}
        missing = [n for n in model.load_state_dict(kept, strict=False).missing_keys if not is_under(n, *spec.fresh)]
    assert all(name.endswith(OPTIONAL) for name in missing), "weights come from load_pretrained, which has checked them"


def feature_stages(backbone: str, indices: tuple[int, ...], **options: Any) -> tuple[nn.Module, list[int]]:
    """Build timm's ``backbone`` so that it returns the features of some strides; also return their channels."""
    import timm  # slow, and not needed for torchvision's models

    model: Any = timm.create_model(backbone, features_only=True, out_indices=indices, **options)
    return model, list(model.feature_info.channels())


class drawn_from(TorchFunctionMode):  # noqa: N801 (used as a context, like torch.no_grad)
    """Lets what initialises parameters in this thread draw from a generator of its own."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self._generator = torch.Generator().manual_seed(seed)

    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        kwargs = dict(kwargs or {})
        if func in DRAWING and kwargs.get("generator") is None:
            kwargs["generator"] = self._generator
        return func(*args, **kwargs)
