"""The files that labels and annotations of a project were read from, which are watched as its pictures are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sft_gui.data.archive import is_archive
from sft_gui.data.drift import known_sources
from sft_gui.data.formats import LABEL_SUFFIXES
from sft_gui.data.index import SourceFile
from sft_gui.data.posix import name_of, suffix_of
from sft_gui.data.rebuild import WRITTEN
from sft_gui.data.walk import list_pictures
from sft_gui.data.watcher import Watcher

FOLDERS = "folders"  # the format in which folders alone say the classes
HOLDERS = LABEL_SUFFIXES | {".tar", ".npz", ".npy", ".gz", ".meta"}  # of pictures that are written out, besides


def folder_of(source: Path) -> Path:
    """Return what the files' paths are relative to."""
    return source if source.is_dir() else source.parent


def look(
    project: Path, source: Path, format_name: str, root: Path, known: Iterable[SourceFile], watcher: Watcher
) -> list[SourceFile]:
    """Return the files as they are; none where folders say the classes, and none of what was unpacked.

    Args:
        project: its folder.
        root: of the pictures.
        known: from the last time: those with the same stamp are not hashed again.
    """
    is_written = root.is_relative_to(project / WRITTEN)
    if format_name == FOLDERS or (root.is_relative_to(project) and not is_written) or is_archive(source):
        return []
    if not source.is_dir():
        return known_sources(source.parent, [source.name], known)
    files = list_pictures(source, watcher).files
    names = [
        name for name in files if suffix_of(name).lower() in LABEL_SUFFIXES or (is_written and _may_hold(name.lower()))
    ]
    return known_sources(source, names, known)


def _may_hold(path: str) -> bool:
    name = name_of(path)
    return suffix_of(name) in HOLDERS or "ubyte" in name or "." not in name


def still_there(source: Path, known: Iterable[SourceFile]) -> list[SourceFile]:
    """Return those that are there: what was written out of the others is used as it is."""
    folder = folder_of(source)
    return [each for each in known if (folder / each.path).exists()]
