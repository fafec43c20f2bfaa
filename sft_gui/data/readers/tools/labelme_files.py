"""Labelme's JSON files looked at: what their shapes are, which lie beside a picture and which hold it themselves."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from sft_gui.data import source as sources
from sft_gui.data.index import natural_key
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.values import as_dict, as_flag, as_path, as_text
from sft_gui.data.posix import suffix_of
from sft_gui.data.readers.looks import looked
from sft_gui.data.readers.pairing import meanings
from sft_gui.data.readers.reader import Evidence
from sft_gui.data.readers.tools.labelme_shapes import (
    AS_BOXES,
    AS_OUTLINES,
    IGNORED,
    Shape,
    kind_of,
    label_of,
    shapes_of,
)
from sft_gui.data.source import Source, some
from sft_gui.data.unreadable import looks_like_picture
from sft_gui.errors import UserError
from sft_gui.files import make_folder, told_if_unwritable
from sft_gui.messages import Message, counted, say

MAX_LOOKED_AT, MAX_SUFFIX = 30, 8
SUFFIXES = {
    b"\x89PNG": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"RIFF": ".webp",
    b"BM": ".bmp",
    b"II*\0": ".tif",
    b"MM\0*": ".tif",
}


@dataclass
class LabelmeLook:
    """What is seen in some files."""

    total: int  # pictures, or files that hold one
    explained: int = 0
    damaged: list[tuple[str, Malformed]] = field(default_factory=list)
    looked_at: int = 0
    listed: int = 0  # files that may be labelme's
    found: list[tuple[str, list[Shape], Mapping[str, Any]]] = field(default_factory=list)
    is_embedded: bool = False  # no file lies beside its picture, and they hold it

    @property
    def shapes(self) -> list[Shape]:
        return [shape for _, shapes, _ in self.found for shape in shapes]

    @property
    def shown(self) -> list[tuple[str, list[Shape]]]:
        return [(path, shapes) for path, shapes, _ in self.found]

    @property
    def boxed(self) -> int:
        return sum(kind_of(shape) in AS_BOXES and label_of(shape) not in IGNORED for shape in self.shapes)

    @property
    def outlined(self) -> int:
        return sum(kind_of(shape) in AS_OUTLINES and label_of(shape) not in IGNORED for shape in self.shapes)

    @property
    def classes(self) -> list[str]:
        return sorted(
            {label for label in map(label_of, self.shapes) if label and label not in IGNORED}, key=natural_key
        )

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(path for path, _, _ in self.found[:5]) or tuple(path for path, _ in self.damaged[:5])

    def flags(self) -> list[tuple[str, list[str]]]:
        """Return each file with its flags that are set."""
        return [(path, flags_of(data)) for path, _, data in self.found]

    def evidence(self) -> tuple[Evidence, ...]:
        what = say("{count} of {total} pictures have a JSON file", count=self.explained, total=self.total)
        found = [Evidence(what, is_good=2 * self.explained >= self.total)]
        if self.is_embedded:
            found.append(Evidence(say("the pictures are inside the JSON files")))
        if self.damaged:
            values = {"count": len(self.damaged), "total": self.looked_at}
            told = say("{count} of {total} JSON files looked at cannot be read", **values)
            found.append(Evidence(told, False, tuple(path for path, _ in self.damaged[:3])))
        return tuple(found)

    def refusal(self) -> UserError | None:
        """Return why nothing is read; None where that is no fault."""
        if not self.found and self.damaged:
            name, error = self.damaged[0]
            what = say("No JSON file beside the pictures can be read: {name} {reason}.", name=name, reason=error.reason)
            return UserError(what, say("Fix it, or export the annotations again."))
        if self.shapes:
            kinds = ", ".join(sorted({kind_of(shape) for shape in self.shapes}))
            what = say("The labelme files hold nothing but shapes of kinds that are not read: {kinds}.", kinds=kinds)
            return UserError(what, say("Draw rectangles or polygons in labelme, or export masks."))
        if not any(flags for _, flags in self.flags()):
            what = say("The labelme files ({name}, …) hold no shapes and no flags that are set.", name=self.files[0])
            return UserError(what, say("Draw rectangles or polygons in labelme, or set a flag for each picture."))
        return None


def flags_of(data: Mapping[str, Any]) -> list[str]:
    """Return the flags of the whole picture that are set."""
    flags = as_dict(data.get("flags"))
    return [name for key, value in flags.items() if as_flag(value) and (name := as_text(key)) is not None]


def json_files(source: Source) -> list[str]:
    """Return the files that may be labelme's."""
    return [path for path in source.of_kind(".json") if not looked(source).is_prediction(path)]


def look_at(source: Source) -> LabelmeLook | None:
    """Look at a few JSON files, once for all readers; None where most are not labelme's."""
    known = looked(source).memo
    if "labelme" not in known:
        known["labelme"] = _look_at(source)
    found: LabelmeLook | None = known["labelme"]
    return found


def _look_at(source: Source) -> LabelmeLook | None:
    known = looked(source)
    files = json_files(source)
    if not files:
        return None
    beside = known.beside(files)
    seen = LabelmeLook(total=len(known.data), listed=len(files))
    others = 0
    for path in some(beside if 2 * len(beside) >= len(files) else files, MAX_LOOKED_AT):
        seen.looked_at += 1
        try:
            data = source.json(path) if source.size(path) <= sources.LOOKED_AT_BYTES else None
        except Malformed as error:
            seen.damaged.append((path, error))
            continue
        shapes = shapes_of(data)
        if shapes is None:
            others += data is not None
        else:
            seen.found.append((path, shapes, as_dict(data)))
    if 2 * others >= seen.looked_at or not (seen.found or (seen.damaged and beside)):
        return None
    _count(seen, source, files, beside)
    return seen


def _count(seen: LabelmeLook, source: Source, files: list[str], beside: list[str]) -> None:
    """Count the pictures with a file; where the files have other names, by the names that some give."""
    known = looked(source)
    seen.explained = known.explained(beside)
    if 2 * len(beside) >= len(files) or not seen.found:
        return
    named = [known.pictures.beside(path, as_path(data.get("imagePath")) or "") for path, _, data in seen.found]
    share = sum(each is not None for each in named) / len(named)
    seen.explained = min(seen.total, max(seen.explained, round(share * len(files))))
    held = sum(isinstance(data.get("imageData"), str) for _, _, data in seen.found)
    if share < 0.5 and 2 * held > len(seen.found):
        seen.is_embedded, seen.explained, seen.total = True, len(files), seen.total + len(files) - seen.explained


class Written:
    """Pictures taken out of the files that hold them, below a folder of the project's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0

    def write(self, path: str, data: Mapping[str, Any]) -> str | None:
        """Write the picture of a file and return its path; None where it holds none."""
        text = data.get("imageData")
        if not isinstance(text, str):
            return str(PurePosixPath(path).with_suffix(".jpg"))  # which is not there, and so is told
        try:
            content = base64.b64decode(text.partition("base64,")[2] or text, validate=False)
        except (binascii.Error, ValueError):
            content = b""
        named = next(iter(meanings(as_path(data.get("imagePath")) or "")), "")
        suffix = suffix_of(named) if looks_like_picture(content[:16]) else ""
        suffix = suffix if len(suffix) <= MAX_SUFFIX else ""
        suffix = next((each for magic, each in SUFFIXES.items() if content.startswith(magic)), suffix or ".jpg")
        picture = str(PurePosixPath(path).with_suffix(suffix))
        target = self.folder / picture
        make_folder(target.parent)
        with told_if_unwritable(self.folder):
            target.write_bytes(content)
        self.count += 1
        return picture

    def notes(self) -> list[Message]:
        """Say how many pictures were taken out."""
        return [
            counted(
                self.count,
                "{count} picture is taken out of its JSON file (imageData).",
                "{count} pictures are taken out of their JSON files (imageData).",
            )
        ]
