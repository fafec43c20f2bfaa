"""A look at every file of a source: its content's hash, its size, and whether all of it can be decoded."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path, PurePosixPath

from sft_gui.data.decode import Unreadable, content_hash, measure, read
from sft_gui.data.index import Found
from sft_gui.data.readers.reader import Entry
from sft_gui.data.watcher import Watcher
from sft_gui.errors import UserError
from sft_gui.messages import say

MAX_THREADS = 4
AHEAD = 4  # files in work or waiting per thread: enough to keep it busy, few enough to stop at once


def scan(root: Path, entries: Sequence[Entry], known: Mapping[str, Found], watcher: Watcher) -> list[Found]:
    """Look at the files on several threads; a file whose size and time are as ``known`` is not read again.

    Raises:
        UserError: none can be read.
        Cancelled: the watcher said so.
    """
    threads = min(MAX_THREADS, os.cpu_count() or 1)
    found: list[Found] = []
    with ThreadPoolExecutor(threads, thread_name_prefix="scan") as pool:
        waiting: deque[Future[Found]] = deque()
        try:
            for entry in entries:
                waiting.append(pool.submit(examine, root, entry, known.get(entry.path)))
                if len(waiting) >= threads * AHEAD:
                    found.append(waiting.popleft().result())
                    watcher.tell(len(found), len(entries), say("Reading pictures"))
            for future in waiting:
                found.append(future.result())
                watcher.tell(len(found), len(entries), say("Reading pictures"))
        finally:
            pool.shutdown(cancel_futures=True)
    _check_readable(found)
    return found


def examine(root: Path, entry: Entry, known: Found | None = None) -> Found:
    """Look at one file; whatever is wrong with it becomes its reason."""

    def result(**values: object) -> Found:
        return Found(entry.path, entry.label, entry.annotation, entry.split, **values)  # type: ignore[arg-type]

    if entry.reason is not None:
        return result(reason=entry.reason)
    path = root / entry.path
    stat = _or_none(path.stat)
    size, mtime = (stat.st_size, stat.st_mtime) if stat else (0, 0.0)
    if known is not None and known.digest and (known.size, known.mtime) == (size, mtime):
        return result(
            reason=known.reason, width=known.width, height=known.height, size=size, mtime=mtime, digest=known.digest
        )
    digest = ""
    try:
        data = read(path)
        digest = content_hash(data)
        width, height = measure(data)
    except Unreadable as error:
        return result(reason=error.reason, size=size, mtime=mtime, digest=digest)
    return result(width=width, height=height, size=size, mtime=mtime, digest=digest)


def _or_none(ask: Callable[[], os.stat_result]) -> os.stat_result | None:
    try:
        return ask()
    except (OSError, ValueError):
        return None


def _check_readable(found: Sequence[Found]) -> None:
    bad = [each for each in found if each.reason is not None]
    if len(bad) == len(found):
        first = say("{name} {reason}.", name=PurePosixPath(bad[0].path).name, reason=bad[0].reason)
        raise UserError(
            say("None of the {count} pictures can be read. The first: {first}", count=len(bad), first=first)
        )
