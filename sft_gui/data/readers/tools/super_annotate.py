"""SuperAnnotate's JSON of vectors: a file for each picture, or all of them in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sft_gui.data.parse.values import as_dict, as_list, as_number, as_path, as_size, as_text
from sft_gui.data.posix import stem_of
from sft_gui.data.readers.reader import State, Support
from sft_gui.data.readers.tools.dialect import Dialect
from sft_gui.data.readers.tools.shapes import Said, Shape, ellipse, polygon, rectangle

ENDING = "___objects"  # of older exports: a.jpg___objects.json


class SuperAnnotate(Dialect):
    """``{"metadata": {"name": "a.jpg"}, "instances": [{"type": "bbox", "className": "cat", "points": {...}}]}``."""

    name = "super_annotate"
    title = "SuperAnnotate"
    marks = ('"instances"', '"metadata"')
    is_beside = True
    support = (
        Support("SuperAnnotate", "a.jpg.json, a.jpg___objects.json", State.READ, "boxes, polygons, ellipses, tags"),
    )

    def pictures(self, data: Any, path: str) -> Iterable[Said] | None:
        found = [each for each in (data if isinstance(data, list) else [data]) if isinstance(each, dict)]
        first = found[0] if found else {}
        if not isinstance(first.get("metadata"), dict) or not isinstance(first.get("instances"), list):
            return None
        return _of_pictures(found, path)


def _of_pictures(pictures: Iterable[Mapping[Any, Any]], path: str) -> Iterator[Said]:
    for each in pictures:
        about = as_dict(each.get("metadata"))
        name = as_path(about.get("name"))
        said = Said([name] if name else [stem_of(path).removesuffix(ENDING)])
        said.size = as_size(about.get("width"), about.get("height"))
        said.is_done = as_text(about.get("status")) not in ("NotStarted", "Skipped")
        tags = [tag for tag in map(as_text, as_list(each.get("tags"))) if tag]
        said.answers = {"tag": tags} if tags else {}
        for instance in map(as_dict, as_list(each.get("instances"))):
            shape = _shape(as_text(instance.get("className")), instance)
            if shape is None:
                said.left_out[as_text(instance.get("type")) or "?"] += 1
            else:
                said.shapes.append(shape)
        yield said


def _shape(label: str | None, instance: Mapping[Any, Any]) -> Shape | None:
    kind, points = instance.get("type"), instance.get("points")
    if kind == "bbox":
        return rectangle(label, [as_dict(points).get(key) for key in ("x1", "y1", "x2", "y2")])
    if kind == "rbbox":
        corners = [[as_dict(points).get(f"{axis}{n}") for axis in "xy"] for n in range(1, 5)]
        shape = polygon(label, corners)
        shape.is_box = shape.is_turned = True
        return shape
    if kind == "polygon":
        flat = as_list(points)
        holes = [_pairs(as_list(hole)) for hole in as_list(instance.get("exclude"))]
        return polygon(label, _pairs(flat), holes)
    if kind == "ellipse":
        place = [as_number(instance.get(key)) for key in ("cx", "cy", "rx", "ry")]
        return ellipse(label, place, instance.get("angle"))
    return None


def _pairs(flat: Any) -> list[list[Any]]:
    return [list(pair) for pair in zip(flat[::2], flat[1::2], strict=False)]
