"""Pictures and their classes as arrays of NumPy: one .npz (x_train, y_train), or .npy files side by side.

Headers are read first, and only plain numbers: an array of Python objects is a pickle, which can run programs.
"""

from __future__ import annotations

import math
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np

from sft_gui.data.index import Split
from sft_gui.data.parse.guard import Malformed, check_memory
from sft_gui.data.posix import name_of, stem_of
from sft_gui.data.readers.arrays.arrays import ArraySet, write_out
from sft_gui.data.readers.reader import Choice, Proposal, Reading, State, Support
from sft_gui.data.readers.splits import split_of
from sft_gui.data.source import Source, folder_of, some
from sft_gui.data.unreadable import MAX_PIXELS
from sft_gui.errors import UserError
from sft_gui.messages import CLASSES, PICTURES, say

MAX_FILES, MAX_ARRAYS = 20, 40
MAX_BYTES = 8 * 2**30
MAX_RATIO = 1000  # of a packed array: flat pictures shrink much
MAX_CLASSES = 10_000
PIXELS = re.compile(r"(x|images?|imgs?|data|pixels|pictures|features|arr_0)")
LABELS = re.compile(r"(y|labels?|targets?|classes|answers|fine_labels|arr_1)")
DAMAGE = (OSError, EOFError, ValueError, KeyError, MemoryError, zlib.error, zipfile.BadZipFile, RuntimeError,
          NotImplementedError, OverflowError, SyntaxError, TypeError)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Array:
    """An array and what its header says."""

    file: str
    member: str  # in an .npz; "" for an .npy
    name: str
    shape: tuple[int, ...]
    kind: str  # of its numbers: "u1", "i8"


@dataclass(frozen=True, slots=True)
class _Pair:
    split: Split | None
    pixels: _Array
    labels: _Array


class NumpyReader:
    """Reads arrays of pictures, ``(N, H, W)`` or ``(N, H, W, C)`` of bytes, with one whole number or name each."""

    name = "numpy"
    family = "numpy"
    label = say("Arrays of NumPy")
    task = "classification"
    options: frozenset[str] = frozenset()
    support: tuple[Support, ...] = (
        Support(
            "Arrays of NumPy (MedMNIST, mnist.npz)",
            "*.npz with x_train, y_train; x_train.npy, y_train.npy",
            State.READ,
            "pictures of bytes with one class each",
        ),
    )

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        """Propose the pairs of arrays whose headers fit."""
        pairs = _pairs(source)
        if not pairs:
            return []
        count = sum(pair.pixels.shape[0] for pair in pairs)
        names = ", ".join(dict.fromkeys(f"{pair.pixels.name}, {pair.labels.name}" for pair in pairs))
        sentence = say(
            "{pictures} with one answer each, in the arrays {names}", pictures=PICTURES.of(count), names=names
        )
        files = tuple(dict.fromkeys(each.file for pair in pairs for each in (pair.pixels, pair.labels)))
        choice = Choice(task=self.task, format=self.name)
        return [Proposal(choice, sentence, count, count + len(source.pictures), files=files)]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        """Write the pictures below ``workspace``."""
        pairs = _pairs(source)
        if not pairs:
            raise UserError(say("There are no arrays of pictures and classes in '{name}'.", name=source.name))
        source.watcher.tell(0, None, say("Reading {name}", name=name_of(pairs[0].pixels.file)))
        try:
            loaded = [(pair.split, _pixels(source, pair.pixels), _load(source, pair.labels)) for pair in pairs]
            labels = [_names(found) for _, _, found in loaded]
        except Malformed as error:
            raise UserError(error.what, error.do) from error
        except DAMAGE as error:
            raise UserError(
                say(
                    "The arrays in '{name}' are damaged, or hold something else than pictures and classes.",
                    name=source.name,
                ),
                say("Download them again, or write the pictures out with one folder per class."),
            ) from error
        classes = sorted({name for each in labels for name in each}, key=lambda name: (len(name), name))
        if len(classes) > MAX_CLASSES:
            raise UserError(
                say("The arrays in '{name}' hold {classes}.", name=source.name, classes=CLASSES.of(len(classes)))
            )
        place = {name: number for number, name in enumerate(classes)}
        sets = [
            ArraySet(split or Split.TRAIN, pixels, np.array([place[name] for name in names]))
            for (split, pixels, _), names in zip(loaded, labels, strict=True)
        ]
        return write_out(sets, classes, workspace, source.watcher)


def has_pairs(source: Source) -> bool:
    """Whether there is anything that this reader reads."""
    return bool(_pairs(source))


def _pairs(source: Source) -> list[_Pair]:
    """Pair arrays of pictures with arrays of classes: those of one split, or the only ones; of one length."""
    if not source.is_folder and not source.name.casefold().endswith(".npz"):
        return []
    packed = [[*_in_npz(source, path)] for path in some(source.of_kind(".npz"), MAX_FILES)]
    loose: dict[str, list[_Array]] = {}
    for path in some(source.of_kind(".npy"), MAX_FILES):
        loose.setdefault(folder_of(path), []).extend(_in_npy(source, path))
    return [pair for arrays in [*packed, *loose.values()] for pair in _paired(arrays)]


def _paired(arrays: Sequence[_Array]) -> list[_Pair]:
    pixels = [each for each in arrays if _is_pixels(each)]
    labels = [each for each in arrays if _is_labels(each)]
    pairs = []
    for each in pixels:
        split, stem = _split(each.name)
        fitting = [other for other in labels if other.shape[0] == each.shape[0] and _split(other.name)[0] == split]
        named = [other for other in fitting if LABELS.fullmatch(_split(other.name)[1])]
        if len(named or fitting) == 1 and PIXELS.fullmatch(stem):
            pairs.append(_Pair(split, each, (named or fitting)[0]))
    return pairs


def _split(name: str) -> tuple[Split | None, str]:
    """Return the split that an array's name says, and the other words: "x_train" is training's "x"."""
    words = re.findall(r"[a-z]+|\d+", name.casefold())
    splits = [split for word in words if (split := split_of(word)) is not None]
    rest = [word for word in words if split_of(word) is None]
    return (splits[0] if splits else None), "_".join(rest)


def _is_pixels(array: _Array) -> bool:
    is_shaped = len(array.shape) == 3 or (len(array.shape) == 4 and array.shape[3] in (1, 3, 4))
    return array.kind == "u1" and is_shaped and min(array.shape) > 0 and math.prod(array.shape[1:]) <= MAX_PIXELS


def _is_labels(array: _Array) -> bool:
    is_list = len(array.shape) == 1 or (len(array.shape) == 2 and array.shape[1] == 1)
    return is_list and array.shape[0] > 0 and array.kind[0] in "uiUSb"


def _in_npy(source: Source, path: str) -> Iterator[_Array]:
    try:
        with open(source.path(path), "rb") as file:
            yield _header(file, path, "", stem_of(path))
    except DAMAGE:
        return


def _in_npz(source: Source, path: str) -> Iterator[_Array]:
    try:
        with zipfile.ZipFile(source.path(path)) as archive:
            for member in archive.namelist()[:MAX_ARRAYS]:
                if member.endswith(".npy"):
                    with archive.open(member) as file:
                        yield _header(file, path, member, member.removesuffix(".npy"))
    except DAMAGE:
        return


def _header(file: IO[bytes], path: str, member: str, name: str) -> _Array:
    shape, _, dtype = _read_header(file)
    return _Array(path, member, name, shape, dtype.str.lstrip("<>|="))


def _read_header(file: IO[bytes]) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    version = np.lib.format.read_magic(file)
    read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    try:
        shape, is_fortran, dtype = read(file, max_header_size=10_000)
    except Exception as error:  # NumPy parses it as Python's text, and lets through what that raises
        raise ValueError("no header") from error
    if dtype.hasobject or any(size < 0 for size in shape):
        raise ValueError("no plain numbers")
    return shape, is_fortran, dtype


@contextmanager
def _opened(source: Source, array: _Array) -> Iterator[tuple[IO[bytes], int]]:
    """Open an array's file or member, with how many bytes it can hold."""
    path = source.path(array.file)
    if not array.member:
        with open(path, "rb") as file:
            yield file, path.stat().st_size
        return
    with zipfile.ZipFile(path) as archive, archive.open(array.member) as member:
        yield member, min(archive.getinfo(array.member).file_size, MAX_RATIO * path.stat().st_size)


def _load(source: Source, array: _Array) -> np.ndarray:
    """Read an array; what the header promises is believed only as far as the file bears it."""
    with _opened(source, array) as (file, most):
        shape, is_fortran, dtype = _read_header(file)
        size = math.prod(shape) * dtype.itemsize
        if size > min(most, MAX_BYTES):
            raise ValueError(f"shape {shape}")
        check_memory(source.path(array.file), 2 * size)
        data = file.read(size)
    found = np.frombuffer(data, dtype)
    return found.reshape(shape[::-1]).T if is_fortran else found.reshape(shape)


def _pixels(source: Source, array: _Array) -> np.ndarray:
    pixels = _load(source, array)
    if pixels.dtype != np.uint8 or pixels.shape != array.shape:
        raise ValueError("changed meanwhile")
    pixels = pixels[..., 0] if pixels.ndim == 4 and pixels.shape[3] == 1 else pixels
    return np.ascontiguousarray(pixels)


def _names(labels: np.ndarray) -> list[str]:
    """Return each picture's class as text."""
    flat = labels.reshape(-1)
    if flat.dtype.kind == "S":
        return [value.decode("utf-8", "replace") for value in flat.tolist()]
    return [str(int(value)) if flat.dtype.kind in "uib" else str(value) for value in flat.tolist()]
