"""Small valid exports of annotation tools, for seeds.py."""

from __future__ import annotations

import base64
import io
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from tests.data.readers import dialects
from tests.data.readers.dialects import Pic
from tests.data.readers.seed_kit import NAMES, SQUARE, pictures, write


def tool(root: Path, name: str, kind: str) -> None:
    """An export of an annotation tool: boxes, outlines or answers about whole pictures."""
    labels = ("cat", "dog", "cat", "dog")
    pics = [Pic(f"set/img/{name}.png", answer=label) for name, label in zip(NAMES, labels, strict=True)]
    if kind != "answers":
        points = [(int(x), int(y)) for x, y in zip(SQUARE[::2], SQUARE[1::2], strict=True)]
        boxes, drawn = (
            ([("cat", (2, 3, 15, 17))], []) if kind == "boxes" else ([], [("dog", points), ("cat", points[:3])])
        )
        pics = [Pic(pic.path, [*boxes, ("dog", (1, 1, 9, 9))], drawn) for pic in pics]
    dialects.save(root, pics)
    dialects.BOXES[name](root, pics, "utf-8")


def cvat_masks(root: Path) -> None:
    """Masks as run lengths of a part of the picture, an ellipse, a turned box."""
    pictures(root, *(f"images/{name}.png" for name in NAMES))
    inside = (
        '<mask label="cat" left="2" top="3" width="4" height="3" rle="1, 2, 2, 2, 5"/>'
        '<ellipse label="dog" cx="12" cy="10" rx="5" ry="3" rotation="30"/>'
        '<box label="dog" xtl="4" ytl="4" xbr="14" ybr="9" rotation="45"/><points label="dog" points="1,1"/>'
    )
    images = "".join(f'<image id="0" name="{name}.png" width="24" height="20">{inside}</image>' for name in NAMES)
    write(root / "annotations.xml", f"<annotations><version>1.1</version><meta/>{images}</annotations>")


def cvat_video(root: Path) -> None:
    pictures(root, *(f"images/frame_{number:06}.png" for number in range(4)))
    boxes = "".join(
        f'<box frame="{number}" outside="0" keyframe="1" xtl="2" ytl="{number}" xbr="12" ybr="15"/>'
        for number in range(4)
    )
    tracks = f'<track id="0" label="cat">{boxes}</track><track id="1" label="dog">{boxes}</track>'
    write(root / "annotations.xml", f"<annotations><version>1.1</version><meta/>{tracks}</annotations>")


def supervisely_masks(root: Path) -> None:
    """Bitmaps: a PNG packed by zlib, in letters, with its place."""
    pictures(root, *(f"train/img/{name}.png" for name in NAMES))
    file = io.BytesIO()
    Image.fromarray(np.array([[0, 255, 255], [255, 255, 0]], np.uint8)).save(file, "PNG")
    bitmap = {"data": base64.b64encode(zlib.compress(file.getvalue())).decode(), "origin": [5, 7]}
    hole = {"exterior": [[1, 1], [20, 1], [20, 15]], "interior": [[[12, 3], [15, 3], [15, 5]]]}
    objects = [
        {"classTitle": "cat", "geometryType": "bitmap", "bitmap": bitmap},
        {"classTitle": "cat", "geometryType": "bitmap", "bitmap": {**bitmap, "origin": [23, 19]}},
        {"classTitle": "dog", "geometryType": "bitmap", "bitmap": {**bitmap, "origin": [-1, -1]}},
        {"classTitle": "dog", "geometryType": "polygon", "points": hole},
    ]
    for name in NAMES:
        about = {"size": {"height": 20, "width": 24}, "objects": objects, "tags": []}
        write(root / f"train/ann/{name}.png.json", json.dumps(about))


def datumaro_masks(root: Path) -> None:
    pictures(root, *(f"images/train/{name}.png" for name in NAMES))
    masks = [{"type": "mask", "label_id": 0, "rle": {"size": [20, 24], "counts": counts}} for counts in RUNS]
    items = [{"id": name, "annotations": masks, "image": {"path": f"{name}.png", "size": [20, 24]}} for name in NAMES]
    categories = {"label": {"labels": [{"name": "cat"}]}}
    write(root / "annotations/train.json", json.dumps({"info": {}, "categories": categories, "items": items}))


RUNS: tuple[Any, ...] = ([22, 8, 450], "f08R>")
TOOL_SEEDS: dict[str, Callable[[Path], None]] = {
    **{f"{name}_boxes": lambda root, name=name: tool(root, name, "boxes") for name in dialects.BOXES},  # type: ignore[misc]
    **{
        f"{name}_shapes": lambda root, name=name: tool(root, name, "outlines")  # type: ignore[misc]
        for name in ("via", "label_studio", "labelme_xml", "datumaro")
    },
    **{
        f"{name}_answers": lambda root, name=name: tool(root, name, "answers")  # type: ignore[misc]
        for name in ("label_studio_min", "labelbox", "ground_truth", "cvat")
    },
    "cvat_masks": cvat_masks,
    "cvat_video": cvat_video,
    "supervisely_masks": supervisely_masks,
    "datumaro_masks": datumaro_masks,
}
