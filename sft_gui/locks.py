"""Locks on files that the operating system keeps: they end with the process that holds them, whatever the clock says.

A lock belongs to one opening of the file: a second one in the same process is refused like another process's. Children
do not inherit it: descriptors are closed when a program is started, and after a fork.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
import weakref
from pathlib import Path

A_LOOK, TIDYING = 0.05, 1.0  # seconds: longer than somebody takes who only looks, or tidies up
NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL)
MARK = b"held\n"  # what who holds it for long writes into the file

if sys.platform == "win32":
    import msvcrt

    _BYTE = 1 << 30  # beyond what is written into the file: Windows lets nobody read a locked byte

    def hold(descriptor: int, *, shared: bool = False) -> bool:
        """Lock an open file until it is closed; return whether nobody else holds it.

        Raises:
            OSError: this disk has no locks.
        """
        os.lseek(descriptor, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def hold(descriptor: int, *, shared: bool = False) -> bool:
        """Lock an open file until it is closed; return whether nobody else holds it.

        Args:
            shared: several may hold it so, as long as nobody holds it alone.

        Raises:
            OSError: this disk has no locks.
        """
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class FileLock:
    """A lock on a file that is there for nothing else; the file stays, since removing it would make two of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def take(self, *, for_long: bool = True) -> bool:
        """Take the lock; return False where somebody else holds it, other than for a moment.

        Args:
            for_long: whether others are to be told by :func:`is_held`; not for a moment's tidying.

        Raises:
            OSError: the file cannot be written, or this disk has no locks.
        """
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        try:
            began = time.monotonic()
            while not hold(descriptor):
                if time.monotonic() > began + (A_LOOK if _is_marked(descriptor) else TIDYING):
                    os.close(descriptor)
                    return False
                time.sleep(0.01)
            _write_mark(descriptor, MARK if for_long else b"")
        except BaseException:
            with contextlib.suppress(OSError):
                os.close(descriptor)
            raise
        self._descriptor = descriptor
        _taken.add(self)
        return True

    def release(self) -> None:
        """Give the lock back, if it is held."""
        if self._descriptor is not None:
            with contextlib.suppress(OSError):  # a full disk, or one that is gone
                _write_mark(self._descriptor, b"")
        self._forget()

    def _forget(self) -> None:
        """Close the file without a word: in a forked child the lock stays the parent's."""
        descriptor, self._descriptor = self._descriptor, None
        _taken.discard(self)
        if descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(descriptor)


def is_held(path: Path) -> bool:
    """Tell whether some process holds the lock of this file now; nothing is changed by looking."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return False
    try:
        return not hold(descriptor, shared=True) and _is_marked(descriptor)
    except OSError:
        return False
    finally:
        os.close(descriptor)


def _is_marked(descriptor: int) -> bool:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return os.read(descriptor, len(MARK)) == MARK


def _write_mark(descriptor: int, mark: bytes) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, mark)


_taken: weakref.WeakSet[FileLock] = weakref.WeakSet()


def _after_fork() -> None:
    for lock in list(_taken):
        lock._forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
