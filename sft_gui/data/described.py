"""What a project's record says of it, without its index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sft_gui.data.levels import Levels
from sft_gui.data.project_file import Record, SplitChoice
from sft_gui.data.readers.reader import Choice
from sft_gui.data.understand import Understood


class Described:
    """The part of a project that is read from project.toml."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @property
    def name(self) -> str:
        """What the user calls it."""
        return self._record.name

    @property
    def task(self) -> str:
        """Its task's name: "classification"."""
        return self._record.task

    @property
    def format_name(self) -> str:
        """The name of the reader that understood its source."""
        return self._record.format_name

    @property
    def choice(self) -> Choice:
        """How its source is read."""
        return Choice.from_json(self._record.choice).filled(Choice(task=self.task, format=self.format_name))

    @property
    def understood(self) -> Understood | None:
        """What was understood of its source when that was decided; None in a project of an earlier version."""
        return Understood.from_json(self._record.understood)

    @property
    def source(self) -> Path:
        """What the user opened: a folder, an archive or a table, as last seen."""
        return self._record.source

    @property
    def split(self) -> SplitChoice:
        """How its pictures are split."""
        return self._record.split

    @property
    def legend(self) -> dict[str, Any] | None:
        """What the pixels of its masks mean; see data/annotations.py."""
        return self._record.legend

    @property
    def levels(self) -> Levels | None:
        """Which values are black and white in its pictures of more than 8 bits; None where there are none."""
        return Levels.from_json(self._record.levels)
