"""Supervisely: a file for each picture, data sets of img/ and ann/ folders."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from sft_gui.data.decode import Unreadable, opened
from sft_gui.data.parse.values import as_dict, as_list, as_numbers, as_size, as_text, as_whole
from sft_gui.data.posix import stem_of
from sft_gui.data.readers.reader import State, Support
from sft_gui.data.readers.splits import split_of
from sft_gui.data.readers.tools.dialect import Dialect
from sft_gui.data.readers.tools.shapes import MAX_MASK_PIXELS, Runs, Said, Shape, polygon, rectangle, runs_of
from sft_gui.messages import say

MAX_BYTES = 8 * 2**20  # of a mask's PNG, unpacked once
MAX_PLACE = 10**6


class Supervisely(Dialect):
    """``{"size": {"height": 48, "width": 64}, "objects": [{"classTitle": "cat", "geometryType": "rectangle"}]}``."""

    name = "supervisely"
    title = "Supervisely"
    marks = ('"objects"', '"size"')
    is_beside = True
    aside = frozenset(("masks_machine", "masks_human", "masks_instances"))
    support = (
        Support(
            "Supervisely",
            "ds/img/a.jpg, ds/ann/a.jpg.json",
            State.READ,
            "rectangles, polygons with holes, bitmaps, tags; points and lines are left out",
        ),
    )

    def pictures(self, data: Any, path: str) -> Iterable[Said] | None:
        given = as_dict(data)
        objects, size = given.get("objects"), as_dict(given.get("size"))
        if not isinstance(objects, list) or not {"height", "width"} <= size.keys():
            return None
        if any("classTitle" not in as_dict(each) and "geometryType" not in as_dict(each) for each in objects[:1]):
            return None
        said = Said([stem_of(path)], size=as_size(size.get("width"), size.get("height")))
        for tag in map(as_dict, as_list(given.get("tags"))):
            _add_tag(said, tag)
        for each in map(as_dict, objects):
            _add(said, each)
        return [said]


def _add_tag(said: Said, tag: Mapping[Any, Any]) -> None:
    name, value = as_text(tag.get("name")), as_text(tag.get("value"))
    if name is None:
        return
    if value is None and (split := split_of(name)) is not None:
        said.split = split
    else:
        said.answers.setdefault(name if value else "tag", []).append(value or name)


def _add(said: Said, each: Mapping[Any, Any]) -> None:
    label, kind = as_text(each.get("classTitle")), as_text(each.get("geometryType")) or "?"
    points = as_dict(each.get("points"))
    outer = as_list(points.get("exterior"))
    if kind == "rectangle":
        flat: list[Any] = [number for pair in outer for number in as_numbers(pair, 2) or (None, None)]
        said.shapes.append(rectangle(label, flat if len(flat) == 4 else [None] * 4))
    elif kind == "polygon":
        said.shapes.append(polygon(label, outer, map(as_list, as_list(points.get("interior")))))
    elif kind == "bitmap":
        runs = _runs(as_dict(each.get("bitmap")), said.size)
        if runs is None:
            said.notes.append(say("an annotation ({label}) has a damaged mask: left out", label=label or "?"))
        else:
            said.shapes.append(Shape(label, runs=runs))
    else:
        said.left_out[kind] += 1


def _runs(bitmap: Mapping[Any, Any], size: Any) -> Runs | None:
    """A mask is a PNG, packed once more and written in letters, with the place of its corner."""
    origin = [as_whole(each, -MAX_PLACE, MAX_PLACE) for each in as_list(bitmap.get("origin"))]
    text = bitmap.get("data")
    if len(origin) != 2 or origin[0] is None or origin[1] is None or not isinstance(text, str):
        return None
    try:
        unpack = zlib.decompressobj()
        data = unpack.decompress(base64.b64decode(text, validate=False), MAX_BYTES)
        if unpack.unconsumed_tail:  # there would be more
            return None
        with opened(data) as image:
            if image.width * image.height > MAX_MASK_PIXELS:
                return None
            image.load()
            channel = image.getchannel("A") if "A" in image.getbands() else image
            mask = np.asarray(channel)
    except (binascii.Error, ValueError, zlib.error, Unreadable, OSError):
        return None
    inside = np.atleast_3d(mask).astype(bool)
    return runs_of(np.asarray(inside.any(axis=2)), (origin[0], origin[1]), size)
