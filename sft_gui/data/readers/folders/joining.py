"""Classes whose names hardly differ: by case, by spaces, by "_" and "-", or by the form of their letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sft_gui.data.index import Split, natural_key
from sft_gui.data.readers.folders.words import key, loose_key
from sft_gui.messages import Message, counted, say

MAX_NAMED = 3


@dataclass(frozen=True)
class Joined:
    """What name each class gets, and what is to be said."""

    names: Mapping[str, str]
    notes: Sequence[Message] = ()
    is_choice: bool = False  # whether there is anything to join at all


@dataclass
class _Class:
    count: int = 0
    splits: set[Split | None] = field(default_factory=set)


def joined(labels: Sequence[tuple[str, Split | None]], join: bool | None) -> Joined:
    """Decide which classes are one.

    Args:
        labels: each picture's class, with its split.
        join: True joins all that are alike, False none; None those that some file system takes for one, or that never
            stand in one split.
    """
    found: dict[str, _Class] = {}
    for label, split in labels:
        one = found.setdefault(label, _Class())
        one.count += 1
        one.splits.add(split)
    names = {label: _nfc(label) for label in found}
    alike: dict[str, list[str]] = {}
    for label in found:
        alike.setdefault(loose_key(label) or label, []).append(label)
    together, apart = [], []
    for group in alike.values():
        if len(group) < 2:
            continue
        parts = [group] if join else [] if join is False else _one_by_default(group, found)
        for part in parts:
            best = min(part, key=lambda name: (name != name.strip(), -found[name].count, natural_key(name)))
            names.update(dict.fromkeys(part, _nfc(best.strip() or best)))
            together.append(sorted(part, key=natural_key))
        if len(parts) != 1 or len(parts[0]) < len(group):
            apart.append(sorted(group, key=natural_key))
    notes = [*_told(together, is_joined=True), *_told(apart, is_joined=False)]
    return Joined(names, notes, bool(together or apart))


def _one_by_default(group: Sequence[str], found: Mapping[str, _Class]) -> list[list[str]]:
    """Return which of the names that are alike are one."""
    splits = [found[name].splits for name in group]
    if all(None not in each for each in splits) and sum(map(len, splits)) == len(set().union(*splits)):
        return [list(group)]
    by_key: dict[str, list[str]] = {}
    for name in group:
        bare = _nfc(name).strip()
        by_key.setdefault(bare if len(bare) == 1 else key(name), []).append(name)  # "A" and "a" of handwriting are two
    return [names for names in by_key.values() if len(names) > 1]


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _told(groups: Sequence[Sequence[str]], *, is_joined: bool) -> list[Message]:
    notes = []
    for group in groups[:MAX_NAMED]:
        names = ", ".join(f"'{name}'" for name in group)
        if is_joined:
            notes.append(say("The classes {names} are taken for one: {why}.", names=names, why=_why(group)))
        else:
            notes.append(
                say("The classes {names} are kept apart, though they are alike: {why}.", names=names, why=_why(group))
            )
    more = len(groups) - MAX_NAMED
    if more > 0:
        notes.append(counted(more, "{count} more class is alike so.", "{count} more classes are alike so."))
    return notes


def _why(group: Sequence[str]) -> Message:
    if len({name.strip() for name in group}) == 1:
        return say("only spaces at the end tell them apart")
    if len({name.casefold() for name in group}) == 1:
        return say("only capital letters tell them apart")
    if len({key(name) for name in group}) == 1:
        return say("only capital letters, spaces at the ends or the form of letters tell them apart")
    return say("only spaces, hyphens, underscores or capital letters tell them apart")
