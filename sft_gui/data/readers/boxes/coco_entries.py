"""What COCO's files say of each picture, collected from one file after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from sft_gui.data.index import Split
from sft_gui.data.parse.values import as_id, as_size, as_text
from sft_gui.data.readers.boxes.coco_files import called, split_of_file
from sft_gui.data.readers.boxes.coco_shapes import boxes, outlines
from sft_gui.data.readers.pairing import Pictures
from sft_gui.data.readers.reader import Entry
from sft_gui.data.readers.splits import split_in
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

BACKGROUND = "background"


@dataclass
class Collected:
    """What was read so far; ids are text, as tools write one id as a number here and as text there."""

    task: str
    pictures: Pictures
    entries: dict[str, Entry] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    homeless: int = 0
    at_home: int = 0
    doubled: int = 0
    joined: int = 0
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
        split = split_of_file(path)
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
        named = called(image)
        name = named or id
        picture = self.pictures.beside(path, name, split)
        if picture is None and named is None:
            self.nameless += 1
            return
        picture = picture or str(PurePosixPath(path).parent / name)
        labelled = [(_label(each.get("category_id"), categories), each) for each in annotations]
        annotation = boxes(labelled) if self.task == "detection" else outlines(labelled)
        size = as_size(image.get("width"), image.get("height"))
        if size is not None:
            annotation["size"] = size
        known = self.entries.get(picture)
        if known is not None:
            joined = _joined(known.annotation or {}, annotation)
            self.doubled += joined is None
            self.joined += joined is not None
            self.entries[picture] = known if joined is None else replace(known, annotation=joined)
            return
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
        if self.joined:
            notes.append(
                counted(
                    self.joined,
                    "{count} picture is in several files of other classes each; all its objects are used.",
                    "{count} pictures are in several files of other classes each; all their objects are used.",
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


def _joined(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any] | None:
    """Join two annotations of one picture where each is of classes of its own, as one file a class gives; else None."""
    if one.get("size") != other.get("size"):
        return None
    mine, theirs = _classes(one), _classes(other)
    if not mine or not theirs or mine & theirs:
        return None
    lists = ("boxes", "labels", "crowd", "polygons", "notes")
    return {**one, **{key: [*one[key], *other[key]] for key in lists if key in one and key in other}}


def _classes(annotation: Mapping[str, Any]) -> set[str]:
    return {*annotation.get("labels", ()), *(each["label"] for each in annotation.get("polygons", ()))}
