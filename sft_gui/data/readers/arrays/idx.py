"""MNIST's idx files and those of its relatives, packed (.gz) or not."""

from __future__ import annotations

import gzip
import math
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from sft_gui.data.index import Split
from sft_gui.data.parse.guard import check_memory
from sft_gui.data.posix import name_of
from sft_gui.data.readers.arrays.arrays import ArraySet, write_out
from sft_gui.data.readers.reader import Choice, Proposal, Reading, State, Support
from sft_gui.data.source import Source, by_folder, folder_of
from sft_gui.data.unreadable import MAX_PIXELS
from sft_gui.errors import UserError
from sft_gui.messages import PICTURES, say

IMAGES, LABELS = b"\0\0\x08\x03", b"\0\0\x08\x01"  # unsigned bytes in three dimensions, in one
MAX_BYTES = 4 * 2**30
MAX_RATIO = 200  # of a packed file: digits on black shrink to a fifth, only a bomb to a thousandth


@dataclass(frozen=True, slots=True)
class _Pair:
    split: Split
    images: str
    labels: str
    count: int  # as the header says


class IdxReader:
    """Reads pairs of an images file and a labels file."""

    name = "idx"
    family = "idx"
    label = say("MNIST idx files")
    task = "classification"
    options: frozenset[str] = frozenset()
    support: tuple[Support, ...] = (
        Support("MNIST, Fashion-MNIST, EMNIST", "train-images-idx3-ubyte(.gz), train-labels-idx1-ubyte", State.READ),
    )

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        """Propose the pairs whose files begin as idx files do."""
        pairs = _pairs(source)
        if not pairs:
            return []
        count = sum(pair.count for pair in pairs)
        sentence = say("{pictures} with one answer each, in MNIST's idx files", pictures=PICTURES.of(count))
        files = tuple(path for pair in pairs for path in (pair.images, pair.labels))
        choice = Choice(task=self.task, format=self.name)
        return [Proposal(choice, sentence, count, count + len(source.pictures), files=files)]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        """Write the pictures below ``workspace``."""
        pairs = _pairs(source)
        if not pairs:
            raise UserError(say("There are no pairs of idx files in '{name}'.", name=source.name))
        source.watcher.tell(0, None, say("Reading {name}", name=name_of(pairs[0].images)))
        try:
            sets = [
                ArraySet(pair.split, _values(source.path(pair.images)), _values(source.path(pair.labels)))
                for pair in pairs
            ]
            if any(len(each.pixels) != len(each.labels) or not len(each.labels) for each in sets):
                raise ValueError("labels do not fit the pictures")
        except (OSError, EOFError, ValueError, MemoryError, zlib.error) as error:
            raise UserError(
                say("The idx files in '{name}' are damaged.", name=source.name), say("Download them again.")
            ) from error
        classes = [str(number) for number in range(max(int(each.labels.max()) for each in sets) + 1)]
        return write_out(sets, classes, workspace, source.watcher)


def _pairs(source: Source) -> list[_Pair]:
    """Find the pairs in the first folder that has any; of packed and unpacked copies, one."""
    if not source.is_folder:
        return []
    files = [path for path in source.files if "ubyte" in path]
    known = set(files)
    for paths in by_folder(files).values():
        pairs: dict[str, _Pair] = {}
        for images in paths:
            folder, name = folder_of(images), name_of(images)
            labels = name.replace("images", "labels").replace("idx3", "idx1")
            labels = f"{folder}/{labels}" if folder else labels
            if labels == images or labels not in known or _head(source.path(labels))[:4] != LABELS:
                continue
            head = _head(source.path(images))
            if head[:4] == IMAGES:
                split = Split.TRAIN if "train" in name.casefold() else Split.TEST
                count = max(1, int.from_bytes(head[4:8], "big", signed=True))
                pairs.setdefault(name.removesuffix(".gz"), _Pair(split, images, labels, count))
        if pairs:
            return list(pairs.values())
    return []


def _open(file: Path) -> IO[bytes]:
    return gzip.open(file) if file.suffix == ".gz" else open(file, "rb")  # type: ignore[return-value]


def _head(file: Path) -> bytes:
    try:
        with _open(file) as opened:
            return opened.read(8)
    except (OSError, EOFError, zlib.error):
        return b""


def _values(file: Path) -> np.ndarray:
    """Read the numbers of one file; what the header promises is believed only as far as the file's size bears it."""
    with _open(file) as opened:
        header = opened.read(4)
        shape = np.frombuffer(opened.read(4 * header[3]), ">i4").tolist() if len(header) == 4 else []
        size = math.prod(shape)
        most = file.stat().st_size * MAX_RATIO if file.suffix == ".gz" else file.stat().st_size
        if len(shape) != (3 if header == IMAGES else 1) or min(shape) <= 0 or size > min(most, MAX_BYTES):
            raise ValueError(f"shape {shape}")
        if math.prod(shape[1:]) > MAX_PIXELS:
            raise ValueError(f"pictures of {shape[1:]}")
        check_memory(file, 2 * size)
        data = opened.read(size)
    return np.frombuffer(data, np.uint8).reshape(shape)
