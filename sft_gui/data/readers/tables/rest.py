"""What a table leaves of a source: the pictures that it says nothing of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Set
from functools import lru_cache

from sft_gui.data.readers.splits import Part, part_of, words_in
from sft_gui.data.readers.tables.pictures import part_at
from sft_gui.data.readers.tables.words import NO_CLASSES, NO_DATA
from sft_gui.data.source import Source
from sft_gui.messages import Message, counted


def without_row(source: Source, named: Collection[str]) -> list[str]:
    """Return the pictures that are not among those of a table."""
    known = named if isinstance(named, Set | Mapping) else set(named)
    return [path for path in source.pictures if path not in known]


def total(source: Source, explained: Collection[str], named: Collection[str]) -> int:
    """Return how many pictures an answer could be wanted for: those for testing are none where no table tells theirs.

    Args:
        source: all pictures.
        explained: the ones that get an answer.
        named: the ones that a table names.
    """
    is_tested = any(part_at(path) in (Part.TEST, Part.PREDICT) for path in explained)
    count = len(explained)
    for path in without_row(source, explained):
        is_to_predict = not is_tested and part_at(path) in (Part.TEST, Part.PREDICT)
        count += path in named or not (is_to_predict or is_no_data(path))
    return max(count, 1)


def is_no_data(path: str) -> bool:
    """Tell a picture in docs/, masks/ or runs/, which is plainly no part of the data."""
    return _is_no_data(path.rpartition("/")[0])


@lru_cache(maxsize=65536)
def _is_no_data(folder: str) -> bool:
    return any(NO_DATA.intersection(words_in(name)) for name in folder.split("/"))


def note_on_rest(source: Source, named: Collection[str]) -> list[Message]:
    """Say how many pictures a table says nothing of."""
    rest = without_row(source, named)
    if not rest:
        return []
    return [
        counted(
            len(rest),
            "{count} picture has no label in the table and is passed over, {path}.",
            "{count} pictures have no label in the table and are passed over, the first of them {path}.",
            path=rest[0],
        )
    ]


def are_in_folders(paths: Collection[str]) -> bool:
    """Tell whether pictures lie in several folders besides those of splits, whatever their names."""
    folders = {folder.rpartition("/")[2] for folder in {path.rpartition("/")[0] for path in paths}}
    return len({name for name in folders if name and part_of(name) is None}) > 1


def class_folders(paths: Collection[str]) -> dict[str, str]:
    """Return the folder of each picture that may be its class; none where some lie in none, or in a folder alone.

    It is the innermost one that is no part of the data, if it is named as classes are: by words alone.
    """
    found: dict[str, str] = {}
    for path in paths:
        name = _class_folder(path.rpartition("/")[0])
        if name is None:
            return {}
        found[path] = name
    counts = Counter(found.values())
    return found if len(counts) > 1 and min(counts.values()) > 1 else {}


@lru_cache(maxsize=65536)
def _class_folder(folder: str) -> str | None:
    names = [name for name in folder.split("/") if name and part_of(name) is None]
    words = words_in(names[-1]) if names else ()
    if not words or any(character.isdecimal() for character in names[-1]) or NO_CLASSES.intersection(words):
        return None
    return names[-1]
