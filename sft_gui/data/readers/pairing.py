"""Which picture does an annotation file belong to, and which split do folders and lists say?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from sft_gui.data.index import Split
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.text import lines_of
from sft_gui.data.readers.splits import split_in, split_of
from sft_gui.messages import Message, say


class Pictures:
    """Pictures by their names, for files elsewhere that name them."""

    def __init__(self, paths: Iterable[str], *, key: Callable[[str], str] = str) -> None:
        """``key`` makes of a stem what names are compared by."""
        self._by_name: dict[str, list[str]] = {}
        for path in paths:
            name = PurePosixPath(path).name
            for each in dict.fromkeys((name, key(PurePosixPath(name).stem))):
                self._by_name.setdefault(each, []).append(path)
        self._by_loose: dict[str, list[str]] = {}

    def beside(self, path: str, name: str = "", split: Split | None = None) -> str | None:
        """Return the picture of this file name, else of the stem of ``path``, whose folders are most like its.

        Where ``name`` has folders, these count first, and then the split that they name.
        """
        found = self.named(path, name, split) if name else None
        if found is not None:
            return found
        return self._best(self._by_name.get(PurePosixPath(path).stem, ()), path, name, split)

    def named(self, path: str, name: str, split: Split | None = None) -> str | None:
        """Return the picture that the file ``path`` calls ``name``: a path of any system, a URL, in any case, its stem.

        Where several have the name, its folders count first, then the split, then how near they are to ``path``.
        """
        for meant in meanings(name):
            wanted = PurePosixPath(meant).name
            found = self._best(self._by_name.get(wanted, ()), path, meant, split)
            if found is not None:
                return found
        for meant in meanings(name):
            found = self._alike(PurePosixPath(meant), path, split)
            if found is not None:
                return found
        return None

    def _alike(self, meant: PurePosixPath, path: str, split: Split | None) -> str | None:
        """A name that differs in case or in how accents are written, where that can be confused with no other."""
        if not self._by_loose:
            for name, paths in self._by_name.items():
                self._by_loose.setdefault(_loose(name), []).extend(paths)
        found = set(self._by_loose.get(_loose(meant.name), ()))
        is_one = len({PurePosixPath(each).name for each in found}) == 1
        return self._best(sorted(found), path, str(meant), split) if is_one else None

    def _best(self, found: Sequence[str], path: str, name: str, split: Split | None) -> str | None:
        if not found:
            return None
        folders = PurePosixPath(name.replace("\\", "/")).parts[:-1]

        def fitness(picture: str) -> tuple[object, ...]:
            return (
                _shared(PurePosixPath(picture).parts[-2::-1], folders[::-1]),
                split is not None and split_in(picture) == split,
                *likeness(picture, path),
            )

        return found[0] if len(found) == 1 else max(found, key=fitness)


@lru_cache(maxsize=4096)
def meanings(name: str) -> tuple[str, ...]:
    """Return the POSIX paths that a picture's name in an annotation may mean, the most literal first.

    Tools write paths of another system ("C:\\\\a\\\\b.jpg"), percent-encoded ones, addresses with a query, and the
    path in the query itself ("/data/local-files/?d=a%5Cb.jpg").
    """
    plain = name.strip().replace("\\", "/")
    address, _, query = plain.partition("?")
    address = _SCHEME.sub("", address)
    anchored = address.partition("#")[0]
    found = [plain, _decoded(plain), _decoded(address), _decoded(_decoded(address))]
    found += [_decoded(anchored)] if PurePosixPath(anchored).suffix else []
    found += [_decoded(part.partition("=")[2]) for part in query.split("&") if "." in part and "=" in part]
    return tuple(dict.fromkeys(each for each in found if PurePosixPath(each).name not in ("", "..")))


def _decoded(text: str) -> str:
    return unquote(text).replace("\\", "/").replace("\0", " ")


_SCHEME = re.compile(r"^[A-Za-z][\w+.-]+:(//[^/]*/)?")  # of two letters and more: one is a drive of Windows


def _loose(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def pairs(pictures: Iterable[str], find: Callable[[str], str | None]) -> dict[str, str | None]:
    """Give each picture what ``find`` finds for it; of several pictures, only the one nearest to a file has it."""
    found = {path: find(path) for path in pictures}
    nearest: dict[str | None, str] = {}
    for path, file in found.items():
        if file not in nearest or likeness(path, file or "") > likeness(nearest[file], file or ""):
            nearest[file] = path
    return {path: file if nearest[file] == path else None for path, file in found.items()}


def likeness(path: str, other: str) -> tuple[int, int]:
    """Return how many folders two paths share from the top and from the bottom; of equals, fewer folders are better."""
    one, two = PurePosixPath(path).parts[:-1], PurePosixPath(other).parts[:-1]
    return _shared(one, two) + _shared(one[::-1], two[::-1]), -len(one)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
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
    names = sorted(lists, key=lambda path: PurePosixPath(path).stem.casefold() == "trainval")
    for path in names:
        stem = PurePosixPath(path).stem.casefold()
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


def unusable(name: str, error: Malformed) -> Message:
    """Return the reason of a picture whose annotation cannot be read."""
    return say("has an annotation, {name}, that {reason}", name=name, reason=error.reason)


def is_picture(name: PurePosixPath) -> bool:
    """Tell a name with a picture's suffix from a stem that holds a dot."""
    return name.suffix.casefold() in (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp")
