"""What is dragged over the window, told from its addresses alone: a drag must never wait for a disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from sft_gui.data.formats import is_picture_name
from sft_gui.data.project_file import PROJECT_FILE

# Only ZIP is read; of the others the user is told so, and not that they are no pictures.
ARCHIVES = frozenset({".zip", ".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst"})
LISTS = frozenset({".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".xml"})  # tables and exports of annotation tools


class Kind(StrEnum):
    """What the window would do with it."""

    PICTURES = "pictures"  # name them
    FOLDER = "folder"  # open it as a project
    REFUSED = "refused"


@dataclass(frozen=True)
class Dragged:
    """Something over the window."""

    kind: Kind
    paths: tuple[Path, ...] = ()
    name: str = ""  # of the first, or of the one refused


def looks_like(mime: QMimeData) -> Dragged | None:
    """Evaluate a drag by its addresses; None where it is nothing of ours (text within the window)."""
    if mime.hasUrls():
        return of_urls(mime.urls())
    return Dragged(Kind.PICTURES) if mime.hasImage() else None


def of_urls(urls: Sequence[QUrl]) -> Dragged:
    """Evaluate addresses without touching the disk: a name without a known ending is taken for a folder."""
    paths = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    if not paths:
        return Dragged(Kind.REFUSED, name=urls[0].host() if urls else "")
    if len(paths) == 1 and (_may_be_source(paths[0]) or urls[0].path().endswith("/")):
        return Dragged(Kind.FOLDER, paths, paths[0].name)
    unknown = [path for path in paths if not is_picture(path) and path.suffix]
    if len(unknown) == len(paths):
        return Dragged(Kind.REFUSED, paths, unknown[0].name)
    return Dragged(Kind.PICTURES, paths, paths[0].name)


def is_picture(path: Path) -> bool:
    """Tell whether a name promises a picture; what is dropped is evaluated by its content, later and elsewhere."""
    return is_picture_name(path.name)


def _may_be_source(path: Path) -> bool:
    return not path.suffix or path.name == PROJECT_FILE or path.suffix.lower() in ARCHIVES | LISTS


def look_at(paths: Sequence[Path], *, name_folders: bool = False) -> Dragged:
    """Evaluate what was dropped by looking at the disk; for the pool.

    Args:
        name_folders: pictures in a folder are to be named (Predict is on show), not learned.
    """
    if not paths:
        return Dragged(Kind.REFUSED)
    first = paths[0]
    if first.name == PROJECT_FILE and len(paths) == 1:  # the desktop opens a project by its file
        return Dragged(Kind.FOLDER, (first.parent,), first.parent.name)
    is_source = first.is_dir() or first.suffix.lower() in ARCHIVES | LISTS
    if len(paths) == 1 and is_source and not (name_folders and first.is_dir()):
        return Dragged(Kind.FOLDER, (first,), first.name)
    wanted = tuple(path for path in paths if path.is_dir() or is_picture(path))
    if not wanted:
        return Dragged(Kind.REFUSED, tuple(paths), first.name)
    return Dragged(Kind.PICTURES, tuple(paths), first.name)
