"""Listing a folder: picture files, what else there is, and nothing of what the system put there."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections import Counter
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from sft_gui import paths
from sft_gui.data.formats import is_picture_name
from sft_gui.data.posix import suffix_of
from sft_gui.data.unreadable import looks_like_picture
from sft_gui.data.watcher import Watcher
from sft_gui.messages import Message, counted, say

MAX_WRAPPERS = 4
MAX_FOLDERS, MAX_OF_A_KIND = 1000, 20  # of a glimpse
SYSTEM_NAMES = frozenset(("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "@eadir", "$recycle.bin"))


_glimpses: ContextVar[dict[Path, list[str]] | None] = ContextVar("glimpses", default=None)


@dataclass
class Listing:
    """The files below a folder, as POSIX paths relative to it, in natural file order."""

    pictures: list[str] = field(default_factory=list)
    unnameable: list[str] = field(default_factory=list)  # picture files whose names are no valid text, made printable
    others: Counter[str] = field(default_factory=Counter)  # number of other files by suffix
    files: list[str] = field(default_factory=list)  # the other files, where their names are valid text
    closed: list[str] = field(default_factory=list)  # folders that may not be opened
    folders: list[str] = field(default_factory=list)  # all below the top one, also the empty ones

    def notes(self) -> list[Message]:
        """Say what was passed over."""
        notes = [say("The folder '{name}' may not be opened, so it is passed over.", name=name) for name in self.closed]
        if self.others:
            kinds = ", ".join(f"{count} {suffix}" for suffix, count in self.others.most_common(4))
            notes.append(
                counted(
                    self.others.total(),
                    "{count} file that is no picture is passed over ({kinds}).",
                    "{count} files that are no pictures are passed over ({kinds}).",
                    kinds=kinds,
                )
            )
        return notes


def is_system_name(name: str) -> bool:
    """Tell whether a file or folder is hidden or the system's own."""
    return name.startswith(".") or name.casefold() in SYSTEM_NAMES


def visible(folder: Path) -> list[Path]:
    """Return what lies right in a folder and is not the system's own, by name; nothing where it may not be opened."""
    try:
        return sorted(path for path in folder.iterdir() if not is_system_name(path.name))
    except OSError:
        return []


def innermost(folder: Path) -> Path:
    """Go down while there is nothing but one folder, as archives often are packed."""
    for _ in range(MAX_WRAPPERS):
        inside = visible(folder)
        if len(inside) != 1 or not inside[0].is_dir():
            break
        folder = inside[0]
    return folder


@contextlib.contextmanager
def remembered() -> Iterator[None]:
    """Let every glimpse inside be taken once only, though each reader asks for it."""
    token = _glimpses.set({})
    try:
        yield
    finally:
        _glimpses.reset(token)


def glimpse(root: Path) -> list[str]:
    """Return some files below ``root`` for a quick look at what there is: few of each kind in each folder, by path."""
    known = _glimpses.get()
    if known is None:
        return _glimpse(root)
    if root not in known:
        known[root] = _glimpse(root)
    return known[root]


def _glimpse(root: Path) -> list[str]:
    seen: list[str] = []
    pending = [""]
    for folder in itertools.islice(pending, MAX_FOLDERS):  # which grows meanwhile
        kinds: Counter[str] = Counter()
        with contextlib.suppress(OSError), os.scandir(root / folder if folder else root) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                path = f"{folder}/{entry.name}" if folder else entry.name
                if is_system_name(entry.name) or _printable(path) != path:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending.append(path)
                    continue
                if not _is_file(entry):
                    continue
                kind = suffix_of(entry.name).lower()
                kinds[kind] += 1
                if kinds[kind] <= MAX_OF_A_KIND:
                    seen.append(path)
    return sorted(seen)


def list_pictures(root: Path, watcher: Watcher) -> Listing:
    """List the pictures below ``root``. Links are followed, but never in a circle; nothing is written or decoded."""
    listing = Listing()
    real_root = os.path.realpath(root)
    followed, own = {real_root}, paths.projects()  # asked once: the system reads a file each time
    pending = [""]
    while pending:
        folder = pending.pop()
        watcher.tell(len(listing.pictures), None, say("Looking for pictures"))
        try:
            with os.scandir(root / folder if folder else root) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            listing.closed.append(_printable(folder) or root.name)
            continue
        if folder and _printable(folder) == folder:
            listing.folders.append(folder)
        subfolders = []
        for entry in found:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if is_system_name(entry.name) or (entry.name == own.name and _is_ours(entry, own)):
                continue
            if _is_folder(entry):
                if not entry.is_symlink() or _leads_to_new(entry, real_root, followed):
                    subfolders.append(path)
            else:
                _list_file(entry, path, listing)
        pending.extend(reversed(subfolders))
    return listing


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Tell a file from a pipe or a device, reading which might never end."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _is_ours(entry: os.DirEntry[str], own: Path) -> bool:
    """Tell the folder of our projects, which lies in Documents: pictures in it are copies."""
    return os.path.realpath(entry) == os.path.realpath(own)


def _leads_to_new(entry: os.DirEntry[str], real_root: str, followed: set[str]) -> bool:
    """A link into the same tree is reached by its own name, or is a circle; one elsewhere is followed once."""
    target = os.path.realpath(entry)
    if target in followed or target.startswith(real_root + os.sep) or real_root.startswith(target + os.sep):
        return False
    followed.add(target)
    return True


def _list_file(entry: os.DirEntry[str], path: str, listing: Listing) -> None:
    if not (is_picture_name(entry.name) or _is_unnamed_picture(entry)):
        listing.others[suffix_of(entry.name).lower() or entry.name] += 1
        if _printable(path) == path and _is_file(entry):
            listing.files.append(path)
    elif _printable(path) == path:
        listing.pictures.append(path)
    else:
        listing.unnameable.append(_printable(path))


def _is_unnamed_picture(entry: os.DirEntry[str]) -> bool:
    if suffix_of(entry.name):
        return False
    try:
        if not entry.is_file():
            return False
        with open(entry, "rb") as file:
            return looks_like_picture(file.read(16))
    except OSError:
        return False


def _printable(path: str) -> str:
    """Write a name that the system gives as undecodable bytes so that it can be stored and shown."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
