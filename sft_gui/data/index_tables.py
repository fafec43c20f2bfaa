"""The tables of the index: made, brought up to date, opened for reading where nothing can be written."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sft_gui.data import index_file
from sft_gui.data.index_file import DamagedIndex, ReadOnlyFile
from sft_gui.errors import UserError
from sft_gui.files import Unwritable, unwritable
from sft_gui.messages import say

FORMAT = 2  # 1 knew no stamps
# A file that is gone keeps its row, so that its decisions are still there when it comes back.
SCHEMA = """
CREATE TABLE picture (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE,
  found_label TEXT, own_label TEXT, label TEXT GENERATED ALWAYS AS (coalesce(own_label, found_label)) VIRTUAL,
  annotation TEXT, given_split TEXT, split TEXT NOT NULL DEFAULT 'train',
  reason TEXT, left_out INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0,
  status TEXT GENERATED ALWAYS AS (CASE WHEN gone THEN 'gone' WHEN reason IS NOT NULL THEN 'unreadable'
    WHEN left_out THEN 'left_out' ELSE 'ok' END) VIRTUAL,
  width INTEGER NOT NULL, height INTEGER NOT NULL, size INTEGER NOT NULL, mtime REAL NOT NULL, digest TEXT NOT NULL,
  stamp TEXT NOT NULL DEFAULT '');
CREATE INDEX by_path ON picture (status, path, split, label);
CREATE INDEX by_class ON picture (status, label, split);
CREATE TABLE decision (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, before TEXT NOT NULL);
"""
FROM_1 = "ALTER TABLE picture ADD COLUMN stamp TEXT NOT NULL DEFAULT '';"
# The files that labels and annotations were read from. Made whenever it is missing, as in projects of before.
SOURCES = "CREATE TABLE IF NOT EXISTS source (path TEXT PRIMARY KEY, stamp TEXT NOT NULL, digest TEXT NOT NULL);"
# Copies of the project's own files, by their names, should one be damaged. Made whenever it is missing.
ABOUT = "CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT NOT NULL);"
# What annotations hold: boxes or pixels of each class. Made whenever it is missing, as in projects of before.
HELD = """
CREATE TABLE IF NOT EXISTS held (
  picture INTEGER NOT NULL, label TEXT NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (label, picture)) WITHOUT ROWID;
"""


class Tables:
    """The tables of one project's index. Usable from several threads: readers never wait for a writer (WAL).

    Where the folder cannot be written to, ``read_only`` says why, and writing is refused with that.

    Raises:
        DamagedIndex: the file was read and is damaged, or is not there though it must be.
        LockedIndex: another program holds it.
        UserError: it cannot be read, or was written by a newer version of the app.
    """

    def __init__(self, path: Path, *, must_exist: bool = False) -> None:
        self._path, self._must_exist = path, must_exist
        self._idle: list[sqlite3.Connection] = []
        self._write_lock = threading.Lock()
        self._together: tuple[int, sqlite3.Connection] | None = None  # the thread whose changes are one, and its own
        self._closed = False
        self.read_only: Unwritable | None = None
        self._read_only_file: ReadOnlyFile | None = None
        self._stamp = "stamp"
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    def _open(self) -> None:
        was_damaged = self._mark.exists()
        if self._must_exist and not _has_content(self._path):
            raise DamagedIndex(self._path)
        self.read_only = index_file.why_closed(self._path)
        try:
            if self.read_only is None:
                with self._connection() as connection:
                    self._prepare(connection)
        except sqlite3.Error as error:
            self.read_only = index_file.why_unwritable(self._path) if self._path.exists() else None
            if index_file.code_of(error) not in index_file.CANNOT_WRITE or self.read_only is None:
                raise index_file.told(self._path, error, writing=False) from error
        if self.read_only is not None:
            self._open_read_only()
        if was_damaged:
            self._check()

    def _open_read_only(self) -> None:
        while self._idle:
            self._idle.pop().close()
        try:
            self._read_only_file = ReadOnlyFile(self._path)
            version = self._rows("PRAGMA user_version")[0][0]
            names = {row[0] for row in self._rows("SELECT name FROM sqlite_master")}
        except OSError as error:
            raise index_file.unreadable(self._path) or unwritable(self._path, error) from error
        self._refuse_newer(version)
        if "held" not in names:
            raise DamagedIndex(self._path)
        self._stamp = "stamp" if version > 1 else "''"

    @staticmethod
    def _refuse_newer(version: int) -> None:
        if version > FORMAT:
            raise UserError(
                say("This project was made by a newer version of the app."), say("Update the app to open it.")
            )

    @classmethod
    def _prepare(cls, connection: sqlite3.Connection) -> None:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        cls._refuse_newer(version)
        connection.execute("PRAGMA journal_mode = WAL")
        if version == 0:
            connection.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version = {FORMAT}; COMMIT;")
        elif version == 1:
            connection.executescript(f"BEGIN IMMEDIATE; {FROM_1} PRAGMA user_version = {FORMAT}; COMMIT;")
        connection.execute(HELD)
        connection.execute(SOURCES)
        connection.execute(ABOUT)

    @property
    def _mark(self) -> Path:
        """Where it is kept that the file was found damaged while it was in use: the next opening makes sure."""
        return self._path.with_name(self._path.name + ".damaged")

    def _check(self) -> None:
        answer = self._rows("PRAGMA quick_check(1)")[0][0]
        if answer != "ok":
            raise DamagedIndex(self._path)
        with contextlib.suppress(OSError):
            self._mark.unlink()

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Make one of all changes of this thread: they are kept at the end, or none is."""
        with self._writing() as connection:
            self._together = threading.get_ident(), connection
            try:
                yield
            finally:
                self._together = None

    def _own(self) -> sqlite3.Connection | None:
        """Return the connection of the changes that this thread makes one of."""
        together = self._together
        return together[1] if together is not None and together[0] == threading.get_ident() else None

    @contextlib.contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        own = self._own()
        if own is not None:
            yield own
            return
        try:
            connection = self._idle.pop()
        except IndexError:
            opened = self._read_only_file
            connection = opened.connect() if opened is not None else index_file.connect(self._path)
        try:
            yield connection
        finally:
            if self._closed:
                connection.close()
            else:
                self._idle.append(connection)

    def _told(self, error: sqlite3.Error, *, writing: bool) -> UserError:
        found = index_file.told(self._path, error, writing=writing)
        if isinstance(found, DamagedIndex):
            with contextlib.suppress(OSError):
                self._mark.touch()
        return found

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        if self.read_only is not None:
            raise self.read_only
        own = self._own()
        if own is not None:
            yield own
            return
        with self._write_lock, self._connection() as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except BaseException as error:
                if connection.in_transaction:
                    with contextlib.suppress(sqlite3.Error):
                        connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.DatabaseError) and index_file.code_of(error):
                    raise self._told(error, writing=True) from error
                raise

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        try:
            with self._connection() as connection:
                return connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            if not index_file.code_of(error):
                raise
            raise self._told(error, writing=False) from error

    def close(self) -> None:
        """Close the file; no method may be called afterwards."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()
        if self._read_only_file is not None:
            self._read_only_file.close()


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError:
        return True  # why it cannot be read is told by who reads it
