"""Readers asked as the app asks them, for tests."""

from __future__ import annotations

from pathlib import Path

from sft_gui.data.readers.reader import Choice, Proposal, Reader, Reading
from sft_gui.data.source import Source
from sft_gui.data.understand import Understanding, understand, understand_and_read


def proposals(reader: Reader, place: Path, wanted: Choice | None = None) -> list[Proposal]:
    """Return what one reader proposes."""
    return reader.propose(Source(place), wanted or Choice())


def read_by(reader: Reader, place: Path, wanted: Choice | None = None) -> Reading:
    """Return what one reader reads by its own best proposal."""
    source = Source(place)
    best = reader.propose(source, wanted or Choice())[0]
    return reader.read(source, best.choice, place.parent / "workspace")


def understood(place: Path, wanted: Choice | None = None) -> Understanding:
    """Return what all readers together make of a place."""
    return understand(Source(place), wanted)


def read_best(place: Path, wanted: Choice | None = None) -> tuple[str, Reading]:
    """Return the winning reader's name and what it reads."""
    understanding, reading = understand_and_read(Source(place), wanted or Choice(), place.parent / "workspace")
    return understanding.best.reader, reading
