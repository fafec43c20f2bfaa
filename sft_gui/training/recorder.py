"""Tells each event to whoever watches and keeps it: events.jsonl, and report.json as its sum."""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Callable

from sft_gui.files import Unwritable, told_if_unwritable
from sft_gui.messages import Message
from sft_gui.notes import hearing
from sft_gui.training.events import EpochEnded, Event, Level, Logged, Planned, RunState, StateChanged, to_line
from sft_gui.training.progress import Progress
from sft_gui.training.run_folder import RunFolder, now

OnEvent = Callable[[Event], None]


class Recorder:
    """The append-only log of a run being trained. What is noted meanwhile goes into it too.

    Args:
        offset: where the last checkpoint left the log; what a killed process wrote after it is cut off, since the
            resumed run does those steps again.
    """

    def __init__(self, run: RunFolder, on_event: OnEvent, *, offset: int | None, metric: str) -> None:
        self._run, self._on_event = run, on_event
        self._path = run.folder / "events.jsonl"
        with told_if_unwritable(self._path):
            # Unbuffered: what could not be written must not be tried again while the file is closed.
            self._file = open(self._path, "ab", buffering=0)  # noqa: SIM115
            self._file.truncate(min(offset or 0, os.fstat(self._file.fileno()).st_size))
            self._length = self._file.seek(0, os.SEEK_END)
        self.progress = Progress(metric=metric)
        for event in run.events():
            self.progress.apply(event)
        self._notes = deque[Message]()  # from other threads
        self._ear = contextlib.ExitStack()
        self._ear.enter_context(hearing(self._notes.append))

    def tell(self, event: Event) -> None:
        """Keep the event, then announce it.

        Raises:
            Unwritable: it cannot be kept.
        """
        while self._notes:
            self._keep_and_announce(Logged(now(), Level.WARNING, self._notes.popleft()))
        self._keep_and_announce(event)

    def tell_ending(self, event: StateChanged) -> None:
        """Tell the state in which the run is left; where that cannot be kept it is announced all the same.

        A failure keeps its own sentence: the log that cannot be written is then no news.
        """
        try:
            self.tell(event)
        except Unwritable as error:
            if event.state != RunState.FAILED:
                event = StateChanged(now(), RunState.FAILED, error.what, error.do)
            self.progress.apply(event)
            self._on_event(event)

    def _keep_and_announce(self, event: Event) -> None:
        if event.recorded:
            with told_if_unwritable(self._path):
                self._append(to_line(event))  # to the system, which outlives a killed process
        self.progress.apply(event)
        if isinstance(event, StateChanged | Planned | EpochEnded):
            self._run.write_report(self.progress.report())
        self._on_event(event)

    def _append(self, line: bytes) -> None:
        """Write the whole line, or none of it: a line cut short would spoil the log for those after it."""
        done = 0
        try:
            while done < len(line):
                done += self._file.write(line[done:])
        except OSError:
            with contextlib.suppress(OSError):
                self._file.truncate(self._length)
            raise
        self._length += len(line)

    def sync(self) -> int:
        """Make the log durable, against power cuts, and return its length in bytes."""
        with told_if_unwritable(self._path):
            os.fsync(self._file.fileno())
        return self._length

    def close(self) -> None:
        """End; what was not written by now is not."""
        self._ear.close()
        with contextlib.suppress(OSError):
            self._file.close()
