"""VoTT's JSON: one export with all assets, or a file for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sft_gui.data.parse.values import as_dict, as_list, as_path, as_size, as_text
from sft_gui.data.readers.reader import State, Support
from sft_gui.data.readers.tools.dialect import Dialect
from sft_gui.data.readers.tools.shapes import Said, Shape, polygon, sized
from sft_gui.messages import say


class Vott(Dialect):
    """``{"assets": {"id": {"asset": {"name": "a.jpg"}, "regions": [...]}}}``."""

    name = "vott"
    title = "VoTT"
    marks = ('"asset', '"regions"')
    support = (
        Support("VoTT JSON", "vott-json-export/…-export.json, …-asset.json", State.READ, "rectangles, polygons"),
    )

    def pictures(self, data: Any, path: str) -> Iterable[Said] | None:
        given = as_dict(data)
        assets = list(as_dict(given.get("assets")).values()) or [given]
        if not {"asset", "regions"} <= as_dict(assets[0]).keys():
            return None
        return _of_assets(assets)


def _of_assets(assets: Iterable[Any]) -> Iterator[Said]:
    for each in map(as_dict, assets):
        asset, regions = as_dict(each.get("asset")), as_list(each.get("regions"))
        size = as_dict(asset.get("size"))
        said = Said([name for name in (as_path(asset.get("name")), as_path(asset.get("path"))) if name])
        said.size = as_size(size.get("width"), size.get("height"))
        said.is_done = asset.get("state") != 0 or bool(regions)
        for region in map(as_dict, regions):
            tags = [tag for tag in map(as_text, as_list(region.get("tags"))) if tag]
            if len(tags) > 1:
                said.notes.append(say("a shape has {count} labels; the first holds", count=len(tags)))
            shape = _shape(tags[0] if tags else None, region)
            if shape is None:
                said.left_out[as_text(region.get("type")) or "?"] += 1
            else:
                said.shapes.append(shape)
        yield said


def _shape(label: str | None, region: Mapping[Any, Any]) -> Shape | None:
    kind, box = region.get("type"), as_dict(region.get("boundingBox"))
    points = as_list(region.get("points"))
    if kind == "POLYGON" and points:
        return polygon(label, [[point.get("x"), point.get("y")] for point in map(as_dict, points)])
    if kind in ("RECTANGLE", "SQUARE", "POLYGON") and box:
        return sized(label, [box.get(key) for key in ("left", "top", "width", "height")])
    return None
