"""One folder per class, with or without train, val and test above or below, in groups or not, at any depth."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from sft_gui.data.index import natural_key
from sft_gui.data.posix import stem_of
from sft_gui.data.readers.folders import lists as folder_lists
from sft_gui.data.readers.folders import unlabelled, words
from sft_gui.data.readers.folders.layout import Layout, at_level, depth_of, understand
from sft_gui.data.readers.reader import (
    FOLDERS,
    Choice,
    Entry,
    Evidence,
    Proposal,
    Reading,
    Sample,
    State,
    Support,
)
from sft_gui.data.readers.splits import Part, parts_of
from sft_gui.data.source import Source, some
from sft_gui.errors import UserError
from sft_gui.messages import PICTURES, Message, counted, say

UNNAMEABLE = say("has a name that is not valid text; rename it")
LIKELY, UNLIKELY = 0.8, 0.4  # what another level of folders is worth beside the best one
FEW = 4  # pictures on average that folders below the classes hold where they can be classes too
MAX_NAMED = 5
ASKED = 0.5  # less than what a table's values say, or file names
SINGLE = 1.3  # pictures a folder, at most, where they are no classes unless somebody says so
MOST_CLASSES = 0.5  # of the pictures: folders that hold fewer than two each are no classes


class FolderReader:
    """Reads class folders."""

    name = "folders"
    family = "folders"
    label = say("One folder per class")
    task = "classification"
    options = frozenset({"class_level"})
    support: tuple[Support, ...] = (
        Support("Class folders", "cat/1.jpg, dog/2.jpg, with train/, val/, test/ above or below", State.READ),
        Support(
            "Tiny-ImageNet, Food-101, CUB-200",
            "val_annotations.txt; meta/train.txt; train_test_split.txt",
            State.READ,
            "their lists say the split",
        ),
    )

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        """Propose the level that the folders speak for, and the others that can be meant."""
        paths = _paths(source)
        if not source.is_folder or not paths:
            return []
        if wanted.class_level is not None:
            layout = at_level(paths, wanted.class_level, wanted.join)
            return [self._proposal(layout, paths, wanted, FOLDERS)] if len(layout.counts) > 1 else []
        layout = _whole(source, paths, wanted.join)
        if len(layout.counts) > 1 and not _say_nothing(layout):
            return [self._proposal(layout, paths, wanted, FOLDERS), *self._others(layout, paths, wanted)]
        refusal = _refusal(source, layout)
        first = Proposal(self._choice(wanted), self.label, 0, len(paths), refusal=refusal)
        if len(layout.counts) > 1 and layout.level is not None:  # they may be classes, if somebody says so
            first = self._proposal(layout, paths, replace(wanted, class_level=layout.level), FOLDERS * ASKED)
        others = [replace(each, weight=FOLDERS * UNLIKELY) for each in self._others(layout, paths, wanted)]
        return [each if each.refusal else replace(each, question=refusal) for each in (first, *others)]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        """List the pictures that lie in class folders."""
        paths = _paths(source)
        if not paths:
            raise UserError(say("There is no picture in '{name}'.", name=source.name), unlabelled.WANTED)
        if choice.class_level is not None:
            layout = at_level(paths, choice.class_level, choice.join)
        else:
            layout = _whole(source, paths, choice.join)
        if not layout.counts or (choice.class_level is None and _say_nothing(layout)):
            raise _refusal(source, layout)
        num_named = len(source.pictures)
        entries = [
            Entry(place.path, place.label, place.split, reason=UNNAMEABLE if i >= num_named else None)
            for i, place in enumerate(layout.places)
            if place.label is not None
        ]
        used = set(layout.lists)
        others = source.listing.others.copy()
        for path in used:
            others[Path(path).suffix.lower()] -= 1
        listing = replace(source.listing, others=+others)
        return Reading(source.root, entries, [*layout.all_notes(), *listing.notes()])

    def _choice(self, wanted: Choice, level: int | None = None) -> Choice:
        return Choice(task=self.task, format=self.name, class_level=level, join=wanted.join)

    def _proposal(self, layout: Layout, paths: Sequence[str], wanted: Choice, weight: float) -> Proposal:
        total = max(layout.explained, len(paths) - layout.num_aside)
        level = wanted.class_level
        return Proposal(
            self._choice(wanted, level),
            _sentence(layout.counts, level),
            layout.explained,
            total,
            weight,
            files=tuple(layout.lists),
            assumed=_assumed(layout),
            evidence=_evidence(layout, total),
            counts=dict(sorted(layout.counts.items(), key=lambda item: natural_key(item[0]))),
            samples=_samples(layout),
        )

    def _others(self, layout: Layout, paths: Sequence[str], wanted: Choice) -> list[Proposal]:
        """Propose the other levels at which the pictures part."""
        found = []
        for level in range(1, depth_of(paths) + 1):
            if level == layout.level:
                continue
            names = {path.split("/")[level - 1] for path in paths if path.count("/") >= level}
            if len(names) < 2 or _are_parts(names) or len(names) > MOST_CLASSES * len(paths):
                continue
            other = at_level(paths, level, wanted.join)
            says_nothing = all(words.is_no_class(name) or words.holds_masks(name) for name in names)
            says_more = all(re.search(r"[^\W\d_]{2}", name) for name in names) and len(names) <= len(paths) / FEW
            is_likely = (not layout.is_sure or says_more) and not says_nothing
            weight = FOLDERS * (LIKELY if is_likely else UNLIKELY)
            if 2 * other.explained >= layout.explained and len(other.counts) > 1:
                found.append(self._proposal(other, paths, replace(wanted, class_level=level), weight))
        return found


def _paths(source: Source) -> list[str]:
    return [*source.pictures, *source.listing.unnameable]


def _whole(source: Source, paths: Sequence[str], join: bool | None) -> Layout:
    layout = understand(paths, source.listing.folders, join)
    return folder_lists.with_lists(source, layout)


def _are_parts(names: Collection[str]) -> bool:
    """Tell folders that are parts, or some of which are: train, val, and what somebody else put beside them."""
    parts = parts_of(names)
    return len(parts) == len(names) or (Part.TRAIN in parts.values() and len(set(parts.values())) > 1)


def _say_nothing(layout: Layout) -> bool:
    """Tell folders whose names are not of classes: images and masks, part_1 and part_2, or original and augmented.

    The last may be classes where there are no others below them.
    """
    names = {place.folder for place in layout.places if place.label is not None}
    if words.number_pieces(names) or all(_names_contents(name) for name in names) or _hold_different(names):
        return True
    if _are_single(layout) or _are_dates(layout, names) or _are_versions(layout, names):
        return True
    if layout.level is None or not all(_names_contents(name) or words.is_no_class(name) for name in names):
        return False
    below = [place.path.split("/")[layout.level : -1][:1] for place in layout.places if place.label is not None]
    others = {names[0] for names in below if names and not words.is_no_class(names[0])}
    return all(below) and len(others) > 1


def _hold_different(names: Collection[str]) -> bool:
    """Tell gt_image_2 and image_2, which hold different things, though their names are numbered."""
    is_told = all(words.holds_pictures(name) or words.holds_masks(name) for name in names)
    return is_told and len({words.words_in(name) for name in names}) == len(names)


def _are_single(layout: Layout) -> bool:
    """Tell folders that hold hardly more than a picture each, as those by the first letters of a hash do."""
    return len(layout.counts) > FEW and layout.explained < SINGLE * len(layout.counts)


def _are_dates(layout: Layout, names: Collection[str]) -> bool:
    """Tell months below years."""
    above = [folder.rpartition("/")[2] for folder in layout.groups]
    is_of_years = bool(above) and all(re.fullmatch(r"(19|20)\d\d", year) for year in above)
    return is_of_years and all(re.fullmatch(r"0?[1-9]|1[0-2]", name) for name in names)


def _are_versions(layout: Layout, names: Collection[str]) -> bool:
    """Tell folders that hold the same pictures in versions: rgb and depth, HR and LR, of the same file names."""
    if not all(words.is_variant(name) or words.holds_pictures(name) for name in names):
        return False
    inside: dict[str, set[str]] = {}
    for place in layout.places:
        if place.label is not None:
            inside.setdefault(place.folder, set()).add(stem_of(place.path))
    return len(inside) > 1 and all(stems == inside[place] for stems in inside.values() for place in inside)


def _names_contents(name: str) -> bool:
    is_numbered = any(each.isdecimal() for each in name)  # "label_0" is a class, "labels" holds them
    holds = words.holds_pictures(name) or words.holds_masks(name)
    return words.counts_pieces(name) or (holds and not is_numbered)


def _refusal(source: Source, layout: Layout) -> UserError:
    """Say why the folders give no classes, by what was seen."""
    if len(layout.counts) != 1:
        damaged = unlabelled.damaged(source)
        if damaged is not None:
            return damaged
    if layout.counts and _are_single(layout):
        return UserError(
            say(
                "The {count} folders in '{name}' hold {pictures}, hardly more than one each: as classes they "
                "would teach nothing.",
                count=len(layout.counts),
                name=source.name,
                pictures=PICTURES.of(layout.explained),
            ),
            say("If they are classes all the same, open it with --class-level {level}.", level=layout.level or 1),
        )
    if layout.counts and _say_nothing(layout):
        names = _names(sorted({place.folder for place in layout.places if place.folder}, key=natural_key))
        return UserError(
            say(
                "The folders in '{name}' are named for what they hold, not for classes: {names}.",
                name=source.name,
                names=names,
            ),
            say("If they are classes all the same, open it with --class-level {level}.", level=layout.level or 1),
        )
    if len(layout.counts) == 1 and not unlabelled.has_annotations(source):
        return UserError(
            say(
                "There is only one class, '{name}', so there is nothing to tell apart.", name=next(iter(layout.counts))
            ),
            say("Add a folder with pictures of something else beside it."),
        )
    return unlabelled.refusal(source, layout)


def _sentence(counts: dict[str, int] | object, level: int | None) -> Message:
    assert isinstance(counts, dict)
    names, count = _names(sorted(counts, key=natural_key)), len(counts)
    if level is None:
        return say(
            "each picture has one answer, the folder that it lies in, one of {count}: {names}", count=count, names=names
        )
    return say(
        "each picture has one answer, its folder of level {level} from the top, one of {count}: {names}",
        level=level,
        count=count,
        names=names,
    )


def _names(names: Sequence[str]) -> str:
    return ", ".join(names[:MAX_NAMED]) + (", …" if len(names) > MAX_NAMED else "")


def _assumed(layout: Layout) -> tuple[Message, ...]:
    if not layout.groups:
        return ()
    names = _names([folder.rpartition("/")[2] for folder in layout.groups])
    return (say("the folders {names} are groups, not classes: each holds the same folders", names=names),)


def _evidence(layout: Layout, total: int) -> tuple[Evidence, ...]:
    missing = [place.path for place in layout.places if place.label is None]
    found = [
        Evidence(
            counted(
                total,
                "{found} of {count} picture lies in a class folder",
                "{found} of {count} pictures lie in class folders",
                found=layout.explained,
            ),
            layout.explained == total,
            tuple(some(missing, 3)) if layout.explained < total else (),
        )
    ]
    if layout.parts:
        found.append(Evidence(say("these folders are parts: {names}", names=_names(layout.parts))))
    if layout.lists:
        found.append(Evidence(say("these lists say the parts: {names}", names=_names(layout.lists))))
    return tuple(found)


def _samples(layout: Layout) -> tuple[Sample, ...]:
    first = {place.label: place for place in reversed(layout.places) if place.label is not None}
    wanted = some(sorted(first, key=natural_key), 3)
    return tuple(Sample(first[label].path, label) for label in wanted)


__all__ = ["FolderReader", "understand"]
