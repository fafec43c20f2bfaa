"""Segmentation models: decoders of our own on a timm backbone, and torchvision's with their classifier replaced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from torchvision.models import get_model

from sft_gui.models.backbones import drawn_from, feature_stages, load_backbone
from sft_gui.models.spec import ModelSpec

COCO_CLASSES = 21  # of the published weights: VOC's, with background


def build(
    spec: ModelSpec, num_classes: int, *, weights: Mapping[str, Tensor] | None, seed: int, plan: Mapping[str, Any]
) -> nn.Module:
    """Build the model for ``(N, 3, H, W)`` pictures; it gives logits of that size, ``(N, num_classes, H, W)``.

    torchvision's models give them under "out", and while training a second classifier's under "aux" where the
    weights have one. What is new is drawn from ``seed`` as :func:`factory.build` does.

    Args:
        weights: the backbone's own state dict for a model on a backbone, else the whole model's.
    """
    with drawn_from(seed):
        model = create(spec, num_classes)
    if weights is not None:
        load_backbone(model, spec, weights)
    return model


def create(spec: ModelSpec, num_classes: int = COCO_CLASSES) -> nn.Module:
    """Build the model with random weights."""
    kind, _, _ = spec.name.partition("/")
    if spec.backbone is not None:
        return ARCHITECTURES[kind](spec.backbone, num_classes)
    more = {"aux_loss": True} if spec.name.startswith("deeplabv3_") else {}
    return get_model(spec.name, weights=None, weights_backbone=None, num_classes=num_classes, **more)


class DeepLabV3Plus(nn.Module):
    """Atrous spatial pyramid pooling at stride 16, refined with the edges of stride 4 (Chen et al. 2018)."""

    def __init__(self, backbone: str, num_classes: int, *, channels: int = 128, edges: int = 32) -> None:
        super().__init__()
        self.backbone, (low, high) = feature_stages(backbone, (1, 4), output_stride=16)
        self.pyramid = Pyramid(high, channels, rates=(6, 12, 18))
        self.edges = _conv(low, edges, 1)
        self.refine = nn.Sequential(_separable(channels + edges, channels), _separable(channels, channels))
        self.classifier = nn.Conv2d(channels, num_classes, 1)

    def forward(self, images: Tensor) -> Tensor:
        low, high = self.backbone(images)
        context = _resized(self.pyramid(high), low)
        return _resized(self.classifier(self.refine(torch.cat([context, self.edges(low)], 1))), images)


class Pyramid(nn.Module):
    """Looks at several distances at once, and at the whole picture."""

    def __init__(self, inputs: int, channels: int, rates: tuple[int, ...]) -> None:
        super().__init__()
        self.near = _conv(inputs, channels, 1)
        self.far = nn.ModuleList(_separable(inputs, channels, dilation=rate) for rate in rates)
        # No BatchNorm at 1x1: a last batch of a single picture would have one value a channel.
        self.whole = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(inputs, channels, 1), nn.ReLU())
        self.project = nn.Sequential(_conv(channels * (2 + len(rates)), channels, 1), nn.Dropout(0.1))

    def forward(self, features: Tensor) -> Tensor:
        whole = self.whole(features).expand(-1, -1, *features.shape[-2:])
        seen = [self.near(features), *(branch(features) for branch in self.far), whole]
        return self.project(torch.cat(seen, 1))


class UNet(nn.Module):
    """Goes back up stride by stride with the backbone's features of each (Ronneberger et al. 2015)."""

    def __init__(self, backbone: str, num_classes: int, *, channels: tuple[int, ...] = (160, 96, 64, 32)) -> None:
        super().__init__()
        self.backbone, (*skips, below) = feature_stages(backbone, (0, 1, 2, 3, 4))
        self.steps = nn.ModuleList()
        for skip, width in zip(reversed(skips), channels, strict=True):
            self.steps.append(nn.Sequential(_conv(below + skip, width, 3), _conv(width, width, 3)))
            below = width
        self.classifier = nn.Conv2d(below, num_classes, 1)

    def forward(self, images: Tensor) -> Tensor:
        *skips, seen = self.backbone(images)
        for step, skip in zip(self.steps, reversed(skips), strict=True):
            seen = step(torch.cat([_resized(seen, skip), skip], 1))
        return _resized(self.classifier(seen), images)


class LRASPP(nn.Module):
    """A light decoder: gated features of stride 16, added to those of stride 8 (Howard et al. 2019)."""

    def __init__(self, backbone: str, num_classes: int, *, channels: int = 128) -> None:
        super().__init__()
        self.backbone, (low, high) = feature_stages(backbone, (2, 4), output_stride=16)
        self.context = _conv(high, channels, 1)
        self.gate = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(high, channels, 1, bias=False), nn.Sigmoid())
        self.low_classifier = nn.Conv2d(low, num_classes, 1)
        self.high_classifier = nn.Conv2d(channels, num_classes, 1)

    def forward(self, images: Tensor) -> Tensor:
        low, high = self.backbone(images)
        context = _resized(self.context(high) * self.gate(high), low)
        return _resized(self.low_classifier(low) + self.high_classifier(context), images)


ARCHITECTURES = {"deeplabv3plus": DeepLabV3Plus, "unet": UNet, "lraspp": LRASPP}


def _conv(inputs: int, outputs: int, kernel: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()
    )


def _separable(inputs: int, outputs: int, *, dilation: int = 1) -> nn.Sequential:
    depthwise = nn.Conv2d(inputs, inputs, 3, padding=dilation, dilation=dilation, groups=inputs, bias=False)
    return nn.Sequential(depthwise, nn.BatchNorm2d(inputs), nn.ReLU(), *_conv(inputs, outputs, 1))


def _resized(features: Tensor, like: Tensor) -> Tensor:
    size = (like.shape[-2], like.shape[-1])
    return functional.interpolate(features, size, mode="bilinear", align_corners=False)
