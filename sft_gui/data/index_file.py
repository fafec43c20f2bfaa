"""Opening the index's SQLite file, also where nothing can be written, and what SQLite's errors mean in words."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import sqlite3
import tempfile
from pathlib import Path
from urllib.parse import quote

from sft_gui.errors import UserError
from sft_gui.files import Unwritable, unwritable
from sft_gui.messages import Message, say

BUSY_SECONDS = 15.0
PROBE_BYTES = 64 * 1024  # SQLite's shared memory beside the file takes half of it
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
CANNOT_WRITE = {
    sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM,
}  # fmt: skip


class DamagedIndex(UserError):  # noqa: N818
    """The list of pictures was read and is damaged. It holds nothing that cannot be made anew but decisions."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            say("The project's list of pictures is damaged."),
            say("Open the project again: the list is made anew from its pictures. Its runs are safe."),
        )
        self.path = path


class LockedIndex(UserError):  # noqa: N818
    """Another program holds the list of pictures."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            say("The project {name} is in use by another program.", name=path.parent.name),
            say("Close the project there, or wait until that program is done, then try again."),
        )


def code_of(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code; 0 where the error is Python's own."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def told(path: Path, error: sqlite3.Error, *, writing: bool) -> UserError:
    """Say what an error of SQLite's on this file means: full, read-only, no permission, in use and damaged differ."""
    code = code_of(error)
    if code in DAMAGED:
        return DamagedIndex(path)
    if code in BUSY:
        return LockedIndex(path)
    if code == sqlite3.SQLITE_FULL:
        return unwritable(path, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    if code in CANNOT_WRITE:
        why = why_unwritable(path)
        if why is not None and writing:
            return why
        return unreadable(path) or unwritable(path, OSError(errno.EIO, str(error)))
    what = say("The project's list of pictures cannot be used ({error}).", error=str(error))
    return UserError(what, say("Try again; if it stays so, start the app anew. Nothing is lost."))


def unreadable(path: Path) -> UserError | None:
    """Say why the file cannot be read; None where it can."""
    try:
        with open(path, "rb") as file:
            file.read(16)
    except PermissionError:
        what = say("The project in {path} may not be read: its permissions forbid it.", path=str(path.parent))
        return UserError(what, say("Change its permissions, then open it again."))
    except OSError as error:
        what = say(
            "The project in {path} cannot be read ({why}).", path=str(path.parent), why=error.strerror or str(error)
        )
        return UserError(what, say("Check the disk and its cable, then open it again."))
    return None


def why_closed(path: Path) -> Unwritable | None:
    """Return why a file that is there cannot be opened for writing: SQLite would open it for reading without a word."""
    try:
        os.close(os.open(path, os.O_RDWR))
    except FileNotFoundError:
        return None
    except OSError as error:
        return unwritable(path.parent, error)
    return None


def why_unwritable(path: Path) -> Unwritable | None:
    """Try whether a file and those beside it can be written; return why not, None where they can."""
    probe = path.with_name(f".probe.{secrets.token_hex(4)}.tmp")
    try:
        with open(probe, "wb") as file:
            file.write(bytes(PROBE_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return unwritable(path.parent, error)
    finally:
        with contextlib.suppress(OSError):
            probe.unlink()
    return None


def kept_text(path: Path, key: str) -> str | None:
    """Return a text that the index holds for its project; None where it holds none or cannot be read."""
    found = None
    try:
        found = ReadOnlyFile(path)
        with contextlib.closing(found.connect()) as connection:
            row = connection.execute("SELECT value FROM about WHERE key = ?", [key]).fetchone()
            return row[0] if row and isinstance(row[0], str) else None
    except (sqlite3.Error, OSError):
        return None
    finally:
        if found is not None:
            found.close()


def connect(path: Path) -> sqlite3.Connection:
    """Open for reading and writing."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


class ReadOnlyFile:
    """The file where nothing can be written beside it: as it is, or a copy elsewhere if the newest is in a journal."""

    def __init__(self, path: Path) -> None:
        self._copies: Path | None = None
        self._path = path
        journal = path.with_name(path.name + "-wal")
        if journal.exists() and journal.stat().st_size:
            self._copies = Path(tempfile.mkdtemp(prefix="sft-gui-index-"))
            for file in (path, journal):
                shutil.copyfile(file, self._copies / file.name)
            self._path = self._copies / path.name

    def connect(self) -> sqlite3.Connection:
        """Open for reading."""
        mode = "mode=rw" if self._copies else "mode=ro&immutable=1"
        address = f"file:{quote(self._path.as_posix())}?{mode}"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
        if self._copies:
            connection.execute("PRAGMA query_only = 1")
        return connection

    def close(self) -> None:
        """Remove the copy."""
        if self._copies is not None:
            shutil.rmtree(self._copies, ignore_errors=True)


def reason_in_short(error: Unwritable) -> Message:
    """Say why a project can only be looked at."""
    code = error.reason.errno
    if code in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return say("its disk is full")
    if code == errno.EROFS:
        return say("its disk is read-only")
    if code in (errno.EACCES, errno.EPERM):
        return say("there is no permission to write in its folder")
    return say("its folder cannot be written to")
