"""The ways to read a source, as the sheet "Read it differently" shows them. Plain functions for the pool."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sft_gui.data.project import Project
from sft_gui.data.readers.reader import Choice, Column, Proposal
from sft_gui.data.source import Source
from sft_gui.data.understand import Understood, propose
from sft_gui.data.watcher import Progress, Watcher
from sft_gui.errors import UserError
from sft_gui.messages import CLASSES, PICTURES, Message, say

MOST = 3  # ways that are shown


@dataclass(frozen=True)
class Ways:
    """The ways that are offered, the surest first; ``present`` is how the source is read now, where it is."""

    offered: tuple[Proposal, ...] = ()
    root: Path = field(default_factory=Path)  # what samples' paths are relative to
    present: Choice | None = None
    source: Source | None = None  # to ask again with; None where what was unpacked is gone

    @property
    def columns(self) -> tuple[Column, ...]:
        """The table's columns, where there is one."""
        return next((each.columns for each in self.offered if each.columns), ())

    @property
    def table(self) -> str:
        """The name of that table."""
        return next((each.files[0] for each in self.offered if each.columns and each.files), "")


def ways_of(
    project: Project, *, on_progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
) -> Ways:
    """Look in what ways a project's source can be read.

    Raises:
        UserError: the source is not there.
        Cancelled: ``cancelled`` said so.
    """
    source = Source(project.place, Watcher(on_progress, cancelled))
    found = [each for each in propose(source) if each.refusal is None]
    return Ways(tuple(found), source.root, project.choice, source)


def by_column(ways: Ways, column: str) -> Proposal:
    """Return what the table says with another column as the answer.

    Raises:
        UserError: that column cannot be the answer.
    """
    table = next(each for each in ways.offered if each.columns)
    if ways.source is None:
        raise UserError(say("What was unpacked of the archive is gone."), say("Open it again."))
    wanted = replace(table.choice, label=column, task=None)
    found = propose(ways.source, replace(wanted, format=table.reader))
    readable = [each for each in found if each.refusal is None]
    if not readable:
        refusal = next((each.refusal for each in found if each.refusal), None)
        raise refusal or UserError(say("The column '{name}' cannot be the answer.", name=column))
    return readable[0]


def read_as(
    project: Project,
    choice: Choice,
    understood: Understood | None,
    *,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Project:
    """Read a project's source in another way and return the project as it is then.

    Raises:
        UserError: it cannot be read so; nothing is changed.
        Cancelled: ``cancelled`` said so; nothing is changed.
    """
    project.read_as(choice, understood, on_progress, cancelled)
    return Project.open(project.folder)


def said_of(proposal: Proposal) -> Understood:
    """Return what a project keeps of a proposal that the user chose: no rivals, they were seen."""
    return Understood(proposal.sentence, proposal.evidence)


def counts_line(proposal: Proposal) -> Message:
    """Say how much a proposal explains: "4 classes, 3,664 pictures; winter has only 98"."""
    whole = PICTURES.of(proposal.explained)
    if proposal.explained < proposal.total:
        whole = say("{count} of {total} pictures", count=f"{proposal.explained:,}", total=f"{proposal.total:,}")
    if not proposal.counts:
        return whole
    least = min(proposal.counts, key=lambda name: proposal.counts[name])
    values = {"classes": CLASSES.of(len(proposal.counts)), "pictures": whole}
    if 2 * len(proposal.counts) * proposal.counts[least] < sum(proposal.counts.values()):
        few = f"{proposal.counts[least]:,}"
        return say("{classes}, {pictures}; {name} has only {few}", name=least, few=few, **values)
    return say("{classes}, {pictures}", **values)


def offered(ways: Ways) -> Sequence[Proposal]:
    """Return the ways that are shown: those that are not the present one."""
    return [each for each in ways.offered if each.choice != ways.present][:MOST]


def asked_again(place: Path, alternatives: Sequence[Proposal]) -> Ways:
    """Return the ways of a source that was not understood."""
    source = Source(place)
    return Ways(tuple(alternatives), source.root, None, source)
