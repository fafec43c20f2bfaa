"""Finding a project's pictures again where the user says that they are now."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sft_gui.data.decode import Unreadable, content_hash, read
from sft_gui.data.index import Picture
from sft_gui.errors import UserError
from sft_gui.messages import say

UP, DOWN = 3, 3  # folders around and inside the chosen one that are tried
MAX_TRIED = 2000
SAMPLE = 24  # pictures whose content is compared
ENOUGH = 0.5  # of those found by name must have their content


def find(chosen: Path, name: str, root: str, pictures: Sequence[Picture]) -> Path:
    """Return the source at or near ``chosen``: the place at which most pictures of a sample lie with their content.

    Args:
        chosen: a folder or file.
        name: the source's own name, which a table or archive goes by.
        root: the pictures' folder relative to the source.
        pictures: of the project; those without a digest do not matter.

    Raises:
        UserError: they are not there.
    """
    known = [picture for picture in pictures if picture.digest]
    sample = known[:: max(len(known) // SAMPLE, 1)][:SAMPLE]
    best, most, named = chosen, 0, 0
    places: Iterable[Path] = _places(chosen, name, root)
    if any(picture.path.startswith("../") for picture in sample):  # beside a table's folder: so they are beside others
        places = sorted(places, key=lambda place: place.name != name)
    for place in places:
        folder = Path(os.path.normpath(place / root))
        there = [picture for picture in sample if (folder / picture.path).is_file()]
        if not there:
            continue
        named = max(named, len(there))
        right = sum(_has_content(folder / picture.path, picture.digest) for picture in there)
        if right > most and right >= ENOUGH * len(there):
            best, most = place, right
        if most == len(sample):
            break
    if most or not sample:
        return best
    if named:
        raise UserError(
            say("What is called like this project's pictures in {path} are other pictures.", path=str(chosen)),
            say("Choose the folder that holds them, or open it as a new project."),
        )
    raise UserError(
        say("None of this project's pictures is in {path}.", path=str(chosen)),
        say("Choose the folder that holds them, or open it as a new project."),
    )


def _has_content(path: Path, digest: str) -> bool:
    try:
        return content_hash(read(path)) == digest
    except Unreadable:
        return False


def _places(chosen: Path, name: str, root: str) -> Iterator[Path]:
    """Yield what may be the source, the likeliest first: the chosen one, those around it, those inside."""
    is_file = root.split("/")[0] == ".."  # a table: its root is its own folder
    folder = chosen if chosen.is_dir() else chosen.parent
    if is_file:
        if chosen.is_file():
            yield chosen
        for place in (folder, *_below(folder), *list(folder.parents)[:UP]):
            if (place / name).is_file():
                yield place / name
        return
    yield chosen
    yield from list(folder.parents)[:UP]
    yield from (parent / name for parent in list(folder.parents)[:UP] if (parent / name).is_dir())
    yield from _below(folder)


def _below(folder: Path) -> Iterator[Path]:
    """Yield the folders inside, level by level, so many at most."""
    level, tried = [folder], 0
    for _ in range(DOWN):
        inside = []
        for place in level:
            try:
                with os.scandir(place) as entries:
                    inside += sorted(
                        Path(entry) for entry in entries if entry.is_dir() and not entry.name.startswith(".")
                    )
            except OSError:
                continue
        yield from inside[: MAX_TRIED - tried]
        tried += len(inside)
        if tried >= MAX_TRIED:
            return
        level = inside
