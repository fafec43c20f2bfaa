"""Whole pictures in a rectangle, for boxes and masks: letterboxed for evaluation, zoomed and moved for training."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from sft_gui.data.annotations import IGNORE
from sft_gui.data.augment import GREY, Recipe, change_colours
from sft_gui.data.counted import Purpose, generator

if TYPE_CHECKING:
    from torch import Tensor

MULTIPLE = 32  # of the sides: what the deepest stride divides

MIN_VISIBLE = 0.25  # share of a box that must stay in the view for the box to count
MIXED = 0.1  # share of pictures of the rarer orientation from which on the view is square


def view_size(sizes: Iterable[tuple[int, int]], longest: int) -> tuple[int, int]:
    """Choose the view's (height, width) from the pictures' (width, height), with a long side of about ``longest``."""
    ratios = [height / width for width, height in sizes]
    upright = sum(ratio > 1 for ratio in ratios) / len(ratios)
    ratio = 1.0 if MIXED <= upright <= 1 - MIXED else median(ratios)
    height, width = (longest, longest / ratio) if ratio > 1 else (longest * ratio, longest)
    return _whole_strides(height), _whole_strides(width)


def _whole_strides(side: float) -> int:
    return max(2, round(side / MULTIPLE)) * MULTIPLE


def fitted(height: int, width: int, size: tuple[int, int]) -> tuple[int, int]:
    """Return (height, width) of a picture made as large as the view ``size`` allows; it lies at the top left."""
    scale = min(size[0] / height, size[1] / width)
    return min(size[0], max(1, round(height * scale))), min(size[1], max(1, round(width * scale)))


def whole_view(image: Tensor, size: tuple[int, int], own: tuple[int, int] | None = None) -> Tensor:
    """Letterbox a picture, the same every time.

    Args:
        image: (3, H, W) uint8; not written to.
        size: (height, width) of the result, (3, height, width) uint8.
        own: the picture's own (height, width) where ``image`` is decoded smaller.
    """
    from torchvision.transforms.v2 import functional as F

    own_height, own_width = own or image.shape[-2:]
    height, width = fitted(own_height, own_width, size)
    image = F.resize(image, [height, width], antialias=True)
    return F.pad(image, [0, 0, size[1] - width, size[0] - height], fill=GREY)


@dataclass(frozen=True, slots=True)
class SceneDraw:
    """The numbers for one picture in one epoch."""

    zoom: float  # 1: as large as the view allows
    top: float  # which share of what is left over lies above, or is cut off there
    left: float
    flip: bool
    brightness: float
    contrast: float
    saturation: float


def draw_scene(recipe: Recipe, *, seed: int, epoch: int, index: int) -> SceneDraw:
    """Draw the changes for picture ``index`` of ``epoch``; a pure function of its arguments."""
    random = generator(Purpose.AUGMENT, seed=seed, epoch=epoch, index=index)
    low, high = np.log(recipe.zoom)
    zoom = float(np.exp(random.uniform(low, high)))
    flip, top, left = random.random(3).tolist()
    strengths = np.array([recipe.brightness, recipe.contrast, recipe.saturation])
    brightness, contrast, saturation = (1 + random.uniform(-1, 1, 3) * strengths).tolist()
    is_still = recipe.zoom == (1.0, 1.0)
    return SceneDraw(
        zoom, 0.0 if is_still else top, 0.0 if is_still else left, flip < recipe.flip, brightness, contrast, saturation
    )


def apply_scene(
    draw: SceneDraw, image: Tensor, target: dict[str, Any], *, size: tuple[int, int]
) -> tuple[Tensor, dict[str, Any]]:
    """Zoom, move and change a picture as drawn; what is left empty is grey, and ignored in masks.

    Args:
        image: (3, H, W) uint8; not written to.
        target: its tv_tensors move along; boxes of which too little stays visible go, with their labels.
        size: (height, width) of the result, (3, height, width) uint8.
    """
    from torchvision.transforms.v2 import functional as F
    from torchvision.tv_tensors import BoundingBoxes, Mask, TVTensor

    height, width = image.shape[-2:]
    scale = min(size[0] / height, size[1] / width) * draw.zoom
    rows = _window(height, scale, size[0], draw.top)
    columns = _window(width, scale, size[1], draw.left)
    padding = [columns.before, rows.before, columns.after, rows.after]

    def move(item: Tensor) -> Tensor:
        if isinstance(item, BoundingBoxes):
            item = BoundingBoxes(item, format="XYXY", canvas_size=item.canvas_size, clamping_mode=None)  # type: ignore[call-overload]
        shape = [rows.seen, columns.seen]
        item = F.resized_crop(item, rows.first, columns.first, rows.count, columns.count, shape, antialias=True)
        item = F.pad(item, padding, fill=IGNORE if isinstance(item, Mask) else GREY)
        return F.horizontal_flip(item) if draw.flip else item

    moved = {key: move(value) if isinstance(value, TVTensor) else value for key, value in target.items()}
    image = change_colours(move(image), draw.brightness, draw.contrast, draw.saturation)
    return image, _visible(moved)


@dataclass(frozen=True, slots=True)
class _Window:
    """Along one side: which pixels of the picture are seen, at what length, and the padding around them."""

    first: int
    count: int
    seen: int
    before: int
    after: int


def _window(length: int, scale: float, view: int, share: float) -> _Window:
    seen = min(view, max(1, round(length * scale)))
    count = min(length, max(1, round(seen / scale)))
    before = round((view - seen) * share)
    return _Window(round((length - count) * share), count, seen, before, view - seen - before)


def _visible(target: dict[str, Any]) -> dict[str, Any]:
    """Cut boxes at the view's border; drop those of which too little is left."""
    from torchvision.transforms.v2 import functional as F
    from torchvision.tv_tensors import BoundingBoxes

    boxes = target.get("boxes")
    if boxes is None:
        return target
    cut = F.clamp_bounding_boxes(boxes, clamping_mode="hard")
    sides, whole = (cut[:, 2:] - cut[:, :2]).as_subclass(_plain()), (boxes[:, 2:] - boxes[:, :2]).as_subclass(_plain())
    keep = (sides >= 1).all(1) & (sides.prod(1) >= MIN_VISIBLE * whole.prod(1))
    kept = BoundingBoxes(cut[keep], format="XYXY", canvas_size=boxes.canvas_size)  # type: ignore[call-overload]
    return {**target, "boxes": kept, "labels": target["labels"][keep], "crowd": target["crowd"][keep]}


def _plain() -> type[Tensor]:
    import torch

    return torch.Tensor
