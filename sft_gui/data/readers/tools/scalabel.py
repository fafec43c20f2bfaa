"""Scalabel's JSON, in which BDD100K comes: a list of frames with labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sft_gui.data.parse.values import as_dict, as_list, as_path, as_size, as_text
from sft_gui.data.readers.reader import State, Support
from sft_gui.data.readers.tools.dialect import Dialect
from sft_gui.data.readers.tools.shapes import Said, polygon, rectangle


class Scalabel(Dialect):
    """``[{"name": "a.jpg", "labels": [{"category": "car", "box2d": {"x1": 1, ...}}]}]``."""

    name = "scalabel"
    title = "Scalabel (BDD100K)"
    marks = ('"labels"', '"category"')
    support = (
        Support(
            "Scalabel (BDD100K)",
            "bdd100k_labels_images_train.json",
            State.READ,
            "boxes, closed polygons, attributes of pictures; lanes are left out",
        ),
    )

    def pictures(self, data: Any, path: str) -> Iterable[Said] | None:
        frames = data.get("frames") if isinstance(data, dict) else data
        found = [each for each in as_list(frames) if isinstance(each, dict)]
        if not any(_is_mine(each) for each in found[:100]):
            return None
        return _of_frames(found)


def _is_mine(frame: Mapping[Any, Any]) -> bool:
    labels = [as_dict(each) for each in as_list(frame.get("labels"))]
    return isinstance(frame.get("name"), str) and any("category" in each for each in labels)


def _of_frames(frames: Sequence[Mapping[Any, Any]]) -> Iterator[Said]:
    for frame in frames:
        name, size = as_path(frame.get("name")), as_dict(frame.get("size"))
        if name is None:
            continue
        said = Said([name], size=as_size(size.get("width"), size.get("height")))
        attributes = ((as_text(key), as_text(value)) for key, value in as_dict(frame.get("attributes")).items())
        said.answers = {key: [value] for key, value in attributes if key and value and value != "undefined"}
        for each in map(as_dict, as_list(frame.get("labels"))):
            _add(said, each)
        yield said


def _add(said: Said, each: Mapping[Any, Any]) -> None:
    label, box = as_text(each.get("category")), each.get("box2d")
    if isinstance(box, dict):
        said.shapes.append(rectangle(label, [box.get(key) for key in ("x1", "y1", "x2", "y2")]))
        return
    parts = [as_dict(part) for part in as_list(each.get("poly2d"))]
    closed = [part for part in parts if part.get("closed") is True]
    for part in closed:
        said.shapes.append(
            polygon(label, [pair[:2] for pair in as_list(part.get("vertices")) if isinstance(pair, list)])
        )
    if not closed:
        said.left_out["line" if parts else "?"] += 1
