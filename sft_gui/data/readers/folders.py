"""One folder per class, with or without train, val and test above or below, at any depth.

The class is the name of the first folder level, from the top, at which pictures part: folders that all pictures share
are passed through, and so is one level of split names; folders further down do not matter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sft_gui.data.index import Split
from sft_gui.data.readers import foreign
from sft_gui.data.readers.reader import Entry, Reading
from sft_gui.data.readers.splits import split_of
from sft_gui.data.walk import list_pictures
from sft_gui.data.watcher import Watcher
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

UNNAMEABLE = say("has a name that is not valid text; rename it")


class FolderReader:
    """Reads class folders."""

    name = "folders"
    label = say("One folder per class")
    task = "classification"

    def recognises(self, source: Path) -> bool:
        return source.is_dir()

    def read(self, source: Path, workspace: Path, watcher: Watcher) -> Reading:
        listing = list_pictures(source, watcher)
        layout = understand([*listing.pictures, *listing.unnameable])
        name = source.name
        if not layout.places:
            raise UserError(say("There is no picture in '{name}'.", name=name), WANTED)
        if len({place.label for place in layout.places} - {None}) < 2:  # folders are no classes: what else is there?
            foreign.refuse_damaged(source, listing)
        if all(place.label is None for place in layout.places):
            raise UserError(say("The pictures in '{name}' lie in no class folders.", name=name), WANTED)
        num_named = len(listing.pictures)
        entries = [
            Entry(place.path, place.label, place.split, reason=UNNAMEABLE if i >= num_named else None)
            for i, place in enumerate(layout.places)
            if place.label is not None
        ]
        return Reading(source, entries, [*layout.notes, *listing.notes()])


WANTED = say("Put the pictures of each class into a folder with the class's name, and drop the folder above them.")


@dataclass(frozen=True, slots=True)
class Place:
    """A picture's class and split by its folders; no class where it lies beside the class folders."""

    path: str
    label: str | None
    split: Split | None


@dataclass(frozen=True)
class Layout:
    """What the folders mean."""

    places: list[Place]
    notes: list[Message]


def understand(paths: Sequence[str]) -> Layout:
    """Find class and split of each path from where the paths part."""
    folders = {path: path.split("/")[:-1] for path in paths}
    split_level, class_level = _levels(list(folders.values()))
    if split_level is not None:
        folders = {path: parts for path, parts in folders.items() if _split_at(parts, split_level)}
    below = split_level is None and _splits_are_below(list(folders.values()), class_level)
    places = [
        Place(
            path,
            unicodedata.normalize("NFC", parts[class_level]) if len(parts) > class_level else None,
            _split_at(parts, class_level + 1 if below else split_level),
        )
        for path, parts in folders.items()
    ]
    outside = len(paths) - len(places) + sum(place.label is None for place in places)
    notes = []
    if 0 < outside < len(paths):
        notes.append(
            counted(
                outside,
                "{count} picture lies beside the class folders and is passed over.",
                "{count} pictures lie beside the class folders and are passed over.",
            )
        )
    return Layout(places, notes)


def _split_at(parts: Sequence[str], level: int | None) -> Split | None:
    return None if level is None or len(parts) <= level else split_of(parts[level])


def _levels(folders: list[list[str]]) -> tuple[int | None, int]:
    """Return the level of the split folders, where there is one, and that of the class folders."""
    split_level, level = None, 0
    while True:
        here = [parts for parts in folders if len(parts) > level]
        names = {parts[level] for parts in here}
        if split_level is None and _are_splits(names):
            split_level, level = level, level + 1
            folders = [parts for parts in here if split_of(parts[level - 1])]
            continue
        below = {parts[level + 1] for parts in here if len(parts) > level + 1}
        is_shared = len(names) == 1 and (len(below) > 1 or (below and all(len(parts) > level + 1 for parts in here)))
        if not is_shared:
            return split_level, level
        level += 1


def _are_splits(names: set[str]) -> bool:
    """Folders are splits where all have such names, or train and another do: a lone "train" may be a class."""
    splits = {split_of(name) for name in names} - {None}
    return bool(splits) and (all(map(split_of, names)) or (Split.TRAIN in splits and len(splits) > 1))


def _splits_are_below(folders: list[list[str]], class_level: int) -> bool:
    """Tell whether each class folder holds train, val and test folders instead."""
    below = [_split_at(parts, class_level + 1) for parts in folders if len(parts) > class_level]
    return None not in below and len(set(below)) > 1
