"""What stands beside YOLO's label files: data.yaml, files of names, lists of pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from sft_gui.data.index import Split
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.structured import yaml_of
from sft_gui.data.parse.text import lines_of, text_of
from sft_gui.data.parse.values import as_dict, as_text, as_whole
from sft_gui.data.readers.pairing import listed_splits
from sft_gui.data.readers.splits import split_in
from sft_gui.messages import Message, say

NAME_FILES = "classes.txt obj.names names.txt _darknet.labels predefined_classes.txt labels.txt coco.names voc.names"
MAX_CLASSES = 10_000  # YOLO9000 has 9,418
MAX_YAML_FILES = 20  # that are looked at
KEYS = re.compile(r"""^[ {"']*(names|nc|train|val|test)["']?\s*:""", re.MULTILINE)
NOTHING = (None, "", "~", "null")


@dataclass(frozen=True)
class Description:
    """The classes' names in their order, and which folders and pictures belong to which split."""

    names: tuple[str, ...]
    folders: Mapping[str, Split]
    lists: Mapping[str, Split]
    notes: Sequence[Message] = ()

    @classmethod
    def find(cls, source: Path, files: Sequence[str]) -> Description:
        """Read what there is; what cannot be used is told and passed over."""
        names: tuple[str, ...] = ()
        folders: dict[str, Split] = {}
        notes: list[Message] = []
        for path in [path for path in files if path.casefold().endswith((".yaml", ".yml"))][:MAX_YAML_FILES]:
            try:
                data = as_dict(yaml_of(source / path)) if KEYS.search(text_of(source / path)) else {}
            except Malformed as error:
                notes.append(_passed_over(path, error.reason))
                continue
            given = data.get("names")
            names = names or _names(given)
            if not names and given not in NOTHING:
                notes.append(_passed_over(path, say("holds no list of names under 'names'")))
            folders.update(_folders(data))
        for path in files:
            name = PurePosixPath(path).name.casefold()
            if names or not (name in NAME_FILES.split() or name.endswith(".names")):
                continue
            try:
                names = tuple(filter(None, map(as_text, lines_of(source / path))))
            except Malformed as error:
                notes.append(_passed_over(path, error.reason))
        if len(names) > MAX_CLASSES:
            values = {"count": len(names), "limit": MAX_CLASSES}
            notes.append(say("The {count} names of classes are passed over: at most {limit} are read.", **values))
            names = ()
        lists = [path for path in files if path.casefold().endswith(".txt") and "/" not in path]
        return cls(names, folders, listed_splits(source, lists), notes)

    def split_of(self, picture: str) -> Split | None:
        """Return the split of a picture: by data.yaml's folders, its own folders' names, or a list."""
        for folder, split in self.folders.items():
            if f"/{picture}".startswith(f"/{folder}/"):
                return split
        return split_in(picture) or self.lists.get(PurePosixPath(picture).stem)


def _passed_over(path: str, reason: Message) -> Message:
    return say("{name} is passed over: it {reason}.", name=path, reason=reason)


def _names(given: Any) -> tuple[str, ...]:
    """Names as a list, or by their numbers; one that is no name is called by its number."""
    if isinstance(given, list):
        given = dict(enumerate(given))
    numbered = {as_whole(number, 0, MAX_CLASSES): name for number, name in as_dict(given).items()}
    highest = max((number for number in numbered if number is not None), default=-1)
    return tuple(as_text(numbered.get(number)) or str(number) for number in range(highest + 1))


def _folders(data: Mapping[str, Any]) -> dict[str, Split]:
    """Return the folders that data.yaml names for a split, without what leads to them from elsewhere."""
    folders = {}
    for key, split in (("train", Split.TRAIN), ("val", Split.VAL), ("test", Split.TEST)):
        values = data.get(key)
        for value in values if isinstance(values, list) else [values]:
            name = as_text(value)
            if name is not None and not name.endswith(".txt"):
                folders[re.sub(r"^(\.{1,2}/)+", "", name.replace("\\", "/")).strip("/")] = split
    return folders
