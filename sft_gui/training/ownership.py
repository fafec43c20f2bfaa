"""Who trains a run: a lock on a file in its folder, which ends with the process that took it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import psutil

from sft_gui import locks
from sft_gui.errors import UserError
from sft_gui.files import read_json, told_if_unwritable
from sft_gui.locks import FileLock
from sft_gui.messages import say

OWNER_LOCK = "owner.lock"
EARLIER_OWNER = "owner.json"  # of the first versions: a process id and when that process began


def is_live(folder: Path) -> bool:
    """Whether some process is training the run in this folder now."""
    return locks.is_held(folder / OWNER_LOCK) or _is_held_by_earlier_version(folder)


@contextlib.contextmanager
def held(folder: Path, name: str) -> Iterator[None]:
    """Hold a run for this process.

    Raises:
        UserError: another process, or this one, trains it already; or the folder cannot be written to.
    """
    lock = FileLock(folder / OWNER_LOCK)
    if _is_held_by_earlier_version(folder) or not _take(lock, name):
        raise UserError(say("The run {name} is being trained already.", name=name))
    try:
        (folder / EARLIER_OWNER).unlink(missing_ok=True)
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def held_for_a_moment(folder: Path) -> Iterator[bool]:
    """Hold a run to tidy up in its folder, where nobody trains it and it can be held; tell whether it is."""
    lock = FileLock(folder / OWNER_LOCK)
    is_ours = False
    with contextlib.suppress(OSError):
        is_ours = not is_live(folder) and lock.take(for_long=False)
    try:
        yield is_ours
    finally:
        lock.release()


def _take(lock: FileLock, name: str) -> bool:
    with told_if_unwritable(lock.path):
        try:
            return lock.take()
        except OSError as error:
            if error.errno not in locks.NO_LOCKS:
                raise
            raise UserError(
                say("The disk of {name} has no locks, which keep two programs from training it at once.", name=name),
                say("Keep the project on a disk of this computer."),
            ) from error


def _is_held_by_earlier_version(folder: Path) -> bool:
    if not (folder / EARLIER_OWNER).is_file():
        return False
    try:
        owner = read_json(folder / EARLIER_OWNER)
        return bool(psutil.Process(owner["pid"]).create_time() == owner["created"])
    except (OSError, psutil.Error, ValueError, KeyError, TypeError):
        return False
