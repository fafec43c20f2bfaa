"""Lines of text files that hold boxes: KITTI, DOTA, VisDrone and others, told from one another by their form."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sft_gui.data.parse.values import as_number, as_numbers, as_text, as_whole

WORD = re.compile(r"[^\W\d].*")
VISDRONE = "pedestrian people bicycle car van truck tricycle awning-tricycle bus motor others"  # the numbers 1 to 11
DOTA_HEADER = re.compile(r"(imagesource|gsd|acquisition dates?)\s*:.*", re.IGNORECASE)
DONT_CARE = ("dontcare", "dont_care", "don'tcare")


@dataclass(frozen=True)
class Box:
    """One object; ``label`` is None where the file says that what lies there does not count."""

    label: str | None
    corners: list[float]  # left, top, right, bottom in pixels
    is_turned: bool = False  # it is the upright box around one that is turned
    is_scored: bool = False  # by a model


@dataclass
class Lines:
    """What the lines of a file say."""

    boxes: list[Box] = field(default_factory=list)
    bad: list[tuple[int, str]] = field(default_factory=list)  # lines that are none, with their numbers
    count: int = 0

    @property
    def is_whole(self) -> bool:
        """Tell whether nearly all lines are boxes; false where there is none."""
        return self.count > 0 and len(self.bad) * 10 <= self.count


def read_lines(lines: Sequence[str], parse: Callable[[str], Box | None], is_header: Callable[[str], bool]) -> Lines:
    """Read each line that is no header and not empty."""
    found = Lines()
    for number, line in enumerate(lines, 1):
        if not line.strip() or is_header(line):
            continue
        found.count += 1
        box = parse(line)
        if box is None:
            found.bad.append((number, line))
        else:
            found.boxes.append(box)
    return found


def kitti(line: str) -> Box | None:
    """Read "Car 0.00 0 -1.58 587 173 614 200 …": a type, how it is seen, corners, and its place in space."""
    words = line.split()
    if len(words) not in (15, 16) or not WORD.fullmatch(words[0]):
        return None
    numbers = as_numbers(words[1:])
    if numbers is None or as_whole(words[2], -1, 3) is None or not -1 <= numbers[0] <= 1:
        return None
    x0, y0, x1, y1 = numbers[3:7]
    if x1 < x0 or y1 < y0:
        return None
    label = None if words[0].casefold() in DONT_CARE else as_text(words[0])
    return Box(label, [x0, y0, x1, y1], is_scored=len(words) == 16)


def dota(line: str) -> Box | None:
    """Read "x1 y1 x2 y2 x3 y3 x4 y4 plane 0": four corners, a class and whether it is difficult."""
    words = line.split()
    if len(words) not in (9, 10) or not WORD.fullmatch(words[8]):
        return None
    numbers, label = as_numbers(words[:8]), as_text(words[8])
    if numbers is None or label is None or (len(words) == 10 and as_whole(words[9], 0, 2) is None):
        return None
    xs, ys = numbers[::2], numbers[1::2]
    is_turned = len(set(xs)) > 2 or len(set(ys)) > 2
    return Box(label, [min(xs), min(ys), max(xs), max(ys)], is_turned)


def visdrone(line: str) -> Box | None:
    """Read "x,y,width,height,score,category,truncation,occlusion", all whole; category 0 and score 0 do not count."""
    words = line.strip().rstrip(",").split(",")
    if len(words) != 8:
        return None
    bounds = ((-1, 10**5), (-1, 10**5), (0, 10**5), (0, 10**5), (0, 1), (0, 11), (0, 1), (0, 2))
    whole = [as_whole(word, *bound) for word, bound in zip(words, bounds, strict=True)]
    if None in whole:
        return None
    x, y, width, height, score, category = (each or 0 for each in whole[:6])
    label = VISDRONE.split()[category - 1] if score and category else None
    return Box(label, [x, y, x + width, y + height])


def corners_after_count(line: str) -> Box | None:
    """Read "x1 y1 x2 y2 class" as BBox-Label-Tool writes it below the number of its boxes; or the class first.

    WiderPerson has "1 72 202 163 503": a class that is a number stands first where the others are corners then.
    """
    words = line.split()
    if len(words) not in (4, 5):
        return None
    last = as_numbers(words[1:]) if len(words) == 5 else None
    if last is not None and last[0] < last[2] and last[1] < last[3] and as_whole(words[0], 0, 999) is not None:
        return Box(as_text(words[0]), last)
    numbers = as_numbers(words[:4])
    if numbers is None or numbers[2] < numbers[0] or numbers[3] < numbers[1]:
        return None
    return Box(as_text(words[4]) if len(words) == 5 else "object", numbers)


def is_count(line: str) -> bool:
    """Tell a line of one number."""
    return as_whole(line.strip(), 0, 10**6) is not None


# One file for many pictures

PIECE = re.compile(r"-?[\d.]+(?:,-?[\d.]+){3},[^,\s]+")


@dataclass
class Listed:
    """A picture as a list names it."""

    name: str
    boxes: list[Box] = field(default_factory=list)


def keras(line: str) -> Listed | None:
    """Read "path x1,y1,x2,y2,class x1,y1,x2,y2,class …"; the class is a number or a name."""
    words = line.split(" ")
    start = len(words)
    while start > 1 and (not words[start - 1].strip() or PIECE.fullmatch(words[start - 1].strip())):
        start -= 1
    name = " ".join(words[:start]).strip()
    boxes = []
    for word in words[start:]:
        *numbers, label = word.strip().split(",") if word.strip() else [""]
        corners = as_numbers(numbers, 4)
        if corners is not None:
            boxes.append(Box(as_text(label), corners))
    return Listed(name, boxes) if "." in name else None


def wider(lines: Sequence[str], is_picture: Callable[[str], bool]) -> tuple[list[Listed], int]:
    """Read WIDER FACE's lists: a picture's name, the number of its faces, and a line of numbers for each.

    Returns:
        The pictures, and how many lines are none of these.
    """
    found: list[Listed] = []
    odd = 0
    wanted: int | None = 0
    for line in (line.strip() for line in lines):
        if not line:
            continue
        numbers = as_numbers(line.split())
        if numbers is None:
            odd += not is_picture(line)
            found.append(Listed(line))
            wanted = None
        elif wanted is None and len(numbers) == 1:
            wanted = as_whole(numbers[0], 0, 10**6)
        elif wanted and found and len(numbers) >= 4:
            x, y, width, height = numbers[:4]
            found[-1].boxes.append(Box("face", [x, y, x + width, y + height]))
            wanted -= 1
        elif wanted != 0 or any(numbers):  # a picture without a face has a line of zeros
            odd += 1
    return found, odd


def mot(line: str) -> bool:
    """Tell "frame,id,x,y,width,height,confidence,…", as tracks are written."""
    numbers = as_numbers(line.strip().rstrip(",").split(","))
    return numbers is not None and 7 <= len(numbers) <= 10 and as_number(numbers[0]) is not None and numbers[0] >= 1
