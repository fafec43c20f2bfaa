"""Labelme's JSON beside each picture: rectangles as boxes, polygons as masks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from sft_gui.data.index import natural_key
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.structured import json_of
from sft_gui.data.parse.values import as_list, as_numbers, as_path, as_size, as_text
from sft_gui.data.readers.pairing import Pictures, unusable
from sft_gui.data.readers.reader import Entry, Reading, check_num_classes
from sft_gui.data.readers.splits import split_in
from sft_gui.data.walk import glimpse, list_pictures
from sft_gui.data.watcher import Watcher
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

BACKGROUND = "background"
IGNORED = ("__ignore__", "_ignore_", "ignore")
MAX_LOOKED_AT, MAX_BYTES = 10, 64 * 2**20
CIRCLE_POINTS = 64
Points = list[list[float]]


class LabelmeReader:
    """Reads labelme's JSON for one of the tasks that it serves: the usual one has what most shapes are."""

    def __init__(self, task: str) -> None:
        self.task = task
        self.name = "labelme" if task == "detection" else "labelme_outlines"
        self.label = say("Labelme boxes") if task == "detection" else say("Labelme outlines as masks")

    def recognises(self, source: Path) -> bool:
        if not source.is_dir():
            return False
        files = [path for path in glimpse(source) if path.casefold().endswith(".json")]
        looks = [look for look in (_shapes(source / path) for path in files[:MAX_LOOKED_AT]) if look is not None]
        kinds = [_kind(shape) for shapes, _ in looks for shape in shapes]
        wanted = ("rectangle",) if self.task == "detection" else ("polygon", "circle", "rectangle")
        return bool(kinds) and 2 * sum(kind in wanted for kind in kinds) >= len(kinds)

    def read(self, source: Path, workspace: Path, watcher: Watcher) -> Reading:
        listing = list_pictures(source, watcher)
        pictures = Pictures(listing.pictures)
        files = [path for path in listing.files if path.casefold().endswith(".json")]
        entries: dict[str, Entry] = {}
        labels: set[str] = set()
        for number, path in enumerate(files):
            watcher.tell(number, len(files), say("Reading annotations"))
            try:
                found = _shapes_in(source / path)
            except Malformed as error:
                damaged = pictures.beside(path)
                if damaged is not None:  # or nobody knows that it was meant for a picture
                    entries.setdefault(damaged, Entry(damaged, None, reason=unusable(path, error)))
                continue
            if found is None:
                continue
            shapes, data = found
            name = as_path(data.get("imagePath")) or ""
            picture = pictures.beside(path) or pictures.beside(path, name)
            picture = picture or str(PurePosixPath(path).with_suffix(PurePosixPath(name).suffix))
            annotation = self._annotation(shapes, data)
            labels.update(label for label in _labels(shapes) if label and label not in IGNORED)
            entries.setdefault(picture, Entry(picture, None, split_in(picture), annotation))
        unannotated = [path for path in listing.pictures if path not in entries]
        if not labels:
            raise UserError(say("The JSON files in '{name}' hold no shapes.", name=source.name))
        classes = tuple(sorted(labels - {BACKGROUND}, key=natural_key))
        if self.task == "segmentation":
            classes = (BACKGROUND, *classes)
            check_num_classes(classes)
        reason = say("has no annotation")
        return Reading(
            source,
            [*entries.values(), *(Entry(path, None, reason=reason) for path in unannotated)],
            _notes(self.task, len(unannotated)),
            classes,
        )

    def _annotation(self, shapes: Sequence[dict[str, Any]], data: dict[str, Any]) -> dict[str, Any]:
        labelled = [(label, _outline(shape)) for label, shape in zip(_labels(shapes), shapes, strict=True)]
        size = as_size(data.get("imageWidth"), data.get("imageHeight"))
        said = {"size": size} if size is not None else {}
        kinds = sorted({_kind(shape) for shape, each in zip(shapes, labelled, strict=True) if not each[1]})
        notes = [say("shapes of the kind '{kind}' are left out", kind=kind).to_json() for kind in kinds]
        if not all(label for label, _ in labelled):
            notes.append(say("shapes whose label is no name are left out").to_json())
        drawn = [(label, points) for label, points in labelled if label and points]
        if self.task == "segmentation":
            return {"polygons": [{"label": label, "points": points} for label, points in drawn], "notes": notes, **said}
        drawn = [(label, points) for label, points in drawn if label not in IGNORED]
        boxes = [[*map(min, zip(*points, strict=True)), *map(max, zip(*points, strict=True))] for _, points in drawn]
        return {"boxes": boxes, "labels": [label for label, _ in drawn], "notes": notes, **said}


def _shapes(file: Path) -> tuple[list[dict[str, Any]], dict[str, Any]] | None:
    try:
        return _shapes_in(file)
    except Malformed:
        return None


def _shapes_in(file: Path) -> tuple[list[dict[str, Any]], dict[str, Any]] | None:
    """Return the shapes and all else that labelme wrote; None where the file is none of its; or raise Malformed."""
    data = json_of(file, limit=MAX_BYTES)
    if not isinstance(data, dict) or not isinstance(data.get("shapes"), list) or "imagePath" not in data:
        return None
    return [shape for shape in data["shapes"] if isinstance(shape, dict) and "label" in shape], data


def _labels(shapes: Sequence[dict[str, Any]]) -> list[str]:
    """The names of the shapes, empty where one is no name."""
    return [as_text(shape["label"]) or "" for shape in shapes]


def _kind(shape: dict[str, Any]) -> str:
    return as_text(shape.get("shape_type", "polygon")) or "polygon"


def _outline(shape: dict[str, Any]) -> Points:
    """Return the corners of a shape; none for lines, points and other things without an area."""
    pairs = [as_numbers(pair, 2) for pair in as_list(shape.get("points"))]
    points = [pair for pair in pairs if pair is not None]
    if len(points) < len(pairs):
        return []
    kind = _kind(shape)
    if kind == "rectangle" and len(points) == 2:
        (x0, y0), (x1, y1) = points
        return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]
    if kind == "circle" and len(points) == 2:
        (x, y), rim = points
        radius, turns = math.dist(points[0], rim), [2 * math.pi * i / CIRCLE_POINTS for i in range(CIRCLE_POINTS)]
        return [[x + radius * math.cos(turn), y + radius * math.sin(turn)] for turn in turns]
    return points if kind in ("polygon", "rectangle") else []


def _notes(task: str, unannotated: int) -> list[Message]:
    notes = []
    if task == "segmentation":
        notes.append(say("What lies in no outline is the class '{name}'.", name=BACKGROUND))
    if unannotated:
        notes.append(
            counted(
                unannotated,
                "{count} picture has no annotation and is not used.",
                "{count} pictures have no annotation and are not used.",
            )
        )
    return notes
