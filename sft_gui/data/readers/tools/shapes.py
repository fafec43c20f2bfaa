"""What an annotation tool says of one picture, whatever its format, and the annotations that are made of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sft_gui.data.index import Split
from sft_gui.data.parse.values import as_number, as_numbers
from sft_gui.data.unreadable import MAX_PIXELS
from sft_gui.messages import Message, say

ROUND_POINTS = 64  # corners of what is drawn as a circle or an ellipse
MAX_MASK_PIXELS = 2**26  # of the part of a picture that one mask covers
MAX_RUNS = 10**6  # of one mask
NAN = float("nan")
Points = list[list[float]]
Runs = dict[str, Any]  # {"counts": run lengths column by column, zeros first, "size": (height, width)}


@dataclass(slots=True)
class Shape:
    """One object: an outline in pixels, or run lengths; ``answers`` are its attributes, where a tool has no labels."""

    label: str | None
    points: Points = field(default_factory=list)
    runs: Runs | None = None
    is_box: bool = False  # drawn as a rectangle, turned or not
    is_turned: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def box(self) -> list[float]:
        """The upright box around it: x0, y0, x1, y1."""
        if self.runs is not None:
            return _box_of_runs(self.runs)
        if not self.points:
            return [NAN] * 4
        xs, ys = zip(*self.points, strict=True)
        return [min(xs), min(ys), max(xs), max(ys)]

    @property
    def area(self) -> float:
        """In pixels, 0 where it cannot be said."""
        if self.runs is not None:
            return float(sum(self.runs["counts"][1::2]))
        if not self.points:
            return 0.0
        x, y = np.array(self.points, np.float64).T
        area = abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2
        return area if math.isfinite(area) else 0.0


@dataclass(slots=True)
class Said:
    """What a file says of one picture.

    ``names`` are what the picture may be called, the surest first. ``answers`` holds for each question about the whole
    picture what was answered. ``is_done``: False where nobody has looked at the picture yet.
    """

    names: Sequence[str]
    shapes: list[Shape] = field(default_factory=list)
    size: list[int] | None = None
    split: Split | None = None
    answers: dict[str, list[str]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)  # kinds of shapes that have no area, or are not read
    notes: list[Message] = field(default_factory=list)
    is_done: bool = True


def rectangle(label: str | None, corners: Iterable[Any], angle: Any = None) -> Shape:
    """Make a box of (x0, y0, x1, y1), turned clockwise by ``angle`` degrees about its middle.

    What is no number becomes one that data/fitting.py names and leaves out.
    """
    x0, y0, x1, y1 = map(_number, corners)
    return _box(label, x0, y0, x1, y1, angle, ((x0 + x1) / 2, (y0 + y1) / 2))


def sized(label: str | None, place: Iterable[Any], angle: Any = None) -> Shape:
    """Make a box of (x, y, width, height), turned clockwise by ``angle`` degrees about its first corner."""
    x, y, width, height = map(_number, place)
    if width < 0 or height < 0:
        x = NAN
    return _box(label, x, y, x + width, y + height, angle, (x, y))


def _number(value: Any) -> float:
    number = as_number(value)
    return NAN if number is None else number


def _box(label: str | None, x0: float, y0: float, x1: float, y1: float, angle: Any, about: Any) -> Shape:
    points = [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]
    turn = (as_number(angle) or 0.0) % 360 if angle is not None else 0.0
    return Shape(label, _turned(points, about, math.radians(turn)) if turn else points, None, True, bool(turn))


def ellipse(label: str | None, place: Sequence[Any], angle: Any = None) -> Shape:
    """Make an ellipse of (x, y of its middle, two radii), turned clockwise by ``angle`` degrees about its middle."""
    numbers = [as_number(each) for each in place]
    if None in numbers:
        return Shape(label)
    x, y, rx, ry = numbers
    turns = [2 * math.pi * i / ROUND_POINTS for i in range(ROUND_POINTS)]
    points = [[x + rx * math.cos(turn), y + ry * math.sin(turn)] for turn in turns]  # type: ignore[operator]
    return Shape(label, _turned(points, (x, y), math.radians(as_number(angle) or 0.0)))  # type: ignore[arg-type]


def polygon(label: str | None, points: Iterable[Any], holes: Iterable[Iterable[Any]] = ()) -> Shape:
    """Make an outline of pairs of numbers; each hole is cut in along a seam, which has no width.

    It has no points where any of the outer pairs is none of numbers; a hole that is none is no hole.
    """
    outer = _pairs(points)
    if outer is None or len(outer) < 3:
        return Shape(label)
    joined = list(outer)
    for hole in holes:
        inner = _pairs(hole)
        if inner is not None and len(inner) >= 3:
            joined += [outer[0], *inner, inner[0]]
    return Shape(label, joined if len(joined) == len(outer) else [*joined, outer[0]])


def pieces(label: str | None, parts: Sequence[Iterable[Any]]) -> list[Shape]:
    """Make an outline for each of the parts of one object."""
    return [polygon(label, part) for part in parts]


def _pairs(points: Iterable[Any]) -> Points | None:
    found = [as_numbers(list(pair), 2) if isinstance(pair, list | tuple) else None for pair in points]
    return None if None in found else found  # type: ignore[return-value]


def _turned(points: Points, middle: tuple[float, float], angle: float) -> Points:
    (mx, my), cos, sin = middle, math.cos(angle), math.sin(angle)
    return [[mx + (x - mx) * cos - (y - my) * sin, my + (x - mx) * sin + (y - my) * cos] for x, y in points]


# Masks


def runs_of(mask: np.ndarray, corner: tuple[int, int], size: Sequence[int] | None) -> Runs | None:
    """Return the run lengths of a small mask ``(h, w)`` bool whose left upper pixel lies at ``corner`` (x, y).

    Args:
        size: (width, height) of the picture; what reaches outside is cut.
    """
    if size is None or size[0] * size[1] > MAX_PIXELS:
        return None
    (x, y), (width, height) = corner, size
    mask = mask[max(0, -y) : max(0, height - y), max(0, -x) : max(0, width - x)]
    x, y = max(0, x), max(0, y)
    if not mask.any():
        return None
    rows = mask.shape[0] + 2  # with an empty one above and below, no run goes on in the next column
    padded = np.zeros((mask.shape[1], rows), np.int8)
    padded[:, 1:-1] = mask.T
    steps = np.diff(padded.ravel(), prepend=0)
    if np.count_nonzero(steps == 1) > MAX_RUNS:
        return None
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)

    def whole(places: np.ndarray) -> np.ndarray:
        return (x + places // rows) * height + y + places % rows - 1

    first, last = whole(starts), whole(ends)
    is_new = np.append(True, first[1:] != last[:-1])  # of a mask as high as the picture, columns join
    is_end = np.append(first[1:] != last[:-1], True)
    edges = np.stack([first[is_new], last[is_end]], axis=1).ravel()
    counts = np.diff(edges, prepend=0, append=width * height)
    return {"counts": [int(count) for count in (counts[:-1] if counts[-1] == 0 else counts)], "size": [height, width]}


def from_rows(counts: Sequence[int], corner: tuple[int, int], small: tuple[int, int], size: Any) -> Runs | None:
    """Return run lengths of a picture from those of a part of it, (width, height) ``small``, row by row."""
    width, height = small
    if width < 1 or height < 1 or width * height > MAX_MASK_PIXELS or min(counts, default=-1) < 0:
        return None
    if sum(counts) > width * height:
        return None
    bits = np.repeat(np.arange(len(counts)) % 2 == 1, counts)
    bits = np.concatenate([bits, np.zeros(width * height - len(bits), bool)])
    return runs_of(bits.reshape(height, width), corner, size)


def _box_of_runs(runs: Runs) -> list[float]:
    height = runs["size"][0]
    ends = np.cumsum(runs["counts"])
    first, last = ends[0:-1:2], ends[1::2] - 1
    is_some = last >= first[: len(last)]
    first, last = first[: len(last)][is_some], last[is_some]
    if not len(first):
        return [NAN] * 4
    is_high = first // height != last // height
    top = 0 if is_high.any() else int((first % height).min())
    bottom = height if is_high.any() else int((last % height).max()) + 1
    return [float(first.min() // height), float(top), float(last.max() // height + 1), float(bottom)]


# Annotations


def boxes(said: Said) -> dict[str, Any]:
    """Return a raw annotation for detection: around an outline and a turned box lies the upright one."""
    kept = [shape for shape in said.shapes if shape.label]
    annotation: dict[str, Any] = {"boxes": [shape.box for shape in kept], "labels": [shape.label for shape in kept]}
    return {**annotation, "notes": _notes(said), **_size(said)}


def outlines(said: Said) -> dict[str, Any]:
    """Return a raw annotation for segmentation; the larger come first, so that what lies on something stays visible."""
    kept = sorted((shape for shape in said.shapes if shape.label), key=lambda shape: -shape.area)
    polygons = [
        {"label": shape.label, **(shape.runs if shape.runs is not None else {"points": shape.points})} for shape in kept
    ]
    return {"polygons": polygons, "notes": _notes(said), **_size(said)}


def _size(said: Said) -> dict[str, Any]:
    return {} if said.size is None else {"size": said.size}


def _notes(said: Said) -> list[dict[str, Any]]:
    notes = [*said.notes, *(say("shapes of the kind '{kind}' are left out", kind=kind) for kind in said.left_out)]
    if not all(shape.label for shape in said.shapes):
        notes.append(say("shapes whose label is no name are left out"))
    return [note.to_json() for note in notes]
