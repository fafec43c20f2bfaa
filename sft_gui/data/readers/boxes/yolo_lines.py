"""The lines of YOLO's label files: boxes, outlines, turned boxes and key points, told from one another by numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from sft_gui.data.parse.values import MAX_NUMBER, as_numbers, as_text, as_whole
from sft_gui.data.source import Source

SLACK = 0.5  # by which coordinates of boxes that reach outside may exceed 0 and 1
NEAR = 0.05  # of key points that reach outside their box, as a share of the picture
MOST = 0.9
FEWEST = 3  # lines of as many numbers each that can be unclear
SEPARATORS = re.compile(r"[,;\s]+")
DECIMAL_COMMAS = re.compile(r"\S+(\s+-?\d+,\d+){4,}\s*")


class Object(NamedTuple):
    """One line: the class's number or name, and numbers that are shares of the picture."""

    label: int | str
    numbers: list[float]


class Form(Enum):
    """What the numbers of a set's lines are."""

    BOXES = "boxes"
    OUTLINES = "outlines"
    TURNED = "turned boxes"
    KEYPOINTS = "key points"
    UNCLEAR = "outlines or key points"


def object_of(line: str) -> Object | None:
    """Read a class and numbers between spaces or commas; None for everything else.

    The class is a number, also as "1.0", or a name; then come 4 or 5 numbers or more than 5.
    """
    if DECIMAL_COMMAS.fullmatch(line):
        line = line.replace(",", ".")
    words = [word for word in SEPARATORS.split(line.strip()) if word]
    if len(words) < 5:
        return None
    index = as_whole(words[0], 0, int(MAX_NUMBER))
    if index is not None:
        numbers = as_numbers(words[1:])
        return None if numbers is None else Object(index, numbers)
    return _named(words)


def _named(words: Sequence[str]) -> Object | None:
    """A name, of several words too, before exactly a box: with more numbers, one could be part of the name."""
    numbers = as_numbers(words[-4:])
    name = as_text(" ".join(words[:-4]))
    if numbers is None or name is None or as_numbers(words[-5:-4]) is not None or as_numbers(words[:1]) is not None:
        return None
    return Object(name, numbers)


def are_shares(numbers: Sequence[float]) -> bool:
    """Tell shares of a picture from pixels."""
    return all(-SLACK <= number <= 1 + SLACK for number in numbers)


@dataclass
class Look:
    """What was seen in some label files."""

    files: int = 0
    usable: int = 0
    empty: int = 0
    named: int = 0  # lines whose class is a name
    objects: dict[str, list[Object]] = field(default_factory=dict)  # by file
    bad: tuple[str, int, str] | None = None  # the first line that is none: its file, number and text
    is_pixels: bool = False  # that line has numbers, but no shares

    @property
    def lines(self) -> list[Object]:
        return [each for objects in self.objects.values() for each in objects]


def look(source: Source, files: Iterable[str], limit: int) -> Look:
    """Look at label files; a file is usable where at least half of its lines are, or where it has none."""
    seen = Look()
    for path in files:
        seen.files += 1
        lines = source.look_lines(path) if source.size(path) <= limit else None
        if lines is None:
            continue
        numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
        read = [(number, line, object_of(line)) for number, line in numbered]
        good = [each for _, _, each in read if each is not None and is_object(each)]
        is_usable = 2 * len(good) >= len(numbered)
        seen.usable += is_usable
        seen.empty += not numbered
        if is_usable:
            seen.objects[path] = good
            seen.named += sum(isinstance(each.label, str) for each in good)
        elif seen.bad is None:
            number, line, found = next(each for each in read if each[2] is None or not is_object(each[2]))
            seen.bad, seen.is_pixels = (path, number, line), found is not None and not are_shares(found.numbers)
    return seen


def is_object(found: Object) -> bool:
    """Tell a line whose numbers are a box or more, all shares; key points have marks of 2 among them."""
    count, rest = len(found.numbers), found.numbers[4:]
    if not are_shares(found.numbers[:4]):
        return False
    return are_shares(rest) if count < 6 else are_shares(rest) or has_marks(found.numbers, is_strict=True)


def has_marks(numbers: Sequence[float], *, is_strict: bool = False) -> bool:
    """Tell whether behind the box each third number says 0, 1 or 2: not there, hidden, visible."""
    rest = numbers[4:]
    if not rest or len(rest) % 3 or any(mark not in (0, 1, 2) for mark in rest[2::3]):
        return False
    return not is_strict or are_shares([*rest[::3], *rest[1::3]])


def form_of(lines: Sequence[Object], keypoints: tuple[int, int] | None) -> Form:
    """Decide what a set's lines are.

    Args:
        lines: some of them.
        keypoints: how many points of how many numbers data.yaml says that there are.
    """
    long = [each.numbers for each in lines if len(each.numbers) > 5]
    if not long or (2 * len(long) < len(lines) and not keypoints):
        return Form.OUTLINES if long else Form.BOXES
    counts = {len(numbers) for numbers in long}
    if keypoints is not None and counts == {4 + keypoints[0] * keypoints[1]}:
        return Form.KEYPOINTS
    if len(counts) > 1:
        return Form.OUTLINES
    if all(map(has_marks, long)):
        return Form.KEYPOINTS
    if counts == {8} and _share(_is_parallelogram, long) >= MOST:
        return Form.TURNED
    if len(long[0]) % 2:
        return Form.KEYPOINTS
    if counts == {6} or _share(_points_lie_in_box, long) < MOST:
        return Form.OUTLINES
    if _share(_is_outline, long) < MOST:
        return Form.KEYPOINTS
    return Form.UNCLEAR if counts != {8} and len(long) >= FEWEST else Form.OUTLINES


def fits(found: Object, form: Form) -> bool:
    """Tell whether a line has as many numbers as its form can have."""
    count = len(found.numbers)
    return count in (4, 5) or (count >= 6 and (form is Form.KEYPOINTS or count % 2 == 0))


def _share(test: Callable[[Sequence[float]], bool], lines: Sequence[Sequence[float]]) -> float:
    return sum(map(test, lines)) / len(lines)


def _is_parallelogram(numbers: Sequence[float]) -> bool:
    x0, y0, x1, y1, x2, y2, x3, y3 = numbers
    size = max(max(numbers[::2]) - min(numbers[::2]), max(numbers[1::2]) - min(numbers[1::2]))
    return max(abs(x0 + x2 - x1 - x3), abs(y0 + y2 - y1 - y3)) <= 0.05 * size + 1e-3


def _points_lie_in_box(numbers: Sequence[float]) -> bool:
    """Read as a box and points, the box is in the picture and the points are in the box."""
    x, y, width, height = numbers[:4]
    left, top, right, bottom = x - width / 2, y - height / 2, x + width / 2, y + height / 2
    if min(width, height) <= 0 or min(left, top) < -NEAR or max(right, bottom) > 1 + NEAR:
        return False
    points = [(a, b) for a, b in zip(numbers[4::2], numbers[5::2], strict=False) if a or b]
    return all(left - NEAR <= a <= right + NEAR and top - NEAR <= b <= bottom + NEAR for a, b in points)


def _is_outline(numbers: Sequence[float]) -> bool:
    """Read as an outline, its first two points lie near the others."""
    xs, ys = numbers[4::2], numbers[5::2]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    return all(
        min(xs) - width <= x <= max(xs) + width and min(ys) - height <= y <= max(ys) + height
        for x, y in zip(numbers[:4:2], numbers[1:4:2], strict=True)
    )


def box_of(found: Object, form: Form) -> list[float]:
    """Return (left, top, right, bottom): given, or drawn around an outline."""
    numbers = found.numbers
    if len(numbers) > 5 and form is not Form.KEYPOINTS:
        return [min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])]
    x, y, width, height = numbers[:4]  # a fifth is a model's confidence
    return [x - width / 2, y - height / 2, x + width / 2, y + height / 2]


def outline_of(found: Object, form: Form) -> list[list[float]]:
    """Return the points of an outline; a box's are its corners."""
    if len(found.numbers) > 5 and form is not Form.KEYPOINTS:
        return [list(point) for point in zip(found.numbers[::2], found.numbers[1::2], strict=True)]
    x0, y0, x1, y1 = box_of(found, form)
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]
