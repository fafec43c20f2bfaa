"""Masks of class indices as PNG files that every viewer shows in colours."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from sft_gui.data.annotations import palette
from sft_gui.files import convenience, make_folder, write_bytes
from sft_gui.messages import say


def keep_mask(folder: Path, name: str, mask: np.ndarray) -> str:
    """Write a mask ``(H, W)`` uint8 as ``folder/name``, POSIX, and return the name."""
    with convenience(say("Masks of sample pictures are not kept.")):
        make_folder((folder / name).parent)
        write_bytes(folder / name, mask_bytes(mask))
    return name


def mask_bytes(mask: np.ndarray) -> bytes:
    """Return a mask ``(H, W)`` uint8 as an indexed PNG with the palette of PASCAL VOC."""
    image = Image.fromarray(mask)
    image.putpalette(_colours())
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@cache
def _colours() -> bytes:
    return bytes(value for colour in palette(256) for value in colour)
