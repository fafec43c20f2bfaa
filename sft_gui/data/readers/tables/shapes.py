"""Boxes and outlines that stand as JSON in one cell of a table: VIA's, Label Studio's, lists of numbers."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sft_gui.data.parse.values import as_list, as_number, as_numbers, as_size, as_text
from sft_gui.data.readers.tables.columns import name_score

CIRCLE_POINTS = 64
MAX_CELL, MAX_DEPTH = 2**20, 20
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
LABEL_KEYS = (
    "label",
    "class",
    "category",
    "categories",
    "labels",
    "classes",
    "name",
    "class_name",
    "category_id",
    "tag",
)
CORNER_KEYS = (
    ("xmin", "ymin", "xmax", "ymax"),
    ("x1", "y1", "x2", "y2"),
    ("x_min", "y_min", "x_max", "y_max"),
    ("left", "top", "right", "bottom"),
)
SIZED_KEYS = (("x", "y", "width", "height"), ("x", "y", "w", "h"), ("left", "top", "width", "height"))
PLACED = re.compile(
    r"<loc(\d{4})><loc(\d{4})><loc(\d{4})><loc(\d{4})>([^;<]*)"
)  # PaliGemma's: top, left, bottom, right
PLACES = 1024
Points = list[list[float]]


@dataclass(frozen=True, slots=True)
class Shape:
    """One object: its label, and four numbers or the corners of its outline."""

    label: str | None
    box: list[float]  # x0, y0, x1, y1; or x, y, width, height where is_open
    points: Points | None = None
    size: list[int] | None = None  # of the picture, where the cell says it
    is_relative: bool = False
    is_open: bool = False  # four numbers in a row, of which nobody knows whether they are corners


def parsed(cell: str) -> Any:
    """Return the JSON of a cell, Python's spelling of it too; None where it is none or too deep."""
    if not cell or len(cell) > MAX_CELL or cell[0] not in "[{" or _depth(cell) > MAX_DEPTH:
        return None
    for text in (
        cell,
        cell.replace("'", '"').replace("None", "null").replace("True", "true").replace("False", "false"),
    ):
        try:
            return json.loads(text, parse_int=lambda digits: int(digits) if len(digits) < 400 else float("inf"))
        except (ValueError, RecursionError):
            continue
    return None


def _depth(text: str) -> int:
    depth = most = 0
    for character in text:
        if character in "[{":
            depth += 1
            most = max(most, depth)
        elif character in "]}":
            depth -= 1
    return most


def shapes_in(cell: str, labels: str = "") -> list[Shape]:
    """Return the objects of a cell; ``labels`` is the cell of the column that names them, JSON or one name."""
    if cell.startswith("<loc"):
        return [_placed(*found) for found in PLACED.findall(cell[:MAX_CELL])]
    data = parsed(cell)
    named = parsed(labels)
    if data is None:
        numbers = [as_number(text) for text in NUMBER.findall(cell[:500])] if not re.search("[A-Za-z]{2}", cell) else []
        four = [number for number in numbers if number is not None]
        return [Shape(as_text(labels), four, is_open=True)] if len(four) == 4 else []
    if isinstance(data, dict):
        return _in_dict(data, _named(named) if isinstance(named, dict) else as_text(labels))
    return _in_list(as_list(data), named if isinstance(named, list) else as_text(labels))


def _placed(top: str, left: str, bottom: str, right: str, label: str) -> Shape:
    return Shape(as_text(label), [int(each) / PLACES for each in (left, top, right, bottom)], is_relative=True)


def _in_dict(data: dict[Any, Any], label: str | None) -> list[Shape]:
    """One shape, or Hugging Face's lists beside each other."""
    boxes = next((data[key] for key in ("bbox", "bboxes", "boxes", "box") if isinstance(data.get(key), list)), None)
    if boxes is not None and (not boxes or isinstance(boxes[0], list)):
        names: Any = next((data[key] for key in LABEL_KEYS if isinstance(data.get(key), list)), [])
        return [_four(box, _at(names, i)) for i, box in enumerate(boxes)]
    shape = _shape(data, label)
    return [] if shape is None else [shape]


def _in_list(items: Sequence[Any], labels: Any) -> list[Shape]:
    four = as_numbers(list(items), 4)
    if four is not None:
        name = _at(labels, 0) if isinstance(labels, list) else labels
        return [Shape(name, four, is_open=True)]
    found: list[Shape] = []
    for i, item in enumerate(items):
        name = _at(labels, i) if isinstance(labels, list) else labels
        if isinstance(item, list):
            found.append(_four(item, name))
        elif isinstance(item, dict):
            shape = _shape(item, name)
            found.extend([] if shape is None else [shape])
    return found


def _at(names: Any, index: int) -> str | None:
    names = as_list(names)
    return as_text(names[index]) if index < len(names) else None


def _four(value: Any, label: str | None) -> Shape:
    numbers = as_numbers(as_list(value), 4)
    return Shape(label, numbers if numbers is not None else [math.nan] * 4, is_open=numbers is not None)


def _named(data: dict[Any, Any]) -> str | None:
    """VIA's attributes of a region: the one that is named as a label, or the only one."""
    keys = sorted((key for key in data if isinstance(key, str)), key=lambda key: -name_score(key))
    for key in keys:
        value = data[key]
        if isinstance(value, dict):  # boxes to tick
            value = next((name for name, is_set in value.items() if is_set is True), None)
        text = as_text(value)
        if text:
            return text
    return None


def _shape(data: dict[Any, Any], label: str | None) -> Shape | None:
    if "original_width" in data or any(key.endswith("labels") for key in data if isinstance(key, str)):
        return _of_label_studio(data)
    kind = data.get("name") if isinstance(data.get("name"), str) else None
    own = next((as_text(data[key]) for key in LABEL_KEYS if not isinstance(data.get(key), list) and key in data), None)
    name = label or (own if own != kind or kind not in VIA_KINDS else None)
    if "all_points_x" in data:
        return _outline(name, _zipped(data["all_points_x"], data.get("all_points_y")))
    if "cx" in data and ("r" in data or "rx" in data):
        numbers = as_numbers(
            [data.get("cx"), data.get("cy"), data.get("rx", data.get("r")), data.get("ry", data.get("r"))]
        )
        return None if numbers is None else _outline(name, _ellipse(*numbers))
    if isinstance(data.get("bbox"), list):
        return _four(data["bbox"], name)
    for keys in CORNER_KEYS:
        if all(key in data for key in keys):
            return Shape(name, [_number(data[key]) for key in keys])
    for keys in SIZED_KEYS:
        if all(key in data for key in keys):
            x, y, width, height = (_number(data[key]) for key in keys)
            return Shape(name, [x, y, x + width, y + height])
    return None


VIA_KINDS = ("rect", "circle", "ellipse", "polygon", "polyline", "point")


def _number(value: Any) -> float:
    number = as_number(value)
    return math.nan if number is None else number


def _zipped(xs: Any, ys: Any) -> Points:
    return [[_number(x), _number(y)] for x, y in zip(as_list(xs), as_list(ys), strict=False)]


def _ellipse(x: float, y: float, rx: float, ry: float) -> Points:
    turns = [2 * math.pi * i / CIRCLE_POINTS for i in range(CIRCLE_POINTS)]
    return [[x + rx * math.cos(turn), y + ry * math.sin(turn)] for turn in turns]


def _outline(label: str | None, points: Points, **more: Any) -> Shape | None:
    if len(points) < 3:
        return None
    xs, ys = zip(*points, strict=True)
    return Shape(label, [min(xs), min(ys), max(xs), max(ys)], points, **more)


def _of_label_studio(data: dict[Any, Any]) -> Shape | None:
    """Its numbers are hundredths of the picture's sides, a rectangle may be turned around its first corner."""
    keys = [key for key in data if isinstance(key, str) and key.endswith("labels")]
    label = next((_at(data[key], 0) for key in keys if as_list(data[key])), None)
    size = as_size(data.get("original_width"), data.get("original_height"))
    points: Points | None
    if as_list(data.get("points")):
        points = [pair for each in data["points"] if (pair := as_numbers(each, 2)) is not None]
    elif "radiusX" in data:
        numbers = as_numbers([data.get(key) for key in ("x", "y", "radiusX", "radiusY")])
        points = None if numbers is None else _ellipse(*numbers)
    else:
        points = _rectangle(data, size)
    if points is None:
        return None
    shape = _outline(label, [[x / 100, y / 100] for x, y in points], is_relative=True)
    is_drawn = bool(as_list(data.get("points")) or "radiusX" in data)
    return shape if shape is None or is_drawn else Shape(label, shape.box, None, None, is_relative=True)


def _rectangle(data: dict[Any, Any], size: list[int] | None) -> Points | None:
    numbers = as_numbers([data.get(key) for key in ("x", "y", "width", "height")])
    if numbers is None:
        return None
    x, y, width, height = numbers
    angle = math.radians(as_number(data.get("rotation")) or 0.0)
    wide, high = size or (1, 1)
    cos, sin, slope = math.cos(angle), math.sin(angle), wide / high
    corners = ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))
    return [[x + dx * cos - dy * sin / slope, y + dx * sin * slope + dy * cos] for dx, dy in corners]
