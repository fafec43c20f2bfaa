"""What a reader of a data format is, and what it yields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from sft_gui.data.index import Split
from sft_gui.data.watcher import Watcher
from sft_gui.errors import UserError
from sft_gui.messages import Message, say

MAX_MASK_CLASSES = 255  # the last of a byte's 256 values is for pixels that do not count
SPLIT_NAMES = {
    "train": Split.TRAIN,
    "training": Split.TRAIN,
    "val": Split.VAL,
    "valid": Split.VAL,
    "validation": Split.VAL,
    "dev": Split.VAL,
    "test": Split.TEST,
    "testing": Split.TEST,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One file that the source names as a picture."""

    path: str  # POSIX, relative to Reading.root
    label: str | None
    split: Split | None = None
    annotation: dict[str, Any] | None = None
    reason: Message | None = None  # known to be unreadable without a look, and why


@dataclass(frozen=True)
class Reading:
    """What a reader understood."""

    root: Path
    entries: Sequence[Entry]
    notes: list[Message] = field(default_factory=list)
    classes: tuple[str, ...] = ()  # in the format's own order; empty where each entry has its label
    legend: dict[str, Any] | None = None  # of masks: see data/annotations.py


class Reader(Protocol):
    """One data format. A new one is a file in this folder and a line in ``registry.py``."""

    name: str  # kept in project.toml
    label: Message  # what the window calls it
    task: str

    def recognises(self, source: Path) -> bool:
        """Tell from a quick look at the content whether this reader understands it."""

    def read(self, source: Path, workspace: Path, watcher: Watcher) -> Reading:
        """List the pictures with their labels or annotations, without decoding them.

        Annotations are raw: data/fitting.py checks them against the pictures and says what they may hold.

        A format that is not files of pictures writes them below ``workspace``, a folder of the project's own that
        does not exist yet, and puts its root there.

        Raises:
            UserError: the source is of this format, but cannot be used.
        """


def split_of(name: str) -> Split | None:
    """Return the split that a folder or a table's cell names, in any case; None where it names none."""
    return SPLIT_NAMES.get(name.strip().casefold())


def check_num_classes(classes: Sequence[str]) -> None:
    """Raise UserError where there are more classes than the pixels of a mask can tell apart."""
    if len(classes) > MAX_MASK_CLASSES:
        raise UserError(
            say(
                "There are {count} classes; the pixels of a mask can tell at most {limit} apart.",
                count=len(classes),
                limit=MAX_MASK_CLASSES,
            ),
            say("Leave out or join classes in the annotations, or export them as boxes, which have no such limit."),
        )
