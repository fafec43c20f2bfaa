"""Boxes in tables: a row or a cell for each, in any columns that hold corners or sides; outlines in cells as masks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sft_gui.data.index import Split, natural_key
from sft_gui.data.parse.values import as_number
from sft_gui.data.readers.reader import (
    Choice,
    Entry,
    Evidence,
    Proposal,
    Reading,
    State,
    Support,
    check_num_classes,
)
from sft_gui.data.readers.tables.answers import CASES, listed
from sft_gui.data.readers.tables.box_classes import Classes
from sft_gui.data.readers.tables.box_layout import NAMELESS, Columns, columns_of, has_outlines, size_of
from sft_gui.data.readers.tables.groups import Group, Sheet, groups_of
from sft_gui.data.readers.tables.rest import are_in_folders, note_on_rest, total
from sft_gui.data.readers.tables.shapes import Shape, shapes_in
from sft_gui.data.source import Source
from sft_gui.errors import UserError
from sft_gui.messages import CLASSES, Forms, Message, counted, say

BACKGROUND = "background"
UNNAMED, UNNAMED_IN_FOLDERS = 0.45, 0.3
REGION = 0.9  # what boxes are worth that only say which part of a picture matters
OUTLINED = Forms(
    "{count} picture has outlines in {file}, of {classes}, as masks",
    "{count} pictures have outlines in {file}, of {classes}, as masks",
)
BOXED = Forms(
    "{count} picture has boxes in {file}, of {classes}", "{count} pictures have boxes in {file}, of {classes}"
)


class TableBoxReader:
    """Reads tables of boxes for one of the tasks that it serves: outlines in their cells can be masks."""

    family = "table"
    options: frozenset[str] = frozenset(("label", "image"))

    def __init__(self, task: str) -> None:
        self.task = task
        is_boxes = task == "detection"
        self.name = "table_boxes" if is_boxes else "table_outlines"
        self.label = say("Table of boxes") if is_boxes else say("Table of outlines as masks")
        self.support: tuple[Support, ...] = BOXES if is_boxes else OUTLINES

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        found = []
        for group in groups_of(source, wanted.image):
            columns = columns_of(group, wanted.label)
            if columns is not None and (self.task == "detection" or has_outlines(group, columns)):
                found.append(self._proposal(source, group, columns))
        return sorted(found, key=lambda each: -each.score)

    def _proposal(self, source: Source, group: Group, columns: Columns) -> Proposal:
        paths, label = list(dict.fromkeys(group.paths)), columns.label
        classes = Classes(group, columns, source)
        forms = OUTLINED if self.task == "segmentation" else BOXED
        sentence = forms.of(len(paths), file=group.files[0], classes=CLASSES.of(classes.count))
        choice = Choice(
            task=self.task, format=self.name, label=None if label is None else label.name, image=group.image
        )
        weight = (
            REGION if columns.boxes.is_region else 1.0 if classes.counts.keys() - {NAMELESS} else _of_no_class(paths)
        )
        weight *= 0.5 if self.task == "segmentation" else 1.0
        return Proposal(
            choice,
            sentence,
            len(paths),
            total(source, paths, set(paths)),
            weight,
            files=group.files,
            assumed=columns.assumed,
            evidence=evidence_of(group),
            counts=classes.counts,
            samples=classes.samples(paths),
            columns=tuple(each.column() for each in group.profiles),
        )

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        source.watcher.tell(0, None, say("Reading annotations"))
        found = [
            (group, columns)
            for group in groups_of(source, choice.image)
            if (columns := columns_of(group, choice.label)) is not None
        ]
        if not found:
            raise UserError(
                say("No table in '{name}' has columns of pictures and boxes.", name=source.name),
                say("Name its columns filename, class, xmin, ymin, xmax and ymax."),
            )
        group, columns = max(found, key=lambda each: len(set(each[0].paths)))
        collected = _Collected(columns, Classes(group, columns, source).names)
        for sheet in group.sheets:
            for row in sheet.rows:
                collected.add(sheet, row)
        return self._reading(source, group, columns, collected)

    def _reading(self, source: Source, group: Group, columns: Columns, collected: _Collected) -> Reading:
        classes = tuple(sorted(collected.labels, key=natural_key))
        notes = [*columns.assumed, *collected.notes(group)]
        if not classes:
            raise UserError(
                say("The table {name} holds no box with a label.", name=group.files[0]),
                say("Say which column is the label with --label COLUMN: {columns}.", columns=listed(group.names)),
            )
        if self.task == "segmentation":
            classes = (BACKGROUND, *(name for name in classes if name != BACKGROUND))
            check_num_classes(classes)
            notes.append(say("What lies in no outline is the class '{name}'.", name=BACKGROUND))
        entries = [
            Entry(path, None, picture.split, picture.annotation(self.task))
            for path, picture in collected.pictures.items()
        ]
        return Reading(source.root, entries, [*notes, *note_on_rest(source, collected.pictures)], classes)


BOXES = (
    Support("Boxes in CSV (TensorFlow, RetinaNet, VoTT, Open Images, x, y, w, h)", "_annotations.csv", State.READ),
    Support("VIA, CSV", "via_region_data.csv", State.READ, "its outlines also as masks"),
    Support("Label Studio, CSV", "project-1.csv", State.READ, "its outlines also as masks"),
    Support("Hugging Face's imagefolder with objects", "metadata.jsonl", State.READ),
)
OUTLINES = (Support("Outlines in CSV (VIA, Label Studio)", "via_region_data.csv", State.READ, "as masks"),)


def _of_no_class(paths: Sequence[str]) -> float:
    """What boxes without classes are worth: less than folders that may be classes, and than labels that are asked."""
    return UNNAMED_IN_FOLDERS if are_in_folders(paths) else UNNAMED


# The rows


@dataclass
class _Picture:
    split: Split | None
    shapes: list[Shape] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)
    size: list[int] | None = None

    def annotation(self, task: str) -> dict[str, Any]:
        """Return the raw annotation."""
        is_relative = any(shape.is_relative for shape in self.shapes)
        found: dict[str, Any] = {"notes": self.notes}
        if is_relative:
            found["relative"] = True
        elif self.size is not None:
            found["size"] = self.size
        shapes = [shape for shape in self.shapes if shape.is_relative == is_relative]
        if task == "segmentation":
            drawn = [{"label": shape.label, "points": shape.points or _corners(shape.box)} for shape in shapes]
            return {"polygons": drawn, **found}
        return {"boxes": [shape.box for shape in shapes], "labels": [shape.label for shape in shapes], **found}


def _corners(box: Sequence[float]) -> list[list[float]]:
    x0, y0, x1, y1 = box
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]


class _Collected:
    """What the rows hold, by picture."""

    def __init__(self, columns: Columns, names: dict[str, str]) -> None:
        self.pictures: dict[str, _Picture] = {}
        self.labels: set[str] = set()
        self._columns, self._names, self._nameless = columns, names, 0

    def add(self, sheet: Sheet, row: int) -> None:
        """Take one row."""
        columns, cells = self._columns, sheet.table.rows[row]
        path = sheet.found[row].path or ""
        picture = self.pictures.setdefault(path, _Picture(sheet.split(row)))
        picture.size = picture.size or size_of(sheet, row, columns.sizes)
        at = None if columns.label is None else sheet.table.index_of(columns.label.name)
        label = cells[at] if at is not None else NAMELESS if columns.boxes.form != "cell" else ""
        indices = columns.boxes.indices
        if columns.boxes.form == "cell":
            shapes = [self._closed(shape) for shape in shapes_in(cells[indices[0]], label)]
        elif not any(cells[i] for i in indices):
            return  # nothing is on it
        else:
            numbers = [as_number(cells[i]) for i in indices]
            box = [math.nan if number is None else number for number in numbers]
            shapes = [self._closed(Shape(label or None, box, is_open=True))]
        for shape in shapes:
            self._add(picture, shape)

    def _add(self, picture: _Picture, shape: Shape) -> None:
        if shape.label is None and self._columns.label is not None:
            self._nameless += 1
            return
        label = shape.label or NAMELESS
        label = self._names.get(label, label)
        self.labels.add(label)
        picture.shapes.append(Shape(label, shape.box, shape.points, shape.size, shape.is_relative))

    def _closed(self, shape: Shape) -> Shape:
        """Make two corners of four numbers."""
        if not shape.is_open:
            return shape
        a, b, c, d = shape.box
        box = {
            "corners": [a, b, c, d],
            "sized": [a, b, a + c, b + d],
            "centred": [a - c / 2, b - d / 2, a + c / 2, b + d / 2],
        }[self._columns.form]
        return Shape(shape.label, box, is_relative=self._columns.is_relative)

    def notes(self, group: Group) -> list[Message]:
        """Say what is not used."""
        found = []
        if self._nameless:
            found.append(
                counted(
                    self._nameless,
                    "{count} box has no label and is left out.",
                    "{count} boxes have no label and are left out.",
                )
            )
        missing = missing_of(group)
        if missing:
            found.append(
                counted(
                    len(missing),
                    "{count} picture of {file} is not there: {path}.",
                    "{count} pictures of {file} are not there, the first of them {path}.",
                    file=group.files[0],
                    path=missing[0],
                )
            )
        return found


def missing_of(group: Group) -> list[str]:
    """Return the cells that name no picture."""
    cells = [
        sheet.table.rows[row][sheet.image]
        for sheet in group.sheets
        for row, each in enumerate(sheet.found)
        if each.path is None
    ]
    return list(dict.fromkeys(cell for cell in cells if cell))


def evidence_of(group: Group) -> tuple[Evidence, ...]:
    """Return how many rows name a picture."""
    rows = sum(len(sheet.found) for sheet in group.sheets)
    named, missing = len(group.paths), missing_of(group)
    check = say("{count} of {rows} rows name a picture", count=named, rows=rows)
    return (Evidence(check, named == rows, tuple(missing[:CASES])),)
