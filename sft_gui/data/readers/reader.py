"""What a reader of a data format is: it proposes how a source can be read, and reads it so."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from sft_gui.data.index import Split
from sft_gui.data.source import Source
from sft_gui.errors import UserError
from sft_gui.messages import Message, say

MAX_MASK_CLASSES = 255  # the last of a byte's 256 values is for pixels that do not count
SAMPLES = 3  # pictures that a proposal shows with the answer that they would get


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


@dataclass(frozen=True, slots=True)
class Choice:
    """How a source is to be read, as far as that is said: by the user, or by a proposal that was taken."""

    task: str | None = None
    format: str | None = None  # a reader's name, or the name of its family
    label: str | None = None  # the table's column that holds the answer
    image: str | None = None  # the one that names the picture
    class_level: int | None = None  # which folder level, from 1 below the source, is the class
    join: bool | None = None  # whether classes that differ only by case, spaces or Unicode form are one

    def to_json(self) -> dict[str, Any]:
        """Return what is said, for project.toml."""
        return {each.name: value for each in fields(self) if (value := getattr(self, each.name)) is not None}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Choice:
        """Read what :meth:`to_json` wrote; what a later version said besides is passed over."""
        known = {each.name for each in fields(cls)}
        return cls(**{key: value for key, value in data.items() if key in known})

    def words(self) -> str:
        """Return the options of the command line that choose so."""
        said = [
            ("--task", self.task),
            ("--as", self.format),
            ("--image", self.image),
            ("--label", self.label),
            ("--class-level", self.class_level),
        ]
        words = [word for option, value in said if value is not None for word in (option, str(value))]
        return shlex.join([*words, *(["--keep-apart"] if self.join is False else [])])

    def filled(self, other: Choice) -> Choice:
        """Return this choice, with what it leaves open taken from another one."""
        return replace(other, **self.to_json())


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that was checked: "3,664 of 3,670 rows name a picture"."""

    message: Message
    is_good: bool = True  # or it is shown in amber
    cases: tuple[str, ...] = ()  # of a failed check, some: paths or what the rows say


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table with values in it, and what it can be."""

    name: str
    examples: tuple[str, ...]  # different values, the first few
    different: int
    empty: int
    can_be: Message  # "answer", "number", "group only"
    is_choosable: bool = True
    hint: Message | None = None  # why it is not


@dataclass(frozen=True, slots=True)
class Sample:
    """A picture and the answer that it would get."""

    path: str
    answer: str


@dataclass(frozen=True)
class Proposal:
    """One way to read a source.

    ``explained`` of the ``total`` pictures get an answer by it. ``weight`` says how much its evidence is worth: 1 for
    annotations that somebody wrote, :data:`FOLDERS` for folders, :data:`NAMES` for file names, :data:`GUESSED` for a
    table whose label column nothing but its values speaks for.
    """

    choice: Choice  # whole: reading with it gives this reading again
    sentence: Message  # "each picture has one answer, the folder it lies in, one of 5"
    explained: int
    total: int
    weight: float = 1.0
    files: tuple[str, ...] = ()  # the annotation files that it uses, some of them
    assumed: tuple[Message, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)  # pictures by class, where that is known without reading
    samples: tuple[Sample, ...] = ()
    columns: tuple[Column, ...] = ()
    question: UserError | None = None  # a guess would be silent and costly: what is to be asked, and how to answer
    refusal: UserError | None = None  # recognised and not read: its sentence and the way out

    @property
    def score(self) -> float:
        """How much of the source it explains, by the worth of its evidence: 0 to 1."""
        return self.weight * self.explained / max(1, self.total)

    @property
    def task(self) -> str:
        """The task that the reading is for."""
        return self.choice.task or ""

    @property
    def reader(self) -> str:
        """The name of the reader that made it."""
        return self.choice.format or ""

    def to_json(self) -> dict[str, Any]:
        """Return what ``--json`` prints of it."""
        return {
            "as": self.reader,
            "task": self.task,
            "says": str(self.sentence),
            "pictures": self.explained,
            "of": self.total,
            "assumes": [str(each) for each in self.assumed],
            "counts": dict(self.counts),
            "choose": self.choice.words(),
        }


FOLDERS, GUESSED, NAMES = 0.35, 0.3, 0.25


class State(StrEnum):
    """How far a format is read, for the table in docs/guide/*/formats.md."""

    READ = "read"
    BOXES_ONLY = "read as boxes only"
    NAMED = "named and refused"


@dataclass(frozen=True, slots=True)
class Support:
    """One format as the documentation lists it; English."""

    name: str  # "CVAT for images"
    files: str  # "annotations.xml"
    state: State
    remark: str = ""  # what is left out, or the way out


class Reader(Protocol):
    """One data format. A new one is a file in a folder beside this one and a line in ``registry.py``."""

    name: str  # kept in project.toml
    family: str  # what --as also takes: "coco" for its boxes and its outlines
    label: Message  # what the window calls it
    task: str
    options: frozenset[str]  # fields of Choice besides task and format that it heeds: {"label", "image"}
    support: tuple[Support, ...]

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        """Return the ways in which it can read the source, the best first; none where it sees nothing of its format.

        Looks at names and at a few files, never at all of them.
        """

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        """List the pictures with their labels or annotations, without decoding them.

        Annotations are raw: data/fitting.py checks them against the pictures and says what they may hold.

        A format that is not files of pictures writes them below ``workspace``, a folder of the project's own that
        does not exist yet, and puts its root there.

        Raises:
            UserError: the source is of this format, but cannot be used.
        """


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
