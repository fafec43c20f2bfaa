"""What the Data page asks a project for: the pictures that a filter leaves, and the counts. For the pool."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sft_gui.data.annotations import Annotations
from sft_gui.data.findings import Finding, findings
from sft_gui.data.index import Index, Picture, Split, Status
from sft_gui.data.project import Project, SplitChoice
from sft_gui.data.understand import Understood
from sft_gui.messages import Message
from sft_gui.tasks.registry import DEFAULT
from sft_gui.ui.look.class_colours import ClassColours
from sft_gui.ui.tasks import registry as views
from sft_gui.ui.tasks.view import Counts, TaskView

AHEAD = 120  # pictures that come with a listing: what a large screen shows at once


@dataclass(frozen=True)
class Filter:
    """Which pictures the grid shows: those that take part and, dimmed, those left out."""

    label: str | None = None
    split: Split | None = None
    text: str = ""
    only_left_out: bool = False
    mixed: bool = True  # in a fixed order that mixes the classes; by path otherwise


@dataclass(frozen=True)
class Listing:
    """The ids that a filter leaves, and the first pictures among them."""

    ids: list[int]
    first: list[Picture]


@dataclass(frozen=True)
class Overview:
    """The numbers of a project."""

    counts: dict[str, dict[Split, int]] = field(default_factory=dict)  # class -> split -> pictures that take part
    splits: dict[Split, int] = field(default_factory=dict)  # pictures that take part
    view: TaskView = field(default_factory=lambda: views.of(DEFAULT))
    amounts: Counts = field(default_factory=dict)  # what there is of each class, as the task counts
    annotations: Annotations = field(default_factory=lambda: Annotations(Path(), ()))
    colours: ClassColours = field(default_factory=lambda: ClassColours(()))
    left_out: int = 0
    unreadable: list[Picture] = field(default_factory=list)
    noted: list[Picture] = field(default_factory=list)  # whose annotation was taken otherwise than it stands there
    notes: list[Message] = field(default_factory=list)
    split: SplitChoice = field(default_factory=SplitChoice)
    root: Path = field(default_factory=Path)
    is_there: bool = True  # whether the pictures are where they were
    findings: list[Finding] = field(default_factory=list)  # what makes the data weak
    read_only: Message | None = None  # why nothing can be decided
    understood: Understood | None = None  # how the source is read

    @property
    def total(self) -> int:
        """How many pictures take part."""
        return sum(self.splits.values())


def listing(index: Index, chosen: Filter) -> Listing:
    """Ask for the pictures of a filter."""
    ids = _ids(index, chosen)
    if chosen.mixed:
        ids.sort(key=_mixed)
    return Listing(ids, index.some(ids[:AHEAD]))


def _mixed(id: int) -> int:
    """Give a place that has nothing to do with the neighbours' (MurmurHash3's last steps)."""
    id = (id ^ (id >> 16)) * 0x85EBCA6B & 0xFFFFFFFF
    id = (id ^ (id >> 13)) * 0xC2B2AE35 & 0xFFFFFFFF
    return id ^ (id >> 16)


def _ids(index: Index, chosen: Filter) -> list[int]:
    def ask(status: Status | None) -> list[int]:
        return index.ids(split=chosen.split, label=chosen.label, text=chosen.text, status=status)

    if chosen.only_left_out:
        return ask(Status.LEFT_OUT)
    unreadable = set(ask(Status.UNREADABLE))
    return [id for id in ask(None) if id not in unreadable]


def overview(project: Project) -> Overview:
    """Ask for the numbers, and what is to be known beside them."""
    index, root, view = project.index, project.root, views.of(project.task)
    is_class = view.task.sorts_into_folders  # a class has no annotation to look through
    return Overview(
        counts=index.counts(),
        splits={split: len(index.ids(split=split)) for split in Split},
        view=view,
        amounts=view.class_counts(index),
        annotations=Annotations(root, project.classes, project.legend),
        colours=ClassColours(project.classes, project.legend),
        noted=[] if is_class else [p for p in index.pictures() if p.annotation and p.annotation.get("notes")],
        left_out=index.count(Status.LEFT_OUT),
        unreadable=index.unreadable(),
        notes=project.notes,
        split=project.split,
        root=root,
        is_there=root.exists(),
        findings=findings(project),
        read_only=project.read_only,
        understood=project.understood,
    )
