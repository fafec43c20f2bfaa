"""When to hash a file again: its size, times and inode in one word. What a picture is known by is its content."""

from __future__ import annotations

import os
import time
from pathlib import Path

COARSE_NS = 20_000_000  # a kernel's clock moves every 1 to 10 ms: a file may change twice within one tick
COARSER_NS = 2_000_000_000  # FAT counts in steps of two seconds
SECOND_NS = 1_000_000_000


def stamp_of(status: os.stat_result, *, now_ns: int | None = None) -> str:
    """Return the stamp of a file, "" where it has changed so lately that another change could leave the same one.

    On Windows ``st_ctime_ns`` is when the file was made, which changes with an exchange of files just as well.
    """
    now_ns = time.time_ns() if now_ns is None else now_ns
    newest = max(status.st_mtime_ns, status.st_ctime_ns)
    is_coarse = status.st_mtime_ns % SECOND_NS == 0 and status.st_ctime_ns % SECOND_NS == 0
    if 0 <= now_ns - newest < (COARSER_NS if is_coarse else COARSE_NS):
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ino}:{status.st_ctime_ns}"


def stamp_at(path: Path) -> str:
    """Return the stamp of the file there; raises OSError."""
    return stamp_of(path.stat())
