"""Tells each event to whoever watches and keeps it: events.jsonl, and report.json as its sum."""

from __future__ import annotations

import os
from collections.abc import Callable

from sft_gui.files import told_if_unwritable
from sft_gui.training.events import EpochEnded, Event, Planned, StateChanged, to_line
from sft_gui.training.progress import Progress
from sft_gui.training.run_folder import RunFolder

OnEvent = Callable[[Event], None]


class Recorder:
    """The append-only log of a run being trained.

    Args:
        offset: where the last checkpoint left the log; what a killed process wrote after it is cut off, since the
            resumed run does those steps again.
    """

    def __init__(self, run: RunFolder, on_event: OnEvent, *, offset: int | None, metric: str) -> None:
        self._run, self._on_event = run, on_event
        path = run.folder / "events.jsonl"
        with told_if_unwritable(path):
            self._file = open(path, "ab")  # noqa: SIM115
            self._file.truncate(min(offset or 0, os.fstat(self._file.fileno()).st_size))
            self._file.seek(0, os.SEEK_END)
        self.progress = Progress(metric=metric)
        for event in run.events():
            self.progress.apply(event)

    def tell(self, event: Event) -> None:
        """Keep the event, then announce it."""
        self.progress.apply(event)
        if event.recorded:
            with told_if_unwritable(self._run.folder / "events.jsonl"):
                self._file.write(to_line(event))
                self._file.flush()  # to the system, which outlives a killed process; sync() is for power cuts
        if isinstance(event, StateChanged | Planned | EpochEnded):
            self._run.write_report(self.progress.report())
        self._on_event(event)

    def sync(self) -> int:
        """Make the log durable and return its length in bytes."""
        with told_if_unwritable(self._run.folder / "events.jsonl"):
            self._file.flush()
            os.fsync(self._file.fileno())
        return self._file.tell()

    def close(self) -> None:
        self._file.close()
