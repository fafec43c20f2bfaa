"""What makes a data set weak, told before and after training: copies of one file, and classes with hardly a picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from sft_gui.data.index import Copy, Split
from sft_gui.data.project import Project
from sft_gui.messages import Message, counted

FEW = 5  # a class with fewer pictures is neither learned nor evaluated reliably
NAMED = 4  # classes that are named in a sentence


class Kind(StrEnum):
    """What is weak, the worst first."""

    TWO_SPLITS = "two_splits"  # one content in training and in what evaluates it: scores are too good
    TWO_ANSWERS = "two_answers"  # one content with two classes or annotations: one of them is wrong
    FEW = "few"
    COPIES = "copies"  # one content several times, all alike


@dataclass(frozen=True)
class Finding:
    """One weakness of a project's pictures."""

    kind: Kind
    message: Message  # a whole sentence or two
    ids: tuple[int, ...]  # of the pictures that are meant, copies beside each other

    @property
    def is_warning(self) -> bool:
        """Whether scores suffer from it, so that it is said beside them and before Start."""
        return self.kind != Kind.COPIES


def findings(project: Project) -> list[Finding]:
    """Look for exact copies (by content hash) and small classes among the pictures that take part.

    Reads the index only, some 0.1 s for 100,000 pictures: not for the GUI thread.
    """
    groups = defaultdict[str, list[Copy]](list)
    for copy in project.index.copies():
        groups[copy.digest].append(copy)
    found = [_two_splits(groups.values()), _two_answers(groups.values()), _few(project), _copies(groups.values())]
    return [each for each in found if each is not None]


def _two_splits(groups: Iterable[Sequence[Copy]]) -> Finding | None:
    parted = [group for group in groups if _is_parted(group)]
    if not parted:
        return None
    message = counted(
        len(parted),
        "{count} picture is in training and again in validation or test ({name}): "
        "the score is better than it should be.",
        "{count} pictures are in training and again in validation or test, such as {name}: "
        "the score is better than it should be.",
        name=_name(parted[0]),
    )
    return Finding(Kind.TWO_SPLITS, message, _ids(parted))


def _two_answers(groups: Iterable[Sequence[Copy]]) -> Finding | None:
    differing = [group for group in groups if len({copy.truth for copy in group}) > 1]
    if not differing:
        return None
    labels = sorted({copy.label for copy in differing[0] if copy.label is not None})
    values = {"name": _name(differing[0])}
    if len(labels) > 1:
        message = counted(
            len(differing),
            "{count} picture is in two classes: {name} is in '{first}' and in '{second}'. One of them is wrong.",
            "{count} pictures are in two classes each, such as {name} in '{first}' and in '{second}'. "
            "One of the two is wrong.",
            first=labels[0],
            second=labels[1],
            **values,
        )
    else:
        message = counted(
            len(differing),
            "{count} picture is there twice with different annotations: {name}.",
            "{count} pictures are there twice with different annotations, such as {name}.",
            **values,
        )
    return Finding(Kind.TWO_ANSWERS, message, _ids(differing))


def _few(project: Project) -> Finding | None:
    counts = {name: sum(splits.values()) for name, splits in project.index.counts().items()}
    small = {name: count for name, count in counts.items() if count < FEW}
    if not small:
        return None
    named = ", ".join(f"{name} ({count})" for name, count in list(small.items())[:NAMED])
    message = counted(
        len(small),
        "{count} class has fewer than {few} pictures: {names}. Its score says little; more pictures help most there.",
        "{count} classes have fewer than {few} pictures: {names}. "
        "Their scores say little; more pictures help most there.",
        few=FEW,
        names=named + (" ..." if len(small) > NAMED else ""),
    )
    ids = tuple(id for name in small for id in project.index.ids(label=name))
    return Finding(Kind.FEW, message, ids)


def _copies(groups: Iterable[Sequence[Copy]]) -> Finding | None:
    alike = [group for group in groups if not _is_parted(group) and len({copy.truth for copy in group}) == 1]
    if not alike:
        return None
    message = counted(
        sum(len(group) - 1 for group in alike),
        "{count} picture is an exact copy of another, {name}. It counts twice.",
        "{count} pictures are exact copies of others, such as {name}. They count more than once.",
        name=_name(alike[0]),
    )
    return Finding(Kind.COPIES, message, _ids(alike))


def _is_parted(group: Sequence[Copy]) -> bool:
    splits = {copy.split for copy in group}
    return Split.TRAIN in splits and len(splits) > 1


def _name(group: Sequence[Copy]) -> str:
    return PurePosixPath(group[0].path).name


def _ids(groups: Iterable[Sequence[Copy]]) -> tuple[int, ...]:
    return tuple(copy.id for group in groups for copy in group)


def sentences(found: Iterable[Finding], *, warnings_only: bool = False) -> list[Message]:
    """Return what is said of them, the worst first."""
    return [each.message for each in found if each.is_warning or not warnings_only]
