"""Build a model with a new last layer, and name its parts: head, last stage, rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn import init
from torch.overrides import TorchFunctionMode

from sft_gui.models.catalogue import ModelSpec, normalisation
from sft_gui.models.keys import OPTIONAL, is_under

NUM_CLASSES = 1000  # ImageNet's: of the head that is replaced
NamedParameters = list[tuple[str, nn.Parameter]]
DRAWING = frozenset(
    (Tensor.uniform_, Tensor.normal_, Tensor.random_, Tensor.bernoulli_, torch.rand, torch.randn, torch.randint,
     torch.randperm, torch.normal, init.uniform_, init.normal_, init.kaiming_uniform_, init.kaiming_normal_)
)  # fmt: skip


@dataclass(frozen=True)
class Parts:
    """A model's parameters by what may be trained: disjoint, together all of them."""

    head: NamedParameters
    last_stage: NamedParameters
    rest: NamedParameters


def build(spec: ModelSpec, num_classes: int, *, weights: Mapping[str, Tensor] | None, seed: int) -> nn.Module:
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


def create(spec: ModelSpec) -> nn.Module:
    """Build the model as its library defines it, with a head for its weights' own classes and random weights."""
    if spec.task == "segmentation":
        from sft_gui.models import segmenters  # imports this file

        return segmenters.create(spec, segmenters.COCO_CLASSES)
    if spec.task == "detection":
        from sft_gui.models import detectors  # imports this file

        return detectors.create(spec, detectors.COCO_CLASSES, {})
    if spec.library == "timm":
        import timm  # slow, and not needed for torchvision's models

        return timm.create_model(spec.model_name, num_classes=NUM_CLASSES)
    from torchvision.models import get_model  # slow, and not needed for timm's models

    return get_model(spec.model_name, weights=None)


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


def normalise(images: Tensor, spec: ModelSpec) -> Tensor:
    """Turn uint8 pixels ``(N, 3, H, W)`` into float32 input of the model, keeping the memory format."""
    mean, std = (torch.tensor(values, device=images.device).view(1, 3, 1, 1) for values in normalisation(spec))
    return (images.float() - mean) / std


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
