"""Masks as run lengths in a table (Kaggle's EncodedPixels): pairs of start and length, column by column from 1."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sft_gui.data.decode import Unreadable, opened, read
from sft_gui.data.index import Split, natural_key
from sft_gui.data.parse.values import MAX_SIDE
from sft_gui.data.readers.reader import Choice, Entry, Proposal, Reading, State, Support, check_num_classes
from sft_gui.data.readers.tables.box_columns import boxes_in
from sft_gui.data.readers.tables.box_layout import NAMELESS
from sft_gui.data.readers.tables.boxes import BACKGROUND, evidence_of, missing_of
from sft_gui.data.readers.tables.columns import Kind, Profile
from sft_gui.data.readers.tables.groups import Group, groups_of
from sft_gui.data.readers.tables.rest import note_on_rest, total
from sft_gui.data.source import Source
from sft_gui.errors import UserError
from sft_gui.messages import CLASSES, Message, counted, say

NOTHING = ("", "-1")


class TableRunsReader:
    """Reads run lengths as masks."""

    name, family = "table_runs", "table"
    label = say("Table of masks as run lengths")
    task = "segmentation"
    options: frozenset[str] = frozenset(("label", "image"))
    support: tuple[Support, ...] = (
        Support("Run lengths in CSV (Kaggle's EncodedPixels)", "train.csv", State.READ, "as masks, by columns from 1"),
    )

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        found = []
        for group in groups_of(source, wanted.image):
            runs = runs_of(group)
            if runs is None or (wanted.label is not None and _label(group, runs, wanted.label) is None):
                continue
            label = _label(group, runs, wanted.label)
            paths = dict.fromkeys(group.paths)
            names = list(label.values) if label is not None else [NAMELESS]
            values = {"column": runs.name, "file": group.files[0], "classes": CLASSES.of(len(names))}
            found.append(
                Proposal(
                    Choice(self.task, self.name, None if label is None else label.name, group.image),
                    counted(
                        len(paths),
                        "{count} picture has masks as run lengths in {file}, of {classes}",
                        "{count} pictures have masks as run lengths in {file}, of {classes}",
                        **values,
                    ),
                    len(paths),
                    total(source, paths, paths),
                    files=group.files,
                    evidence=evidence_of(group),
                    columns=tuple(each.column() for each in group.profiles),
                )
            )
        return sorted(found, key=lambda each: -each.score)

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        found = [(group, runs) for group in groups_of(source, choice.image) if (runs := runs_of(group)) is not None]
        if not found:
            raise UserError(say("No table in '{name}' has a column of run lengths.", name=source.name))
        group, runs = max(found, key=lambda each: len(set(each[0].paths)))
        label = _label(group, runs, choice.label)
        pictures: dict[str, _Picture] = {}
        labels: set[str] = set()
        for number, (path, cell) in enumerate(zip(group.paths, group.cells(runs.name), strict=True)):
            source.watcher.tell(number, len(group.paths), say("Reading annotations"))
            if path not in pictures:
                pictures[path] = _Picture(_size(source.path(path)), group.splits[number])
            if cell not in NOTHING:
                name = NAMELESS if label is None else label.labels[number] or NAMELESS
                labels.add(name)
                pictures[path].add(name, cell)
        if not labels:
            raise UserError(say("The column '{column}' of {file} is empty.", column=runs.name, file=group.files[0]))
        classes = (BACKGROUND, *sorted(labels - {BACKGROUND}, key=natural_key))
        check_num_classes(classes)
        entries = [
            Entry(path, None, each.split, {"polygons": each.shapes, "notes": each.notes})
            for path, each in pictures.items()
        ]
        notes = [say("What lies in no outline is the class '{name}'.", name=BACKGROUND), *_notes(group, label)]
        return Reading(source.root, entries, [*notes, *note_on_rest(source, pictures)], classes)


def runs_of(group: Group) -> Profile | None:
    """Return the column of run lengths, where a group has one."""
    if boxes_in(group.sheets[0].table) is not None:
        return None
    return next((each for each in group.profiles if each.kind is Kind.RUNS), None)


def _label(group: Group, runs: Profile, wanted: str | None) -> Profile | None:
    others = [each for each in group.profiles if each is not runs and each.values]
    if wanted is not None:
        index = group.sheets[0].table.index_of(wanted)
        return next((each for each in others if each.index == index), None)
    named = [each for each in others if each.is_named]
    return named[0] if named else None


def _notes(group: Group, label: Profile | None) -> list[Message]:
    notes, missing, file = [], missing_of(group), group.files[0]
    if label is None:
        notes.append(say("No column of {file} names classes: all masks are '{name}'.", file=file, name=NAMELESS))
    if missing:
        notes.append(
            counted(
                len(missing),
                "{count} picture of {file} is not there: {path}.",
                "{count} pictures of {file} are not there, the first of them {path}.",
                file=file,
                path=missing[0],
            )
        )
    return notes


@dataclass
class _Picture:
    size: tuple[int, int] | None  # width and height
    split: Split | None
    shapes: list[dict[str, Any]] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)

    def add(self, label: str, cell: str) -> None:
        """Take one mask."""
        if self.size is None:
            return  # the picture cannot be read, which is said when it is looked at
        counts = counts_of(cell, self.size[0] * self.size[1])
        if counts is None:
            self.notes.append(say("has run lengths ({label}) that do not fit it: left out", label=label).to_json())
        else:
            self.shapes.append({"label": label, "counts": counts, "size": [self.size[1], self.size[0]]})


def counts_of(cell: str, pixels: int) -> list[int] | None:
    """Return COCO's run lengths, zeros first, of pairs of start and length; None where they do not fit.

    Args:
        cell: "1 3 10 5": pixels 1 to 3 and 10 to 14, counted from 1.
        pixels: how many the picture has.
    """
    words = cell.split()
    if len(words) % 2 or not all(word.isdecimal() and len(word) < 12 for word in words):
        return None
    numbers = list(map(int, words))
    counts, place = [], 0
    for start, length in sorted(zip(numbers[::2], numbers[1::2], strict=True)):
        if start - 1 < place or start - 1 + length > pixels:
            return None
        counts += [start - 1 - place, length]
        place = start - 1 + length
    return [*counts, pixels - place]


def _size(file: Path) -> tuple[int, int] | None:
    try:
        with opened(read(file)) as image:
            width, height = image.size
    except (Unreadable, OSError, ValueError):
        return None
    return (width, height) if 0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE else None
