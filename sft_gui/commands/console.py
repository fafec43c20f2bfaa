"""Where a command's words go: results to stdout, notes and progress to stderr, ``--json``'s object at the end."""

from __future__ import annotations

import contextlib
import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

from tqdm import tqdm

from sft_gui.commands.output import told_if_not_printed
from sft_gui.data.watcher import Progress
from sft_gui.messages import Message, shown

MANY = 100_000
NUMBER = re.compile(r"[-+\u2212]?[\d.,]+(e[-+]\d+)?|\u2013")  # 1,234, 66.7, 1.0e-06, or the dash where there is none


class Console:
    """Prints for one command."""

    def __init__(self, *, is_json: bool = False) -> None:
        self._is_json, self._started = is_json, time.perf_counter()
        self._can_note = True

    @property
    def is_terminal(self) -> bool:
        """Whether somebody watches progress."""
        return sys.stderr.isatty()

    @property
    def seconds(self) -> float:
        """How long the command has been at work."""
        return round(time.perf_counter() - self._started, 3)

    def say(self, text: Message | str = "") -> None:
        """Print a line of the result to stdout; whatever names are in it, it stays one line and moves no cursor."""
        with told_if_not_printed():
            print(shown(str(text)))

    def table(self, rows: Sequence[Sequence[object]]) -> None:
        """Print rows in columns; a column of numbers is set right, its head too."""
        columns = [_column([_cell(cell) for cell in column]) for column in zip(*rows, strict=True)]
        for line in zip(*columns, strict=True):
            self.say("  ".join(line).rstrip())

    def note(self, text: Message | str) -> None:
        """Print a line to stderr, above a progress bar where there is one; a reader who left is no failure."""
        if self._can_note:
            try:
                tqdm.write(shown(str(text)), file=sys.stderr)
                sys.stderr.flush()
            except OSError:
                self._can_note = False

    def result(self, data: dict[str, Any]) -> None:
        """Print the command's result as one line of JSON, if that was asked for."""
        with told_if_not_printed():
            if self._is_json:
                print(json.dumps(data, allow_nan=False))  # ASCII, so that no console's encoding can spoil it
            sys.stdout.flush()

    @contextlib.contextmanager
    def progress(self) -> Iterator[Progress]:
        """Show what a room below tells as ``on_progress``, as a bar on a terminal."""
        bar = Bar(self.is_terminal)
        try:
            yield bar.show
        finally:
            bar.close()


def _cell(cell: object) -> str:
    return f"{cell:,}" if isinstance(cell, int) else shown(str(cell))


def _column(texts: list[str]) -> list[str]:
    """Fill a column, head first, to its width."""
    width = max(len(text) for text in texts)
    is_of_numbers = any(texts[1:]) and all(NUMBER.fullmatch(text) for text in texts[1:] if text)
    return [text.rjust(width) if is_of_numbers else text.ljust(width) for text in texts]


class Bar:
    """A progress bar that becomes another one where the work does."""

    def __init__(self, is_shown: bool) -> None:
        self._is_shown = is_shown
        self._bar: tqdm[Any] | None = None
        self._what = ""

    def show(self, done: int, total: int | None, what: Message) -> None:
        """Show ``done`` of ``total``."""
        if not self._is_shown:
            return
        try:
            if self._bar is None or self._what != str(what):
                self.close()
                self._what = str(what)
                is_large = (total or 0) > MANY  # bytes, most likely
                self._bar = tqdm(
                    total=total, initial=done, desc=self._what, leave=False, file=sys.stderr, unit="",
                    unit_scale=is_large,
                )  # fmt: skip
            self._bar.total = total
            self._bar.update(done - self._bar.n)
        except OSError:
            self._is_shown = False

    def words(self, text: str) -> None:
        """Show text behind the bar."""
        if self._bar is not None:
            self._bar.set_postfix_str(shown(text), refresh=False)

    def close(self) -> None:
        """Take the bar off the screen."""
        if self._bar is not None:
            with contextlib.suppress(OSError):
                self._bar.close()
            self._bar = None
