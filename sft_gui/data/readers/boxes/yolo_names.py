"""What stands beside YOLO's label files: data.yaml, files of names, lists of pictures."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sft_gui.data.index import Split
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.structured import yaml_of
from sft_gui.data.parse.text import text_of
from sft_gui.data.parse.values import as_dict, as_list, as_text, as_whole
from sft_gui.data.posix import name_of, stem_of
from sft_gui.data.readers.pairing import listed_splits
from sft_gui.data.readers.splits import split_in, split_of
from sft_gui.data.source import Source, folder_of
from sft_gui.messages import Message, say

NAME_FILES = "classes.txt obj.names names.txt _darknet.labels predefined_classes.txt labels.txt coco.names voc.names"
MAX_CLASSES = 10_000  # YOLO9000 has 9,418
MAX_YAML_FILES = 20  # that are looked at
MAX_LISTS = 50
KEYS = re.compile(r"""^[ {"']*(names|nc|train|val|test)["']?\s*:""", re.MULTILINE)
NOTHING = (None, "", "~", "null")


@dataclass(frozen=True)
class Description:
    """The classes' names in their order, and which folders and pictures belong to which split."""

    names: tuple[str, ...]
    folders: Mapping[str, Split]
    lists: Mapping[str, Split]
    notes: Sequence[Message] = ()
    keypoints: tuple[int, int] | None = None  # how many, of how many numbers each
    files: tuple[str, ...] = ()  # those that gave the names
    ends: Mapping[str, Split] = field(default_factory=dict)  # folders that the ends of data.yaml's paths lead to

    @classmethod
    def find(cls, source: Source, labels: Collection[str] = ()) -> Description:
        """Read what there is; what cannot be used is told and passed over.

        Args:
            source: what is looked at.
            labels: the files that are labels of pictures, and so no lists.
        """
        found = _Found(source)
        for path in sorted(source.of_kind(".yaml", ".yml"), key=_rank)[:MAX_YAML_FILES]:
            found.look_at_yaml(path)
        for path in source.files:
            if not found.names and is_name_file(path):
                found.look_at_names(path)
        if len(found.names) > MAX_CLASSES:
            values = {"count": len(found.names), "limit": MAX_CLASSES}
            found.notes.append(say("The {count} names of classes are passed over: at most {limit} are read.", **values))
            found.names = ()
        taken = set(labels)
        lists = [path for path in source.of_kind(".txt") if path not in taken and is_list(path)]
        splits = listed_splits(source.root, lists[:MAX_LISTS])
        return cls(found.names, found.folders, splits, found.notes, found.keypoints, tuple(found.files), found.ends)

    def split_of(self, picture: str) -> Split | None:
        """Return the split of a picture: by data.yaml's folders, its own folders' names, or a list."""
        by_name = _within(self.folders, picture) or split_in(picture)
        return by_name or _within(self.ends, picture) or self.lists.get(stem_of(picture))


def _within(folders: Mapping[str, Split], picture: str) -> Split | None:
    """Return the split of the innermost of the folders that a picture is in."""
    found = [folder for folder in folders if picture.startswith(f"{folder}/")]
    return folders[max(found, key=len)] if found else None


@dataclass
class _Found:
    """What was found so far."""

    source: Source
    names: tuple[str, ...] = ()
    folders: dict[str, Split] = field(default_factory=dict)
    ends: dict[str, Split] = field(default_factory=dict)
    notes: list[Message] = field(default_factory=list)
    keypoints: tuple[int, int] | None = None
    files: list[str] = field(default_factory=list)

    def look_at_yaml(self, path: str) -> None:
        file = self.source.path(path)
        try:
            data = as_dict(yaml_of(file)) if KEYS.search(text_of(file)) else {}
        except Malformed as error:
            self.notes.append(_passed_over(path, error.reason))
            return
        given = data.get("names")
        names = _names(given)
        if names and not self.names:
            self.names = names
            self.files.append(path)
        if not self.names and given not in NOTHING:
            self.notes.append(_passed_over(path, say("holds no list of names under 'names'")))
        shape = [as_whole(each, 1, 1000) for each in as_list(data.get("kpt_shape"))]
        if len(shape) == 2 and shape[0] and shape[1]:
            self.keypoints = self.keypoints or (shape[0], shape[1])
        self._take_folders(_folders(data), folder_of(path))

    def _take_folders(self, given: Sequence[tuple[str, Split]], home: str) -> None:
        """Find the folders that are meant; one that two splits' ends lead to says nothing."""
        here = set(self.source.listing.folders)
        ends: dict[str, set[Split]] = {}
        for folder, split in given:
            full = next((path for path in (f"{home}/{folder}", folder) if path in here), None)
            if full is not None:
                self.folders.setdefault(full, split)
                continue
            end = _end_of(folder, home, here)
            if end is not None:
                ends.setdefault(end, set()).add(split)
        for folder, splits in ends.items():
            if len(splits) == 1:
                self.ends.setdefault(folder, next(iter(splits)))

    def look_at_names(self, path: str) -> None:
        try:
            self.names = tuple(filter(None, map(as_text, self.source.lines(path))))
        except Malformed as error:
            self.notes.append(_passed_over(path, error.reason))
            return
        self.files.append(path)


def _rank(path: str) -> tuple[bool, int, str]:
    """The description of the data before others, such as copies of COCO's or a model's."""
    name = name_of(path).casefold()
    return not name.startswith(("data", "dataset")), path.count("/"), path


def is_name_file(path: str) -> bool:
    """Tell a file of classes' names by its own."""
    name = name_of(path).casefold()
    return name in NAME_FILES.split() or name.endswith(".names")


def is_list(path: str) -> bool:
    """Tell a list of pictures, such as train.txt."""
    stem = stem_of(path).casefold()
    return path.casefold().endswith(".txt") and (stem == "trainval" or split_of(stem) is not None)


def _end_of(folder: str, home: str, here: Collection[str]) -> str | None:
    """Return the folder here that a path of data.yaml ends with, as it may have been made elsewhere."""
    parts = folder.split("/")
    for start in range(1, len(parts)):
        tail = "/".join(parts[start:])
        for path in (f"{home}/{tail}", tail):
            if path in here:
                return path
    return None


def _passed_over(path: str, reason: Message) -> Message:
    return say("{name} is passed over: it {reason}.", name=path, reason=reason)


def _names(given: Any) -> tuple[str, ...]:
    """Names as a list, or by their numbers; one that is no name is called by its number."""
    if isinstance(given, str) and "," in given:  # "cat, dog", where the list's brackets are missing
        given = [name.strip(" '\"") for name in given.strip("[](){} ").split(",")]
    if isinstance(given, list):
        given = dict(enumerate(given))
    numbered = {as_whole(number, 0, MAX_CLASSES): name for number, name in as_dict(given).items()}
    highest = max((number for number in numbered if number is not None), default=-1)
    return tuple(as_text(numbered.get(number)) or str(number) for number in range(highest + 1))


def _folders(data: Mapping[str, Any]) -> list[tuple[str, Split]]:
    """Return the folders that data.yaml names for a split, without what leads to them from elsewhere."""
    folders = []
    for key, split in (("train", Split.TRAIN), ("val", Split.VAL), ("valid", Split.VAL), ("test", Split.TEST)):
        values = data.get(key)
        for value in values if isinstance(values, list) else [values]:
            name = as_text(value)
            if name is not None and not name.casefold().endswith(".txt"):
                folders.append((re.sub(r"^(\.{1,2}/)+", "", name.replace("\\", "/")).strip("/"), split))
    return folders
