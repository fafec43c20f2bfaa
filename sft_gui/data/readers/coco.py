"""COCO's JSON files: boxes, or outlines drawn as masks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from sft_gui.data.index import Split
from sft_gui.data.parse.guard import Malformed, kept
from sft_gui.data.parse.structured import json_of
from sft_gui.data.parse.values import as_dict, as_id, as_path, as_size, as_text
from sft_gui.data.readers.coco_shapes import boxes, outlines
from sft_gui.data.readers.pairing import Pictures
from sft_gui.data.readers.reader import Entry, Reading, check_num_classes
from sft_gui.data.readers.splits import split_in, split_of
from sft_gui.data.walk import Listing, glimpse, list_pictures
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
        with kept():
            return self._read(source, listing, watcher)

    def _read(self, source: Path, listing: Listing, watcher: Watcher) -> Reading:
        files = [path for path in listing.files if path.casefold().endswith(".json") and self._serves(source / path)]
        if not files:
            raise UserError(say("There are no COCO annotations in '{name}'.", name=source.name))
        chosen = _one_kind(files)
        collected = _Collected(self.task, Pictures(listing.pictures))
        for number, path in enumerate(chosen):
            watcher.tell(number, len(chosen), say("Reading annotations"))
            collected.add(path, _load(source / path))
        passed_over = sorted(PurePosixPath(path).name for path in set(files) - set(chosen))
        collected.check(PurePosixPath(chosen[0]).name)
        if self.task == "segmentation":
            check_num_classes(collected.classes)
        return Reading(source, list(collected.entries.values()), collected.notes(passed_over), collected.classes)

    def _serves(self, file: Path) -> bool:
        key = "bbox" if self.task == "detection" else "segmentation"
        try:
            if file.stat().st_size > MAX_PARSED:
                return _looks_like_coco(file, key)
            data = json_of(file)
        except (OSError, Malformed):
            return False
        if not isinstance(data, dict) or not all(isinstance(data.get(name), list) for name in TABLES):
            return False
        return any(as_dict(each).get(key) for each in data["annotations"])


TABLES = ("images", "annotations", "categories")


def _looks_like_coco(file: Path, key: str) -> bool:
    """Look at the beginning and the end of a large file."""
    with open(file, "rb") as opened:
        text = opened.read(2**20)
        opened.seek(-(2**20), 2)
        text += opened.read(2**20)
    return b'"images"' in text and b'"categories"' in text and f'"{key}"'.encode() in text


def _load(file: Path) -> dict[str, list[Any]]:
    data = as_dict(json_of(file))
    for name in TABLES:
        if not isinstance(data.get(name), list):
            raise Malformed(file, say("is no COCO file: '{name}' is no list in it", name=name))
    if not data["images"]:
        raise Malformed(file, say("lists no pictures, only annotations"))
    return {name: data[name] for name in TABLES}


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
    """What was read so far; ids are text, as tools write one id as a number here and as text there."""

    task: str
    pictures: Pictures
    entries: dict[str, Entry] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    homeless: int = 0
    at_home: int = 0
    doubled: int = 0
    nameless: int = 0
    classless: int = 0
    odd: int = 0

    @property
    def classes(self) -> tuple[str, ...]:
        names = tuple(self.names)
        return names if self.task == "detection" else (BACKGROUND, *(name for name in names if name != BACKGROUND))

    def add(self, path: str, tables: Mapping[str, Sequence[Any]]) -> None:
        """Take over one file."""
        data = {name: [each for each in table if isinstance(each, dict)] for name, table in tables.items()}
        self.odd += sum(map(len, tables.values())) - sum(map(len, data.values()))
        used = Counter(as_id(each.get("category_id")) for each in data["annotations"])
        categories = self._categories(data["categories"], used)
        of_image: dict[str, list[Mapping[str, Any]]] = {}
        images: dict[str, Mapping[str, Any]] = {}
        for each in data["images"]:
            id = as_id(each.get("id"))
            if id is None or id in images:
                self.nameless += 1
                continue
            images[id], of_image[id] = each, []
        for each in data["annotations"]:
            id = as_id(each.get("image_id"))
            if id in of_image:
                of_image[id].append(each)
                self.at_home += 1
            else:
                self.homeless += 1
        split = _split_of_file(path)
        for id, image in images.items():
            self._add_image(path, id, image, split, of_image[id], categories)

    def _categories(self, tables: Sequence[Mapping[str, Any]], used: Mapping[str | None, int]) -> dict[str | None, str]:
        """Return names by id, and take over those that are classes."""
        above = {as_text(each.get("supercategory")) for each in tables} - {None}
        categories: dict[str | None, str] = {}
        for each in tables:
            id = as_id(each.get("id"))
            name = as_text(each.get("name", each.get("id")))
            if id is None or name is None:
                self.classless += 1
                continue
            categories[id] = name
            is_only_above = each.get("supercategory") == "none" and name in above  # Roboflow's group of its classes
            if used.get(id) or not is_only_above:
                self.names.setdefault(name)
        return categories

    def _add_image(
        self,
        path: str,
        id: str,
        image: Mapping[str, Any],
        split: Split | None,
        annotations: Sequence[Mapping[str, Any]],
        categories: Mapping[str | None, str],
    ) -> None:
        named = as_path(image.get("file_name"))
        name = named or id
        picture = self.pictures.beside(path, name, split)
        if picture is None and named is None:
            self.nameless += 1
            return
        picture = picture or str(PurePosixPath(path).parent / name)
        if picture in self.entries:
            self.doubled += 1
            return
        labelled = [(_label(each.get("category_id"), categories), each) for each in annotations]
        annotation = boxes(labelled) if self.task == "detection" else outlines(labelled)
        size = as_size(image.get("width"), image.get("height"))
        if size is not None:
            annotation["size"] = size
        self.entries[picture] = Entry(picture, None, split or split_in(picture), annotation)

    def check(self, name: str) -> None:
        """Raise UserError where nothing in the files belongs together."""
        do = say("Look at the file in the tool that made it, and export it again.")
        if not self.names:
            raise UserError(say("The categories in {name} name no class.", name=name), do)
        if not self.entries:
            raise UserError(
                say("The pictures that {name} lists have no file names or no ids of their own.", name=name), do
            )
        if self.homeless and not self.at_home:
            raise UserError(
                say(
                    "No annotation in {name} belongs to a listed picture: each image_id is no picture's id.", name=name
                ),
                do,
            )

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
        if self.nameless:
            notes.append(
                counted(
                    self.nameless,
                    "{count} listed picture has no file name or no id of its own and is left out.",
                    "{count} listed pictures have no file names or no ids of their own and are left out.",
                )
            )
        if self.odd:
            notes.append(
                counted(
                    self.odd,
                    "{count} entry is no picture, annotation or category and is left out.",
                    "{count} entries are no pictures, annotations or categories and are left out.",
                )
            )
        if self.classless:
            notes.append(
                counted(
                    self.classless,
                    "{count} category has no id or no name and is left out.",
                    "{count} categories have no ids or no names and are left out.",
                )
            )
        return notes


def _label(category: Any, categories: Mapping[str | None, str]) -> str:
    """The class's name, or one that is no class's, to be told with the box that is left out for it."""
    id = as_id(category)
    if id in categories:
        return categories[id]
    label = id or "?"
    return f"category {label}" if label in categories.values() else label
