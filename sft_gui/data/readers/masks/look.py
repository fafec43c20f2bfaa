"""What one file that may be a mask looks like: its values, its colours, and whether they lie in even areas."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from sft_gui.data.annotations import values_of
from sft_gui.data.decode import opened, read

LOSSY = (".jpg", ".jpeg", ".jfif", ".jpe")
MAX_KINDS = 64  # of values or colours in what a look takes for a mask
EVEN, MIN_PIXELS = 0.6, 400  # share of neighbours that are equal in a mask, of pictures large enough to tell
LOSSY_STEP = 8  # by so much neighbours in an even area differ where JPEG has blurred it
MERGED, MERGED_LOSSY = 12, 24  # values this near to each other are one level
FEW, REST = 16, 0.02  # a mask has at most so many levels, and so little beside them
SOLID = 0.6  # share of pixels in even areas where a mask has many values, as soft edges have
VALUES = 256


@dataclass(frozen=True)
class Look:
    """One picture or mask, loaded once.

    ``values``: how many pixels have each value, and ``solid``: how many of them lie in even areas; both empty for
    pictures in colour. ``palette``: the colours of the values where the file has a palette. ``alpha``: how many pixels
    have each transparency, where there is any.
    """

    size: tuple[int, int]
    values: dict[int, int]
    solid: dict[int, int]
    colours: frozenset[int]  # red, green, blue in one number
    even: float  # share of pixels that are as the one beside them
    is_lossy: bool
    palette: dict[int, int]
    alpha: dict[int, int]

    @property
    def kinds(self) -> int:
        """How many values or colours there are."""
        return max(len(self.values), len(self.colours))

    @property
    def is_alpha_only(self) -> bool:
        """Whether only the transparency says anything."""
        return len(self.alpha) > 1 and len(self.colours) == 1

    @property
    def is_mask(self) -> bool:
        """Whether it looks like a mask: few values or colours in even areas, perhaps with soft edges."""
        if self.is_alpha_only:
            return True
        if self.kinds <= MAX_KINDS and not self.is_lossy:
            return self.even > EVEN or self.size[0] * self.size[1] < MIN_PIXELS
        levels = levels_of(self.values, self.solid, is_lossy=self.is_lossy)
        in_areas = sum(self.solid.values()) / max(1, sum(self.values.values()))
        is_small = self.size[0] * self.size[1] < MIN_PIXELS
        return 1 <= len(levels) <= FEW and (in_areas > SOLID or (is_small and in_areas > SOLID / 2))


def look_at(file: Path) -> Look:
    """Load a file and look at it; raises Unreadable."""
    with opened(read(file)) as image:
        image.load()
        return look_of(image, is_lossy=file.suffix.lower() in LOSSY)


def look_of(image: Image.Image, *, is_lossy: bool = False) -> Look:
    """Look at a loaded picture."""
    codes = np.asarray(image) if image.mode.startswith(("I", "F")) else _codes(image)
    colours = frozenset[int]() if image.mode.startswith(("I", "F")) else frozenset(_kinds(codes).tolist())
    is_grey = all(code >> 16 == code & 255 == code >> 8 & 255 for code in colours)
    values: dict[int, int] = {}
    solid: dict[int, int] = {}
    if is_grey or image.mode in ("L", "P", "1"):
        numbers = values_of(image)
        values = _counts(numbers)
        solid = _counts(numbers[:-1, :-1][_solid(numbers, LOSSY_STEP if is_lossy else 0)])
    palette = _palette(image, values) if image.mode == "P" else {}
    even = float((codes[:, 1:] == codes[:, :-1]).mean()) if codes.shape[1] > 1 else 1.0
    return Look(image.size, values, solid, colours, even, is_lossy, palette, _alpha(image))


def _codes(image: Image.Image) -> np.ndarray:
    rgb = np.asarray(image.convert("RGB"), np.uint32)
    codes: np.ndarray = rgb[..., 0] << 16 | rgb[..., 1] << 8 | rgb[..., 2]
    return codes


def _kinds(codes: np.ndarray) -> np.ndarray:
    """Return what differs: each kind begins a row or follows another one, so most pixels need no sorting."""
    begins = codes[:, 1:][codes[:, 1:] != codes[:, :-1]]
    return np.unique(np.concatenate([np.unique(codes[:, :1]), begins]))


def _counts(numbers: np.ndarray) -> dict[int, int]:
    counts = np.bincount(numbers.ravel())
    return {int(value): int(counts[value]) for value in np.flatnonzero(counts)}


def _solid(numbers: np.ndarray, step: int) -> np.ndarray:
    """Tell which pixels are like those to the right, below and between: thin lines and edges are not."""
    corners = np.stack([numbers[:-1, :-1], numbers[:-1, 1:], numbers[1:, :-1], numbers[1:, 1:]])
    solid: np.ndarray = corners.max(0) - corners.min(0) <= step
    return solid


def _palette(image: Image.Image, values: dict[int, int]) -> dict[int, int]:
    colours = image.getpalette("RGB") or []
    return {
        value: colours[3 * value] << 16 | colours[3 * value + 1] << 8 | colours[3 * value + 2]
        for value in values
        if 3 * value + 2 < len(colours)
    }


def _alpha(image: Image.Image) -> dict[int, int]:
    if image.mode not in ("RGBA", "LA", "PA"):
        return {}
    return _counts(np.asarray(image.getchannel("A")))


def levels_of(values: dict[int, int], solid: dict[int, int], *, is_lossy: bool = False) -> list[int]:
    """Return the values whose even areas dominate, sorted, with what is near to them counted to them.

    Empty where there is no even area, or where so many values have one that none dominates; or beyond 8 bits.
    """
    if not solid or max(values) >= VALUES:
        return []
    radius = MERGED_LOSSY if is_lossy else MERGED
    left = np.zeros(VALUES, np.int64)
    left[list(solid)] = list(solid.values())
    whole, levels = left.sum(), list[int]()
    while left.sum() > REST * whole and len(levels) <= FEW:
        around = np.convolve(left, np.ones(2 * radius + 1, np.int64), "same")
        middle = int(around.argmax())
        start, end = max(0, middle - radius), middle + radius + 1
        level = start + int(left[start:end].argmax())
        levels.append(level)
        left[max(0, level - radius) : level + radius + 1] = 0
    return sorted(levels) if len(levels) <= FEW else []
