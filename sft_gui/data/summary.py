"""Small things that are told of a project: how the start page lists it, and what another look has found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sft_gui.data.index import Found
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
    """How many pictures a new look at the source found to be new, gone or different, or differently annotated."""

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


def changes_between(before: Mapping[str, Found], after: Mapping[str, Found]) -> Changes:
    """Count what differs between two looks, by path."""
    changed = sum(_meaning(before[path]) != _meaning(after[path]) for path in after.keys() & before.keys())
    return Changes(len(after.keys() - before.keys()), len(before.keys() - after.keys()), changed)


def _meaning(found: Found) -> tuple[object, ...]:
    """What a picture is and what is said of it, not when and where that was read."""
    annotation = {key: value for key, value in (found.annotation or {}).items() if key not in ("stamp", "notes")}
    return found.digest, found.label, annotation, found.reason is None
