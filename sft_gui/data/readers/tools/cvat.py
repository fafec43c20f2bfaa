"""CVAT's XML 1.1: for images, and for videos whose frames lie there as pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from sft_gui.data.parse.values import as_path, as_size, as_text, as_whole
from sft_gui.data.readers.reader import State, Support
from sft_gui.data.readers.splits import split_of
from sft_gui.data.readers.tools.dialect import Dialect
from sft_gui.data.readers.tools.shapes import Runs, Said, Shape, ellipse, from_rows, polygon, rectangle
from sft_gui.data.unreadable import MAX_PIXELS
from sft_gui.messages import say

MAX_FRAME = 10**9
MAX_RUNS = 10**6  # of one mask
SILENT = ("attribute",)


class Cvat(Dialect):
    """``<annotations><image name="a.jpg" width="64" height="48"><box label="cat" xtl="10" .../></image>``."""

    name = "cvat"
    title = "CVAT"
    suffixes = (".xml",)
    marks = ("<annotations", "<meta")
    support = (
        Support(
            "CVAT for images 1.1",
            "annotations.xml",
            State.READ,
            "boxes, turned ones too, polygons, ellipses, masks, tags; points and lines are left out",
        ),
        Support("CVAT for video 1.1", "annotations.xml", State.READ, "where the frames are there: frame_000000.png"),
    )

    def pictures(self, data: Any, path: str) -> Iterable[Said] | None:
        if data.tag != "annotations" or (data.find("image") is None and data.find("track") is None):
            return None
        return _of_images(data) if data.find("image") is not None else _of_tracks(data)


def _of_images(root: Element) -> Iterator[Said]:
    for image in root.iterfind("image"):
        name, subset = as_path(image.get("name")), as_text(image.get("subset"))
        if name is None:
            continue
        said = Said([f"{subset}/{name}" if subset else name], split=split_of(subset) if subset else None)
        said.size = as_size(image.get("width"), image.get("height"))
        for each in image:
            if each.tag == "tag":
                said.answers.setdefault("tag", []).extend(label for label in [as_text(each.get("label"))] if label)
            else:
                _add(said, each)
        yield said


def _of_tracks(root: Element) -> Iterator[Said]:
    """Frames with what is on them; of the others nobody says whether somebody looked at them."""
    size = as_size(root.findtext(".//original_size/width"), root.findtext(".//original_size/height"))
    frames: dict[int, Said] = {}
    for track in root.iterfind("track"):
        for each in track:
            frame = as_whole(each.get("frame"), 0, MAX_FRAME)
            if frame is None or each.get("outside") == "1":
                continue
            said = frames.setdefault(frame, Said([f"frame_{frame:06}.png", f"frame_{frame:06}"], size=size))
            _add(said, each, track.get("label"))
    return iter(frames.values())


def _add(said: Said, each: Element, label: str | None = None) -> None:
    name = as_text(label if label is not None else each.get("label"))
    if each.tag == "mask":
        runs = _runs(each, said.size)
        if runs is None:
            said.notes.append(say("an annotation ({label}) has damaged run lengths: left out", label=name or "?"))
        else:
            said.shapes.append(Shape(name, runs=runs))
        return
    shape = _shape(name, each)
    if shape is not None:
        said.shapes.append(shape)
    elif each.tag not in SILENT:
        said.left_out[as_text(each.tag) or "?"] += 1


def _shape(label: str | None, each: Element) -> Shape | None:
    angle = each.get("rotation")
    if each.tag == "box":
        return rectangle(label, [each.get(key) for key in ("xtl", "ytl", "xbr", "ybr")], angle)
    if each.tag == "ellipse":
        return ellipse(label, [each.get(key) for key in ("cx", "cy", "rx", "ry")], angle)
    if each.tag == "polygon":
        return polygon(label, (pair.split(",") for pair in (each.get("points") or "").split(";") if pair.strip()))
    return None


def _runs(each: Element, size: Any) -> Runs | None:
    """CVAT's masks lie in a box, row by row, what is outside first."""
    sides = [as_whole(each.get(key), 0, MAX_PIXELS) for key in ("left", "top", "width", "height")]
    parts = (each.get("rle") or "").split(",", MAX_RUNS)
    counts = [as_whole(part.strip(), 0, MAX_PIXELS) for part in parts]
    if None in sides or None in counts or size is None:
        return None
    left, top, width, height = sides
    return from_rows(counts, (left, top), (width, height), size)  # type: ignore[arg-type]
