"""File and folder names that every system accepts, and that no system takes for one another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

# What systems forbid, and control characters and direction marks, which would act in a terminal or a file manager.
FORBIDDEN = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u061c\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]'
)
DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
MAX_BYTES = 120  # well under the 255 of most file systems, so that suffixes and temporary names fit


@lru_cache(maxsize=4096)
def safe_name(name: str, fallback: str) -> str:
    """Return ``name`` as a file name: no separators, reserved names, dots at its start, dots and spaces at its end.

    Different names may come out alike; see :class:`Names` and :func:`safe_names`.
    """
    name = FORBIDDEN.sub("_", name.encode("utf-8", "replace").decode()).strip(" ").rstrip(". ")
    if name.startswith("."):  # hidden, and passed over when such a folder is opened
        name = f"_{name}"
    if len(name.encode()) > MAX_BYTES:
        stem, suffix = split_suffix(name)
        suffix = suffix if len(suffix.encode()) <= 12 else ""
        name = stem.encode()[: MAX_BYTES - len(suffix.encode())].decode("utf-8", "ignore").rstrip(". ") + suffix
    if DEVICES.fullmatch(name.split(".")[0].rstrip()):
        name = f"_{name}"
    return name or fallback


def same_key(name: str) -> str:
    """Return a text that is equal for names which some system takes for one: capitals, composed and decomposed."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


class Names:
    """Hands out names that are safe and different from each other on every system, in time linear in their number.

    Args:
        taken: names that are given out already.
        numbered: how a name is numbered, with its stem, number and suffix.
    """

    def __init__(self, taken: Iterable[str] = (), *, numbered: str = "{stem} ({number}){suffix}") -> None:
        self._taken = {same_key(name) for name in taken}
        self._next: dict[str, int] = {}
        self._numbered = numbered

    def give(self, name: str, fallback: str, *, has_suffix: bool = True) -> str:
        """Return ``name`` made safe, and numbered where it is taken.

        Args:
            fallback: where nothing is left of it.
            has_suffix: whether a number goes before ".jpg"; not so for folders, whose dots mean nothing.
        """
        safe = safe_name(name, fallback)
        key = same_key(safe)
        if key in self._taken:
            stem, suffix = split_suffix(safe) if has_suffix else (safe, "")
            number = self._next.get(key, 2)
            while same_key(free := self._numbered.format(stem=stem, number=number, suffix=suffix)) in self._taken:
                number += 1
            self._next[key] = number + 1
            safe = free
        self._taken.add(same_key(safe))
        return safe


def safe_names(names: Iterable[str], fallback: str, *, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return a folder name for each of a set of names: safe, different on every system, the same for the same set.

    A name that is safe as it is stays; those that would come out like it are numbered.

    Args:
        known: folder names in use already and the names that they stand for, which go first.
    """
    wanted = sorted(set(names))
    by_name = {name: folder for folder, name in (known or {}).items()}
    given = Names(known or ())
    result = {name: by_name[name] for name in wanted if name in by_name}
    for must_stay in (True, False):
        for name in wanted:
            if name not in result and (safe_name(name, fallback) == name) is must_stay:
                result[name] = given.give(name, fallback, has_suffix=False)
    return result


def split_suffix(name: str) -> tuple[str, str]:
    """Split "a.jpg" into "a" and ".jpg"."""
    path = Path(name)
    return path.stem, path.suffix


def unique(folder: Path, name: str) -> Path:
    """Return the first of "name", "name 2", "name 3", ... that is not in ``folder`` yet."""
    stem, suffix = split_suffix(name)
    path, number = folder / name, 2
    while path.exists() or path.is_symlink():
        path, number = folder / f"{stem} {number}{suffix}", number + 1
    return path
