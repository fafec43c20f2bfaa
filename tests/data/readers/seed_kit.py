"""What the small data sets of seeds.py are made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from tests.fixtures import COLOURS, draw

SIZE = (24, 20)
NAMES = ("a", "b", "c", "d")
SQUARE = [2.0, 2.0, 12.0, 2.0, 12.0, 10.0, 2.0, 10.0]


def pictures(root: Path, *paths: str) -> None:
    for number, path in enumerate(paths):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        draw(list(COLOURS.values())[number % 6], number, SIZE).save(root / path)


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def mask(file: Path, number: int, colours: dict[int, Any] | None = None) -> None:
    """Save a mask of the values 0, 1 and 2, or what ``colours`` has for them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    values = np.zeros(SIZE[::-1], np.uint8)
    values[4:10, 3 : 9 + number], values[12:18, 5:20] = 1, 2
    if colours is not None:
        values = np.array([colours[value] for value in range(3)], np.uint8)[values]
    Image.fromarray(values).save(file)
