"""What the user opened, as every reader sees it: one walk through it, and each file parsed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from xml.etree import ElementTree

from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.structured import json_of, xml_of, yaml_of
from sft_gui.data.parse.tables import rows_of
from sft_gui.data.parse.text import lines_of
from sft_gui.data.posix import folder_of, stem_of, suffix_of
from sft_gui.data.walk import Listing, list_pictures
from sft_gui.data.watcher import Watcher

LOOKED_AT_BYTES = 16 * 2**20  # of a file that is parsed only to see what it is
HEAD_BYTES = 2**20
AROUND = 200_000  # files that are looked at around a single one
Some = TypeVar("Some")
Made = TypeVar("Made")


class Source:
    """A folder, or one file of annotations with the pictures around it. Paths are POSIX, relative to :attr:`root`.

    Args:
        place: the folder, or the file: then it is the only one that is looked at besides pictures.
        watcher: told of slow work, and asked whether to go on.
    """

    def __init__(self, place: Path, watcher: Watcher | None = None) -> None:
        self.place, self.watcher = place, watcher or Watcher()
        self.is_folder = place.is_dir()
        self.root = place if self.is_folder else place.parent
        self.name = place.name
        self._made: dict[str, Any] = {}

    @cached_property
    def listing(self) -> Listing:
        """All files below the root, from one walk."""
        return list_pictures(self.root, self.watcher, around=None if self.is_folder else AROUND)

    @property
    def pictures(self) -> list[str]:
        """The picture files, in natural order."""
        return self.listing.pictures

    @property
    def files(self) -> list[str]:
        """All other files, or the one that was opened."""
        return self.listing.files if self.is_folder else [self.name]

    @cached_property
    def _by_suffix(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self.files:
            found.setdefault(suffix_of(path).casefold(), []).append(path)
        return found

    def of_kind(self, *suffixes: str) -> list[str]:
        """Return the other files with one of these suffixes (".json"), in whatever case."""
        return [path for suffix in suffixes for path in self._by_suffix.get(suffix, ())]

    def once(self, key: str, make: Callable[[], Made]) -> Made:
        """Return what ``make`` makes of this source, from the last time if there was one: readers share it."""
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made

    def path(self, relative: str) -> Path:
        """Return where a file is."""
        return self.root / relative

    def size(self, relative: str) -> int:
        """Return a file's size in bytes, 0 where it cannot be asked."""
        try:
            return self.path(relative).stat().st_size
        except (OSError, ValueError):
            return 0

    def head(self, relative: str, count: int = HEAD_BYTES) -> bytes:
        """Return a file's first bytes, none where it cannot be read."""
        try:
            with open(self.path(relative), "rb") as file:
                return file.read(count)
        except (OSError, ValueError):
            return b""

    # The file parsed; each raises Malformed with the reason.

    def json(self, relative: str) -> Any:
        """Parse a JSON file."""
        return json_of(self.path(relative))

    def xml(self, relative: str) -> ElementTree.Element:
        """Parse an XML file."""
        return xml_of(self.path(relative))

    def yaml(self, relative: str) -> Any:
        """Parse a YAML file."""
        return yaml_of(self.path(relative))

    def lines(self, relative: str) -> list[str]:
        """Read the lines of a text file."""
        return lines_of(self.path(relative))

    def rows(self, relative: str) -> list[list[str]]:
        """Read the rows of a table."""
        return rows_of(self.path(relative))

    # A look at what a file is: None where it cannot be read or is larger than LOOKED_AT_BYTES.

    def look_json(self, relative: str) -> Any:
        """Parse a JSON file to see what it is."""
        return self._look(relative, self.json)

    def look_lines(self, relative: str) -> list[str] | None:
        """Read a text file to see what it is."""
        return self._look(relative, self.lines)  # type: ignore[no-any-return]

    def _look(self, relative: str, parse: Any) -> Any:
        try:
            return parse(relative) if self.size(relative) <= LOOKED_AT_BYTES else None
        except Malformed:
            return None


__all__ = ["Source", "by_folder", "folder_of", "some", "stem_of"]


def some(items: Sequence[Some], count: int) -> Sequence[Some]:
    """Return at most ``count`` of the items, spread evenly, the first among them."""
    if len(items) <= count:
        return items
    return [items[i * len(items) // count] for i in range(count)]


def by_folder(paths: Iterable[str]) -> dict[str, list[str]]:
    """Return the paths by their folders, in their order."""
    found: dict[str, list[str]] = {}
    for path in paths:
        found.setdefault(folder_of(path), []).append(path)
    return found
