"""A look at every file of a source: its content's hash, its size, and whether all of it can be decoded."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path, PurePosixPath

from sft_gui.data import decode
from sft_gui.data.decode import Unreadable, content_hash, read
from sft_gui.data.fitting import Fitter
from sft_gui.data.index import Found
from sft_gui.data.readers.reader import Entry
from sft_gui.data.stamp import stamp_of
from sft_gui.data.watcher import Watcher
from sft_gui.errors import UserError
from sft_gui.messages import say

MAX_THREADS = 4
AHEAD = 4  # files in work or waiting per thread: enough to keep it busy, few enough to stop at once


def scan(
    root: Path, entries: Sequence[Entry], known: Mapping[str, Found], watcher: Watcher, fitter: Fitter | None = None
) -> list[Found]:
    """Look at the files on several threads; a file whose stamp is as ``known`` is not read again.

    ``fitter`` fits the entries' annotations to the pictures, where they have any.

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
                waiting.append(pool.submit(examine, root, entry, known.get(entry.path), fitter))
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


def examine(root: Path, entry: Entry, known: Found | None = None, fitter: Fitter | None = None) -> Found:
    """Look at one file; whatever is wrong with it becomes its reason."""
    found = Found(entry.path, entry.label, given_split=entry.split)
    if entry.reason is not None:
        return replace(found, reason=entry.reason)
    path = root / entry.path
    stat = _or_none(path.stat)
    if stat:
        found = replace(found, size=stat.st_size, mtime=stat.st_mtime, stamp=stamp_of(stat))
    before = known.annotation if known and known.annotation else {}
    same = known if known is not None and known.digest and (known.width or fitter is None) else None
    data = b""
    try:
        if same is None or not found.stamp or same.stamp != found.stamp:
            data = read(path)
            found = replace(found, digest=content_hash(data))
            same = same if same is not None and same.digest == found.digest and same.reason is None else None
        if same is not None:
            found = replace(found, reason=same.reason, width=same.width, height=same.height, digest=same.digest)
            exif = before.get("exif", 1)
        else:
            look = decode.examine(data)
            exif, (width, height) = look.turn, look.size
            found = replace(found, width=width, height=height, extent=look.extent)
        if fitter is not None and entry.annotation is not None:
            annotation = fitter.fit(entry.annotation, (found.width, found.height), exif, before)
            found = replace(found, annotation=annotation, reason=None)
    except Unreadable as error:
        return replace(found, reason=error.reason)
    return found


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
