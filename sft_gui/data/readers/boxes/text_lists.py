"""Boxes in one text file for many pictures: keras-yolo's lists, WIDER FACE's; tracks of MOT are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sft_gui.data.formats import is_picture_name
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.text import decoded
from sft_gui.data.parse.values import as_text, as_whole
from sft_gui.data.posix import name_of
from sft_gui.data.readers.boxes.text_boxes import Collected, sentence
from sft_gui.data.readers.boxes.text_lines import Box, Listed, keras, mot, wider
from sft_gui.data.readers.boxes.yolo_names import is_name_file
from sft_gui.data.readers.looks import Looked, looked, samples
from sft_gui.data.readers.reader import Choice, Entry, Evidence, Proposal, Reading, State, Support
from sft_gui.data.readers.splits import split_in
from sft_gui.data.source import Source, folder_of, stem_of
from sft_gui.errors import UserError
from sft_gui.messages import counted, say

MAX_LOOKED_AT, HEAD, HEAD_LINES = 40, 2**16, 20
CLASS_FILES = ("_classes.txt", "classes.txt")


class TextListReader:
    """Reads lists of pictures with their boxes, of one format."""

    task = "detection"
    options: frozenset[str] = frozenset()

    def __init__(self, name: str) -> None:
        self.name = self.family = name
        self.label = say("Lists of pictures and boxes (keras-yolo)") if name == "keras_txt" else say("WIDER FACE boxes")
        self.title = "keras-yolo" if name == "keras_txt" else "WIDER FACE"
        self.support = SUPPORT[name]

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        known = looked(source)
        files = [path for path in _lists(source)[:MAX_LOOKED_AT] if self._is_ours(source, path)]
        found: dict[str, list[Box]] = {}
        listed = 0
        for path in files:
            for each in self._listed(source.look_lines(path) or ()):
                listed += 1
                picture = known.pictures.named(path, each.name)
                if picture is not None:
                    found.setdefault(picture, each.boxes)
        if not listed:
            return []
        classes = self._classes(source, files)
        shown = [(path, [_name(box.label, classes) for box in boxes]) for path, boxes in found.items()]
        labels = list(dict.fromkeys(label for _, labels in shown for label in labels))
        here = say("{count} of {total} listed pictures are here", count=len(found), total=listed)
        choice, total = Choice(task=self.task, format=self.name), len(known.data)
        if not found:
            what = say("None of the {count} pictures that {name} lists is here.", count=listed, name=files[0])
            refusal = UserError(what, say("Put the pictures beside the file, under the names that it lists."))
            return [Proposal(choice, what, total, total, 0.3, tuple(files[:3]), refusal=refusal)]
        return [
            Proposal(
                choice,
                sentence(len(found), self.title, classes or labels),
                len(found),
                total,
                files=tuple(files[:3]),
                evidence=(Evidence(here, is_good=len(found) == listed),),
                samples=samples(shown),
            )
        ]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        known = looked(source)
        files = [path for path in _lists(source) if self._is_ours(source, path)]
        classes = self._classes(source, files)
        collected, seen, missing, doubled = Collected(), set[str](), 0, 0
        for number, path in enumerate(files):
            source.watcher.tell(number, len(files), say("Reading annotations"))
            place = f"{stem_of(path)}/_"
            place = place if split_in(place) else path
            for each in self._listed(source.lines(path)):
                picture = known.pictures.named(path, each.name, split_in(place))
                if picture is None:
                    missing += 1
                    picture = name_of(each.name.replace("\\", "/"))
                if picture in seen:
                    doubled += 1
                    continue
                seen.add(picture)
                boxes = [replace(box, label=_name(box.label, classes)) for box in each.boxes]
                collected.add(picture, boxes, place=place)
        if doubled:
            collected.more.append(
                counted(
                    doubled,
                    "{count} picture is listed twice; the first holds.",
                    "{count} pictures are listed twice; the first holds.",
                )
            )
        for path in known.data:
            if path not in seen:
                collected.entries.append(Entry(path, None, split_in(path), reason=say("has no annotation")))
        return collected.reading(source, classes)

    def _is_ours(self, source: Source, path: str) -> bool:
        """Tell by the first lines."""
        lines = decoded(source.head(path, HEAD)).splitlines()[:HEAD_LINES]
        said = [line for line in lines if line.strip()]
        if not said:
            return False
        if self.name == "keras_txt":
            found = [keras(line) for line in said]
            good = [each for each in found if each is not None and is_picture_name(_last(each.name))]
            return any(each.boxes for each in good) and len(good) * 10 >= 9 * len(said)
        return is_picture_name(_last(said[0])) and len(said) > 1 and as_whole(said[1], 0, 10**6) is not None

    def _listed(self, lines: Sequence[str]) -> list[Listed]:
        if self.name == "keras_txt":
            return [each for line in lines if line.strip() and (each := keras(line)) is not None]
        return wider(lines, lambda line: is_picture_name(_last(line)))[0]

    def _classes(self, source: Source, files: Sequence[str]) -> list[str]:
        """Return the names of keras-yolo's classes, from the file beside a list; none where there is none."""
        if self.name != "keras_txt":
            return []
        near = {folder_of(path) for path in files}
        named = sorted(
            (path for path in source.of_kind(".txt") if path.rpartition("/")[2].casefold() in CLASS_FILES),
            key=lambda path: (folder_of(path) not in near, path),
        )
        for path in [*named, *(path for path in source.of_kind(".names", ".txt") if is_name_file(path))]:
            try:
                names = [name for line in source.lines(path) if (name := as_text(line)) is not None]
            except Malformed:
                continue
            if names:
                return list(dict.fromkeys(names))
        return []


class MotReader:
    """Names tracks of MOT, which belong to the frames of videos."""

    name = family = "mot"
    label = say("MOT tracks")
    task = "detection"
    options: frozenset[str] = frozenset()
    support: tuple[Support, ...] = (
        Support("MOT tracks", "gt/gt.txt beside img1/", State.NAMED, "export the frames' boxes as COCO or YOLO"),
    )

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        known = looked(source)
        files = [path for path in source.of_kind(".txt") if path.casefold().endswith("gt/gt.txt")]
        files = [path for path in files[:MAX_LOOKED_AT] if _is_mot(source, path)]
        if not files:
            return []
        explained = _below(known, [folder_of(folder_of(path)) for path in files])
        what = counted(
            len(files),
            "{count} file of tracks (MOT, {name}) is of a format that is not read.",
            "{count} files of tracks (MOT, {name}) are of a format that is not read.",
            name=files[0],
        )
        refusal = UserError(what, say("Export the boxes of each frame as COCO, PASCAL VOC or YOLO."))
        choice = Choice(task=self.task, format=self.name)
        return [Proposal(choice, what, explained, len(known.data), files=tuple(files[:3]), refusal=refusal)]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        raise UserError(
            say("Tracks of MOT are not read."), say("Export the boxes of each frame as COCO, PASCAL VOC or YOLO.")
        )


SUPPORT: dict[str, tuple[Support, ...]] = {
    "keras_txt": (Support("keras-yolo lists", "_annotations.txt, train.txt: path x1,y1,x2,y2,class …", State.READ),),
    "wider_face": (Support("WIDER FACE", "wider_face_train_bbx_gt.txt", State.READ, "one class, face"),),
}


def _lists(source: Source) -> list[str]:
    """Return text files that may list pictures: none beside a picture."""
    known = looked(source)
    return [path for path in source.of_kind(".txt") if stem_of(path) not in known.names and not is_name_file(path)]


def _last(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].strip()


def _name(label: str | None, classes: Sequence[str]) -> str:
    number = as_whole(label, 0, len(classes) - 1) if classes else None
    return (label or "?") if number is None else classes[number]


def _is_mot(source: Source, path: str) -> bool:
    lines = decoded(source.head(path, HEAD)).splitlines()[:HEAD_LINES]
    return bool(lines) and all(map(mot, lines[:5]))


def _below(known: Looked, folders: Sequence[str]) -> int:
    tops = tuple(f"{folder}/" if folder else "" for folder in folders)
    return sum(path.startswith(tops) for path in known.data)
