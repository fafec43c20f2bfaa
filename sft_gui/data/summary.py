"""Small things that are told of a project: how the start page lists it, and what another look has found."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sft_gui.messages import Message, say


@dataclass(frozen=True, slots=True)
class ProjectSummary:
    """A project as the start page lists it."""

    folder: Path
    name: str
    source: Path
    task: str
    classes: int
    pictures: int
    modified: datetime  # UTC


@dataclass(frozen=True, slots=True)
class Changes:
    """How many files a new look at the source found to be new, gone or different."""

    added: int
    gone: int
    changed: int

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.changed)

    def message(self) -> Message:
        """Say it in a sentence."""
        if not self:
            return say("Nothing has changed.")
        return say("New: {added}. Gone: {gone}. Changed: {changed}.", **asdict(self))
