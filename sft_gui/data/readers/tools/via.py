"""VGG Image Annotator: regions of each picture, in versions 1 and 2 and as a project; their class is an attribute."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sft_gui.data.parse.values import as_dict, as_list, as_number, as_path, as_text
from sft_gui.data.readers.reader import State, Support
from sft_gui.data.readers.tools.dialect import Dialect
from sft_gui.data.readers.tools.shapes import Said, Shape, ellipse, polygon, sized


class Via(Dialect):
    """``{"a.jpg1207": {"filename": "a.jpg", "regions": [...]}}``."""

    name = "via"
    title = "VIA (VGG Image Annotator)"
    marks = ('"shape_attributes"', '"filename"')
    has_attributes = True
    support = (
        Support(
            "VIA (VGG Image Annotator)",
            "via_region_data.json, via_project.json",
            State.READ,
            "rectangles, polygons, circles and ellipses; points and lines are left out",
        ),
    )

    def pictures(self, data: Any, path: str) -> Iterable[Said] | None:
        images = as_dict(data)
        images = as_dict(images.get("_via_img_metadata", images))
        images = as_dict(images.get("_via_img_metadata", images))
        first = next((each for each in images.values() if isinstance(each, dict)), None)
        if first is None or not {"filename", "regions"} <= first.keys():
            return None
        return self._pictures(images)

    def _pictures(self, images: Mapping[Any, Any]) -> Iterator[Said]:
        for each in images.values():
            name = as_path(as_dict(each).get("filename"))
            if name is None:
                continue
            said = Said([name])
            said.answers = {name: [value] for name, value in _values(each.get("file_attributes")).items()}
            regions = each.get("regions")
            for region in as_list(regions) or as_dict(regions).values():
                _add_region(said, as_dict(region))
            yield said


def _add_region(said: Said, region: Mapping[Any, Any]) -> None:
    place = as_dict(region.get("shape_attributes"))
    shape = _shape(place)
    if shape is None:
        said.left_out[as_text(place.get("name")) or "?"] += 1
        return
    shape.answers = _values(region.get("region_attributes"))
    said.shapes.append(shape)


def _shape(place: Mapping[Any, Any]) -> Shape | None:
    kind = place.get("name")
    if kind == "rect":
        return sized(None, [place.get(key) for key in ("x", "y", "width", "height")])
    if kind == "circle":
        return ellipse(None, [place.get(key) for key in ("cx", "cy", "r", "r")])
    if kind == "ellipse":
        return ellipse(None, [place.get(key) for key in ("cx", "cy", "rx", "ry")], _degrees(place.get("theta")))
    if kind == "polygon":
        xs, ys = as_list(place.get("all_points_x")), as_list(place.get("all_points_y"))
        return polygon(None, zip(xs, ys, strict=False))
    return None


def _degrees(theta: Any) -> float:
    """VIA gives the angle of an ellipse in radians."""
    return math.degrees(as_number(theta) or 0.0)


def _values(attributes: Any) -> dict[str, str]:
    pairs = ((as_text(key), _value(value)) for key, value in as_dict(attributes).items())
    return {name: value for name, value in pairs if name and value}


def _value(value: Any) -> str | None:
    """An attribute's value: text, or the only box that is ticked."""
    if isinstance(value, dict):
        ticked = [key for key, is_set in value.items() if is_set is True or is_set == "true"]
        value = ticked[0] if len(ticked) == 1 else None
    return as_text(value)
