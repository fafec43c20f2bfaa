"""Boxes in tables: a row or a cell for each, in any columns that hold corners or sides; outlines in cells as masks."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sft_gui.data.decode import Unreadable, opened, read
from sft_gui.data.index import Split, natural_key
from sft_gui.data.parse.values import as_number, as_size
from sft_gui.data.readers.reader import (
    SAMPLES,
    Choice,
    Entry,
    Evidence,
    Proposal,
    Reading,
    Sample,
    State,
    Support,
    check_num_classes,
)
from sft_gui.data.readers.splits import words_in
from sft_gui.data.readers.table_answers import CASES, listed
from sft_gui.data.readers.table_box_columns import BoxColumns, boxes_in
from sft_gui.data.readers.table_columns import Kind, Profile, name_score, squeezed
from sft_gui.data.readers.table_files import Table, tables_of
from sft_gui.data.readers.table_groups import Group, Sheet, groups_of
from sft_gui.data.readers.table_rest import are_in_folders, note_on_rest, total
from sft_gui.data.readers.table_shapes import Shape, shapes_in
from sft_gui.data.source import Source, some, stem_of
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

BACKGROUND, NAMELESS = "background", "object"
LOOKED_AT = 2000  # rows
MEASURED = 24  # pictures that tell whether numbers are corners or sides
UNNAMED, UNNAMED_IN_FOLDERS = 0.45, 0.3
REGION = 0.9  # what boxes are worth that only say which part of a picture matters
NAMES = frozenset(("name", "object", "objectname", "objectclass", "classname", "regionattributes"))
WIDTHS, HEIGHTS = (
    frozenset(("width", "imagewidth", "imgwidth", "imwidth")),
    frozenset(("height", "imageheight", "imgheight", "imheight")),
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
            columns = _columns(group, wanted.label)
            if columns is not None and (self.task == "detection" or _has_outlines(group, columns)):
                found.append(self._proposal(source, group, columns))
        return sorted(found, key=lambda each: -each.score)

    def _proposal(self, source: Source, group: Group, columns: _Columns) -> Proposal:
        paths, label = list(dict.fromkeys(group.paths)), columns.label
        classes = _Classes(group, columns, source)
        values = {"count": len(paths), "file": group.files[0], "classes": classes.count}
        if self.task == "segmentation":
            sentence = say("{count} pictures have outlines in {file}, of {classes} classes, as masks", **values)
        else:
            sentence = say("{count} pictures have boxes in {file}, of {classes} classes", **values)
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
            if (columns := _columns(group, choice.label)) is not None
        ]
        if not found:
            raise UserError(
                say("No table in '{name}' has columns of pictures and boxes.", name=source.name),
                say("Name its columns filename, class, xmin, ymin, xmax and ymax."),
            )
        group, columns = max(found, key=lambda each: len(set(each[0].paths)))
        collected = _Collected(columns, _Classes(group, columns, source).names)
        for sheet in group.sheets:
            for row in sheet.rows:
                collected.add(sheet, row)
        return self._reading(source, group, columns, collected)

    def _reading(self, source: Source, group: Group, columns: _Columns, collected: _Collected) -> Reading:
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


# Which columns


@dataclass(frozen=True)
class _Columns:
    boxes: BoxColumns
    label: Profile | None
    form: str  # what the four numbers are
    is_relative: bool  # numbers are shares of the picture's sides
    sizes: tuple[str, str] | None  # the columns of the picture's width and height
    assumed: tuple[Message, ...] = ()


def _columns(group: Group, wanted: str | None) -> _Columns | None:
    first = group.sheets[0].table
    boxes = boxes_in(first)
    if boxes is None:
        return None
    label = _label(group, boxes, wanted)
    if wanted is not None and label is None:
        return None
    names = {i: first.names[i] for i in boxes.indices}
    sizes = _sizes(group, set(names.values()))
    form = boxes.form
    if form == "cell":
        form = _form_of_cells(first.names[boxes.indices[0]])
        fours = [shape for shape in _some_shapes(group, boxes) if shape.is_open]
        numbers = [number for shape in fours for number in shape.box]
    else:
        rows = [sheet.table.rows[row] for sheet in group.sheets for row in some(sheet.rows, LOOKED_AT)]
        numbers = [n for row in rows for i in boxes.indices if (n := as_number(row[i])) is not None]
    is_relative = bool(numbers) and max(numbers) <= 1.5 and any(not number.is_integer() for number in numbers)
    notes: list[Message] = []
    if form == "open":
        form = "corners" if _are_corners(group, boxes, sizes, is_relative=is_relative) else "sized"
        if form == "corners" and (boxes.form == "open" or any(each.is_open for each in _some_shapes(group, boxes))):
            notes.append(say("The four numbers of a box are taken for two corners: as sides they reach outside."))
    if label is None and not (boxes.form == "cell" and any(each.label for each in _some_shapes(group, boxes))):
        notes.append(say("No column of {file} names classes: all boxes are '{name}'.", file=first.path, name=NAMELESS))
    return _Columns(boxes, label, form, is_relative, sizes, tuple(notes))


def _form_of_cells(name: str) -> str:
    key = squeezed(name)
    return "corners" if "xyxy" in key else "sized" if "xywh" in key else "open"


def _label(group: Group, boxes: BoxColumns, wanted: str | None) -> Profile | None:
    first = group.sheets[0].table
    if wanted is not None:
        index = first.index_of(wanted)
        return None if index is None or index in boxes.indices else group.look_at(first.names[index])
    if boxes.label is not None:
        return group.look_at(first.names[boxes.label])
    taken = {first.names[i] for i in boxes.indices}
    found = [each for each in _profiles(group) if each.name not in taken and each.values]
    named = [each for each in found if name_score(each.name) >= 2 or squeezed(each.name) in NAMES]
    if named:
        return max(
            named,
            key=lambda each: (squeezed(each.name) in ("label", "class", "labelname", "regionattributes"), each.is_text),
        )
    texts = [each for each in found if each.is_text and each.kind is Kind.ANSWER and name_score(each.name) >= 0]
    return max(texts, key=lambda each: each.score, default=None)


def _profiles(group: Group) -> list[Profile]:
    """Of cells too that hold JSON: VIA's attributes."""
    return [each for each in group.profiles if squeezed(each.name) not in ("fileattributes", "filesize")]


def _sizes(group: Group, taken: set[str]) -> tuple[str, str] | None:
    free = [name for name in group.names if name not in taken]
    width = next((name for name in free if squeezed(name) in WIDTHS), None)
    height = next((name for name in free if squeezed(name) in HEIGHTS), None)
    return None if width is None or height is None else (width, height)


def _some_shapes(group: Group, boxes: BoxColumns) -> list[Shape]:
    found: list[Shape] = []
    for sheet in group.sheets:
        for row in some(sheet.rows, MEASURED * 4):
            found.extend(shapes_in(sheet.table.rows[row][boxes.indices[0]]))
    return found


def _has_outlines(group: Group, columns: _Columns) -> bool:
    return columns.boxes.form == "cell" and any(shape.points for shape in _some_shapes(group, columns.boxes))


def _are_corners(group: Group, boxes: BoxColumns, sizes: tuple[str, str] | None, *, is_relative: bool) -> bool:
    """Tell whether four numbers are two corners: as sides, some would reach outside their pictures, as corners none."""
    reach = ordered = count = 0
    for sheet in group.sheets:
        for row in some(sheet.rows, MEASURED):
            size = (1, 1) if is_relative else _size_of(sheet, row, sizes) or _measured(group, sheet, row)
            if size is None:
                continue
            for a, b, c, d in _fours(sheet.table.rows[row], boxes):
                count += 1
                reach += a + c > size[0] * 1.02 + 1 or b + d > size[1] * 1.02 + 1
                ordered += a < c <= size[0] * 1.02 + 1 and b < d <= size[1] * 1.02 + 1
    return ordered == count and 10 * reach >= max(count, 1)


def _fours(cells: Sequence[str], boxes: BoxColumns) -> list[list[float]]:
    """The boxes of a row of which nobody knows whether they are corners."""
    if boxes.form == "cell":
        return [shape.box for shape in shapes_in(cells[boxes.indices[0]]) if shape.is_open]
    numbers = [number for i in boxes.indices if (number := as_number(cells[i])) is not None]
    return [numbers] if len(numbers) == 4 else []


def _size_of(sheet: Sheet, row: int, sizes: tuple[str, str] | None) -> list[int] | None:
    if sizes is None:
        return None
    width, height = (sheet.table.index_of(name) for name in sizes)
    cells = sheet.table.rows[row]
    return None if width is None or height is None else as_size(cells[width], cells[height])


def _measured(group: Group, sheet: Sheet, row: int) -> list[int] | None:
    if sheet.root is None:
        return None
    try:
        with opened(read(sheet.root / (sheet.found[row].path or ""))) as image:
            return list(image.size)
    except (Unreadable, OSError, ValueError):
        return None


# The classes


class _Classes:
    """The classes of a group's labels, with names for codes where another table of the source gives them."""

    def __init__(self, group: Group, columns: _Columns, source: Source) -> None:
        self._group, label = group, columns.label
        self.names: dict[str, str] = {}
        if label is not None and columns.boxes.form != "cell":
            self.names = _names_of(list(label.values), tables_of(source).tables) or _listed_names(label, source)
        self._labels: list[Sequence[str]] = []
        if columns.boxes.form != "cell" and label is not None:
            alone = {each: (each,) if each else () for each in {*label.values, None}}
            self._labels = [alone[each] for each in label.labels]
        elif columns.boxes.form == "cell":
            index, shown = columns.boxes.indices[0], 0
            for sheet in group.sheets:
                at = None if label is None else sheet.table.index_of(label.name)
                for row in sheet.rows:
                    cells, shown = sheet.table.rows[row], shown + 1
                    shapes = shapes_in(cells[index], cells[at] if at is not None else "") if shown <= LOOKED_AT else ()
                    self._labels.append([shape.label or NAMELESS for shape in shapes])
        found: dict[str, set[str]] = {}
        for path, labels in zip(group.paths, self._labels, strict=False):
            for each in labels:
                found.setdefault(self.names.get(each, each), set()).add(path)
        self.counts = {name: len(paths) for name, paths in found.items()}

    @property
    def count(self) -> int:
        """How many there are."""
        return max(1, len(self.counts))

    def samples(self, paths: Sequence[str]) -> tuple[Sample, ...]:
        """Return a few pictures with what is on them."""
        chosen = some(paths, SAMPLES)
        on: dict[str, Counter[str]] = {path: Counter() for path in chosen}
        for path, labels in zip(self._group.paths, self._labels, strict=False):
            if path in on:
                on[path].update(self.names.get(each, each) for each in labels)
        return tuple(
            Sample(path, ", ".join(f"{count} × {name}" for name, count in on[path].items()) or "—") for path in chosen
        )


def _names_of(labels: Sequence[str], tables: Sequence[Table]) -> dict[str, str]:
    """Open Images' class-descriptions and the like: a table of two columns, codes and names."""
    if not all(label.isdecimal() or label.startswith("/m/") for label in labels):
        return {}
    for table in tables:
        if len(table.names) != 2 or len(table.rows) > 100_000:
            continue
        for code, name in ((0, 1), (1, 0)):
            names = {row[code]: row[name] for row in table.rows}
            if all(names.get(label) for label in labels) and len(set(names.values())) == len(table.rows):
                return {label: names[label] for label in labels if not names[label].isdecimal()}
    return {}


def _listed_names(label: Profile, source: Source) -> dict[str, str]:
    """A list of the classes beside the table, such as _classes.txt, one a line: they are numbered from 0."""
    if not all(value.isdecimal() and len(value) < 6 for value in label.values):
        return {}
    lists = [
        path for path in source.of_kind(".txt", ".names") if words_in(stem_of(path))[-1:] in (("classes",), ("names",))
    ]
    for path in lists[:MEASURED]:
        lines = [line.strip() for line in source.look_lines(path) or ()]
        names = {value: lines[int(value)] for value in label.values if int(value) < len(lines)}
        if len(names) == len(label.values) and all(names.values()):
            return names
    return {}


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

    def __init__(self, columns: _Columns, names: dict[str, str]) -> None:
        self.pictures: dict[str, _Picture] = {}
        self.labels: set[str] = set()
        self._columns, self._names, self._nameless = columns, names, 0

    def add(self, sheet: Sheet, row: int) -> None:
        """Take one row."""
        columns, cells = self._columns, sheet.table.rows[row]
        path = sheet.found[row].path or ""
        picture = self.pictures.setdefault(path, _Picture(sheet.split(row)))
        picture.size = picture.size or _size_of(sheet, row, columns.sizes)
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
