"""WebDataset's shards: .tar files in which the files of one sample follow each other, 000012.jpg and 000012.cls.

Headers of tar are read here, and nothing of them is believed but names and sizes: no links, no owners, no places.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sft_gui.data.decode import is_picture_name
from sft_gui.data.names import safe_names
from sft_gui.data.parse.guard import once
from sft_gui.data.posix import name_of, stem_of
from sft_gui.data.readers.reader import Choice, Entry, Proposal, Reading, State, Support
from sft_gui.data.readers.splits import split_in, split_of
from sft_gui.data.source import Source, some
from sft_gui.data.unreadable import MAX_BYTES
from sft_gui.errors import UserError
from sft_gui.files import make_folder, told_if_unwritable
from sft_gui.messages import PICTURES, counted, say

BLOCK = 512
LOOKED_AT, SHARDS_LOOKED_AT = 60, 3  # members, of so many shards
MAX_NAME_BYTES = 64 * 2**10  # of a long name
MAX_TEXT_BYTES = 2**20  # of a label's file
MAX_SAMPLES = 5_000_000
LABELS = (".cls", ".cls.txt", ".label", ".class")
KEYS = ("cls", "label", "class", "class_name", "target")  # of a sample's .json
NAMES = ("classnames.txt", "classes.txt", "class_names.txt")
FILE, LONG_NAME, EXTENDED = (b"0", b"\0"), b"L", b"x"


@dataclass
class _Sample:
    key: str
    picture: tuple[str, bytes] | None = None  # its ending and content
    label: str | None = None


@dataclass
class _Seen:
    """What the first members of some shards are."""

    pictures: int = 0
    labelled: int = 0
    bytes_read: int = 0


class WebdatasetReader:
    """Reads shards whose pictures have a class beside them."""

    name = "webdataset"
    family = "webdataset"
    label = say("WebDataset")
    task = "classification"
    options: frozenset[str] = frozenset()
    support: tuple[Support, ...] = (
        Support("WebDataset", "train-000000.tar with 000000.jpg, 000000.cls", State.READ, "a class a picture"),
    )

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        """Propose what the first samples of some shards speak for."""
        shards, seen = source.of_kind(".tar"), _seen(source)
        if not seen.labelled or 2 * seen.labelled < seen.pictures:
            return []
        whole = sum(source.size(shard) for shard in shards)
        count = max(seen.pictures, round(seen.pictures * whole / max(1, seen.bytes_read)))
        sentence = say("about {pictures} with one answer each, in WebDataset's shards", pictures=PICTURES.of(count))
        choice = Choice(task=self.task, format=self.name)
        return [Proposal(choice, sentence, count, count + len(source.pictures), files=tuple(shards[:3]))]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        """Write the pictures below ``workspace``."""
        shards = source.of_kind(".tar")
        names = _class_names(source)
        entries: list[Entry] = []
        left = 0
        folders = safe_names(
            [shard.removesuffix(".tar") for shard in shards], "shard"
        )  # each its own: one more moves none
        for number, shard in enumerate(shards):
            split = split_of(stem_of(shard).rstrip("0123456789-_")) or split_in(shard)
            folder, before = folders[shard.removesuffix(".tar")], len(entries)
            make_folder(workspace / folder)
            source.watcher.tell(number, len(shards), say("Reading {name}", name=shard))
            with told_if_unwritable(workspace):
                for sample in _samples(source.path(shard)):
                    if sample.picture is None or sample.label is None:
                        left += sample.picture is not None
                        continue
                    ending, content = sample.picture
                    path = f"{folder}/{len(entries) - before:07}{ending}"
                    (workspace / path).write_bytes(content)
                    entries.append(Entry(path, names.get(sample.label, sample.label), split))
                    source.watcher.tell(number, len(shards), say("Reading {name}", name=shard))
        if not entries:
            raise UserError(
                say("The shards in '{name}' hold no pictures with classes, or are damaged.", name=source.name),
                say("Unpack it, and open the folder with its content."),
            )
        note = counted(
            left,
            "{count} picture in the shards has no class and is left out.",
            "{count} pictures in the shards have no class and are left out.",
        )
        return Reading(workspace, entries, [note] if left else [])


def has_samples(source: Source) -> bool:
    """Whether there is anything that this reader reads."""
    seen = _seen(source)
    return 0 < seen.pictures <= 2 * seen.labelled


def _seen(source: Source) -> _Seen:
    def look() -> tuple[_Seen, int]:
        seen = _Seen()
        for shard in some(source.of_kind(".tar"), SHARDS_LOOKED_AT) if source.is_folder else ():
            _look(source.path(shard), seen)
        return seen, 0

    return once("shards", source.root, look)


def _class_names(source: Source) -> dict[str, str]:
    """Return the classes' names by their numbers, where a file beside the shards lists them."""
    for path in source.of_kind(".txt"):
        if name_of(path).casefold() in NAMES:
            lines = [line.strip() for line in source.look_lines(path) or () if line.strip()]
            return {str(number): line for number, line in enumerate(lines)}
    return {}


def _look(file: Path, seen: _Seen) -> None:
    for sample, end in _numbered(file, LOOKED_AT):
        seen.bytes_read += end
        if sample.picture is not None:
            seen.pictures += 1
            seen.labelled += sample.label is not None


def _numbered(file: Path, most: int) -> Iterator[tuple[_Sample, int]]:
    """Yield the samples of the first members, each with how many bytes they take."""
    for sample in _samples(file, most):
        size = len(sample.picture[1]) if sample.picture else 0
        yield sample, size + 4 * BLOCK


def _samples(file: Path, most: int = MAX_SAMPLES) -> Iterator[_Sample]:
    """Yield the samples of a shard up to where it is damaged: members that follow each other with one key."""
    sample: _Sample | None = None
    try:
        with open(file, "rb") as opened:
            for number, (name, size) in enumerate(_members(opened)):
                if number >= most:
                    break
                key, ending = _key_of(name)
                if sample is None or sample.key != key:
                    if sample is not None:
                        yield sample
                    sample = _Sample(key)
                _take(sample, ending, opened, size)
    except (OSError, ValueError):
        pass
    if sample is not None:
        yield sample


def _key_of(name: str) -> tuple[str, str]:
    """Split a name at the first dot of its last part: "a/0001.seg.png" is of the sample "a/0001"."""
    folder, slash, last = name.rpartition("/")
    stem, dot, ending = last.partition(".")
    return folder + slash + stem, (dot + ending).casefold()


def _take(sample: _Sample, ending: str, opened: IO[bytes], size: int) -> None:
    start = opened.tell()
    if ending.count(".") == 1 and is_picture_name(f"a{ending}") and size <= MAX_BYTES and sample.picture is None:
        sample.picture = ending, opened.read(size)
    elif size <= MAX_TEXT_BYTES and (ending in LABELS or ending == ".json"):
        text = opened.read(size).decode("utf-8", "replace").strip()
        found = _from_json(text) if ending == ".json" else text
        sample.label = sample.label or (found if found and len(found) < 200 and "\n" not in found else None)
    opened.seek(start + -(-size // BLOCK) * BLOCK)


def _from_json(text: str) -> str | None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    found = next((data[key] for key in KEYS if key in data), None) if isinstance(data, dict) else None
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else None


def _members(opened: IO[bytes]) -> Iterator[tuple[str, int]]:
    """Yield the name and size of each regular file, the reader standing at its content."""
    long_name = ""
    while len(header := opened.read(BLOCK)) == BLOCK and header.strip(b"\0"):
        if header[257:262] != b"ustar":
            raise ValueError("no tar")
        size, kind = _size(header[124:136]), header[156:157]
        content = opened.tell()
        if kind in (LONG_NAME, EXTENDED) and size <= MAX_NAME_BYTES:
            long_name = _long_name(opened.read(size), kind) or long_name
        elif kind in FILE:
            prefix, name = (part.split(b"\0")[0].decode("utf-8", "replace") for part in (header[345:500], header[:100]))
            yield long_name or (f"{prefix}/{name}" if prefix else name), size
            long_name = ""
        opened.seek(content + -(-size // BLOCK) * BLOCK)


def _size(octal: bytes) -> int:
    if octal[0] & 0x80:  # beyond 8 GB, in binary
        return int.from_bytes(octal[1:], "big")
    return int(octal.strip(b"\0 ") or b"0", 8)


def _long_name(content: bytes, kind: bytes) -> str:
    if kind == LONG_NAME:
        return content.rstrip(b"\0").decode("utf-8", "replace")
    for line in content.split(b"\n"):
        _, _, pair = line.partition(b" ")
        if pair.startswith(b"path="):
            return pair.removeprefix(b"path=").decode("utf-8", "replace")
    return ""
