"""Boxes as PASCAL VOC's XML files, in its folders (Annotations, JPEGImages, ImageSets) or anywhere beside pictures."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

from sft_gui.data.index import Split, natural_key
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.values import as_number, as_size, as_text
from sft_gui.data.posix import name_of, stem_of
from sft_gui.data.readers.boxes.yolo_names import is_list
from sft_gui.data.readers.looks import UNSURE, Looked, looked, masks_passed_over, named, samples, without_pictures
from sft_gui.data.readers.pairing import Pictures, listed_splits, unusable
from sft_gui.data.readers.reader import Choice, Entry, Evidence, Proposal, Reading, State, Support
from sft_gui.data.readers.splits import split_in
from sft_gui.data.source import Source, some
from sft_gui.errors import UserError
from sft_gui.messages import PICTURES, Message, counted, say

MAX_LOOKED_AT, MAX_BYTES, MAX_LISTS = 20, 16 * 2**20, 50


class VocReader:
    """Reads VOC's XML files."""

    name = family = "voc"
    label = say("PASCAL VOC boxes")
    task = "detection"
    options: frozenset[str] = frozenset()
    support: tuple[Support, ...] = (
        Support("PASCAL VOC", "Annotations/*.xml, or any *.xml beside pictures", State.READ, "ImageSets say the split"),
        Support("Turned boxes of roLabelImg", "*.xml with robndbox", State.BOXES_ONLY, "the box around each"),
    )

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        known = looked(source)
        files = _files(source)
        looks = {path: _look(source, path) for path in some(files, MAX_LOOKED_AT)}
        roots = {path: root for path, root in looks.items() if root is not None and _is_voc(root)}
        damaged = [path for path in looks if isinstance(looks[path], Malformed)]
        if not roots:
            return self._damaged(source, files, damaged) if damaged and len(damaged) == len(looks) else []
        if 2 * (len(roots) + len(damaged)) <= len(looks):
            return []
        total = len(known.data)
        explained = min(total, _explained(known, files, roots))
        choice = Choice(task=self.task, format=self.name)
        if not explained:
            refusal = without_pictures(len(files), "PASCAL VOC", next(iter(roots)))
            return [Proposal(choice, refusal.what, total, total, UNSURE, tuple(roots)[:3], refusal=refusal)]
        shown = [(known.pictures.beside(path) or path, _labels(root)) for path, root in roots.items()]
        count = counted(
            len(files),
            "{count} XML file for {pictures}",
            "{count} XML files for {pictures}",
            pictures=PICTURES.of(total),
        )
        evidence = [Evidence(count, is_good=2 * explained >= total)]
        if damaged:
            what = say("{count} of {total} XML files looked at cannot be read", count=len(damaged), total=len(looks))
            evidence.append(Evidence(what, False, tuple(damaged[:3])))
        sentence = counted(
            explained,
            "{count} picture has boxes in PASCAL VOC's XML ({classes})",
            "{count} pictures have boxes in PASCAL VOC's XML ({classes})",
            classes=named(sorted({label for _, labels in shown for label in labels}, key=natural_key)),
        )
        found = tuple(list(roots)[:5])
        return [
            Proposal(choice, sentence, explained, total, files=found, evidence=tuple(evidence), samples=samples(shown))
        ]

    def _damaged(self, source: Source, files: Sequence[str], damaged: Sequence[str]) -> list[Proposal]:
        """Say that none of the XML files can be read, whatever they are."""
        known, error = looked(source), _look(source, damaged[0])
        beside = known.beside(files)
        if not beside or not isinstance(error, Malformed):
            return []
        what = counted(
            len(files),
            "{count} XML file lies beside the pictures, and it cannot be read: {name} {reason}.",
            "{count} XML files lie beside the pictures, and none looked at can be read: {name} {reason}.",
            **{"name": damaged[0], "reason": error.reason},
        )
        refusal = UserError(what, say("Fix it, or export the annotations again."))
        choice = Choice(task=self.task, format=self.name)
        return [
            Proposal(choice, what, known.explained(beside), len(known.data), files=tuple(damaged[:3]), refusal=refusal)
        ]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        files, pictures = _files(source), looked(source).data
        splits = _splits(source)
        collected = _Collected(looked(source).pictures, *splits)
        for number, path in enumerate(files):
            source.watcher.tell(number, len(files), say("Reading annotations"))
            collected.add(source, path)
        names = collected.classes or collected.homeless
        if not names:
            raise UserError(
                say("The XML files in '{name}' hold no boxes.", name=source.name),
                say("An annotation needs objects with a name and a bndbox."),
            )
        collected.add_unannotated(pictures)
        classes = tuple(sorted(names, key=natural_key))
        notes = [*collected.notes(), *masks_passed_over(source)]
        return Reading(source.root, list(collected.entries.values()), notes, classes)


def _files(source: Source) -> list[str]:
    return [path for path in source.of_kind(".xml") if not looked(source).is_prediction(path)]


def _look(source: Source, path: str) -> ElementTree.Element | Malformed | None:
    try:
        return source.xml(path) if source.size(path) <= MAX_BYTES else None
    except Malformed as error:
        return error


def _is_voc(root: Any) -> bool:
    if not isinstance(root, ElementTree.Element) or root.tag != "annotation":
        return False
    return any(root.find(path) is not None for path in ("object/bndbox", "object/robndbox", "size/width"))


def _labels(root: Any) -> list[str]:
    return [label for each in root.findall("object") if (label := as_text(each.findtext("name"))) is not None]


def _explained(known: Looked, files: Sequence[str], roots: Mapping[str, Any]) -> int:
    """Count by the files' own names, or where these are others by what some say that their pictures are called."""
    beside = known.beside(files)
    if 2 * len(beside) >= len(files):
        return known.explained(beside)
    found = sum(_picture(known.pictures, path, root) is not None for path, root in roots.items())
    return max(known.explained(beside), len(files) * found // len(roots))


def _picture(pictures: Pictures, path: str, root: ElementTree.Element) -> str | None:
    return pictures.beside(path, stem_of(path)) or pictures.beside(path, root.findtext("filename") or "")


def _splits(source: Source) -> tuple[dict[str, Split], bool]:
    """Read ImageSets/Main, or what other folder of ImageSets there is, else any lists; and whether the first holds."""
    texts = source.of_kind(".txt")
    lists = [path for path in texts if "imagesets/" in path.casefold()]
    main = [path for path in lists if PurePosixPath(path).parent.name.casefold() == "main"]
    others = [path for path in texts if is_list(path) and stem_of(path) not in looked(source).names]
    return dict(listed_splits(source.root, main or lists or others[:MAX_LISTS])), bool(main or lists)


@dataclass
class _Collected:
    """What was read so far."""

    pictures: Pictures
    splits: dict[str, Split]
    must_be_listed: bool  # a picture in none of VOC's own lists is not used
    entries: dict[str, Entry] = field(default_factory=dict)
    classes: set[str] = field(default_factory=set)
    homeless: set[str] = field(default_factory=set)  # classes on pictures that are not here
    difficult: int = 0
    doubled: list[str] = field(default_factory=list)
    unlisted: int = 0

    def add(self, source: Source, path: str) -> None:
        """Read one XML file and pair it with its picture, which may be missing."""
        try:
            root = source.xml(path)
        except Malformed as error:
            damaged = self.pictures.beside(path) or path
            self.entries.setdefault(damaged, Entry(damaged, None, reason=unusable(path, error)))
            return
        if root.tag != "annotation":
            return
        name = as_text(root.findtext("filename")) or ""
        found = _picture(self.pictures, path, root)
        picture = found or str(PurePosixPath(path).parent / (name_of(name) or stem_of(path)))
        if picture in self.entries:
            self.doubled.append(path)
            return
        split = self.splits.get(stem_of(picture)) or split_in(picture)
        if self.must_be_listed and self.splits and split is None:
            self.unlisted += 1
            return
        annotation = _annotation(root)
        (self.classes if found else self.homeless).update(annotation["labels"])
        self.difficult += sum(each.findtext("difficult", "0").strip() == "1" for each in root.findall("object"))
        self.entries[picture] = Entry(picture, None, split, annotation)

    def add_unannotated(self, pictures: list[str]) -> None:
        """List the pictures that no XML file is about: they can't be used, as nobody said that nothing is on them."""
        for path in pictures:
            is_listed = not (self.must_be_listed and self.splits) or stem_of(path) in self.splits
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
        label, box, turned = as_text(each.findtext("name")), each.find("bndbox"), each.find("robndbox")
        if not label or (box is None and turned is None):
            notes.append(say("object {number} has no name or no box: left out", number=number).to_json())
            continue
        if box is not None:
            boxes.append([_corner(box, tag) - shift for tag, shift in zip(CORNERS, (first, first, 0, 0), strict=True)])
        elif turned is not None:
            boxes.append(_around(*(_corner(turned, tag) for tag in ("cx", "cy", "w", "h", "angle"))))
            notes.append(
                say(
                    "object {number} ({label}) is a turned box: the box around it", **{"number": number, "label": label}
                ).to_json()
            )
        labels.append(label)
    annotation: dict[str, Any] = {"boxes": boxes, "labels": labels, "notes": notes}
    size = as_size(root.findtext("size/width"), root.findtext("size/height"))
    if size is not None:
        annotation["size"] = size
    return annotation


CORNERS = ("xmin", "ymin", "xmax", "ymax")


def _around(x: float, y: float, width: float, height: float, angle: float) -> list[float]:
    """Return the upright box around one turned by an angle in radians."""
    if not math.isfinite(angle):
        return [math.nan] * 4
    cos, sin = abs(math.cos(angle)), abs(math.sin(angle))
    dx, dy = (width * cos + height * sin) / 2, (width * sin + height * cos) / 2
    return [x - dx, y - dy, x + dx, y + dy]


def _corner(box: ElementTree.Element, tag: str) -> float:
    number = as_number((box.findtext(tag) or "").strip())
    return float("nan") if number is None else number
