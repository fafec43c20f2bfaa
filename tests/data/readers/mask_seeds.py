"""Small valid data sets of masks, for seeds.py."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from tests.data.readers.seed_kit import NAMES, SIZE, mask, pictures, write


def masks(root: Path, legend: str) -> None:
    colours = {0: (0, 0, 0), 1: (128, 0, 0), 2: (0, 128, 0)}
    pictures(root, *(f"images/{name}.png" for name in NAMES))
    for number, name in enumerate(NAMES):
        mask(root / f"masks/{name}.png", number, colours if legend == "label_colors.txt" else None)
    write(root / legend, LEGENDS[legend])


LEGENDS = {
    "classes.txt": "background\ncat\ndog\n",
    "label_colors.txt": "0 0 0 background\n128 0 0 cat\n0 128 0 dog\n",
    "class_dict.csv": "name,r,g,b\nbackground,0,0,0\ncat,128,0,0\ndog,0,128,0\n",
    "dataset_meta.json": json.dumps(
        {
            "label_map": {"0": "background", "1": "cat", "2": "dog"},
            "segmentation_colors": [[0, 0, 0], [128, 0, 0], [0, 128, 0]],
        }
    ),
    "labelmap.txt": "# label:color_rgb:parts:actions\nbackground:0,0,0::\ncat:128,0,0::\ndog:0,128,0::\n",
}


def camvid(root: Path) -> None:
    for number, name in enumerate(NAMES):
        split = "val" if name == "d" else "train"
        pictures(root, f"{split}/{name}.png")
        mask(root / f"{split}annot/{name}.png", number)
    write(root / "train.txt", "".join(f"train/{name}.png trainannot/{name}.png\n" for name in NAMES[:3]))
    write(root / "val.txt", "val/d.png valannot/d.png\n")


def masks_joined(root: Path) -> None:
    """Several masks a picture, each with an object, as in the Data Science Bowl of 2018."""
    for number, name in enumerate(NAMES):
        pictures(root, f"stage1_train/{name}/images/{name}.png")
        for each in range(3):
            mask(root / f"stage1_train/{name}/masks/{number}{each}x.png", each, {0: 0, 1: 255, 2: 255})


def masks_soft(root: Path) -> None:
    pictures(root, *(f"images/{name}.png" for name in NAMES))
    for name in NAMES:
        (root / "masks").mkdir(parents=True, exist_ok=True)
        pixels = np.zeros(SIZE[::-1], np.uint8)
        pixels[4:14, 6:16] = 255
        Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(1)).save(root / f"masks/{name}.png")


def masks_alpha(root: Path) -> None:
    pictures(root, *(f"{name}.jpg" for name in NAMES))
    for number, name in enumerate(NAMES):
        pixels = np.full((*SIZE[::-1], 4), 255, np.uint8)
        pixels[:, : 4 + number, 3] = 0
        Image.fromarray(pixels).save(root / f"{name}_mask.png")


def numpy_arrays(root: Path, *, packed: bool) -> None:
    root.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(0).integers(0, 256, (4, 20, 24, 3), dtype=np.uint8)
    arrays = {"x_train": pixels, "y_train": np.arange(4) % 2, "x_test": pixels, "y_test": np.arange(4) % 2}
    if packed:
        np.savez_compressed(root / "set.npz", **arrays)  # type: ignore[arg-type]
    for name, array in arrays.items() if not packed else ():
        np.save(root / f"{name}.npy", array)
