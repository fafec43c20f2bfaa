"""Random changes to training pictures: first drawn, as numbers, then applied to picture, boxes and masks alike."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sft_gui.data.counted import Purpose, generator

if TYPE_CHECKING:
    from torch import Tensor

CROP_TRIES = 10
GREY = 128  # fills what turning and erasing leave empty
EXTREME_ASPECT = 8


@dataclass(frozen=True, slots=True)
class Recipe:
    """Which changes, and how strong."""

    name: str  # of the choice in the settings, where its words are
    scale: tuple[float, float] = (1.0, 1.0)  # share of the picture's area that is cut out
    ratio: tuple[float, float] = (1.0, 1.0)  # width / height of that
    flip: float = 0.0  # probability
    degrees: float = 0.0  # turned by up to, either way
    brightness: float = 0.0  # factors from 1 - x to 1 + x
    contrast: float = 0.0
    saturation: float = 0.0
    erase: float = 0.0  # probability that a rectangle is greyed out
    zoom: tuple[float, float] = (1.0, 1.0)  # of whole pictures, where boxes or masks move along


ASPECTS = (3 / 4, 4 / 3)
HEAVY = {"degrees": 12.0, "brightness": 0.3, "contrast": 0.3, "saturation": 0.3, "erase": 0.25}
_RECIPES = (
    Recipe("none"),
    Recipe("light", scale=(0.5, 1.0), ratio=ASPECTS, flip=0.5, zoom=(0.8, 1.25)),
    # RandomResizedCrop and RandomHorizontalFlip; scale jitter of 0.5 to 2 as in DeepLab (Chen et al. 2017)
    Recipe("textbook", scale=(0.08, 1.0), ratio=ASPECTS, flip=0.5, zoom=(0.5, 2.0)),
    Recipe("heavy", scale=(0.25, 1.0), ratio=ASPECTS, flip=0.5, zoom=(0.5, 2.0), **HEAVY),
)
RECIPES = {recipe.name: recipe for recipe in _RECIPES}


@dataclass(frozen=True, slots=True)
class Draw:
    """The numbers for one picture in one epoch."""

    top: int  # the crop, in the picture's pixels
    left: int
    height: int
    width: int
    flip: bool = False
    angle: float = 0.0  # degrees, counter-clockwise
    brightness: float = 1.0
    contrast: float = 1.0
    saturation: float = 1.0
    erase: tuple[float, float, float, float] | None = None  # top, left, height, width as shares of the view


def draw(recipe: Recipe, *, seed: int, epoch: int, index: int, height: int, width: int) -> Draw:
    """Draw the changes for picture ``index`` of ``epoch``; a pure function of its arguments."""
    random = generator(Purpose.AUGMENT, seed=seed, epoch=epoch, index=index)
    flip, erases = random.random(2) < (recipe.flip, recipe.erase)
    strengths = np.array([recipe.degrees, recipe.brightness, recipe.contrast, recipe.saturation])
    angle, brightness, contrast, saturation = (random.uniform(-1, 1, 4) * strengths).tolist()
    erase_height, erase_width, erase_top, erase_left = random.random(4).tolist()
    erase_height, erase_width = 0.1 + 0.3 * erase_height, 0.1 + 0.3 * erase_width
    return Draw(
        *_crop(recipe, random, height, width),
        flip=bool(flip),
        angle=angle,
        brightness=1 + brightness,
        contrast=1 + contrast,
        saturation=1 + saturation,
        erase=((1 - erase_height) * erase_top, (1 - erase_width) * erase_left, erase_height, erase_width)
        if erases
        else None,
    )


def _crop(recipe: Recipe, random: np.random.Generator, height: int, width: int) -> tuple[int, int, int, int]:
    """Draw (top, left, height, width) as torchvision's RandomResizedCrop.get_params does."""
    if recipe.scale == (1.0, 1.0):
        return _centre(height, width, 0.875)  # the share that the usual resize to 256 and crop to 224 leaves
    low, high = (math.log(ratio) for ratio in recipe.ratio)
    for _ in range(CROP_TRIES):
        area = height * width * random.uniform(*recipe.scale)
        aspect = math.exp(random.uniform(low, high))
        crop_width, crop_height = round(math.sqrt(area * aspect)), round(math.sqrt(area / aspect))
        if 0 < crop_width <= width and 0 < crop_height <= height:
            top = int(random.integers(0, height - crop_height + 1))
            left = int(random.integers(0, width - crop_width + 1))
            return top, left, crop_height, crop_width
    smallest, largest = recipe.ratio
    crop_width = min(width, max(1, round(height * largest)))
    crop_height = min(height, max(1, round(width / smallest)))
    return (height - crop_height) // 2, (width - crop_width) // 2, crop_height, crop_width


def _centre(height: int, width: int, share: float) -> tuple[int, int, int, int]:
    side = max(1, round(min(height, width) * share))
    return (height - side) // 2, (width - side) // 2, side, side


def apply(draw: Draw, image: Tensor, target: dict[str, Any], *, size: int) -> tuple[Tensor, dict[str, Any]]:
    """Cut out, resize and change a picture as drawn.

    Args:
        draw: made for this picture's height and width.
        image: (3, H, W) uint8; not written to.
        target: its tv_tensors (boxes, masks) move along with the picture; other values pass through.
        size: the side of the result, (3, size, size) uint8.
    """
    from torchvision.transforms.v2 import InterpolationMode
    from torchvision.transforms.v2 import functional as F

    def move(item: Tensor) -> Tensor:
        item = F.resized_crop(item, draw.top, draw.left, draw.height, draw.width, [size, size], antialias=True)
        if draw.flip:
            item = F.horizontal_flip(item)
        if draw.angle:
            item = F.rotate(item, draw.angle, interpolation=InterpolationMode.BILINEAR, fill=_fill_of(item))
        return item

    image, target = _together(move, image, target)
    image = change_colours(image, draw.brightness, draw.contrast, draw.saturation)
    if draw.erase is not None:
        top, left, height, width = (round(share * size) for share in draw.erase)
        image = image.clone()
        image[:, top : top + height, left : left + width] = GREY
    return image, target


def change_colours(image: Tensor, brightness: float, contrast: float, saturation: float) -> Tensor:
    """Multiply what factors other than 1 say, in this order."""
    from torchvision.transforms.v2 import functional as F

    for factor, change in (
        (brightness, F.adjust_brightness),
        (contrast, F.adjust_contrast),
        (saturation, F.adjust_saturation),
    ):
        if factor != 1:
            image = change(image, factor)
    return image


def evaluation_view(
    image: Tensor, target: dict[str, Any], *, size: int, resize: int, interpolation: str = "bilinear"
) -> tuple[Tensor, dict[str, Any]]:
    """Resize the short side and cut out the centre, antialiased; the same every time.

    Args:
        image: (3, H, W) uint8; not written to.
        target: as for :func:`apply`.
        size: the side of the result, (3, size, size) uint8.
        resize: the short side before the cut.
        interpolation: "bilinear" or "bicubic".
    """
    from torchvision.transforms.v2 import InterpolationMode
    from torchvision.transforms.v2 import functional as F

    height, width = image.shape[-2:]
    longest = math.ceil(min(height, width) * EXTREME_ASPECT * size / resize)

    def move(item: Tensor) -> Tensor:
        if max(height, width) > longest:  # a strip 1 pixel high would become millions of pixels long
            item = F.center_crop(item, [min(height, longest), min(width, longest)])
        item = F.resize(item, [resize], interpolation=InterpolationMode(interpolation), antialias=True)
        return F.center_crop(item, [size, size])

    return _together(move, image, target)


def _together(move: Callable[[Tensor], Tensor], image: Tensor, target: dict[str, Any]) -> tuple[Tensor, dict[str, Any]]:
    from torchvision.tv_tensors import TVTensor

    moved = {key: move(value) if isinstance(value, TVTensor) else value for key, value in target.items()}
    return move(image), moved


def _fill_of(item: Tensor) -> int:
    from torchvision.tv_tensors import Mask

    return 0 if isinstance(item, Mask) else GREY
