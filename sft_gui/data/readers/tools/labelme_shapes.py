"""Labelme's shapes as outlines, boxes and run lengths; X-AnyLabeling writes the same with kinds of its own."""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from sft_gui.data.decode import opened
from sft_gui.data.index import natural_key
from sft_gui.data.parse.values import as_list, as_numbers, as_size, as_text
from sft_gui.data.unreadable import MAX_PIXELS, Unreadable
from sft_gui.messages import Message, say

IGNORED = ("__ignore__", "_ignore_", "ignore")
TURNED = ("rotation", "oriented_rectangle", "rotated_rectangle", "rotated")
AS_BOXES = ("rectangle", *TURNED)
AS_OUTLINES = ("polygon", "circle", "mask")
CIRCLE_POINTS = 64
MAX_MASK_TEXT = 32 * 2**20  # characters of a mask's picture
Points = list[list[float]]
Shape = dict[str, Any]


def shapes_of(data: Any) -> list[Shape] | None:
    """Return the shapes of a labelme file; None where it is none."""
    if not isinstance(data, dict) or not isinstance(data.get("shapes"), list) or "imagePath" not in data:
        return None
    return [shape for shape in data["shapes"] if isinstance(shape, dict) and "label" in shape]


def label_of(shape: Shape) -> str:
    """Return a shape's name, empty where it is no name."""
    return as_text(shape.get("label")) or ""


def kind_of(shape: Shape) -> str:
    """Return what a shape is: "polygon"."""
    return as_text(shape.get("shape_type", "polygon")) or "polygon"


def points_of(shape: Shape) -> Points:
    """Return the corners of a shape; none for lines, points and other things without an area."""
    pairs = [as_numbers(pair, 2) for pair in as_list(shape.get("points"))]
    points = [pair for pair in pairs if pair is not None]
    if len(points) < len(pairs):
        return []
    kind = kind_of(shape)
    if kind in ("rectangle", "mask") and len(points) == 2:
        (xa, ya), (xb, yb) = points
        more = 1 if kind == "mask" else 0  # its last row and column are meant
        x0, y0, x1, y1 = min(xa, xb), min(ya, yb), max(xa, xb) + more, max(ya, yb) + more
        return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]
    if kind == "circle" and len(points) == 2:
        (x, y), rim = points
        radius, turns = math.dist(points[0], rim), [2 * math.pi * i / CIRCLE_POINTS for i in range(CIRCLE_POINTS)]
        return [[x + radius * math.cos(turn), y + radius * math.sin(turn)] for turn in turns]
    return points if kind in ("polygon", *AS_BOXES) and len(points) > 2 else []


def box_around(points: Points) -> list[float]:
    """Return (left, top, right, bottom)."""
    xs, ys = zip(*points, strict=True)
    return [min(xs), min(ys), max(xs), max(ys)]


def annotation_of(task: str, shapes: Sequence[Shape], data: Shape) -> dict[str, Any]:
    """Return a picture's raw annotation for a task."""
    size = as_size(data.get("imageWidth"), data.get("imageHeight"))
    said: dict[str, Any] = {"size": size} if size is not None else {}
    placed = [(label_of(shape), points_of(shape), shape) for shape in shapes]
    kinds = sorted({kind_of(shape) for _, points, shape in placed if not points}, key=natural_key)
    notes: list[Message] = [say("shapes of the kind '{kind}' are left out", kind=kind) for kind in kinds]
    if not all(label for label, _, _ in placed):
        notes.append(say("shapes whose label is no name are left out"))
    drawn = [each for each in placed if each[0] and each[1]]
    if task == "segmentation":
        outlines = [_outline(label, points, shape, size, notes) for label, points, shape in drawn]
        said["polygons"] = [each for each in outlines if each is not None]
    else:
        drawn = [each for each in drawn if each[0] not in IGNORED]
        said["boxes"] = [box_around(points) for _, points, _ in drawn]
        said["labels"] = [label for label, _, _ in drawn]
    return {**said, "notes": [note.to_json() for note in notes]}


def _outline(
    label: str, points: Points, shape: Shape, size: list[int] | None, notes: list[Message]
) -> dict[str, Any] | None:
    if kind_of(shape) != "mask":
        return {"label": label, "points": points}
    runs = runs_of(shape, size)
    if runs is None:
        notes.append(say("a shape of the kind 'mask' ({label}) is damaged: left out", label=label))
        return None
    return {"label": label, "counts": runs, "size": [size[1], size[0]]} if size is not None else None


def runs_of(shape: Shape, size: list[int] | None) -> list[int] | None:
    """Return a mask shape's pixels as COCO's run lengths of the whole picture, down each column; None where it is none.

    Args:
        shape: its points are where the first and the last of its pixels lie, its mask is a PNG of those between.
        size: the picture's (width, height).
    """
    text = shape.get("mask")
    points = [pair for each in as_list(shape.get("points")) if (pair := as_numbers(each, 2)) is not None]
    if size is None or len(points) != 2 or not isinstance(text, str) or len(text) > MAX_MASK_TEXT:
        return None
    (width, height), (left, top) = size, (round(min(side)) for side in zip(*points, strict=True))
    if width * height > MAX_PIXELS:
        return None
    pixels = _pixels(text)
    if pixels is None or left >= width or top >= height:
        return None
    pixels = pixels[max(0, -top) : height - top, max(0, -left) : width - left]
    left, top = max(0, left), max(0, top)
    padded = np.pad(pixels.T.astype(np.int8), ((0, 0), (1, 1)))  # a row for each column of the picture
    columns, edges = np.nonzero(np.diff(padded, axis=1))
    places = (columns + left) * height + edges + top  # where runs begin and end, in turn
    ends, starts = places[1:-1:2], places[2::2]
    is_gap = ends != starts  # a column filled to the bottom goes on at the top of the next one
    inner = np.stack([ends[is_gap], starts[is_gap]], 1).ravel()
    changes = np.concatenate([[0], places[:1], inner, places[-1:], [width * height]])
    return [int(each) for each in np.diff(changes)] if len(places) else [width * height]


def _pixels(text: str) -> np.ndarray | None:
    try:
        content = base64.b64decode(text, validate=False)
        with opened(content) as image:
            image.load()
            return np.asarray(image.convert("L")) > 0
    except (binascii.Error, ValueError, Unreadable, OSError):
        return None
