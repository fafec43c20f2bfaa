"""The built-in samples, one for each task, made of scikit-learn's 1,797 handwritten digits."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from sft_gui import paths
from sft_gui.data.annotations import palette
from sft_gui.data.drafts import draft_in
from sft_gui.data.scattered import Scene, scenes
from sft_gui.messages import CLASSES, Forms, Message

SIDE = 64
NAME = "Handwritten digits"
NAMES = {
    "classification": NAME,
    "detection": "Scattered digits with boxes",
    "segmentation": "Scattered digits with masks",
}


CONTENTS = {"classification": Forms("Sample: {count} handwritten digit, {classes}",
                                    "Sample: {count} handwritten digits, {classes}")}  # fmt: skip
SCATTERED = Forms("Sample: {count} picture of scattered digits, {classes}",
                  "Sample: {count} pictures of scattered digits, {classes}")  # fmt: skip


def contents(task: str, pictures: int, classes: int) -> Message:
    """Say what a task's sample holds."""
    return CONTENTS.get(task, SCATTERED).of(pictures, classes=CLASSES.of(classes))


def sample_source(task: str = "classification") -> Path:
    """Return the folder of the task's sample, written into our cache on the first call (about a second)."""
    return make_sample(paths.cache_folder() / "samples", task)


def make_sample(folder: Path, task: str = "classification") -> Path:
    """Write a task's sample below ``folder`` unless it is there; it appears as a whole or not at all.

    Returns:
        For classification ten class folders "0" to "9" with 64x64 PNG files, enlarged from 8x8 (bicubic); else 240
        pictures of digits on grounds, with boxes as PASCAL VOC has them, or with masks and their ``classes.txt``.
    """
    target = folder / NAMES[task]
    if target.is_dir():
        return target
    from sklearn.datasets import load_digits  # takes seconds to import

    with draft_in(folder) as draft:
        WRITERS[task](draft, load_digits())
        try:
            os.replace(draft, target)
        except OSError:
            shutil.rmtree(draft, ignore_errors=True)
            if not target.is_dir():  # else another process was faster
                raise
    return target


def _write_classes(draft: Path, digits: Any) -> None:
    for digit in range(10):
        (draft / str(digit)).mkdir(parents=True)
    for number, (pixels, digit) in enumerate(zip(digits.images, digits.target, strict=True)):
        small = Image.fromarray((pixels * (255 / 16)).round().astype(np.uint8))
        picture = small.resize((SIDE, SIDE), Image.Resampling.BICUBIC)
        picture.save(draft / str(digit) / f"{number:04d}.png", compress_level=1)


def _write_boxes(draft: Path, digits: Any) -> None:
    for sub in ("JPEGImages", "Annotations"):
        (draft / sub).mkdir(parents=True)
    for number, scene in enumerate(scenes(digits.images, digits.target)):
        Image.fromarray(scene.pixels).save(draft / f"JPEGImages/{number:03d}.jpg", quality=92)
        (draft / f"Annotations/{number:03d}.xml").write_text(_voc(scene, f"{number:03d}.jpg"), encoding="utf-8")


def _write_masks(draft: Path, digits: Any) -> None:
    for sub in ("images", "masks"):
        (draft / sub).mkdir(parents=True)
    (draft / "classes.txt").write_text("\n".join(["background", *map(str, range(10))]) + "\n", encoding="utf-8")
    for number, scene in enumerate(scenes(digits.images, digits.target)):
        Image.fromarray(scene.pixels).save(draft / f"images/{number:03d}.jpg", quality=92)
        mask = Image.fromarray(scene.mask)
        mask.putpalette([part for colour in palette(256) for part in colour])
        mask.save(draft / f"masks/{number:03d}.png")


def _voc(scene: Scene, name: str) -> str:
    height, width = scene.mask.shape
    objects = "".join(
        f"<object><name>{digit}</name><bndbox><xmin>{x0}</xmin><ymin>{y0}</ymin><xmax>{x1}</xmax><ymax>{y1}</ymax>"
        "</bndbox></object>\n"
        for digit, (x0, y0, x1, y1) in scene.boxes
    )
    size = f"<size><width>{width}</width><height>{height}</height><depth>3</depth></size>"
    return f"<annotation>\n<filename>{name}</filename>\n{size}\n{objects}</annotation>\n"


WRITERS: dict[str, Callable[[Path, Any], None]] = {
    "classification": _write_classes,
    "detection": _write_boxes,
    "segmentation": _write_masks,
}
