"""Cityscapes' folders: leftImg8bit with the pictures, gtFine or gtCoarse with masks (labels, train ids, instances)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from sft_gui.data.decode import is_picture_name
from sft_gui.data.readers import legends
from sft_gui.data.readers.reader import Entry, Reading
from sft_gui.data.readers.splits import split_in
from sft_gui.data.walk import glimpse, list_pictures
from sft_gui.data.watcher import Watcher
from sft_gui.messages import Message, say

PICTURE = re.compile(r"(.+)_leftImg8bit\.\w+")
MASK = re.compile(r"(.+)_gt(?:Fine|Coarse)_(labelIds|labelTrainIds|instanceIds)\.png")
KINDS = ("labelIds", "labelTrainIds", "instanceIds")  # the best first
NOT_SCORED = (0, 1, 2, 3, 4, 5, 6, 9, 10, 14, 15, 16, 18, 29, 30)  # label ids of what Cityscapes leaves out


class CityscapesReader:
    """Reads Cityscapes: its nineteen classes, everything else ignored."""

    name = "cityscapes"
    label = say("Cityscapes")
    task = "segmentation"

    def recognises(self, source: Path) -> bool:
        if not source.is_dir():
            return False
        masks, pictures = _found(path for path in glimpse(source) if is_picture_name(path))
        return bool(masks and pictures)

    def read(self, source: Path, workspace: Path, watcher: Watcher) -> Reading:
        masks, pictures = _found(list_pictures(source, watcher).pictures)
        counts = Counter(kind for kinds in masks.values() for kind in kinds)
        kind = max(KINDS, key=lambda kind: (counts[kind], -KINDS.index(kind)))
        entries = []
        for stem, path in pictures.items():
            mask = masks.get(stem, {}).get(kind)
            reason = None if mask else say("has no mask")
            entries.append(Entry(path, None, split_in(path), {"mask": mask} if mask else None, reason))
        return Reading(source, entries, [_note(kind)], legends.classes_of(legends.CITYSCAPES), _legend(kind))


def _found(paths: Iterable[str]) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Return masks by stem and kind, and pictures by stem."""
    masks: dict[str, dict[str, str]] = {}
    pictures: dict[str, str] = {}
    for path in paths:
        name = PurePosixPath(path).name
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
