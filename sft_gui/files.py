"""The one atomic writer: a killed process leaves the last complete file, never half of one.

Its temporary file stays locked while it is written, so that what killed writers left can be told from it and swept.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import secrets
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from sft_gui import locks
from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.notes import note

NOT_THERE = (errno.ENOENT, errno.ENODEV, errno.ENXIO, getattr(errno, "ESTALE", errno.ENOENT))
DISK_ERRORS = (errno.EIO, getattr(errno, "EREMOTEIO", errno.EIO))
BUSY = (errno.EBUSY, getattr(errno, "ETXTBSY", errno.EBUSY))
# What Windows says itself; for some of them Python's errno is only "permission denied".
WRITE_PROTECTED, DISK_FULL_HANDLE, IN_USE, QUOTA = 19, 39, (32, 33), 1295


class Unwritable(UserError):  # noqa: N818
    """Something that could not be written, in a sentence of its own for each ``reason`` of the system."""

    def __init__(self, what: Message, do: Message, reason: OSError) -> None:
        self.reason = reason
        super().__init__(what, do)


def fsync_folder(folder: Path) -> None:
    """Make a rename or a new file in ``folder`` durable (a no-op where folders cannot be opened, as on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def told_if_unwritable(path: Path) -> Iterator[None]:
    """Turn the system's reasons not to write ``path``, a file or folder, into sentences.

    Raises:
        Unwritable: instead of any OSError.
    """
    try:
        yield
    except OSError as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> Unwritable:
    """Say why ``path`` could not be written and what to do: full, quota, too large, read-only and so on differ."""
    return Unwritable(*_sentences(path, error), error)


def _sentences(path: Path, error: OSError) -> tuple[Message, Message]:
    name, folder = path.name or str(path), str(path.parent)
    reason, windows = error.errno, getattr(error, "winerror", None)
    if reason == errno.ENOSPC or windows == DISK_FULL_HANDLE:
        return (
            say("The disk is full: {name} could not be written.", name=name),
            say("Free some space, then go on; what was written before is safe."),
        )
    if reason == getattr(errno, "EDQUOT", None) or windows == QUOTA:
        return (
            say("The quota on this disk is used up: {name} could not be written.", name=name),
            say("Delete what is no longer needed there or ask for a larger quota; what was written before is safe."),
        )
    if reason == errno.EFBIG:
        return (
            say("{name} could not be written: it is larger than a file may be there.", name=name),
            say("Use another disk, or raise the limit (ulimit -f); what was written before is safe."),
        )
    if reason == errno.EROFS or windows == WRITE_PROTECTED:
        return (
            say("{name} could not be written: the disk with {folder} is read-only.", name=name, folder=folder),
            say("Make it writable, or use a folder on another disk."),
        )
    if windows in IN_USE or reason in BUSY:
        return (
            say("{name} could not be written: another program has it open.", name=name),
            say("Close that program, then try again."),
        )
    if reason in (errno.EACCES, errno.EPERM):
        return (
            say("{name} could not be written: there is no permission to write in {folder}.", name=name, folder=folder),
            say("Allow writing there, or use another folder."),
        )
    if reason in DISK_ERRORS:
        return (
            say("{name} could not be written: the disk reports an error.", name=name),
            say("Check the disk and its cable, and copy what matters to another one."),
        )
    if reason in NOT_THERE:
        return (
            say("{name} could not be written: {folder} is not there.", name=name, folder=folder),
            say("Connect the drive, or put the folder back."),
        )
    return (
        say("{name} could not be written: {why}.", name=name, why=error.strerror or str(error)),
        say("Choose another place, or close the program that has it open."),
    )


@contextlib.contextmanager
def convenience(without: Message) -> Iterator[None]:
    """Write what work goes on without, such as a cache: a failure is noted, once a kind, and nothing else.

    Args:
        without: what it means that it is not there: ``say("Measured speeds are not remembered.")``.
    """
    try:
        yield
    except Unwritable as error:
        note(say("{without} {why}", without=without, why=error.what), kind=without)
    except OSError as error:
        why = unwritable(Path(error.filename or "?"), error).what
        note(say("{without} {why}", without=without, why=why), kind=without)


def make_folder(path: Path) -> None:
    """Make a folder of ours and those above it, where they are not there yet.

    Raises:
        Unwritable: it cannot be made.
    """
    with told_if_unwritable(path):
        path.mkdir(parents=True, exist_ok=True)


@contextlib.contextmanager
def scratch_folder(prefix: str, *places: Path | None) -> Iterator[Path]:
    """Make a folder that goes away again, in the first of these places where it can be; None is the system's own.

    Raises:
        Unwritable: nowhere; said of the first place.
    """
    first: Unwritable | None = None
    for place in places:
        try:
            with told_if_unwritable(place or Path("temporary files")):
                if place is not None:
                    place.mkdir(parents=True, exist_ok=True)
                made = tempfile.TemporaryDirectory(prefix=prefix, dir=place, ignore_cleanup_errors=True)
        except Unwritable as error:
            first = first or error
            continue
        with made as folder:
            yield Path(folder)
        return
    assert first is not None
    raise first


@contextlib.contextmanager
def _draft(path: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    """Open a temporary file beside ``path``, locked as long as it is open; a failure removes it."""
    temporary, file = _locked_draft(path)
    try:
        with file:
            yield temporary, file
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _locked_draft(path: Path) -> tuple[Path, IO[bytes]]:
    while True:
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
        file = open(temporary, "xb")  # noqa: SIM115
        try:
            is_ours = locks.hold(file.fileno())
        except OSError:  # no locks on this disk: nothing is swept there either
            return temporary, file
        if is_ours and (os.name == "nt" or os.fstat(file.fileno()).st_nlink):
            return temporary, file
        file.close()  # another process sweeps it, or has, before it was locked


def write_atomic(
    path: Path, write: Callable[[IO[bytes]], object], *, check: Callable[[Path], None] | None = None
) -> None:
    """Write ``path`` so that it is either the old file or the whole new one.

    ``write`` gets a binary file. Temp file in the same folder, fsync, rename, fsync of the folder.

    Args:
        check: gets the temporary file when it is on disk; what it raises leaves the old file as it was.

    Raises:
        Unwritable: why it cannot be; ``path`` is as it was.
    """
    with told_if_unwritable(path):
        with _draft(path) as (temporary, file):
            write(file)
            file.flush()
            os.fsync(file.fileno())
            if check is not None:
                check(temporary)
            if os.name == "nt":
                file.close()  # no open file can be renamed there
            os.replace(temporary, path)
        fsync_folder(path.parent)


def write_quickly(path: Path, data: bytes) -> None:
    """Write what can be made again, whole or not at all, without waiting for the disk. Raises OSError."""
    with _draft(path) as (temporary, file):
        file.write(data)
        file.flush()
        if os.name == "nt":
            file.close()
        os.replace(temporary, path)


def keep_as(path: Path, other: Path) -> None:
    """Keep what ``path`` holds as ``other`` too, in the place of what was there; the caller replaces ``path`` next.

    Where the disk knows no second name for a file, ``path`` itself is renamed.
    """
    temporary = other.with_name(f".{other.name}.{secrets.token_hex(4)}.tmp")
    with open(path, "rb") as file:
        with contextlib.suppress(OSError):
            locks.hold(file.fileno())  # not to be swept
        try:
            os.link(path, temporary)
        except OSError:
            file.close()
            os.replace(path, other)
        else:
            os.replace(temporary, other)
            with contextlib.suppress(OSError):
                temporary.unlink()  # still there where both were the same file already


def make_way(path: Path) -> None:
    """Set a folder aside that stands where a file of ours belongs; whose it is, nobody knows."""
    if path.is_dir() and not path.is_symlink():
        os.replace(path, path.with_name(f"{path.name}.{secrets.token_hex(4)}.aside"))


TEMPORARY = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")
EARLIER_TEMPORARY = re.compile(r"[0-9a-f]{32}-\w+(-\w+)?\.[0-9a-f]+\.tmp")  # of thumbnails and decoded pictures
DAY = 24 * 3600
UNTOUCHED_SECONDS = 60 if os.name == "nt" else 0  # Windows renames a closed file, which for an instant nobody holds
_swept: set[Path] = set()


def sweep(folder: Path, *, is_cache: bool = False) -> list[str]:
    """Remove the temporary files of killed writers from a folder of ours and return their names.

    Only files named as :func:`write_atomic` names them, and only those whose writer is gone: it holds a lock on them.

    Args:
        is_cache: whether earlier versions kept what can be made again there; what they left goes after a day.
    """
    removed: list[str] = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            is_ours, seconds = TEMPORARY.fullmatch(entry.name) is not None, UNTOUCHED_SECONDS
            if not is_ours and is_cache and EARLIER_TEMPORARY.fullmatch(entry.name):
                is_ours, seconds = True, DAY  # they held no lock
            if is_ours and entry.is_file(follow_symlinks=False) and _remove_if_left(entry, seconds):
                removed.append(entry.name)
    return removed


def sweep_once(folder: Path, *, is_cache: bool = False) -> None:
    """Sweep a folder if this process has not yet."""
    if folder not in _swept:
        _swept.add(folder)
        sweep(folder, is_cache=is_cache)


def _remove_if_left(entry: os.DirEntry[str], untouched_seconds: float) -> bool:
    with contextlib.suppress(OSError):
        if abs(time.time() - entry.stat().st_mtime) < untouched_seconds:
            return False
        with open(entry.path, "rb") as file:
            if not locks.hold(file.fileno()):
                return False
            if os.name == "nt":
                file.close()
            Path(entry.path).unlink()
            return True
    return False


@contextlib.contextmanager
def put_back_if_failed(path: Path) -> Iterator[None]:
    """Let a small file be as it was where what follows fails, also on a full disk: its copy is made before.

    Raises:
        Unwritable: no copy can be made.
    """
    copy = path.with_name(f"{path.name}.before")  # no name of temporary files: those of nobody are swept
    try:
        with told_if_unwritable(path):
            if path.exists():
                shutil.copyfile(path, copy)
        try:
            yield
        except BaseException:
            if copy.exists():
                with contextlib.suppress(OSError):
                    os.replace(copy, path)
            raise
    finally:
        with contextlib.suppress(OSError):
            copy.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes) -> None:
    """Write bytes atomically."""
    write_atomic(path, lambda file: file.write(data))


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text atomically."""
    write_bytes(path, text.encode("utf-8"))


def write_json(path: Path, data: Any) -> None:
    """Write JSON atomically: UTF-8, no NaN, indented for people."""
    write_text(path, json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def read_bytes(path: Path) -> bytes:
    """Read a file of ours; whatever else stands in its place is an OSError and never waited for."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a file", str(path))
        return file.read()


def read_json(path: Path) -> Any:
    """Read a JSON file of ours."""
    return json.loads(read_bytes(path).decode("utf-8"))
