"""The built-in sample: scikit-learn's 1,797 handwritten digits as a folder of pictures."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

import numpy as np
from PIL import Image

from sft_gui import paths

SIDE = 64
NAME = "Handwritten digits"


def sample_source() -> Path:
    """Return the sample's folder, written into our cache on the first call (about a second)."""
    return make_sample(paths.cache_folder() / "samples")


def make_sample(folder: Path) -> Path:
    """Write the sample below ``folder`` unless it is there; it appears as a whole or not at all.

    Returns:
        A folder of ten class folders "0" to "9" with 64x64 PNG files, enlarged from 8x8 (bicubic).
    """
    target = folder / NAME
    if target.is_dir():
        return target
    from sklearn.datasets import load_digits  # takes seconds to import

    digits = load_digits()
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{NAME}.{secrets.token_hex(4)}.tmp"
    for digit in range(10):
        (draft / str(digit)).mkdir(parents=True)
    for number, (pixels, digit) in enumerate(zip(digits.images, digits.target, strict=True)):
        small = Image.fromarray((pixels * (255 / 16)).round().astype(np.uint8))
        picture = small.resize((SIDE, SIDE), Image.Resampling.BICUBIC)
        picture.save(draft / str(digit) / f"{number:04d}.png", compress_level=1)
    try:
        os.replace(draft, target)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        if not target.is_dir():  # else another process was faster
            raise
    return target
