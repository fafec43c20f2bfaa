"""Labelme's JSON beside each picture: rectangles as boxes, polygons as masks, pictures inside of it written out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from sft_gui.data.index import natural_key
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.structured import json_of
from sft_gui.data.parse.values import as_path
from sft_gui.data.posix import suffix_of
from sft_gui.data.readers.looks import UNSURE, looked, masks_passed_over, named, samples, without_pictures
from sft_gui.data.readers.pairing import Pictures, unannotated_note, unusable
from sft_gui.data.readers.reader import Choice, Entry, Proposal, Reading, State, Support, check_num_classes
from sft_gui.data.readers.splits import split_in
from sft_gui.data.readers.tools.labelme_files import LabelmeLook, Written, json_files, look_at
from sft_gui.data.readers.tools.labelme_shapes import IGNORED, annotation_of, label_of, shapes_of
from sft_gui.data.source import Source
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

BACKGROUND = "background"
MAX_BYTES = 64 * 2**20
LESS = 0.9  # the weight of the reading that fewer shapes are drawn for


class LabelmeReader:
    """Reads labelme's JSON for one of the tasks that it serves: the usual one has what most shapes are."""

    options: frozenset[str] = frozenset()
    family = "labelme"

    def __init__(self, task: str) -> None:
        self.task = task
        self.name = "labelme" if task == "detection" else "labelme_outlines"
        self.label = say("Labelme boxes") if task == "detection" else say("Labelme outlines as masks")
        self.support = SUPPORT[task]

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        seen = look_at(source)
        if seen is None:
            return []
        if not seen.shapes:
            return self._unread(seen)
        boxed, outlined = seen.boxed, seen.outlined
        if self.task == "segmentation" and not outlined and wanted.task != self.task:
            return []
        if not boxed + outlined:
            return self._unread(seen)
        if not seen.explained:
            if self.task != "detection":
                return []
            refusal = without_pictures(seen.listed, "labelme", seen.files[0])
            choice = Choice(task=self.task, format=self.name)
            return [Proposal(choice, refusal.what, seen.total, seen.total, UNSURE, seen.files, refusal=refusal)]
        is_usual = (boxed >= outlined) == (self.task == "detection")
        choice = Choice(task=self.task, format=self.name)
        shown = [
            (path, [label for label in map(label_of, shapes) if label not in IGNORED]) for path, shapes in seen.shown
        ]
        return [
            Proposal(
                choice,
                _sentence(self.task, seen.explained, named(seen.classes)),
                seen.explained,
                seen.total,
                1.0 if is_usual else LESS,
                seen.files,
                evidence=seen.evidence(),
                samples=samples(shown),
            )
        ]

    def _unread(self, seen: LabelmeLook) -> list[Proposal]:
        """Say why nothing is read; told once, by the reader of boxes."""
        if self.task != "detection":
            return []
        refusal = seen.refusal()
        if refusal is None:
            return []
        choice = Choice(task=self.task, format=self.name)
        return [Proposal(choice, refusal.what, seen.explained, seen.total, files=seen.files, refusal=refusal)]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        seen = look_at(source)
        written = Written(workspace) if seen is not None and seen.is_embedded else None
        collected = _Collected(self.task, looked(source).pictures, written)
        files = json_files(source)
        for number, path in enumerate(files):
            source.watcher.tell(number, len(files), say("Reading annotations"))
            collected.add(source, path)
        labels = collected.labels or collected.homeless
        if not labels:
            raise UserError(say("The JSON files in '{name}' hold no shapes.", name=source.name))
        unannotated = [] if written else [path for path in looked(source).data if path not in collected.entries]
        classes = tuple(sorted(labels - {BACKGROUND}, key=natural_key))
        if self.task == "segmentation":
            classes = (BACKGROUND, *classes)
            check_num_classes(classes)
        reason = say("has no annotation")
        entries = [*collected.entries.values(), *(Entry(path, None, reason=reason) for path in unannotated)]
        notes = [*_notes(self.task, len(unannotated)), *collected.notes()]
        if self.task == "detection":
            notes += masks_passed_over(source)
        return Reading(workspace if written else source.root, entries, notes, classes)


SUPPORT = {
    "detection": (
        Support("Labelme, X-AnyLabeling", "a JSON file beside each picture", State.READ, "also embedded pictures"),
        Support("Labelme turned boxes", "shapes of the kind rotation", State.BOXES_ONLY, "the box around each"),
        Support("Labelme points and lines", "shapes of the kinds point, line", State.NAMED, "left out and told"),
    ),
    "segmentation": (Support("Labelme outlines", "polygons, circles, AI masks", State.READ),),
}


@dataclass
class _Collected:
    """What was read so far."""

    task: str
    pictures: Pictures
    written: Written | None
    entries: dict[str, Entry] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    homeless: set[str] = field(default_factory=set)  # labels on pictures that are not here

    def add(self, source: Source, path: str) -> None:
        """Read one file."""
        try:
            data = json_of(source.path(path), limit=MAX_BYTES)
        except Malformed as error:
            damaged = self.pictures.beside(path)
            if damaged is not None:  # or nobody knows that it was meant for a picture
                self.entries.setdefault(damaged, Entry(damaged, None, reason=unusable(path, error)))
            return
        shapes = shapes_of(data)
        if shapes is None:
            return
        found = self._picture(path, data)
        name = as_path(data.get("imagePath")) or ""
        picture = found or str(PurePosixPath(path).with_suffix(suffix_of(name.replace("\\", "/"))))
        if picture in self.entries:
            return
        annotation = annotation_of(self.task, shapes, data)
        (self.labels if found else self.homeless).update(
            label for label in map(label_of, shapes) if label and label not in IGNORED
        )
        self.entries[picture] = Entry(picture, None, split_in(path if self.written else picture), annotation)

    def _picture(self, path: str, data: dict[str, Any]) -> str | None:
        if self.written is not None:
            return self.written.write(path, data)
        name = as_path(data.get("imagePath")) or ""
        return self.pictures.beside(path) or self.pictures.beside(path, name)

    def notes(self) -> list[Message]:
        """Say what was decided for all files."""
        return self.written.notes() if self.written is not None else []


def _sentence(task: str, count: int, classes: str) -> Message:
    if task == "detection":
        return counted(
            count,
            "{count} picture has boxes in labelme's JSON ({classes})",
            "{count} pictures have boxes in labelme's JSON ({classes})",
            classes=classes,
        )
    return counted(
        count,
        "{count} picture has outlines in labelme's JSON, drawn as masks ({classes})",
        "{count} pictures have outlines in labelme's JSON, drawn as masks ({classes})",
        classes=classes,
    )


def _notes(task: str, unannotated: int) -> list[Message]:
    notes = []
    if task == "segmentation":
        notes.append(say("What lies in no outline is the class '{name}'.", name=BACKGROUND))
    if unannotated:
        notes.append(unannotated_note(unannotated))
    return notes
