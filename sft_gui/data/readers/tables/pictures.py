"""Which picture does a table's cell mean? By path, by name, by name without its suffix, by number."""

from __future__ import annotations

import os
import posixpath
import re
import weakref
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from sft_gui.data.formats import is_picture_name
from sft_gui.data.names import same_key
from sft_gui.data.parse.values import as_path
from sft_gui.data.posix import folders_of
from sft_gui.data.readers.pairing import shared
from sft_gui.data.readers.splits import Part, part_in, words_in
from sft_gui.data.readers.tables.words import NOT_PICTURES
from sft_gui.data.source import Source

DIGITS = re.compile(r"\d+(?=(\.0+)?$)")
UPLOAD = re.compile(r"[0-9a-f]{8}-(?=.)")  # what Label Studio puts before the name of an uploaded file


@dataclass(frozen=True, slots=True)
class Found:
    """What a cell means: one picture, several that fit equally, or none."""

    path: str | None = None
    several: tuple[str, ...] = ()
    is_other_part: bool = False  # it lies in test/ where the table is for training


NONE = Found()


class Finder:
    """Finds the pictures of a source by what tables say of them."""

    def __init__(self, source: Source) -> None:
        self._root, pictures = source.root, source.pictures
        self._exact, self.count = set(pictures), len(pictures)
        self._names = _grouped((same_key(posixpath.basename(path)), path) for path in pictures)
        self._stems = _grouped((same_key(_stem(path)), path) for path in pictures)
        self._numbers: dict[str, list[str]] | None = None

    def column(self, cells: Sequence[str], folder: str, part: Part | None, *, numbers: bool = True) -> list[Found]:
        """Return what each cell of a column means.

        Args:
            cells: as they are in the table.
            folder: the one that the table lies in.
            part: what the table is for: of train/0.png and test/0.png, train.csv means the first.
            numbers: whether 7 may be 0007.png.
        """
        known: dict[str, Found] = {}
        names = Counter(same_key(posixpath.basename(text)) for text in {_plain(cell) for cell in cells})
        for cell in cells:
            if cell not in known:
                known[cell] = self._find(cell, folder, part, names, numbers)
        if part is None:
            _settle_by_part(known)
        own = any(each.path is not None and part_at(each.path) is part for each in known.values())
        if part is not None and own:
            known = {cell: NONE if each.is_other_part else each for cell, each in known.items()}
        return [known[cell] for cell in cells]

    def _find(self, cell: str, folder: str, part: Part | None, names: Counter[str], numbers: bool) -> Found:
        if not cell or as_path(cell) is None:
            return NONE
        text = _plain(cell)
        if "/" not in text and text == cell:
            path = f"{folder}/{text}" if folder else text
            if path in self._exact:
                return Found(path)
        else:
            exact = self._exactly(cell, text, folder)
            if exact is not None:
                return Found(exact)
        return self._by_name(cell, text, folder, part, names, numbers)

    def _exactly(self, cell: str, plain: str, folder: str) -> str | None:
        for text in dict.fromkeys((cell, plain)):
            for path in dict.fromkeys((posixpath.normpath(posixpath.join(folder, text)), posixpath.normpath(text))):
                if path in self._exact:
                    return path
        return None

    def _by_name(
        self, cell: str, text: str, folder: str, part: Part | None, names: Counter[str], numbers: bool
    ) -> Found:
        name = posixpath.basename(text)
        found = self._named(name, numbers)
        if not found and UPLOAD.match(name):
            found = self._named(name[9:], numbers)
        if found and names[same_key(name)] > 1 and "/" in text:  # two paths with one name: the folder must fit too
            found = [path for path in found if _shared(path, text) > 0]
        if not found:
            return self._outside(cell, folder)
        return self._best(found, text, folder, part)

    def _named(self, name: str, numbers: bool) -> Sequence[str]:
        found: Sequence[str] | None
        found = self._names.get(same_key(name)) or self._stems.get(same_key(name))
        if not found and is_picture_name(name):
            found = self._stems.get(same_key(_stem(name)))  # it was saved in another format since
        if not found and numbers:
            found = self._numbered(name if not is_picture_name(name) else _stem(name))
        return found or ()

    def _numbered(self, text: str) -> Sequence[str]:
        match = DIGITS.match(text)
        if match is None:
            return ()
        if self._numbers is None:
            stems = ((stem.lstrip("0") or "0", paths) for stem, paths in self._stems.items() if stem.isdecimal())
            self._numbers = _grouped((number, path) for number, paths in stems for path in paths)
        return self._numbers.get(match.group().lstrip("0") or "0", ())

    def _best(self, found: Sequence[str], text: str, folder: str, part: Part | None) -> Found:
        if len(found) > 1:
            ranks = {path: self._rank(path, text, folder, part) for path in found}
            highest = max(ranks.values())
            found = [path for path in found if ranks[path] == highest]
            if len(found) > 1:
                return Found(several=tuple(found))
        other = part_at(found[0])
        return Found(found[0], is_other_part=part is not None and other is not None and other is not part)

    @staticmethod
    def _rank(path: str, text: str, folder: str, part: Part | None) -> tuple[int, ...]:
        of_path = part_at(path)
        is_drawn = any(NOT_PICTURES.intersection(words_in(name)) for name in path.split("/")[:-1])
        return (
            _shared(path, text),
            not is_drawn,
            0 if part is None or of_path is None else 1 if of_path is part else -1,
            not folder or path.startswith(f"{folder}/"),
            posixpath.basename(path) == posixpath.basename(text),
        )

    def _outside(self, cell: str, folder: str) -> Found:
        """A file elsewhere, where the table gives its whole path or goes up."""
        for text in map(posixpath.normpath, dict.fromkeys((cell, cell.replace("\\", "/")))):
            if not (Path(text).is_absolute() or text.startswith("..")) or not is_picture_name(text):
                continue
            try:
                file = self._root / folder / text
                if file.is_file():
                    return Found(PurePosixPath(Path(os.path.relpath(file, self._root)).as_posix()).as_posix())
            except (OSError, ValueError):  # a name that no file can have, another drive of Windows
                continue
        return NONE


def _settle_by_part(known: dict[str, Found]) -> None:
    """Where all that is clear lies in one part, of several that fit the one in that part is meant."""
    parts = {part_at(each.path) for each in known.values() if each.path is not None}
    part = parts.pop() if len(parts) == 1 else None
    if part is None:
        return
    for cell, each in known.items():
        fitting = [path for path in each.several if part_at(path) is part]
        if len(fitting) == 1:
            known[cell] = Found(fitting[0])


@lru_cache(maxsize=65536)
def _part_of_folder(folder: str) -> Part | None:
    return part_in(f"{folder}/x")


def part_at(path: str) -> Part | None:
    """Return the part that the folders of a path name; quick for many in the same folders."""
    folder = path.rpartition("/")[0]
    return _part_of_folder(folder) if folder else None


_known: weakref.WeakKeyDictionary[Source, Finder] = weakref.WeakKeyDictionary()


def finder_of(source: Source) -> Finder:
    """Return the finder of a source, made once."""
    if source not in _known:
        _known[source] = Finder(source)
    return _known[source]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, path in pairs:
        found.setdefault(key, []).append(path)
    return found


def _stem(path: str) -> str:
    """A picture's name without its suffix; a suffix that is none belongs to the name."""
    name = posixpath.basename(path)
    return name.rpartition(".")[0] if is_picture_name(name) else name


def _plain(cell: str) -> str:
    """A path as POSIX writes it, of an address what names the file."""
    text = cell.replace("\\", "/")
    if "?d=" in text:  # Label Studio's address of a local file
        text = text.partition("?d=")[2]
    elif "://" in text:
        text = text.partition("://")[2].partition("?")[0]
    if "%" in text:
        text = unquote(text)
    return text.removeprefix("./")


def _shared(path: str, text: str) -> int:
    """How many folders both end with."""
    return shared(folders_of(same_key(path))[::-1], folders_of(same_key(text))[::-1])


def as_picture_path(cell: str) -> str:
    """Return the path that a cell gives, for a picture that is not there."""
    return posixpath.normpath(_plain(cell)).lstrip("/") or cell
