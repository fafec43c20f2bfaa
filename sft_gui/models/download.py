"""Fetch one file over HTTP: progress, cancel, going on after a break, hash check, atomic landing."""

from __future__ import annotations

import hashlib
import http.client
import os
import urllib.error
import urllib.request
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from sft_gui.errors import Cancelled, UserError
from sft_gui.files import fsync_folder, make_folder, told_if_unwritable
from sft_gui.messages import Message, say

PIECE = 1 << 16  # bytes read at once at most, so that a cancel is heard soon
REPORT_EVERY = 1 << 18  # bytes
TIMEOUT_S = 10  # to connect, and for the next piece to arrive

OnProgress = Callable[[int, int | None, Message], None]


def fetch(
    url: str,
    target: Path,
    sha256: str,
    *,
    mirror: str | None = None,
    on_progress: OnProgress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Fetch ``url`` to ``target``, which appears whole and checked or not at all.

    What came before a break stays beside it as ``<target>.part``; where a hash vouches for the whole, the next call
    asks the server for the rest only.

    Args:
        sha256: the leading hex digits of the file's hash; "" checks nothing.
        mirror: stands in for the scheme and host of ``url``.

    Raises:
        UserError: offline, refused by the server, cut off, the wrong file, or a full disk.
        Cancelled: ``cancelled`` said so.
    """
    if mirror:
        url = mirror.rstrip("/") + urlsplit(url).path
    make_folder(target.parent)
    partial = target.with_name(f"{target.name}.part")
    if not sha256:
        partial.unlink(missing_ok=True)
    with told_if_unwritable(target):
        _fetch_rest(url, partial, on_progress or (lambda *_: None), cancelled or (lambda: False))
        _check(partial, sha256, target.name)
        os.replace(partial, target)
        fsync_folder(target.parent)


def _fetch_rest(url: str, partial: Path, on_progress: OnProgress, cancelled: Callable[[], bool]) -> None:
    start = partial.stat().st_size if partial.exists() else 0
    with _open(url, start) as response:
        if response.status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            return  # there is no rest; the hash decides whether the part is the whole
        if response.status != HTTPStatus.PARTIAL_CONTENT:
            start = 0  # the server sends the whole again
        length = response.headers.get("Content-Length")
        total = start + int(length) if length else None
        with partial.open("ab" if start else "wb") as file:
            _copy(response, file, start, total, on_progress, cancelled)
            file.flush()
            os.fsync(file.fileno())
    if total is not None and partial.stat().st_size < total:
        raise _broken(url)


def _copy(
    response: Any,
    file: IO[bytes],
    done: int,
    total: int | None,
    on_progress: OnProgress,
    cancelled: Callable[[], bool],
) -> None:
    what = say("Fetching weights")
    told = done
    on_progress(done, total, what)
    while piece := _read(response):
        file.write(piece)
        done += len(piece)
        if done - told >= REPORT_EVERY or done == total:
            told = done
            on_progress(done, total, what)
        if cancelled():
            raise Cancelled


def _read(response: Any) -> bytes:
    try:
        return response.read1(PIECE)
    except (TimeoutError, ConnectionError, http.client.HTTPException) as error:
        raise _broken(response.url) from error


def _open(url: str, start: int) -> Any:
    """Return the server's answer; the error 416, nothing left to send, counts as one."""
    request = urllib.request.Request(url, headers={"User-Agent": "sft-gui"})
    if start:
        request.add_header("Range", f"bytes={start}-")
    try:
        return urllib.request.urlopen(request, timeout=TIMEOUT_S)
    except urllib.error.HTTPError as error:
        if start and error.code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            return error
        raise UserError(
            say(
                "{host} does not give the file: it answers {code}.",
                host=_host(url),
                code=f"{error.code} {error.reason}",
            ),
            say("Try later, or choose a weights file or a model whose weights are included."),
        ) from error
    except (OSError, http.client.HTTPException) as error:  # no network, no name server, refused, timed out
        raise UserError(
            say("{host} cannot be reached.", host=_host(url)),
            say("Connect to the internet, or choose a weights file or a model whose weights are included."),
        ) from error


def _check(partial: Path, sha256: str, name: str) -> None:
    with partial.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if not digest.startswith(sha256):
        partial.unlink()
        raise UserError(
            say(
                "What arrived is not {name} as its publisher made it (the hash differs); it was thrown away.", name=name
            ),
            say("Try again, or on another network."),
        )


def _broken(url: str) -> UserError:
    return UserError(
        say("The connection to {host} broke before the file was complete.", host=_host(url)),
        say("Start the download again."),
    )


def _host(url: str) -> str:
    return urlsplit(url).netloc
