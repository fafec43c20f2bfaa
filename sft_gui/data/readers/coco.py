"""COCO's JSON files: boxes, or outlines drawn as masks."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from sft_gui.data.index import Split
from sft_gui.data.readers.pairing import Pictures, split_in
from sft_gui.data.readers.reader import Entry, Reading, split_of
from sft_gui.data.walk import glimpse, list_pictures
from sft_gui.data.watcher import Watcher
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

MAX_PARSED = 16 * 2**20  # bytes that a quick look parses whole
MAX_LOOKED_AT = 12
BACKGROUND = "background"
NOT_FIRST = ("panoptic", "stuff", "person_keypoints")  # what stands beside "instances" in COCO's own folder


class CocoReader:
    """Reads COCO's JSON files for one of the tasks that they serve."""

    def __init__(self, task: str) -> None:
        self.task = task
        self.name = "coco" if task == "detection" else "coco_outlines"
        self.label = say("COCO boxes") if task == "detection" else say("COCO outlines as masks")

    def recognises(self, source: Path) -> bool:
        if not source.is_dir():
            return False
        files = sorted((path for path in glimpse(source) if path.casefold().endswith(".json")), key=_rank)
        return any(self._serves(source / path) for path in files[:MAX_LOOKED_AT])

    def read(self, source: Path, workspace: Path, watcher: Watcher) -> Reading:
        listing = list_pictures(source, watcher)
        files = [path for path in listing.files if path.casefold().endswith(".json") and self._serves(source / path)]
        chosen = _one_kind(files)
        collected = _Collected(self.task, Pictures(listing.pictures))
        for number, path in enumerate(chosen):
            watcher.tell(number, len(chosen), say("Reading annotations"))
            collected.add(path, _load(source / path))
        passed_over = sorted(PurePosixPath(path).name for path in set(files) - set(chosen))
        return Reading(source, list(collected.entries.values()), collected.notes(passed_over), collected.classes)

    def _serves(self, file: Path) -> bool:
        key = "bbox" if self.task == "detection" else "segmentation"
        try:
            if file.stat().st_size > MAX_PARSED:
                return _looks_like_coco(file, key)
            data = json.loads(file.read_bytes())
        except (OSError, ValueError):
            return False
        if not isinstance(data, dict) or not all(isinstance(data.get(name), list) for name in TABLES):
            return False
        return any(isinstance(each, dict) and each.get(key) for each in data["annotations"])


TABLES = ("images", "annotations", "categories")


def _looks_like_coco(file: Path, key: str) -> bool:
    """Look at the beginning and the end of a large file."""
    with open(file, "rb") as opened:
        text = opened.read(2**20)
        opened.seek(-(2**20), 2)
        text += opened.read()
    return b'"images"' in text and b'"categories"' in text and f'"{key}"'.encode() in text


def _load(file: Path) -> dict[str, Any]:
    try:
        data = json.loads(file.read_bytes())
        return {name: [each for each in data[name] if isinstance(each, dict)] for name in TABLES}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(
            say("{name} cannot be read as COCO's JSON.", name=file.name), say("Export it again.")
        ) from error


def _rank(path: str) -> tuple[bool, bool, str]:
    name = PurePosixPath(path).name
    return name.startswith(NOT_FIRST), not name.startswith("instances"), path


def _one_kind(files: Sequence[str]) -> list[str]:
    """Of COCO's own folder take the instances, else one other kind; elsewhere all files."""
    kinds = {path: _rank(path)[:2] for path in files}
    best = [path for path in files if kinds[path] == min(kinds.values())]
    if kinds[best[0]][0]:
        first = next(
            name for name in NOT_FIRST[::-1] if any(PurePosixPath(path).name.startswith(name) for path in best)
        )
        best = [path for path in best if PurePosixPath(path).name.startswith(first)]
    return best


def _split_of_file(path: str) -> Split | None:
    words = re.split(r"[_\-. ]", PurePosixPath(path).stem.casefold())
    named = (split_of(word.rstrip("0123456789")) for word in words)
    return next((split for split in named if split), None) or split_in(path)


@dataclass
class _Collected:
    """What was read so far."""

    task: str
    pictures: Pictures
    entries: dict[str, Entry] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    homeless: int = 0
    doubled: int = 0

    @property
    def classes(self) -> tuple[str, ...]:
        names = tuple(self.names)
        return names if self.task == "detection" else (BACKGROUND, *(name for name in names if name != BACKGROUND))

    def add(self, path: str, data: Mapping[str, Any]) -> None:
        """Take over one file."""
        used = Counter(each.get("category_id") for each in data["annotations"])
        categories = {each.get("id"): str(each.get("name", each.get("id"))) for each in data["categories"]}
        for each in data["categories"]:
            if used[each.get("id")] or not _is_only_above(each, data["categories"]):
                self.names.setdefault(categories[each.get("id")])
        of_image: dict[Any, list[Mapping[str, Any]]] = {each.get("id"): [] for each in data["images"]}
        for each in data["annotations"]:
            if each.get("image_id") in of_image:
                of_image[each["image_id"]].append(each)
            else:
                self.homeless += 1
        split = _split_of_file(path)
        for image in data["images"]:
            self._add_image(path, image, split, of_image[image.get("id")], categories)

    def _add_image(
        self,
        path: str,
        image: Mapping[str, Any],
        split: Split | None,
        annotations: Sequence[Mapping[str, Any]],
        categories: Mapping[Any, str],
    ) -> None:
        name = str(image.get("file_name", image.get("id")))
        picture = self.pictures.beside(path, name, split) or str(PurePosixPath(path).parent / name)
        if picture in self.entries:
            self.doubled += 1
            return
        labelled = [
            (categories.get(each.get("category_id"), str(each.get("category_id"))), each) for each in annotations
        ]
        annotation = _boxes(labelled) if self.task == "detection" else _outlines(labelled)
        size = image.get("width"), image.get("height")
        if all(isinstance(side, int) and side > 0 for side in size):
            annotation["size"] = list(size)
        self.entries[picture] = Entry(picture, None, split or split_in(picture), annotation)

    def notes(self, passed_over: Sequence[str]) -> list[Message]:
        """Say what was decided for all files."""
        notes = []
        if passed_over:
            notes.append(say("Other annotations are passed over: {names}.", names=", ".join(passed_over)))
        if self.homeless:
            notes.append(
                counted(
                    self.homeless,
                    "{count} annotation belongs to no listed picture and is left out.",
                    "{count} annotations belong to no listed picture and are left out.",
                )
            )
        if self.doubled:
            notes.append(
                counted(
                    self.doubled,
                    "{count} picture is listed twice; the first holds.",
                    "{count} pictures are listed twice; the first holds.",
                )
            )
        return notes


def _is_only_above(category: Mapping[str, Any], categories: Sequence[Mapping[str, Any]]) -> bool:
    """Roboflow lists the group of its classes as a class of its own."""
    return category.get("supercategory") == "none" and any(
        each.get("supercategory") == category.get("name") for each in categories
    )


Labelled = Sequence[tuple[str, Mapping[str, Any]]]


def _boxes(labelled: Labelled) -> dict[str, Any]:
    boxes = [_box(each) for _, each in labelled]
    crowd = [int(bool(each.get("iscrowd"))) for _, each in labelled]
    return {"boxes": boxes, "labels": [label for label, _ in labelled], "crowd": crowd}


def _box(annotation: Mapping[str, Any]) -> list[float]:
    try:
        x, y, width, height = map(float, annotation["bbox"])
        return [x, y, x + width, y + height] if width >= 0 and height >= 0 else [float("nan")] * 4
    except (KeyError, TypeError, ValueError):
        points = [point for shape in _shapes("", annotation) for point in shape.get("points", ())]
        if not points:
            return [float("nan")] * 4
        xs, ys = zip(*points, strict=True)
        return [min(xs), min(ys), max(xs), max(ys)]


def _outlines(labelled: Labelled) -> dict[str, Any]:
    """Draw the larger first, so that what lies on something else stays visible."""
    shapes, missing = [], []
    for label, each in sorted(labelled, key=lambda item: -_area(item[1])):
        parts = _shapes(label, each)
        shapes.extend(parts)
        if not parts:
            missing.append(say("an annotation ({label}) has no outline: left out", label=label).to_json())
    return {"polygons": shapes, "notes": missing}


def _area(annotation: Mapping[str, Any]) -> float:
    area = annotation.get("area")
    return float(area) if isinstance(area, int | float) else 0.0


def _shapes(label: str, annotation: Mapping[str, Any]) -> list[dict[str, Any]]:
    outline = annotation.get("segmentation")
    if isinstance(outline, dict) and "counts" in outline and len(outline.get("size", ())) == 2:
        counts = outline["counts"]
        return [
            {
                "label": label,
                "counts": decode_runs(counts) if isinstance(counts, str) else counts,
                "size": outline["size"],
            }
        ]
    parts = [part for part in outline or () if isinstance(part, list)] if isinstance(outline, list) else []
    return [
        {"label": label, "points": [[float(x), float(y)] for x, y in zip(p[::2], p[1::2], strict=False)]} for p in parts
    ]


def decode_runs(text: str) -> list[int]:
    """Decode the string in which COCO packs run lengths: six bits a character, differences to the last but one."""
    counts: list[int] = []
    value = shift = 0
    for character in text:
        bits = ord(character) - 48
        value |= (bits & 31) << shift
        shift += 5
        if not bits & 32:
            if bits & 16:
                value -= 1 << shift
            counts.append(value + (counts[-2] if len(counts) > 2 else 0))
            value = shift = 0
    return counts
