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
from sft_gui.data.readers.arrays import ArraySet, write_out
from sft_gui.data.readers.reader import Reading
from sft_gui.data.unreadable import MAX_PIXELS
from sft_gui.data.walk import innermost, visible
from sft_gui.data.watcher import Watcher
from sft_gui.errors import UserError
from sft_gui.messages import say

IMAGES, LABELS = b"\0\0\x08\x03", b"\0\0\x08\x01"  # unsigned bytes in three dimensions, in one
MAX_BYTES = 4 * 2**30
MAX_RATIO = 200  # of a packed file: digits on black shrink to a fifth, only a bomb to a thousandth


@dataclass(frozen=True, slots=True)
class _Pair:
    split: Split
    images: Path
    labels: Path


class IdxReader:
    """Reads pairs of an images file and a labels file."""

    name = "idx"
    label = say("MNIST idx files")
    task = "classification"

    def recognises(self, source: Path) -> bool:
        return bool(_pairs(source))

    def read(self, source: Path, workspace: Path, watcher: Watcher) -> Reading:
        pairs = _pairs(source)
        if not pairs:
            raise UserError(say("There are no pairs of idx files in '{name}'.", name=source.name))
        watcher.tell(0, None, say("Reading {name}", name=pairs[0].images.name))
        try:
            sets = [ArraySet(pair.split, _values(pair.images), _values(pair.labels)) for pair in pairs]
            if any(len(each.pixels) != len(each.labels) or not len(each.labels) for each in sets):
                raise ValueError("labels do not fit the pictures")
        except (OSError, EOFError, ValueError, MemoryError, zlib.error) as error:
            raise UserError(
                say("The idx files in '{name}' are damaged.", name=source.name), say("Download them again.")
            ) from error
        classes = [str(number) for number in range(max(int(each.labels.max()) for each in sets) + 1)]
        return write_out(sets, classes, workspace, watcher)


def _pairs(source: Path) -> list[_Pair]:
    """Find the pairs; of packed and unpacked copies, one."""
    if not source.is_dir():
        return []
    folder = innermost(source)
    pairs: dict[str, _Pair] = {}
    for images in visible(folder):
        labels = folder / images.name.replace("images", "labels").replace("idx3", "idx1")
        if "ubyte" in images.name and images.is_file() and _magic(images) == IMAGES and _magic(labels) == LABELS:
            split = Split.TRAIN if "train" in images.name.casefold() else Split.TEST
            pairs.setdefault(images.name.removesuffix(".gz"), _Pair(split, images, labels))
    return list(pairs.values())


def _open(file: Path) -> IO[bytes]:
    return gzip.open(file) if file.suffix == ".gz" else open(file, "rb")  # type: ignore[return-value]


def _magic(file: Path) -> bytes:
    try:
        with _open(file) as opened:
            return opened.read(4)
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
