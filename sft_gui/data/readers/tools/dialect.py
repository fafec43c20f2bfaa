"""What the reader of annotation tools must know of one of them: which files are its, and what they say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.json_lines import json_lines_of
from sft_gui.data.parse.text import decoded
from sft_gui.data.posix import suffix_of
from sft_gui.data.readers.reader import Support
from sft_gui.data.readers.tools.shapes import Said
from sft_gui.data.source import LOOKED_AT_BYTES, Source


class Dialect:
    """The files of one tool."""

    name: str  # of its reader for boxes, and of its family
    title: str  # what people call it: "CVAT for images"
    suffixes: tuple[str, ...] = (".json",)  # of its files
    marks: tuple[str, ...] = ()  # what the beginning of each of its files holds, for those too large to parse at a look
    is_beside = False  # whether each picture has a file of its own
    has_attributes = False  # whether a shape's class is one of its attributes, which must be picked
    aside: frozenset[str] = frozenset()  # folders of its own whose pictures are no data, in lower case
    support: tuple[Support, ...] = ()

    def fits(self, path: str) -> bool:
        """Tell by its name whether a file may be the tool's."""
        return suffix_of(path).casefold() in self.suffixes

    def pictures(self, data: Any, path: str) -> Iterable[Said] | None:
        """Return what a parsed file says of each picture; None where it is another format's.

        Whatever is in ``data``, it raises nothing: what is not as it should be is left out, or said in a note.
        """
        raise NotImplementedError


def parsed(source: Source, path: str) -> Any:
    """Parse a file by its suffix: JSON, XML, or an object of JSON in each line.

    Raises:
        Malformed: with the reason.
    """
    suffix = suffix_of(path).casefold()
    if suffix == ".xml":
        return source.xml(path)
    return json_lines_of(source.path(path)) if suffix in LINES else source.json(path)


LINES = (".ndjson", ".jsonl", ".manifest")


def may_be(source: Source, path: str, dialect: Dialect) -> bool:
    """Tell by a file's beginning whether it may be the dialect's; asked of a file that is large or damaged."""
    if not dialect.marks:
        return False
    text = decoded(source.head(path))
    return all(mark in text for mark in dialect.marks)


def look(source: Source, path: str, dialect: Dialect) -> Iterable[Said] | None:
    """Return what a file says, or None where it is not the dialect's.

    Raises:
        Malformed: it seems to be, and cannot be read.
    """
    if source.size(path) > LOOKED_AT_BYTES and not may_be(source, path, dialect):
        return None
    try:
        return dialect.pictures(parsed(source, path), path)
    except Malformed:
        if may_be(source, path, dialect):
            raise
        return None
