"""Boxes as PASCAL VOC's XML files, in its folders (Annotations, JPEGImages, ImageSets) or anywhere beside pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

from sft_gui.data.index import Split, natural_key
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.structured import xml_of
from sft_gui.data.parse.values import as_number, as_size, as_text
from sft_gui.data.readers.pairing import Pictures, listed_splits, unusable
from sft_gui.data.readers.reader import Entry, Reading
from sft_gui.data.readers.splits import split_in
from sft_gui.data.walk import glimpse, list_pictures
from sft_gui.data.watcher import Watcher
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

MAX_LOOKED_AT = 5
NOT_PICTURES = ("segmentationclass", "segmentationobject", "segmentationclassaug")  # folders of masks beside VOC's XML


class VocReader:
    """Reads VOC's XML files."""

    name = "voc"
    label = say("PASCAL VOC boxes")
    task = "detection"

    def recognises(self, source: Path) -> bool:
        if not source.is_dir():
            return False
        files = [path for path in glimpse(source) if path.casefold().endswith(".xml")]
        return any(_is_voc(source / path) for path in files[:MAX_LOOKED_AT])

    def read(self, source: Path, workspace: Path, watcher: Watcher) -> Reading:
        listing = list_pictures(source, watcher)
        files = [path for path in listing.files if path.casefold().endswith(".xml")]
        pictures = [path for path in listing.pictures if not _is_mask(path)]
        collected = _Collected(Pictures(pictures), _splits(source, listing.files))
        for number, path in enumerate(files):
            watcher.tell(number, len(files), say("Reading annotations"))
            collected.add(source, path)
        if not collected.classes:
            raise UserError(
                say("The XML files in '{name}' hold no boxes.", name=source.name),
                say("An annotation needs objects with a name and a bndbox."),
            )
        collected.add_unannotated(pictures)
        classes = tuple(sorted(collected.classes, key=natural_key))
        return Reading(source, list(collected.entries.values()), collected.notes(), classes)


def _is_voc(file: Path) -> bool:
    try:
        root = xml_of(file)
    except Malformed:
        return False
    return root.tag == "annotation" and (root.find("object/bndbox") is not None or root.find("size/width") is not None)


def _is_mask(path: str) -> bool:
    return any(part.casefold() in NOT_PICTURES for part in PurePosixPath(path).parts[:-1])


def _splits(source: Path, files: list[str]) -> dict[str, Split]:
    """Read ImageSets/Main, or what other folder of ImageSets there is."""
    lists = [path for path in files if "imagesets/" in path.casefold() and path.casefold().endswith(".txt")]
    main = [path for path in lists if PurePosixPath(path).parent.name.casefold() == "main"]
    return dict(listed_splits(source, main or lists))


@dataclass
class _Collected:
    """What was read so far."""

    pictures: Pictures
    splits: dict[str, Split]
    entries: dict[str, Entry] = field(default_factory=dict)
    classes: set[str] = field(default_factory=set)
    difficult: int = 0
    doubled: list[str] = field(default_factory=list)
    unlisted: int = 0

    def add(self, source: Path, path: str) -> None:
        """Read one XML file and pair it with its picture, which may be missing."""
        try:
            root = xml_of(source / path)
        except Malformed as error:
            damaged = self.pictures.beside(path) or path
            self.entries.setdefault(damaged, Entry(damaged, None, reason=unusable(path, error)))
            return
        if root.tag != "annotation":
            return
        name = as_text(root.findtext("filename")) or ""
        picture = self.pictures.beside(path, PurePosixPath(path).stem) or self.pictures.beside(path, name)
        picture = picture or str(PurePosixPath(path).parent / (PurePosixPath(name).name or PurePosixPath(path).stem))
        if picture in self.entries:
            self.doubled.append(path)
            return
        split = self.splits.get(PurePosixPath(picture).stem) or split_in(picture)
        if self.splits and split is None:
            self.unlisted += 1
            return
        annotation = _annotation(root)
        self.classes.update(annotation["labels"])
        self.difficult += sum(each.findtext("difficult", "0").strip() == "1" for each in root.findall("object"))
        self.entries[picture] = Entry(picture, None, split, annotation)

    def add_unannotated(self, pictures: list[str]) -> None:
        """List the pictures that no XML file is about: they can't be used, as nobody said that nothing is on them."""
        for path in pictures:
            is_listed = not self.splits or PurePosixPath(path).stem in self.splits
            if path not in self.entries and is_listed:
                self.entries[path] = Entry(path, None, reason=say("has no annotation"))

    def notes(self) -> list[Message]:
        """Say what was decided for all files."""
        notes = []
        if self.difficult:
            notes.append(
                counted(
                    self.difficult,
                    "{count} box is marked as difficult; it is used like the others.",
                    "{count} boxes are marked as difficult; they are used like the others.",
                )
            )
        if self.unlisted:
            notes.append(
                counted(
                    self.unlisted,
                    "{count} annotated picture is in none of the lists of train, val and test and is passed over.",
                    "{count} annotated pictures are in none of the lists of train, val and test and are passed over.",
                )
            )
        for path in self.doubled[:3]:
            notes.append(say("{name} is a second annotation of one picture; the first holds.", name=path))
        return notes


def _annotation(root: ElementTree.Element) -> dict[str, Any]:
    """Return the raw annotation; VOC's own files count pixels from 1, those of today's tools from 0."""
    first = 1.0 if (root.findtext("source/database") or "").strip().casefold().startswith("the voc") else 0.0
    boxes, labels, notes = [], [], []
    for number, each in enumerate(root.findall("object"), 1):
        label, box = as_text(each.findtext("name")), each.find("bndbox")
        if not label or box is None:
            notes.append(say("object {number} has no name or no box: left out", number=number).to_json())
            continue
        boxes.append([_corner(box, tag) - shift for tag, shift in zip(CORNERS, (first, first, 0, 0), strict=True)])
        labels.append(label)
    annotation: dict[str, Any] = {"boxes": boxes, "labels": labels, "notes": notes}
    size = as_size(root.findtext("size/width"), root.findtext("size/height"))
    if size is not None:
        annotation["size"] = size
    return annotation


CORNERS = ("xmin", "ymin", "xmax", "ymax")


def _corner(box: ElementTree.Element, tag: str) -> float:
    number = as_number((box.findtext(tag) or "").strip())
    return float("nan") if number is None else number
