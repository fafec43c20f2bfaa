"""Pictures composed of real handwritten digits scattered on plain to textured grounds, with what is where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

Box = tuple[int, int, int, int]

NUM_PICTURES = 240
WIDTHS, HEIGHTS = (160, 224), (120, 168)  # pixels, from and to
SIDES = (28, 49)  # of a digit
DIGITS_A_PICTURE = (3, 7)
INK = 0.4  # how dark a pixel must be to belong to its digit
TRIES = 40
GAP = 2


@dataclass(frozen=True)
class Scene:
    """One picture: pixels ``(H, W, 3)`` uint8, the class of each pixel (0 background, digit + 1), boxes by digit."""

    pixels: np.ndarray
    mask: np.ndarray
    boxes: Sequence[tuple[int, Box]]


def scenes(glyphs: np.ndarray, digits: np.ndarray) -> Iterator[Scene]:
    """Compose the sample; every digit written by hand is used once at most, so that no picture knows another's.

    Args:
        glyphs: ``(N, 8, 8)`` from 0 to 16, as scikit-learn has them.
        digits: ``(N,)``, which digit each is.
    """
    order = iter(np.random.default_rng(0).permutation(len(digits)).tolist())
    for number in range(NUM_PICTURES):
        rng = np.random.default_rng([1, number])
        size = int(rng.integers(*WIDTHS, endpoint=True)), int(rng.integers(*HEIGHTS, endpoint=True))
        chosen = [next(order) for _ in range(int(rng.integers(*DIGITS_A_PICTURE, endpoint=True)))]
        yield _composed(rng, size, [(int(digits[i]), glyphs[i] / 16) for i in chosen])


def _composed(rng: np.random.Generator, size: tuple[int, int], glyphs: Sequence[tuple[int, np.ndarray]]) -> Scene:
    ground = _ground(rng, size)
    mask = np.zeros(ground.shape[:2], np.uint8)
    taken: list[Box] = []
    boxes: list[tuple[int, Box]] = []
    for digit, glyph in glyphs:
        side = int(rng.integers(*SIDES))
        place = _free_place(rng, size, side, taken)
        if place is None:
            continue
        x, y = place
        taken.append((x, y, x + side, y + side))
        ink = np.asarray(Image.fromarray(np.float32(glyph)).resize((side, side), Image.Resampling.BICUBIC)).clip(0, 1)
        below = ground[y : y + side, x : x + side]
        colour = _contrasting(rng, below)
        below += ink[..., None] * (colour - below)
        mask[y : y + side, x : x + side][ink > INK] = digit + 1
        rows, columns = np.nonzero(ink > INK)
        box = x + columns.min(), y + rows.min(), x + columns.max() + 1, y + rows.max() + 1
        boxes.append((digit, (int(box[0]), int(box[1]), int(box[2]), int(box[3]))))
    return Scene(ground.clip(0, 255).astype(np.uint8), mask, boxes)


def _free_place(
    rng: np.random.Generator, size: tuple[int, int], side: int, taken: Sequence[Box]
) -> tuple[int, int] | None:
    for _ in range(TRIES):
        x, y = int(rng.integers(0, size[0] - side + 1)), int(rng.integers(0, size[1] - side + 1))
        if all(x + side + GAP <= a or c + GAP <= x or y + side + GAP <= b or d + GAP <= y for a, b, c, d in taken):
            return x, y
    return None


def _ground(rng: np.random.Generator, size: tuple[int, int]) -> np.ndarray:
    """A plain, shaded, clouded or grainy ground, (H, W, 3) float32."""
    width, height = size
    colour, other = rng.uniform(30, 225, (2, 3)).astype(np.float32)
    kind = int(rng.integers(4))
    if kind == 0:
        share = np.zeros((height, width), np.float32)
    elif kind == 1:
        share = np.linspace(0, 0.5, width, dtype=np.float32)[None].repeat(height, 0)
    else:
        coarse = rng.uniform(0, 0.5, (5, 7) if kind == 2 else (height // 3, width // 3)).astype(np.float32)
        share = np.asarray(Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC))
    ground = colour + share[..., None] * (other - colour)
    return np.asarray(ground + rng.normal(0, 4, ground.shape), np.float32)


def _contrasting(rng: np.random.Generator, below: np.ndarray) -> np.ndarray:
    """A light ink for a dark ground, a dark one for a light ground, in some tint."""
    low, high = (0, 60) if below.mean() > 127 else (195, 255)
    return rng.uniform(low, high, 3).astype(np.float32)
