"""YOLO's text files: a line of class number, centre, width and height (or an outline) for each object, as shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from sft_gui.data.decode import is_picture_name
from sft_gui.data.index import Split
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.text import lines_of
from sft_gui.data.parse.values import MAX_NUMBER, as_numbers, as_whole
from sft_gui.data.readers.pairing import Pictures, pairs, unusable
from sft_gui.data.readers.reader import Entry, Reading, check_num_classes
from sft_gui.data.readers.splits import split_of
from sft_gui.data.readers.yolo_names import MAX_CLASSES, NAME_FILES, Description
from sft_gui.data.walk import glimpse, list_pictures
from sft_gui.data.watcher import Watcher
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

BACKGROUND = "background"
MAX_LOOKED_AT = 20
SLACK = 0.5  # by which coordinates of boxes that reach outside may exceed 0 and 1
MAX_BYTES = 16 * 2**20  # of a picture's labels


class YoloReader:
    """Reads YOLO's text files for one of the tasks that they serve."""

    def __init__(self, task: str) -> None:
        self.task = task
        self.name = "yolo" if task == "detection" else "yolo_outlines"
        self.label = say("YOLO boxes") if task == "detection" else say("YOLO outlines as masks")

    def recognises(self, source: Path) -> bool:
        if not source.is_dir():
            return False
        seen = glimpse(source)
        pictures = Pictures(path for path in seen if is_picture_name(path))
        files = [path for path in seen if _may_be_labels(path) and pictures.beside(path)]
        looks = [_looks(source / path) for path in files[:MAX_LOOKED_AT]]
        known = [numbers for numbers in looks if numbers is not None]
        wanted = 5 if self.task == "detection" else 7
        return 2 * len(known) > len(looks) and max(known) >= wanted

    def read(self, source: Path, workspace: Path, watcher: Watcher) -> Reading:
        listing = list_pictures(source, watcher)
        labels = Pictures(path for path in listing.files if _may_be_labels(path))
        paired = pairs(listing.pictures, labels.beside)
        described = Description.find(source, listing.files)
        collected = _Collected(self.task, described.names)
        labelled_folders = {PurePosixPath(path).parent for path, file in paired.items() if file}
        for number, (path, file) in enumerate(paired.items()):
            watcher.tell(number, len(paired), say("Reading annotations"))
            split = described.split_of(path)
            if file is None and PurePosixPath(path).parent not in labelled_folders:
                collected.entries.append(Entry(path, None, split, reason=say("has no annotation")))
            else:
                collected.add(source, path, file, split)
        if not collected.highest >= 0:
            raise UserError(say("The text files in '{name}' hold no boxes.", name=source.name))
        if self.task == "segmentation":
            check_num_classes(collected.classes)
        return Reading(source, collected.entries, [*described.notes, *collected.notes()], collected.classes)


def _may_be_labels(path: str) -> bool:
    name = PurePosixPath(path).name.casefold()
    is_list = split_of(PurePosixPath(name).stem) is not None
    return name.endswith(".txt") and not is_list and name not in NAME_FILES.split() and not name.startswith("readme")


def _looks(file: Path) -> int | None:
    """Return the most numbers in a line, 0 for an empty file, None where most lines are something else."""
    try:
        lines = [line for line in lines_of(file, limit=MAX_BYTES) if line.strip()]
    except Malformed:
        return None
    known = [1 + len(found[1]) for found in map(_object, lines) if found is not None and _are_shares(found[1])]
    return max(known, default=0) if 2 * len(known) >= len(lines) else None


def _are_shares(numbers: Sequence[float]) -> bool:
    return all(-SLACK <= number <= 1 + SLACK for number in numbers)


@dataclass
class _Collected:
    """What was read so far."""

    task: str
    names: tuple[str, ...]
    entries: list[Entry] = field(default_factory=list)
    highest: int = -1
    empty: int = 0
    outlined: int = 0

    @property
    def classes(self) -> tuple[str, ...]:
        names = self.names or tuple(str(number) for number in range(self.highest + 1))
        return names if self.task == "detection" else (BACKGROUND, *(name for name in names if name != BACKGROUND))

    def add(self, source: Path, picture: str, file: str | None, split: Split | None) -> None:
        """Read one picture's labels; without a file, nothing is on it, as YOLO has it."""
        objects: list[tuple[int, list[float]]] = []
        notes = []
        if file is None:
            self.empty += 1
        else:
            try:
                lines = lines_of(source / file, limit=MAX_BYTES)
            except Malformed as error:
                self.entries.append(Entry(picture, None, split, reason=unusable(file, error)))
                return
            for number, line in enumerate(lines, 1):
                found = _object(line)
                if found is None and line.strip():
                    note = say("line {number} of {name} is not understood: left out", number=number, name=file)
                    notes.append(note.to_json())
                elif found is not None and not self.names and found[0] >= MAX_CLASSES:
                    values = {"number": number, "name": file, "class_number": found[0]}
                    note = say("line {number} of {name} has the class number {class_number}: left out", **values)
                    notes.append(note.to_json())
                elif found is not None:
                    objects.append(found)
        self.highest = max([self.highest, *(index for index, _ in objects)])
        labels = [self._label(index) for index, _ in objects]
        annotation = self._annotation(labels, [numbers for _, numbers in objects])
        self.entries.append(Entry(picture, None, split, {**annotation, "relative": True, "notes": notes}))

    def _label(self, index: int) -> str:
        """The class's name; of a number beyond the names, one that is no class's."""
        if index < len(self.names):
            return self.names[index]
        return f"number {index}" if str(index) in self.names else str(index)

    def _annotation(self, labels: list[str], objects: list[list[float]]) -> dict[str, Any]:
        if self.task == "detection":
            self.outlined += sum(len(numbers) > 5 for numbers in objects)
            return {"boxes": [_box(numbers) for numbers in objects], "labels": labels}
        shapes = [
            {
                "label": label,
                "points": [list(point) for point in zip(_outline(each)[::2], _outline(each)[1::2], strict=True)],
            }
            for label, each in zip(labels, objects, strict=True)
        ]
        return {"polygons": shapes}

    def notes(self) -> list[Message]:
        """Say what was decided for all files."""
        notes = []
        if not self.names:
            notes.append(say("No file gives the classes' names (data.yaml, classes.txt), so they are numbers."))
        if self.empty:
            notes.append(
                counted(
                    self.empty,
                    "{count} picture has no file of labels: it is used as one on which there is nothing.",
                    "{count} pictures have no file of labels: they are used as ones on which there is nothing.",
                )
            )
        if self.outlined:
            notes.append(
                counted(
                    self.outlined,
                    "{count} object is given by its outline; its box is drawn around that.",
                    "{count} objects are given by their outlines; their boxes are drawn around those.",
                )
            )
        return notes


def _object(line: str) -> tuple[int, list[float]] | None:
    """Read a class number (also as "1.0") and 4 or 5 numbers or an outline, between spaces, or all between commas."""
    words = line.split()
    if "," in line:
        words = [word.strip() for word in line.split(",")]
    numbers = as_numbers(words[1:])
    index = as_whole(words[0], 0, int(MAX_NUMBER)) if words else None
    if index is None or numbers is None:
        return None
    is_outline = len(numbers) >= 6 and len(numbers) % 2 == 0
    return (index, numbers) if len(numbers) in (4, 5) or is_outline else None


def _box(numbers: Sequence[float]) -> list[float]:
    if len(numbers) > 5:
        return [min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])]
    x, y, width, height = numbers[:4]  # a fifth is a model's confidence
    return [x - width / 2, y - height / 2, x + width / 2, y + height / 2]


def _outline(numbers: Sequence[float]) -> Sequence[float]:
    if len(numbers) > 5:
        return numbers
    x0, y0, x1, y1 = _box(numbers)
    return [x0, y0, x1, y0, x1, y1, x0, y1]
