"""A file of annotations read without trusting it: bounded in bytes and in the memory that its content will need.

Whatever is wrong with the file, the only exception of this package is :class:`Malformed`, a sentence that names the
file and the reason. What is wrong with one value in it is the business of values.py.
"""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import psutil

from sft_gui.data.unreadable import amount, why_not_opened
from sft_gui.errors import UserError
from sft_gui.messages import Message, say

MAX_BYTES = 2 * 2**30  # of any file; what it may hold is decided by the memory there is
MEMORY_SHARE = 0.8  # of the memory that is free, for what one file becomes
ALWAYS_FREE = 16 * 2**20  # bytes for which nobody is asked: labels are many small files
MAX_KEPT_BYTES = 64 * 2**20  # of the files whose content is kept while readers take their looks
MAX_KEPT_FILES = 2000  # readers look at few; a small file's content takes many times its bytes
MAY_GROW = 2**16  # bytes, by which a file may have grown since its size was asked
MAX_ENTRIES = 1_000_000  # of anything that a file lists by its own lines
Parsed = TypeVar("Parsed")


class Malformed(UserError):  # noqa: N818
    """A file whose content cannot be used; ``reason`` is what follows its name: "is empty (0 bytes)"."""

    def __init__(self, file: Path, reason: Message) -> None:
        self.reason = reason
        super().__init__(
            say("{name} {reason}.", name=file.name, reason=reason), say("Fix it, or export the annotations again.")
        )


def content_of(file: Path, *, limit: int = MAX_BYTES) -> bytes:
    """Return a file's bytes.

    Raises:
        Malformed: it cannot be opened, is no file, or is larger than ``limit`` bytes or than the free memory.
    """
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            is_folder = stat.S_ISDIR(status.st_mode)
            raise Malformed(file, say("is a folder") if is_folder else say("is no file, but a device or a pipe"))
        if status.st_size > limit:
            size = amount(status.st_size)
            raise Malformed(file, say("has {size}; at most {limit} are read", size=size, limit=amount(limit)))
        check_memory(file, status.st_size)
        with open(file, "rb") as opened:
            data = opened.read(min(limit, status.st_size + MAY_GROW))
    except (OSError, ValueError) as error:
        raise Malformed(file, why_not_opened(file, error)) from error
    except MemoryError as error:
        raise Malformed(file, say("needs more memory than there is")) from error
    return data


def check_memory(file: Path, needed: int) -> None:
    """Raise Malformed where what the file becomes needs more bytes than are free."""
    if needed < ALWAYS_FREE:
        return
    free = int(psutil.virtual_memory().available * MEMORY_SHARE)
    if needed > free:
        values = {"needed": amount(needed), "free": amount(free)}
        raise Malformed(file, say("would need {needed} of memory, and {free} are free", **values))


# What several readers look at is parsed once.


@dataclass
class _Kept:
    found: dict[tuple[str, Path], Any] = field(default_factory=dict)
    size: int = 0


_kept: ContextVar[_Kept | None] = ContextVar("kept", default=None)


@contextlib.contextmanager
def kept() -> Iterator[None]:
    """Let every file that is parsed inside be parsed once only, though each reader asks for it; may be nested."""
    token = _kept.set(_kept.get() or _Kept())
    try:
        yield
    finally:
        _kept.reset(token)


@contextlib.contextmanager
def unkept() -> Iterator[None]:
    """Let nothing be kept that is parsed inside: many small files are read once each, and would fill the memory."""
    token = _kept.set(None)
    try:
        yield
    finally:
        _kept.reset(token)


def once(kind: str, file: Path, parse: Callable[[], tuple[Parsed, int]]) -> Parsed:
    """Return what ``parse`` makes of a file beside that file's size in bytes, from the last time if there was one.

    Whoever gets it must not change it. A failure is kept too.
    """
    kept, key = _kept.get(), (kind, file)
    if kept is None:
        return parse()[0]
    if key not in kept.found:
        try:
            found, size = parse()
        except Malformed as error:
            kept.found[key] = error
            raise
        if kept.size + size > MAX_KEPT_BYTES or len(kept.found) >= MAX_KEPT_FILES:
            return found
        kept.size += size
        kept.found[key] = found
    known: Parsed | Malformed = kept.found[key]
    if isinstance(known, Malformed):
        raise known
    return known
