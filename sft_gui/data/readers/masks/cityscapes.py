"""Cityscapes' folders: leftImg8bit with the pictures, gtFine or gtCoarse with masks (labels, train ids, instances)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sft_gui.data.posix import name_of
from sft_gui.data.readers.masks import legends
from sft_gui.data.readers.reader import SAMPLES, Choice, Entry, Evidence, Proposal, Reading, Sample, State, Support
from sft_gui.data.readers.splits import split_in
from sft_gui.data.source import Source
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

PICTURE = re.compile(r"(.+)_leftImg8bit\.\w+")
MASK = re.compile(r"(.+)_gt(?:Fine|Coarse)_(labelIds|labelTrainIds|instanceIds)\.png")
OF_MASKS = re.compile(r"_gt(?:Fine|Coarse)_\w+\.png$")  # and drawings of them
KINDS = ("labelIds", "labelTrainIds", "instanceIds")  # the best first
NOT_SCORED = (0, 1, 2, 3, 4, 5, 6, 9, 10, 14, 15, 16, 18, 29, 30)  # label ids of what Cityscapes leaves out


class CityscapesReader:
    """Reads Cityscapes: its nineteen classes, everything else ignored."""

    name = "cityscapes"
    family = "cityscapes"
    label = say("Cityscapes")
    task = "segmentation"
    options: frozenset[str] = frozenset()
    support: tuple[Support, ...] = (
        Support("Cityscapes", "leftImg8bit, gtFine or gtCoarse", State.READ, "the nineteen classes that are scored"),
    )

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        masks, pictures = _found(source.pictures)
        paired = [stem for stem in pictures if stem in masks]
        if not source.is_folder or not paired:
            return []
        kind = _kind(masks)
        count, total = len(paired), sum(not OF_MASKS.search(path) for path in source.pictures)
        sentence = counted(
            count,
            "{count} picture has a mask with Cityscapes' {kind}",
            "{count} pictures have masks with Cityscapes' {kind}",
            kind=kind,
        )
        without = tuple(path for stem, path in pictures.items() if stem not in masks)
        found = say("{count} of {total} pictures have a mask", count=count, total=len(pictures))
        samples = tuple(Sample(pictures[stem], masks[stem].get(kind, "")) for stem in paired[:SAMPLES])
        return [
            Proposal(
                Choice(task=self.task, format=self.name),
                sentence,
                count,
                max(count, total),
                files=tuple(sample.answer for sample in samples if sample.answer),
                evidence=(Evidence(found, not without, without[:SAMPLES]),),
                samples=samples,
            )
        ]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        masks, pictures = _found(source.pictures)
        if not masks or not pictures:
            raise UserError(say("There are no pictures and masks of Cityscapes in '{name}'.", name=source.name))
        kind = _kind(masks)
        entries = []
        for stem, path in pictures.items():
            mask = masks.get(stem, {}).get(kind)
            reason = None if mask else say("has no mask")
            entries.append(Entry(path, None, split_in(path), {"mask": mask} if mask else None, reason))
        return Reading(source.root, entries, [_note(kind)], legends.classes_of(legends.CITYSCAPES), _legend(kind))


def _kind(masks: Mapping[str, Mapping[str, str]]) -> str:
    """Return the kind of masks that the most pictures have."""
    counts = Counter(kind for kinds in masks.values() for kind in kinds)
    return max(KINDS, key=lambda kind: (counts[kind], -KINDS.index(kind)))


def _found(paths: Iterable[str]) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Return masks by stem and kind, and pictures by stem."""
    masks: dict[str, dict[str, str]] = {}
    pictures: dict[str, str] = {}
    for path in paths:
        if "_leftImg8bit" not in path and "_gt" not in path:
            continue
        name = name_of(path)
        if match := MASK.fullmatch(name):
            masks.setdefault(match[1], {})[match[2]] = path
        elif match := PICTURE.fullmatch(name):
            pictures[match[1]] = path
    return masks, pictures


def _legend(kind: str) -> dict[str, Any]:
    if kind == "labelTrainIds":
        return {"values": {str(i): i for i in range(len(legends.CITYSCAPES))}, "ignore": ["19"]}
    legend = legends.by_value(legends.CITYSCAPES)
    legend["ignore"] = [str(value) for value in NOT_SCORED]
    return {**legend, "code": "cityscapes"} if kind == "instanceIds" else legend


def _note(kind: str) -> Message:
    return say("The classes are the nineteen that Cityscapes scores, by {kind}; the others are ignored.", kind=kind)
