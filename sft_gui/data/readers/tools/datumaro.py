"""Datumaro's JSON: categories by number, items with annotations of any kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sft_gui.data.parse.values import as_dict, as_list, as_numbers, as_path, as_size, as_text, as_whole
from sft_gui.data.readers.boxes.coco_shapes import decode_runs
from sft_gui.data.readers.reader import State, Support
from sft_gui.data.readers.tools.dialect import Dialect
from sft_gui.data.readers.tools.shapes import Runs, Said, Shape, polygon, sized
from sft_gui.data.unreadable import MAX_PIXELS
from sft_gui.messages import say

MAX_CLASSES = 10**6


class Datumaro(Dialect):
    """``{"categories": {"label": {"labels": [...]}}, "items": [{"id": "a", "annotations": [...]}]}``."""

    name = "datumaro"
    title = "Datumaro"
    marks = ('"categories"', '"items"')
    support = (
        Support(
            "Datumaro", "annotations/train.json", State.READ, "boxes, polygons, masks, labels; others are left out"
        ),
    )

    def pictures(self, data: Any, path: str) -> Iterable[Said] | None:
        given = as_dict(data)
        if not isinstance(given.get("items"), list) or not isinstance(given.get("categories"), dict):
            return None
        labels = [as_text(as_dict(each).get("name")) for each in _labels(given["categories"])]
        return _of_items(given["items"], labels)


def _labels(categories: Mapping[Any, Any]) -> Sequence[Any]:
    return as_list(as_dict(categories.get("label")).get("labels"))


def _of_items(items: Sequence[Any], labels: Sequence[str | None]) -> Iterator[Said]:
    for item in map(as_dict, items):
        image = as_dict(item.get("image") or item.get("media"))
        said = Said([name for name in (as_path(image.get("path")), as_path(item.get("id"))) if name])
        size = as_list(image.get("size"))
        said.size = as_size(size[1], size[0]) if len(size) == 2 else None
        for each in map(as_dict, as_list(item.get("annotations"))):
            _add(said, each, labels)
        yield said


def _add(said: Said, each: Mapping[Any, Any], labels: Sequence[str | None]) -> None:
    number, kind = as_whole(each.get("label_id"), 0, MAX_CLASSES), as_text(each.get("type")) or "?"
    label = labels[number] if number is not None and number < len(labels) else None
    if kind == "label":
        said.answers.setdefault("label", []).extend([label] if label else [])
    elif kind == "bbox":
        said.shapes.append(sized(label, as_numbers(each.get("bbox"), 4) or [None] * 4))
    elif kind == "polygon":
        numbers = as_numbers(each.get("points")) or []
        said.shapes.append(polygon(label, [list(pair) for pair in zip(numbers[::2], numbers[1::2], strict=False)]))
    elif kind == "mask":
        runs = _runs(as_dict(each.get("rle")))
        if runs is None:
            said.notes.append(say("an annotation ({label}) has damaged run lengths: left out", label=label or "?"))
        else:
            said.shapes.append(Shape(label, runs=runs))
    else:
        said.left_out[kind] += 1


def _runs(rle: Mapping[Any, Any]) -> Runs | None:
    size = [as_whole(side, 1, MAX_PIXELS) for side in as_list(rle.get("size"))]
    counts = rle.get("counts")
    if len(size) != 2 or size[0] is None or size[1] is None or size[0] * size[1] > MAX_PIXELS:
        return None
    total = size[0] * size[1]
    runs: Any = decode_runs(counts) if isinstance(counts, str) else [as_whole(n, 0, total) for n in as_list(counts)]
    if not runs or None in runs or min(runs) < 0 or sum(runs) != total:
        return None
    return {"counts": runs, "size": size}
