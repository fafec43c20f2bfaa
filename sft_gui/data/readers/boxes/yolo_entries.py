"""What YOLO's label files say of each picture, collected from one file after another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sft_gui.data.index import Split, natural_key
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.text import lines_of
from sft_gui.data.readers.boxes.yolo_lines import Form, Object, box_of, fits, object_of, outline_of
from sft_gui.data.readers.boxes.yolo_names import MAX_CLASSES
from sft_gui.data.readers.pairing import unusable
from sft_gui.data.readers.reader import Entry
from sft_gui.data.source import Source
from sft_gui.messages import Message, counted, say

BACKGROUND = "background"
SPARSE = 100  # numbers up to which every class is listed where no file names them


@dataclass
class Collected:
    """What was read so far."""

    task: str
    names: tuple[str, ...]
    form: Form
    entries: list[Entry] = field(default_factory=list)
    used: set[int | str] = field(default_factory=set)  # numbers of classes, or names that lines give
    empty: int = 0
    outlined: int = 0
    pointed: int = 0

    @property
    def classes(self) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(self.names or self._numbered()))
        return names if self.task == "detection" else (BACKGROUND, *(name for name in names if name != BACKGROUND))

    def _numbered(self) -> list[str]:
        """Without names: all numbers up to the highest, or those that are used where that would be many."""
        numbers = {each for each in self.used if isinstance(each, int)}
        highest = max(numbers, default=-1)
        listed = range(highest + 1) if highest < max(SPARSE, 4 * len(numbers)) else sorted(numbers)
        words = sorted((each for each in self.used if isinstance(each, str)), key=natural_key)
        return [*map(str, listed), *words]

    def add(self, source: Source, picture: str, file: str | None, split: Split | None, limit: int) -> None:
        """Read one picture's labels; without a file, nothing is on it, as YOLO has it."""
        objects: list[Object] = []
        notes: list[Message] = []
        if file is None:
            self.empty += 1
        else:
            try:
                lines = lines_of(source.path(file), limit=limit)
            except Malformed as error:
                self.entries.append(Entry(picture, None, split, reason=unusable(file, error)))
                return
            for number, line in enumerate(lines, 1):
                note = self._take(line, number, file, objects)
                if note is not None:
                    notes.append(note)
        self.used.update(each.label for each in objects)
        annotation = self._annotation(objects)
        told = [note.to_json() for note in notes]
        self.entries.append(Entry(picture, None, split, {**annotation, "relative": True, "notes": told}))

    def _take(self, line: str, number: int, file: str, objects: list[Object]) -> Message | None:
        found = object_of(line)
        if found is None or not fits(found, self.form):
            is_told = bool(line.strip())
            return (
                say("line {number} of {name} is not understood: left out", number=number, name=file)
                if is_told
                else None
            )
        if not self.names and isinstance(found.label, int) and found.label >= MAX_CLASSES:
            values = {"number": number, "name": file, "class_number": found.label}
            return say("line {number} of {name} has the class number {class_number}: left out", **values)
        objects.append(found)
        return None

    def label_of(self, found: Object) -> str:
        """Return the class's name; of a number beyond the names, one that is no class's."""
        if isinstance(found.label, str):
            return found.label
        if found.label < len(self.names):
            return self.names[found.label]
        return f"number {found.label}" if str(found.label) in self.names else str(found.label)

    def _annotation(self, objects: list[Object]) -> dict[str, Any]:
        labels = [self.label_of(each) for each in objects]
        long = sum(len(each.numbers) > 5 for each in objects)
        if self.form is Form.KEYPOINTS:
            self.pointed += long
        else:
            self.outlined += long
        if self.task == "detection":
            return {"boxes": [box_of(each, self.form) for each in objects], "labels": labels}
        points = [outline_of(each, self.form) for each in objects]
        shapes = [{"label": label, "points": each} for label, each in zip(labels, points, strict=True)]
        return {"polygons": shapes}

    def notes(self) -> list[Message]:
        """Say what was decided for all files."""
        notes = []
        if not self.names and any(isinstance(each, int) for each in self.used):
            notes.append(say("No file gives the classes' names (data.yaml, classes.txt), so they are numbers."))
        if self.empty:
            notes.append(
                counted(
                    self.empty,
                    "{count} picture has no file of labels: it is used as one on which there is nothing.",
                    "{count} pictures have no file of labels: they are used as ones on which there is nothing.",
                )
            )
        if self.pointed:
            notes.append(
                counted(
                    self.pointed,
                    "{count} object has key points, which are passed over; its box is used.",
                    "{count} objects have key points, which are passed over; their boxes are used.",
                )
            )
        if self.outlined and self.task == "detection":
            notes.append(
                counted(
                    self.outlined,
                    "{count} object is given by its outline; its box is drawn around that.",
                    "{count} objects are given by their outlines; their boxes are drawn around those.",
                )
            )
        return notes
