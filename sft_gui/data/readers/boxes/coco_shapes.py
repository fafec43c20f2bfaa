"""COCO's annotations as boxes and outlines; what is no box or outline of numbers is left out and said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sft_gui.data.parse.values import MAX_SIDE, as_flag, as_list, as_number, as_numbers, as_whole
from sft_gui.data.unreadable import MAX_PIXELS
from sft_gui.messages import Message, say

Labelled = Sequence[tuple[str, Mapping[str, Any]]]
NO_BOX = [float("nan")] * 4  # data/fitting.py says that it is none, with its number
MAX_SHIFT = 60  # bits of a run's length


def boxes(labelled: Labelled) -> dict[str, Any]:
    """Return a raw annotation; a box that is missing is drawn around its outline."""
    crowd = [int(as_flag(each.get("iscrowd"))) for _, each in labelled]
    return {"boxes": [_box(each) for _, each in labelled], "labels": [label for label, _ in labelled], "crowd": crowd}


def _box(annotation: Mapping[str, Any]) -> list[float]:
    numbers = as_numbers(annotation.get("bbox"), 4)
    if numbers is not None:
        x, y, width, height = numbers
        return [x, y, x + width, y + height] if width >= 0 and height >= 0 else NO_BOX
    points = [point for part in _polygons(annotation.get("segmentation")) for point in part or ()]
    if not points:
        return NO_BOX
    xs, ys = zip(*points, strict=True)
    return [min(xs), min(ys), max(xs), max(ys)]


def outlines(labelled: Labelled) -> dict[str, Any]:
    """Return a raw annotation; the larger come first, so that what lies on something else stays visible."""
    shapes: list[dict[str, Any]] = []
    notes: list[Message] = []
    for label, each in sorted(labelled, key=lambda item: -(as_number(item[1].get("area")) or 0.0)):
        outline = each.get("segmentation")
        if isinstance(outline, dict):
            runs = _runs(outline)
            if runs is None:
                notes.append(say("an annotation ({label}) has damaged run lengths: left out", label=label))
            else:
                shapes.append({"label": label, **runs})
            continue
        parts = _polygons(outline)
        shapes.extend({"label": label, "points": part} for part in parts if part)
        if not parts:
            notes.append(say("an annotation ({label}) has no outline: left out", label=label))
        elif not all(parts):
            notes.append(say("an outline ({label}) is no list of pairs of numbers: left out", label=label))
    return {"polygons": shapes, "notes": [note.to_json() for note in notes]}


def _polygons(outline: Any) -> list[list[list[float]] | None]:
    """Return each part's points, None for a part that is none; one part may stand without a list around it."""
    parts = as_list(outline)
    if parts and not any(isinstance(part, list) for part in parts):
        parts = [parts]
    return [_points(part) for part in parts]


def _points(part: Any) -> list[list[float]] | None:
    numbers = as_numbers(part)
    if not numbers or len(numbers) % 2:
        return None
    return [list(point) for point in zip(numbers[::2], numbers[1::2], strict=True)]


def _runs(outline: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return run lengths as a list with their mask's (height, width); None where they do not fill it."""
    size = [as_whole(side, 1, MAX_SIDE) for side in as_list(outline.get("size"))]
    counts = outline.get("counts")
    if len(size) != 2 or size[0] is None or size[1] is None or size[0] * size[1] > MAX_PIXELS:
        return None
    total = size[0] * size[1]
    if isinstance(counts, str):
        runs = decode_runs(counts)
    else:
        whole = [as_whole(each, 0, total) for each in as_list(counts)]
        runs = None if None in whole else whole  # type: ignore[assignment]
    is_whole = runs is not None and min(runs, default=-1) >= 0 and sum(runs) == total
    return {"counts": runs, "size": size} if is_whole else None


def decode_runs(text: str) -> list[int] | None:
    """Decode the string in which COCO packs run lengths: six bits a character, differences to the last but one.

    None where it is no such string.
    """
    counts: list[int] = []
    value = shift = 0
    for character in text:
        bits = ord(character) - 48
        if not 0 <= bits < 64 or shift > MAX_SHIFT:
            return None
        value |= (bits & 31) << shift
        shift += 5
        if not bits & 32:
            if bits & 16:
                value -= 1 << shift
            counts.append(value + (counts[-2] if len(counts) > 2 else 0))
            value = shift = 0
    return None if shift else counts
