"""V7's Darwin JSON, versions 1 and 2: a file for each picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sft_gui.data.parse.values import as_dict, as_list, as_path, as_size, as_text
from sft_gui.data.posix import stem_of
from sft_gui.data.readers.reader import State, Support
from sft_gui.data.readers.tools.dialect import Dialect
from sft_gui.data.readers.tools.shapes import Said, ellipse, polygon, sized

GEOMETRIES = ("polygon", "bounding_box", "ellipse")  # of an outline, its box is given too


class Darwin(Dialect):
    """``{"version": "2.0", "item": {"name": "a.jpg", "slots": [...]}, "annotations": [{"name": "cat", ...}]}``."""

    name = "darwin"
    title = "V7 Darwin"
    marks = ('"annotations"', '"dataset"')
    is_beside = True
    support = (Support("V7 Darwin", "a.json", State.READ, "boxes, polygons, ellipses, tags; others are left out"),)

    def pictures(self, data: Any, path: str) -> Iterable[Said] | None:
        given = as_dict(data)
        found, item, image = given.get("annotations"), as_dict(given.get("item")), as_dict(given.get("image"))
        if not isinstance(found, list) or not ("slots" in item or {"filename", "width"} <= image.keys()):
            return None
        slot = as_dict(next(iter(as_list(item.get("slots"))), image))
        names = [as_path(item.get("name")), as_path(image.get("original_filename")), as_path(image.get("filename"))]
        said = Said([*(name for name in names if name), stem_of(path)])
        said.size = as_size(slot.get("width"), slot.get("height"))
        for each in map(as_dict, found):
            _add(said, each)
        return [said]


def _add(said: Said, each: Mapping[Any, Any]) -> None:
    label = as_text(each.get("name"))
    if "tag" in each:
        said.answers.setdefault("tag", []).extend([label] if label else [])
        return
    kind = next((kind for kind in GEOMETRIES if isinstance(each.get(kind), dict)), None)
    place = as_dict(each.get(kind))
    if kind == "polygon":
        paths = as_list(place.get("paths")) or [place.get("path")]
        for path in paths:
            said.shapes.append(polygon(label, [[p.get("x"), p.get("y")] for p in map(as_dict, as_list(path))]))
    elif kind == "bounding_box":
        said.shapes.append(sized(label, [place.get(key) for key in "xywh"]))
    elif kind == "ellipse":
        middle, radius = as_dict(place.get("center")), as_dict(place.get("radius"))
        said.shapes.append(ellipse(label, [middle.get("x"), middle.get("y"), radius.get("x"), radius.get("y")]))
    else:
        said.left_out[next((str(key) for key in each if key in ("mask", "line", "keypoint", "skeleton")), "?")] += 1
