"""A damaged list of pictures is made anew from the source; decisions that can still be read are kept."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sft_gui.data.archive import is_archive, unpack
from sft_gui.data.index_file import LockedIndex, ReadOnlyFile
from sft_gui.data.readers.reader import Choice, Reading
from sft_gui.data.source import Source
from sft_gui.data.understand import read_or_offer
from sft_gui.data.watcher import Watcher
from sft_gui.files import told_if_unwritable
from sft_gui.locks import FileLock
from sft_gui.messages import Message, counted, say

NEW, ASIDE = "index-new.sqlite", "index-damaged-"
UNPACKED = "unpacked"  # the folder of a project in which archives are unpacked
WRITTEN, ASIDE_WRITTEN = "pictures", "pictures-old"  # those of pictures that were written out of other files
MOST_GAPS = 200_000  # rows that are asked for one by one where some cannot be read
BESIDE = ("-wal", "-shm", ".damaged")


@dataclass(frozen=True)
class Decided:
    """A picture's row as far as it is the user's."""

    id: int
    path: str
    label: str | None
    left_out: bool


@dataclass(frozen=True)
class Salvaged:
    """What could be read of a damaged list."""

    rows: tuple[Decided, ...] = ()
    is_whole: bool = False

    def message(self, source: Path) -> Message:
        """Say that the list was made anew, what was kept and what may be lost."""
        kept = sum(row.left_out or row.label is not None for row in self.rows)
        values = {"source": str(source)}
        if self.is_whole:
            return counted(
                kept,
                "The project's list of pictures was damaged and has been made anew from {source}. "
                "The {count} picture that you relabelled or left out is so again.",
                "The project's list of pictures was damaged and has been made anew from {source}. "
                "The {count} pictures that you relabelled or left out are so again.",
                **values,
            )
        if self.rows:
            return counted(
                kept,
                "The project's list of pictures was damaged and has been made anew from {source}. {count} decision "
                "could still be read; other labels of yours and pictures left out may be lost.",
                "The project's list of pictures was damaged and has been made anew from {source}. {count} decisions "
                "could still be read; other labels of yours and pictures left out may be lost.",
                **values,
            )
        return say(
            "The project's list of pictures was damaged and has been made anew from {source}. "
            "Labels that you gave and pictures that you left out are lost.",
            **values,
        )


def salvage(folder: Path, name: str) -> Salvaged:
    """Read what can be read of the damaged list, or of the one put aside by a rebuilding that was killed."""
    aside = sorted(folder.glob(f"{ASIDE}*.sqlite"))
    file = folder / name
    if not file.exists() or not file.stat().st_size:
        if not aside:
            return Salvaged()
        file = aside[-1]
    found = None
    try:
        found = ReadOnlyFile(file)
        with contextlib.closing(found.connect()) as connection:
            return _read(connection)
    except (sqlite3.Error, OSError):
        return Salvaged()
    finally:
        if found is not None:
            found.close()


def _read(connection: sqlite3.Connection) -> Salvaged:
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    rows, is_whole = dict[int, Decided](), True
    for order in ("", "DESC"):
        try:
            for row in _decided(connection, f"ORDER BY id {order}"):
                rows[row.id] = row
            break
        except sqlite3.Error:
            is_whole = False
    if not is_whole and rows:
        for id in range(1, min(max(rows), MOST_GAPS)):
            if id not in rows:
                with contextlib.suppress(sqlite3.Error):
                    rows.update((row.id, row) for row in _decided(connection, f"WHERE id = {id}"))
    return Salvaged(tuple(rows.values()), is_whole)


def _decided(connection: sqlite3.Connection, which: str) -> Iterator[Decided]:
    for id, path, label, left_out in connection.execute(f"SELECT id, path, own_label, left_out FROM picture {which}"):
        if isinstance(path, str) and (label is None or isinstance(label, str)):
            yield Decided(int(id), path, label, bool(left_out))


@contextlib.contextmanager
def read_again(folder: Path, choice: Choice, source: Path, *, is_own: bool, watcher: Watcher) -> Iterator[Reading]:
    """Read the source anew; what was unpacked or written out is read where it is, or made again.

    Until the ``with`` block ends well, what was written out before is kept aside, and put back where it does not.
    What is not written again stays: runs were trained on it.

    Raises:
        UserError: it cannot be read.
    """
    workspace, old, parent = folder / WRITTEN, folder / ASIDE_WRITTEN, folder / UNPACKED
    unpacked = unpacked_in(folder)
    with told_if_unwritable(workspace):
        if workspace.exists():
            os.replace(workspace, old)
    try:
        place = unpacked or source
        if unpacked is None and is_own and is_archive(source):
            place = _unpack_whole(source, parent, watcher)
        reading = read_or_offer(Source(place, watcher), choice, workspace)
        yield reading
    except BaseException:
        if unpacked is None:
            shutil.rmtree(parent, ignore_errors=True)
        put_written_back(folder)
        raise
    if not workspace.exists() and old.exists():
        os.replace(old, workspace)
    _remove(old)
    if unpacked is None and reading.root.is_relative_to(workspace):
        shutil.rmtree(parent, ignore_errors=True)


def _remove(old: Path) -> None:
    """Remove what is no longer needed, under another name: what is left of it must not be put back."""
    gone = old.with_name(f"{WRITTEN}-gone")
    shutil.rmtree(gone, ignore_errors=True)
    with contextlib.suppress(OSError):
        os.replace(old, gone)
    shutil.rmtree(gone, ignore_errors=True)


@contextlib.contextmanager
def read_alone(folder: Path, choice: Choice, source: Path, *, is_own: bool, watcher: Watcher) -> Iterator[Reading]:
    """Do :func:`read_again`, and where pictures of the project's own are touched, one process at a time.

    Raises:
        LockedIndex: another one is at it.
        UserError: it cannot be read.
    """
    with contextlib.ExitStack() as stack:
        if is_own or (folder / WRITTEN).exists():
            stack.enter_context(alone(folder))
        yield stack.enter_context(read_again(folder, choice, source, is_own=is_own, watcher=watcher))


def put_written_back(folder: Path) -> None:
    """Let what was written out before be in its place again, where reading anew was broken off."""
    workspace, old = folder / WRITTEN, folder / ASIDE_WRITTEN
    shutil.rmtree(workspace, ignore_errors=True)
    if old.exists():
        os.replace(old, workspace)


def mend_broken_off(folder: Path) -> None:
    """Do that for a process that was killed while it read anew, unless one is at it."""
    if not (folder / ASIDE_WRITTEN).is_dir():
        return
    with contextlib.suppress(LockedIndex, OSError), alone(folder):
        put_written_back(folder)


def _unpack_whole(archive: Path, parent: Path, watcher: Watcher) -> Path:
    """Unpack beside ``parent`` and rename: what a killed process left there is never taken for the whole."""
    draft = parent.with_name(f"{UNPACKED}-new")
    for left in (draft, parent):
        shutil.rmtree(left, ignore_errors=True)
    try:
        name = unpack(archive, draft / archive.stem, watcher).folder.name
        with told_if_unwritable(parent):
            os.replace(draft, parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return parent / name


def unpacked_in(folder: Path) -> Path | None:
    """Return the folder that an archive was unpacked to in a project, while it is there."""
    parent = folder / UNPACKED
    return min(parent.iterdir(), default=None) if parent.is_dir() else None


def needs_source(folder: Path, *, is_own: bool) -> bool:
    """Tell whether the list can only be made anew from what the user opened, not from what was unpacked of it."""
    return not is_own or unpacked_in(folder) is None


def put_in_place(folder: Path, name: str) -> None:
    """Let the new list take the damaged one's place, which is put aside.

    Raises:
        Unwritable: it cannot.
    """
    file = folder / name
    stem = f"{ASIDE}{datetime.now(UTC):%Y%m%d-%H%M%S}.sqlite"
    with told_if_unwritable(file):
        if file.exists():
            os.replace(file, folder / stem)
        for beside in BESIDE:
            (folder / f"{name}{beside}").unlink(missing_ok=True)
        os.replace(folder / NEW, file)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one process at a time make the list of a project anew, and remove what a killed one has begun.

    Raises:
        LockedIndex: another one is at it.
    """
    lock = FileLock(folder / "rebuild.lock")
    with contextlib.suppress(OSError):  # a disk without locks: two at once are unlikely
        if not lock.take():
            raise LockedIndex(folder / NEW)
    try:
        _clear(folder)
        yield
    finally:
        lock.release()


def _clear(folder: Path) -> None:
    for beside in ("", *BESIDE):
        with contextlib.suppress(OSError):
            (folder / f"{NEW}{beside}").unlink()
