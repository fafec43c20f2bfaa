"""The one pool for short jobs: reading a folder, thumbnails, exports. Training has its own thread, not this.

``run(function, *args, done=..., failed=...)``: the function is plain Python; every callback comes on the GUI thread.
"""

from __future__ import annotations

import inspect
import os
import sys
import weakref
from collections.abc import Callable
from threading import Lock
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

from sft_gui.errors import Cancelled

THREADS = max(2, min(4, os.cpu_count() or 2))
LONG_THREADS = 2
STACK_BYTES = 16 * 1024**2  # macOS gives secondary threads 512 kB, too little for torch


class Job(QObject):
    """One call under way. At most one of done, failed, stopped is called, and none after :meth:`cancel`'s own."""

    _ended = Signal()
    _progressed = Signal()

    def __init__(
        self,
        done: Callable[[Any], object] | None,
        failed: Callable[[Exception], object] | None,
        stopped: Callable[[], object] | None,
        progress: Callable[..., object] | None,
        owner: QObject | None = None,
    ) -> None:
        super().__init__()
        # Looked at, not connected to: Qt would call a job that Python is about to collect together with its owner.
        self._owner = weakref.ref(owner) if owner is not None else None
        self._done, self._failed, self._stopped, self._progress = done, failed, stopped, progress
        self._is_cancelled = False
        self._is_silent = False
        self._result: Any = None
        self._error: BaseException | None = None
        self._latest: tuple[Any, ...] | None = None
        self._lock = Lock()
        self.is_over = False
        self._ended.connect(self._on_ended)
        self._progressed.connect(self._on_progressed)

    def cancel(self) -> None:
        """Ask the work to end; ``stopped`` is called when it has."""
        self._is_cancelled = True

    def drop(self) -> None:
        """Cancel and call nothing any more: who asked is gone."""
        self._is_cancelled = self._is_silent = True

    def cancelled(self) -> bool:
        """Tell the work (on any thread) whether to end."""
        return self._is_cancelled or self._is_owner_gone()

    def _is_owner_gone(self) -> bool:
        if self._owner is None:
            return False
        owner = self._owner()
        return owner is None or not isValid(owner)

    def report(self, *progress: Any) -> None:
        """Take progress from the work (on any thread); only the latest reaches the window."""
        with self._lock:
            is_waiting, self._latest = self._latest is not None, progress
        if not is_waiting:
            self._progressed.emit()

    def work(self, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Run the function on the pool's thread."""
        try:
            if self.cancelled():
                raise Cancelled
            self._result = function(*args, **kwargs)
        except BaseException as error:
            self._error = error
        self._ended.emit()

    def _on_progressed(self) -> None:
        with self._lock:
            latest, self._latest = self._latest, None
        is_heard = not self._is_silent and not self.is_over and not self._is_owner_gone()
        if latest is not None and self._progress is not None and is_heard:
            self._progress(*latest)

    def _on_ended(self) -> None:
        self.is_over = True
        _running.discard(self)
        if self._is_silent or self._is_owner_gone():
            return
        if isinstance(self._error, Cancelled) or self._is_cancelled:
            if self._stopped is not None:
                self._stopped()
        elif self._error is None:
            if self._done is not None:
                self._done(self._result)
        elif self._failed is not None and isinstance(self._error, Exception):
            self._failed(self._error)
        else:
            sys.excepthook(type(self._error), self._error, self._error.__traceback__)


_running: set[Job] = set()  # a job must outlive its caller's interest
_pools: dict[bool, QThreadPool] = {}  # for long work: True


def _pool(*, is_long: bool) -> QThreadPool:
    if is_long not in _pools:
        pool = _pools[is_long] = QThreadPool()
        pool.setMaxThreadCount(LONG_THREADS if is_long else THREADS)
        pool.setStackSize(STACK_BYTES)
    return _pools[is_long]


def run(
    function: Callable[..., Any],
    *args: Any,
    done: Callable[[Any], object] | None = None,
    failed: Callable[[Exception], object] | None = None,
    stopped: Callable[[], object] | None = None,
    progress: Callable[..., object] | None = None,
    owner: QObject | None = None,
    priority: int = 0,
    is_long: bool = False,
    **kwargs: Any,
) -> Job:
    """Run ``function(*args, **kwargs)`` in the pool; callbacks come on the GUI thread.

    A function that takes ``on_progress`` and ``cancelled`` gets them. A failure without ``failed`` is a crash report.

    Args:
        owner: whose interest it is; when this object is destroyed the job is dropped without a call.
        priority: higher runs first.
        is_long: it may take minutes (evaluating, naming thousands of pictures), so it gets a thread that no thumbnail
            waits for.
    """
    job = Job(done, failed, stopped, progress, owner)
    parameters = _parameters(function)
    if "on_progress" in parameters:
        kwargs.setdefault("on_progress", job.report)
    if "cancelled" in parameters:
        kwargs.setdefault("cancelled", job.cancelled)
    _running.add(job)
    _pool(is_long=is_long).start(lambda: job.work(function, args, kwargs), priority)
    return job


class Latest:
    """A question of which only the latest counts: what was asked before is dropped and not heard any more."""

    def __init__(self) -> None:
        self._job: Job | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether an answer is waited for; no longer when it is told."""
        return self._job is not None and not self._job.is_over

    def run(self, function: Callable[..., Any], *args: Any, **options: Any) -> None:
        """Do as :func:`run`, in place of what was asked before."""
        self.drop()
        self._job = run(function, *args, **options)

    def drop(self) -> None:
        """Wait for no answer any more."""
        if self._job is not None:
            self._job.drop()
            self._job = None

    def cancel(self) -> None:
        """Ask for the end of what is under way; its ``stopped`` follows."""
        if self._job is not None:
            self._job.cancel()


def _parameters(function: Callable[..., Any]) -> set[str]:
    try:
        return set(inspect.signature(function).parameters)
    except (TypeError, ValueError):  # some built-in functions have no signature
        return set()


def is_idle() -> bool:
    """Tell whether every job is over: for tests and scripts that drive the window."""
    return not _running


def shut_down(wait_ms: int = 3000) -> None:
    """Drop every job and wait for the threads, at the end of the program."""
    for job in list(_running):
        job.drop()
    for pool in _pools.values():
        pool.clear()
        pool.waitForDone(wait_ms)
    _running.clear()
