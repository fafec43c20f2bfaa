"""YOLO's text files: a line of class number, centre, width and height (or an outline) for each object, as shares."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml  # type: ignore[import-untyped]  # comes with timm

from sft_gui.data.decode import is_picture_name
from sft_gui.data.index import Split
from sft_gui.data.readers.pairing import Pictures, listed_splits, pairs, split_in
from sft_gui.data.readers.reader import Entry, Reading, split_of
from sft_gui.data.walk import glimpse, list_pictures
from sft_gui.data.watcher import Watcher
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

BACKGROUND = "background"
MAX_LOOKED_AT = 20
SLACK = 0.5  # by which coordinates of boxes that reach outside may exceed 0 and 1
NAME_FILES = "classes.txt obj.names names.txt _darknet.labels predefined_classes.txt labels.txt coco.names voc.names"
NUMBERS = re.compile(r"\d+(\s+-?\d*\.?\d+(e[+-]?\d+)?){4,}\s*", re.IGNORECASE)


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
        described = _Description.find(source, listing.files)
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
        return Reading(source, collected.entries, collected.notes(), collected.classes)


def _may_be_labels(path: str) -> bool:
    name = PurePosixPath(path).name.casefold()
    is_list = split_of(PurePosixPath(name).stem) is not None
    return name.endswith(".txt") and not is_list and name not in NAME_FILES.split() and not name.startswith("readme")


def _looks(file: Path) -> int | None:
    """Return the most numbers in a line, 0 for an empty file, None where most lines are something else."""
    try:
        lines = [line.strip() for line in file.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError):
        return None
    known = [len(line.split()) for line in lines if NUMBERS.fullmatch(line) and _are_shares(line.split()[1:])]
    return max(known, default=0) if 2 * len(known) >= len(lines) else None


def _are_shares(words: Sequence[str]) -> bool:
    return all(-SLACK <= float(word) <= 1 + SLACK for word in words)


@dataclass(frozen=True)
class _Description:
    """What data.yaml, a file of names and lists of pictures say."""

    names: tuple[str, ...]
    folders: Mapping[str, Split]
    lists: Mapping[str, Split]

    @classmethod
    def find(cls, source: Path, files: Sequence[str]) -> _Description:
        names: tuple[str, ...] = ()
        folders: dict[str, Split] = {}
        for path in files:
            if path.casefold().endswith((".yaml", ".yml")):
                data = _yaml(source / path)
                names = names or _names(data.get("names"))
                folders.update(_folders(data))
        for path in files:
            name = PurePosixPath(path).name.casefold()
            if not names and (name in NAME_FILES.split() or name.endswith(".names")):
                names = _names((source / path).read_text(encoding="utf-8-sig", errors="replace").splitlines())
        lists = [path for path in files if path.casefold().endswith(".txt") and "/" not in path]
        return cls(names, folders, listed_splits(source, lists))

    def split_of(self, picture: str) -> Split | None:
        """Return the split of a picture: by data.yaml's folders, its own folders' names, or a list."""
        for folder, split in self.folders.items():
            if f"/{picture}".startswith(f"/{folder}/"):
                return split
        return split_in(picture) or self.lists.get(PurePosixPath(picture).stem)


def _yaml(file: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return {}
    return data if isinstance(data, dict) else {}


def _names(names: Any) -> tuple[str, ...]:
    if isinstance(names, dict):
        numbers = [number for number in names if isinstance(number, int)]
        return tuple(str(names.get(number, number)) for number in range(max(numbers, default=-1) + 1))
    return tuple(str(name).strip() for name in names or () if str(name).strip())


def _folders(data: Mapping[str, Any]) -> dict[str, Split]:
    """Return the folders that data.yaml names for a split, without what leads to them from elsewhere."""
    folders = {}
    for key, split in (("train", Split.TRAIN), ("val", Split.VAL), ("test", Split.TEST)):
        values = data.get(key)
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, str) and not value.endswith(".txt"):
                folders[re.sub(r"^(\.{1,2}/)+", "", value.replace("\\", "/")).strip("/")] = split
    return folders


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
                lines = (source / file).read_text(encoding="utf-8-sig").splitlines()
            except (OSError, UnicodeDecodeError):
                reason = say("has a damaged annotation, {name}", name=file)
                self.entries.append(Entry(picture, None, split, reason=reason))
                return
            for number, line in enumerate(lines, 1):
                found = _object(line)
                if found is not None:
                    objects.append(found)
                elif line.strip():
                    note = say("line {number} of {name} is not understood: left out", number=number, name=file)
                    notes.append(note.to_json())
        self.highest = max([self.highest, *(index for index, _ in objects)])
        labels = [self.names[index] if index < len(self.names) else str(index) for index, _ in objects]
        annotation = self._annotation(labels, [numbers for _, numbers in objects])
        self.entries.append(Entry(picture, None, split, {**annotation, "relative": True, "notes": notes}))

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
    words = line.split()
    try:
        index, numbers = int(words[0]), [float(word) for word in words[1:]]
    except (ValueError, IndexError):
        return None
    is_outline = len(numbers) >= 6 and len(numbers) % 2 == 0
    is_known = index >= 0 and (len(numbers) in (4, 5) or is_outline) and all(map(math.isfinite, numbers))
    return (index, numbers) if is_known else None


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
