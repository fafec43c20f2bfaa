"""Whoever waits for slow work on data: told how far it is, asked whether to go on."""

from __future__ import annotations

import time
from collections.abc import Callable

from sft_gui.errors import Cancelled
from sft_gui.messages import Message

Progress = Callable[[int, int | None, Message], None]
INTERVAL_SECONDS = 0.05  # a picture of progress more often than this only costs time


class Watcher:
    """Passes progress on, at most 20 times a second, and stops the work where it is asked to."""

    def __init__(self, on_progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> None:
        self._on_progress, self._cancelled = on_progress, cancelled
        self._told_at, self._template = 0.0, ""

    def check(self) -> None:
        """Raise :class:`Cancelled` where the user asked for it."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled

    def tell(self, done: int, total: int | None, what: Message) -> None:
        """Report progress (the first of each kind and the last are never dropped), then :meth:`check`."""
        self.check()
        now = time.monotonic()
        is_due = done == total or what.template != self._template or now - self._told_at >= INTERVAL_SECONDS
        if self._on_progress is not None and is_due:
            self._told_at, self._template = now, what.template
            self._on_progress(done, total, what)
