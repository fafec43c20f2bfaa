"""COCO's JSON files: boxes, or outlines drawn as masks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sft_gui.data.parse.guard import kept
from sft_gui.data.posix import name_of
from sft_gui.data.readers.boxes.coco_entries import Collected
from sft_gui.data.readers.boxes.coco_files import (
    UNLABELLED,
    Kind,
    Look,
    candidates,
    few,
    load,
    looks,
    one_kind,
    refused,
)
from sft_gui.data.readers.looks import UNSURE, Looked, looked, masks_passed_over, named
from sft_gui.data.readers.reader import (
    Choice,
    Evidence,
    Proposal,
    Reading,
    State,
    Support,
    check_num_classes,
)
from sft_gui.data.source import Source, some
from sft_gui.errors import UserError
from sft_gui.messages import BOXES, OUTLINES, PICTURES, Message, counted, say

MAX_ASKED = 200
WAY_OUT = "export boxes or outlines (instances)"
STRAY = 0.15  # of a file that lists nothing: whatever else explains the pictures goes first


class CocoReader:
    """Reads COCO's JSON files for one of the tasks that they serve."""

    options: frozenset[str] = frozenset()
    family = "coco"

    def __init__(self, task: str) -> None:
        self.task = task
        self.name = "coco" if task == "detection" else "coco_outlines"
        self.label = say("COCO boxes") if task == "detection" else say("COCO outlines as masks")
        self.support = SUPPORT[task]

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        found = few(source)
        served = [each for each in found if each.serves(self.task)]
        if self.task == "segmentation" and wanted.task is None:
            drawn = [each for each in found if each.shaped or (each.outlines and not each.boxes)]
            served = [each for each in served if drawn]
        if self.task == "detection" and wanted.task == "detection" and not served:
            served = [each for each in found if each.serves("segmentation")]
        if not served:
            return self._unread(source, [each for each in found if each.kind is not Kind.OBJECTS])
        chosen = set(one_kind([each.path for each in served]))
        others = [each for each in found if each.path not in chosen and each.kind not in (Kind.NOTHING, Kind.OBJECTS)]
        return [self._proposal(source, [each for each in served if each.path in chosen]), *self._unread(source, others)]

    def _proposal(self, source: Source, served: Sequence[Look]) -> Proposal:
        known, choice = looked(source), Choice(task=self.task, format=self.name)
        total = len(known.data)
        listed = sum(each.count for each in served)
        explained = _explained(served, known)
        files, label = tuple(each.path for each in served[:5]), named(_classes(served))
        if not explained:
            first = next((name for each in served for name in each.names), "")
            what = say(
                "{name} lists {pictures}, none of which is in '{source}': the first is '{picture}'.",
                **{"name": files[0], "pictures": PICTURES.of(listed), "source": source.root.name, "picture": first},
            )
            if not first:
                what = say("The pictures that {name} lists have no file names or no ids of their own.", name=files[0])
            refusal = UserError(what, say("Put the pictures beside the file, under the names that it lists."))
            return Proposal(choice, what, total, total, UNSURE, files, refusal=refusal)
        explained = min(explained, total)
        return Proposal(
            choice,
            _sentence(self.task, explained, label),
            explained,
            total,
            files=files,
            evidence=_evidence(self.task, served, listed, explained),
        )

    def _unread(self, source: Source, found: Sequence[Look]) -> list[Proposal]:
        """Name files that are COCO's and not read; told once, by the reader of boxes."""
        if self.task != "detection" or not found:
            return []
        known, choice = looked(source), Choice(task=self.task, format=self.name)
        total = len(known.data)
        best = max(found, key=lambda each: (each.kind is not Kind.NOTHING, each.count))
        explained = min(_explained(found, known), total)
        is_sure = explained > 0 and best.kind is not Kind.NOTHING
        refusal = refused(best)
        files = tuple(each.path for each in found[:5])
        if is_sure:
            return [Proposal(choice, refusal.what, explained, total, files=files, refusal=refusal)]
        weight = STRAY if best.kind is Kind.EMPTY else UNSURE
        return [Proposal(choice, refusal.what, total, total, weight, files, refusal=refusal)]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        with kept():
            return self._read(source)

    def _read(self, source: Source) -> Reading:
        found = looks(source, candidates(source))
        served = [each for each in found if each.serves(self.task)]
        if not served and self.task == "detection":
            served = [each for each in found if each.serves("segmentation")]
        if not served:
            raise UserError(say("There are no COCO annotations in '{name}'.", name=source.name))
        chosen = one_kind([each.path for each in served])
        bare = [each.path for each in found if each.kind is Kind.NOTHING and not _is_unlabelled(each.path)]
        passed_over = sorted({name_of(each.path) for each in found} - {name_of(p) for p in chosen})
        collected = Collected(self.task, looked(source).pictures)
        for number, path in enumerate([*chosen, *bare]):
            source.watcher.tell(number, len(chosen) + len(bare), say("Reading annotations"))
            collected.add(path, load(source.path(path)))
        collected.check(name_of(chosen[0]))
        if self.task == "segmentation":
            check_num_classes(collected.classes)
        passed_over = [name for name in passed_over if name not in {name_of(path) for path in bare}]
        notes = [*collected.notes(passed_over), *self._of_all(source, found, chosen, collected)]
        return Reading(source.root, list(collected.entries.values()), notes, collected.classes)

    def _of_all(
        self, source: Source, found: Sequence[Look], chosen: Sequence[str], collected: Collected
    ) -> list[Message]:
        """Say what lies beside the annotations that are read."""
        notes = []
        taken = [each for each in found if each.path in set(chosen)]
        outlined = sum(each.shaped for each in taken)
        if self.task == "detection" and outlined:
            notes.append(
                counted(
                    outlined,
                    "{count} object has an outline too; it can be read as a mask (--task segmentation).",
                    "{count} objects have outlines too; they can be read as masks (--task segmentation).",
                )
            )
        pointed = sum(each.keypoints for each in taken)
        if pointed:
            notes.append(
                counted(
                    pointed,
                    "{count} object has key points, which are passed over.",
                    "{count} objects have key points, which are passed over.",
                )
            )
        unlisted = sum(path not in collected.entries for path in looked(source).data)
        if unlisted:
            notes.append(
                counted(
                    unlisted,
                    "{count} picture is listed in no COCO file and is not used.",
                    "{count} pictures are listed in no COCO file and are not used.",
                )
            )
        return notes if self.task == "segmentation" else [*notes, *masks_passed_over(source)]


SUPPORT = {
    "detection": (
        Support("COCO", "annotations/instances_*.json, _annotations.coco.json, any *.json", State.READ),
        Support("COCO key points", "person_keypoints_*.json", State.BOXES_ONLY, "without boxes: named"),
        Support("COCO panoptic", "panoptic_*.json", State.NAMED, "open the instances, or export masks"),
        Support("COCO captions", "captions_*.json", State.NAMED, WAY_OUT),
        Support("COCO results", "a list of detections with scores", State.NAMED, "predictions are no ground truth"),
    ),
    "segmentation": (Support("COCO outlines", "the same, with --task segmentation", State.READ, "polygons and RLE"),),
}


def _explained(found: Sequence[Look], known: Looked) -> int:
    """Return how many pictures are listed by name; of a large file, how many it lists."""
    names = {name for each in found for name in each.names}
    listed = {last: name for name in names if (last := _last(name))}
    by_name = sum(known.names.get(last, 0) for last in listed)
    others = [name for last, name in listed.items() if last not in known.names]
    asked = some(others, MAX_ASKED)  # names that tools write in ways of their own
    hits = sum(known.pictures.named(found[0].path, name) is not None for name in asked)
    at_most = sum(each.count for each in found)
    large = sum(each.count for each in found if not each.names and each.kind is not Kind.EMPTY)
    return min(by_name + (len(others) * hits // len(asked) if asked else 0) + large, at_most)


def _last(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]


def _classes(served: Sequence[Look]) -> list[str]:
    return [name for each in served for name in each.classes]


def _sentence(task: str, count: int, classes: str) -> Message:
    if task == "detection":
        return counted(
            count,
            "{count} picture has boxes in COCO's JSON ({classes})",
            "{count} pictures have boxes in COCO's JSON ({classes})",
            classes=classes,
        )
    return counted(
        count,
        "{count} picture has outlines in COCO's JSON, drawn as masks ({classes})",
        "{count} pictures have outlines in COCO's JSON, drawn as masks ({classes})",
        classes=classes,
    )


def _evidence(task: str, served: Sequence[Look], listed: int, explained: int) -> tuple[Evidence, ...]:
    missing = max(0, listed - explained)
    found = say("{count} of {total} listed pictures are here", count=listed - missing, total=listed)
    number = sum(each.boxes if task == "detection" else each.outlines for each in served)
    what = (BOXES if task == "detection" else OUTLINES).of(number)
    return (Evidence(found, is_good=not missing), Evidence(what))


def _is_unlabelled(path: str) -> bool:
    return any(word in name_of(path).casefold() for word in UNLABELLED)
