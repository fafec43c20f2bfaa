"""Listing a folder: picture files, what else there is, and nothing of what the system put there."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sft_gui import paths
from sft_gui.data.formats import is_picture_name
from sft_gui.data.posix import suffix_of
from sft_gui.data.unreadable import looks_like_picture
from sft_gui.data.watcher import Watcher
from sft_gui.messages import Message, counted, say

SYSTEM_NAMES = frozenset(("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "@eadir", "$recycle.bin"))


@dataclass
class Listing:
    """The files below a folder, as POSIX paths relative to it, in natural file order."""

    pictures: list[str] = field(default_factory=list)
    unnameable: list[str] = field(default_factory=list)  # picture files whose names are no valid text, made printable
    others: Counter[str] = field(default_factory=Counter)  # number of other files by suffix
    files: list[str] = field(default_factory=list)  # the other files, where their names are valid text
    closed: list[str] = field(default_factory=list)  # folders that may not be opened
    folders: list[str] = field(default_factory=list)  # all below the top one, also the empty ones
    is_cut: bool = False  # whether there is more that was not looked at

    def notes(self) -> list[Message]:
        """Say what was passed over."""
        notes = [say("The folder '{name}' may not be opened, so it is passed over.", name=name) for name in self.closed]
        if self.is_cut:
            notes.append(say("Only the files nearest to it were looked at: there are too many around it."))
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


def list_pictures(root: Path, watcher: Watcher, *, around: int | None = None) -> Listing:
    """List the pictures below ``root``. Links are followed, but never in a circle; nothing is written or decoded.

    Args:
        root: the folder.
        watcher: told how many pictures were found.
        around: end after so many files, the nearest first: for what lies around one file, which may be a whole home.
    """
    listing = Listing()
    real_root = os.path.realpath(root)
    followed, own = {real_root}, paths.projects()  # asked once: the system reads a file each time
    pending, seen = [""], 0
    while pending:
        if around is not None and seen >= around:
            listing.is_cut = True
            break
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
        subfolders, seen = [], seen + len(found)
        for entry in found:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if is_system_name(entry.name) or (entry.name == own.name and _is_ours(entry, own)):
                continue
            if _is_folder(entry):
                if not entry.is_symlink() or _leads_to_new(entry, real_root, followed):
                    subfolders.append(path)
            else:
                _list_file(entry, path, listing)
        pending = [*pending, *reversed(subfolders)] if around is None else [*reversed(subfolders), *pending]
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
