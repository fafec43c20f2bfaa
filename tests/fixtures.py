"""Builders of tiny data sets: pictures drawn when a test needs them, none stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from sft_gui.data.project import Project

COLOURS = {
    "red": (200, 40, 40),
    "green": (40, 170, 60),
    "blue": (50, 70, 200),
    "yellow": (220, 200, 50),
    "purple": (140, 50, 160),
    "grey": (128, 128, 128),
}


def draw(colour: tuple[int, int, int], number: int, size: tuple[int, int] = (48, 40)) -> Image.Image:
    """Draw a noisy patch of a colour, (width, height); the same number always gives the same pixels."""
    width, height = size
    noise = np.random.default_rng(number).integers(-30, 31, (height, width, 3))
    return Image.fromarray(np.clip(np.array(colour) + noise, 0, 255).astype(np.uint8))


def save_class(
    folder: Path,
    colour: str,
    count: int,
    *,
    first: int = 0,
    suffix: str = ".png",
    size: tuple[int, int] = (48, 40),
) -> list[Path]:
    """Write ``count`` different pictures of one colour into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{colour}_{number}{suffix}" for number in range(first, first + count)]
    for number, file in enumerate(files, first):
        draw(COLOURS[colour], number + 1000 * list(COLOURS).index(colour), size).save(file)
    return files


def colour_folder(
    folder: Path,
    *,
    classes: Sequence[str] = ("red", "green", "blue"),
    per_class: int = 10,
    splits: Mapping[str, int] | None = None,
    suffix: str = ".png",
    size: tuple[int, int] = (48, 40),
) -> Path:
    """Write a data set of one folder per colour, which any model can learn; return its folder, ``folder/colours``.

    Args:
        folder: where to put it, such as ``tmp_path``.
        classes: among :data:`COLOURS`.
        per_class: pictures of each class, without ``splits``.
        splits: pictures of each class by split folder: ``{"train": 8, "val": 4}``.
        suffix: the file format.
        size: (width, height).
    """
    root = folder / "colours"
    for colour in classes:
        if splits is None:
            save_class(root / colour, colour, per_class, suffix=suffix, size=size)
        first = 0
        for split, count in (splits or {}).items():
            save_class(root / split / colour, colour, count, first=first, suffix=suffix, size=size)
            first += count
    return root


def colour_project(
    folder: Path,
    *,
    classes: Sequence[str] = ("red", "green", "blue"),
    per_class: int = 10,
    splits: Mapping[str, int] | None = None,
) -> Project:
    """Make a project of :func:`colour_folder`; close it when done."""
    return Project.create(
        colour_folder(folder, classes=classes, per_class=per_class, splits=splits), folder=folder / "project"
    )


def scene_folder(folder: Path, *, masks: bool, pictures: int = 10, size: tuple[int, int] = (64, 48)) -> Path:
    """Write pictures of red and blue rectangles on grey: PASCAL VOC's boxes, or images/ and masks/ with classes.txt.

    Every tenth picture or so is empty, and pictures have their things in other places.
    """
    root, (width, height) = folder / ("masks of things" if masks else "things"), size
    for sub in ("images", "masks") if masks else ("JPEGImages", "Annotations"):
        (root / sub).mkdir(parents=True)
    if masks:
        (root / "classes.txt").write_text("background\nred\nblue\n", encoding="utf-8")
    for number in range(pictures):
        random = np.random.default_rng(number)
        pixels = random.integers(90, 150, (height, width, 3)).astype(np.uint8)
        mask, objects = np.zeros((height, width), np.uint8), ""
        for index, name in enumerate(("red", "blue"), 1) if number % 10 != 9 else ():
            x0 = int(random.integers(0, width // 2 - 22)) + (index - 1) * width // 2
            y0 = int(random.integers(0, height - 24))
            x1, y1 = x0 + int(random.integers(14, 22)), y0 + int(random.integers(14, 24))
            pixels[y0:y1, x0:x1], mask[y0:y1, x0:x1] = COLOURS[name], index
            corners = f"<xmin>{x0 + 1}</xmin><ymin>{y0 + 1}</ymin><xmax>{x1}</xmax><ymax>{y1}</ymax>"
            objects += f"<object><name>{name}</name><bndbox>{corners}</bndbox></object>"
        if masks:
            Image.fromarray(pixels).save(root / f"images/{number:02}.png")
            Image.fromarray(mask).save(root / f"masks/{number:02}.png")
        else:
            Image.fromarray(pixels).save(root / f"JPEGImages/{number:02}.png")
            words = f"<size><width>{width}</width><height>{height}</height><depth>3</depth></size>"
            text = f"<annotation><filename>{number:02}.png</filename>{words}{objects}</annotation>"
            (root / f"Annotations/{number:02}.xml").write_text(text, encoding="utf-8")
    return root
