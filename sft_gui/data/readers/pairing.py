"""Which picture does an annotation file belong to, and which split do folders and lists say?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from sft_gui.data.index import Split
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.text import lines_of
from sft_gui.data.posix import stem_of
from sft_gui.data.readers.folders.words import holds_pictures
from sft_gui.data.readers.splits import split_in, split_of
from sft_gui.messages import Message, counted, say


class Pictures:
    """Pictures by their names, for files elsewhere that name them."""

    def __init__(self, paths: Iterable[str], *, key: Callable[[str], str] = str) -> None:
        """``key`` makes of a stem what names are compared by."""
        self._by_name: dict[str, list[str]] = {}
        for path in paths:
            name = path.rpartition("/")[2]
            for each in dict.fromkeys((name, key(_stem(name)))):
                self._by_name.setdefault(each, []).append(path)
        self._by_loose: dict[str, list[str]] = {}
        self._crowds: dict[str, _Crowd] = {}

    def beside(self, path: str, name: str = "", split: Split | None = None) -> str | None:
        """Return the picture of this file name, else of the stem of ``path``, whose folders are most like its.

        Where ``name`` has folders, these count first, and then the split that they name.
        """
        found = self.named(path, name, split) if name else None
        if found is not None:
            return found
        return self._best(_stem(path.rpartition("/")[2]), path, name, split)

    def named(self, path: str, name: str, split: Split | None = None) -> str | None:
        """Return the picture that the file ``path`` calls ``name``: a path of any system, a URL, in any case, its stem.

        Where several have the name, its folders count first, then the split, then how near they are to ``path``.
        """
        for meant in meanings(name):
            found = self._best(meant.rpartition("/")[2], path, meant, split)
            if found is not None:
                return found
        for meant in meanings(name):
            found = self._alike(meant, path, split)
            if found is not None:
                return found
        return None

    def _alike(self, meant: str, path: str, split: Split | None) -> str | None:
        """A name that differs in case or in how accents are written, where that can be confused with no other."""
        if not self._by_loose:
            for name in self._by_name:
                self._by_loose.setdefault(_loose(name), []).append(name)
        names = self._by_loose.get(_loose(meant.rpartition("/")[2]), [])
        return self._best(names[0], path, meant, split) if len(names) == 1 else None

    def _best(self, key: str, path: str, name: str, split: Split | None) -> str | None:
        found = self._by_name.get(key)
        if found is None or len(found) == 1:
            return found[0] if found else None
        folders = _folders(name.replace("\\", "/"))

        def fitness(picture: str) -> tuple[object, ...]:
            return (
                shared(_folders(picture)[::-1], folders[::-1]),
                split is not None and split_in(picture) == split,
                *likeness(picture, path),
            )

        if len(found) > MAX_COMPARED:
            if key not in self._crowds:
                self._crowds[key] = _Crowd(found)
            found = self._crowds[key].near(folders, _folders(path))
        best = max(found, key=fitness)
        equal = [each for each in found if each != best and fitness(each) == fitness(best)]
        if equal:
            best = _of_equals([best, *equal], name or path)
        return best


class _Crowd:
    """Pictures of one name in many folders, by the folders that they begin and end with."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = list(paths)
        self._below: dict[tuple[str, ...], list[str]] = {}
        self._within: dict[tuple[str, ...], list[str]] = {}
        for path in self._paths:
            folders = _folders(path)
            for count in range(1, len(folders) + 1):
                self._below.setdefault(folders[:count], []).append(path)
                self._within.setdefault(folders[-count:], []).append(path)

    def near(self, named: tuple[str, ...], file: tuple[str, ...]) -> list[str]:
        """Return the few that share most folders with a name, and with the file that names it, from either end."""
        found = self._within_most(named) or self._within_most(file)
        below = next((self._below[file[:n]] for n in range(len(file), 0, -1) if file[:n] in self._below), [])
        return [*found, *below] or self._paths

    def _within_most(self, folders: tuple[str, ...]) -> list[str]:
        ends = (folders[-count:] for count in range(len(folders), 0, -1))
        return next((self._within[end] for end in ends if end in self._within), [])


MAX_COMPARED = 32


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that fits several pictures equally well: the one that was taken, and another."""

    name: str
    taken: str
    other: str


_doubts: ContextVar[list[Doubt] | None] = ContextVar("doubts", default=None)


@contextmanager
def doubts() -> Iterator[list[Doubt]]:
    """Collect the names that fit several pictures equally well, while something is read."""
    found: list[Doubt] = []
    token = _doubts.set(found)
    try:
        yield found
    finally:
        _doubts.reset(token)


def _of_equals(paths: list[str], name: str) -> str:
    """Return the one picture of several as near that lies in a folder named for pictures; else the first, in doubt."""
    good = [path for path in paths if holds_pictures(path.rpartition("/")[0].rpartition("/")[2])]
    if len(good) == 1:
        return good[0]
    taken = min(paths)
    found = _doubts.get()
    if found is not None:
        found.append(Doubt(name, taken, max(paths)))
    return taken


@lru_cache(maxsize=4096)
def meanings(name: str) -> tuple[str, ...]:
    """Return the POSIX paths that a picture's name in an annotation may mean, the most literal first.

    Tools write paths of another system ("C:\\\\a\\\\b.jpg"), percent-encoded ones, addresses with a query, and the
    path in the query itself ("/data/local-files/?d=a%5Cb.jpg").
    """
    plain = name.strip().replace("\\", "/")
    if not _SPECIAL.search(plain):
        return (plain,) if plain.rpartition("/")[2] not in ("", ".", "..") else ()
    address, _, query = plain.partition("?")
    address = _SCHEME.sub("", address)
    anchored = address.partition("#")[0]
    found = [plain, _decoded(plain), _decoded(address), _decoded(_decoded(address))]
    found += [_decoded(anchored)] if "." in anchored.rpartition("/")[2] else []
    found += [_decoded(part.partition("=")[2]) for part in query.split("&") if "." in part and "=" in part]
    return tuple(dict.fromkeys(each for each in found if each.rpartition("/")[2] not in ("", ".", "..")))


def _decoded(text: str) -> str:
    return unquote(text).replace("\\", "/").replace("\0", " ")


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _folders(path: str) -> tuple[str, ...]:
    return tuple(part for part in path.split("/")[:-1] if part not in ("", "."))


_SPECIAL = re.compile(r"[%?#:]")
_SCHEME = re.compile(r"^[A-Za-z][\w+.-]+:(//[^/]*/)?")  # of two letters and more: one is a drive of Windows


def _loose(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def pairs(pictures: Iterable[str], find: Callable[[str], str | None]) -> dict[str, str | None]:
    """Give each picture what ``find`` finds for it; of several pictures, only the one nearest to a file has it."""
    found = {path: find(path) for path in pictures}
    nearest: dict[str | None, str] = {}
    equals: dict[str, list[str]] = {}
    for path, file in found.items():
        if file not in nearest or likeness(path, file or "") > likeness(nearest[file], file or ""):
            nearest[file] = path
            equals.pop(file or "", None)
        elif file is not None and likeness(path, file) == likeness(nearest[file], file):
            equals.setdefault(file, [nearest[file]]).append(path)
    for file, paths in equals.items():
        nearest[file] = _of_equals(paths, file)
    return {path: file if nearest[file] == path else None for path, file in found.items()}


def likeness(path: str, other: str) -> tuple[int, int]:
    """Return how many folders two paths share from the top and from the bottom; of equals, fewer folders are better."""
    one, two = _folders(path), _folders(other)
    return shared(one, two) + shared(one[::-1], two[::-1]), -len(one)


def shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many items two sequences have in common at their beginnings."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def listed_splits(root: Path, lists: Iterable[str]) -> Mapping[str, Split]:
    """Read list files (``train.txt``: a name, or a picture's path and a mask's, a line) into splits by stem.

    "trainval" is for training where no list says otherwise.
    """
    splits: dict[str, Split] = {}
    names = sorted(lists, key=lambda path: stem_of(path).casefold() == "trainval")
    for path in names:
        stem = stem_of(path).casefold()
        split = Split.TRAIN if stem == "trainval" else split_of(stem)
        if split is None:
            continue
        for line in _lines(root / path):
            if line.strip():
                for word in dict.fromkeys((line.split()[0], line.strip())):  # a name may hold spaces
                    name = PurePosixPath(word.replace("\\", "/"))
                    splits.setdefault(name.stem if is_picture(name) else name.name, split)
    return splits


def _lines(file: Path) -> list[str]:
    try:
        return lines_of(file)
    except Malformed:  # a list that cannot be read lists nothing; the pictures in it are split like those in none
        return []


def unannotated_note(count: int) -> Message:
    """Say how many pictures no annotation is about."""
    return counted(
        count,
        "{count} picture has no annotation and is not used.",
        "{count} pictures have no annotation and are not used.",
    )


def unusable(name: str, error: Malformed) -> Message:
    """Return the reason of a picture whose annotation cannot be read."""
    return say("has an annotation, {name}, that {reason}", name=name, reason=error.reason)


def is_picture(name: PurePosixPath) -> bool:
    """Tell a name with a picture's suffix from a stem that holds a dot."""
    return name.suffix.casefold() in (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp")
