"""Folders that appear as a whole or not at all: made under a name of ours, swept when their process was killed."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import psutil

from sft_gui.errors import UserError
from sft_gui.locks import FileLock
from sft_gui.messages import say


def check_source(source: Path) -> None:
    """Raise UserError where there is nothing, or something whose name cannot be kept."""
    try:
        str(source).encode()
    except UnicodeEncodeError as error:
        printable = ascii(str(source))[1:-1]
        raise UserError(say("The name {path} is not valid text.", path=printable), say("Rename it first.")) from error
    if not source.exists():
        raise UserError(say("There is nothing at {path}.", path=str(source)))


@contextlib.contextmanager
def draft_in(home: Path) -> Iterator[Path]:
    """Give an empty folder in ``home``, to be renamed when it is whole; a failure removes it.

    A lock beside it is held meanwhile, which tells it from one whose process was killed.

    Raises:
        UserError: none can be made there.
    """
    draft = home / f".new-{os.getpid()}-{secrets.token_hex(4)}"
    lock = FileLock(_lock_of(draft))
    try:
        home.mkdir(parents=True, exist_ok=True)
        remove_abandoned(home)
        with contextlib.suppress(OSError):  # no locks on this disk: then the process id tells
            lock.take()
        draft.mkdir()
    except OSError as error:
        lock.release()
        raise UserError(
            say("No project can be made in {path}: it cannot be written to.", path=str(home)),
            say("Change its permissions, or choose another place for projects."),
        ) from error
    try:
        yield draft
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    finally:
        lock.release()
        with contextlib.suppress(OSError):
            lock.path.unlink()


def remove_abandoned(home: Path) -> None:
    """Remove what killed processes left of unfinished folders."""
    for draft in home.glob(".new-*-*"):
        if draft.suffix == ".lock":
            if not draft.with_suffix("").exists():
                _remove(draft.with_suffix(""))
        elif draft.is_dir():
            _remove(draft)


def _remove(draft: Path) -> None:
    lock = FileLock(_lock_of(draft))
    try:
        is_abandoned = lock.path.exists() and lock.take(for_long=False)
        if not lock.path.exists():
            is_abandoned = _is_of_dead_process(draft)  # of earlier versions, without a lock
    except OSError:
        is_abandoned = _is_of_dead_process(draft)
    if is_abandoned:
        shutil.rmtree(draft, ignore_errors=True)
    lock.release()
    if is_abandoned:
        with contextlib.suppress(OSError):
            lock.path.unlink()


def _lock_of(draft: Path) -> Path:
    return draft.with_name(f"{draft.name}.lock")


def _is_of_dead_process(draft: Path) -> bool:
    owner = draft.name.split("-")[1]
    return owner.isdecimal() and not psutil.pid_exists(int(owner))
