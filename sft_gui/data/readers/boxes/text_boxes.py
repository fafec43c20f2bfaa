"""Boxes in text files: one beside each picture (KITTI, DOTA, VisDrone), or one that lists many (keras-yolo, WIDER)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sft_gui.data.index import natural_key
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.posix import name_of
from sft_gui.data.readers.boxes.label_files import in_good_folders, paired_with
from sft_gui.data.readers.boxes.text_lines import Box, Lines, read_lines
from sft_gui.data.readers.looks import looked, named, samples
from sft_gui.data.readers.pairing import unusable
from sft_gui.data.readers.reader import Choice, Entry, Evidence, Proposal, Reading, Support
from sft_gui.data.readers.splits import split_in
from sft_gui.data.source import Source, folder_of, some
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

MAX_LOOKED_AT = 40


@dataclass(frozen=True)
class TextFormat:
    """A format of one text file for each picture."""

    name: str
    label: Message
    title: str  # as people call it
    parse: Callable[[str], Box | None]
    support: tuple[Support, ...]
    is_header: Callable[[str], bool] = field(default=lambda line: False)
    needs_header: bool = False  # the first line must be one


class TextBoxReader:
    """Reads one format of text files beside pictures."""

    task = "detection"
    options: frozenset[str] = frozenset()

    def __init__(self, format: TextFormat) -> None:
        self.format = format
        self.name = self.family = format.name
        self.label, self.support = format.label, format.support

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        known = looked(source)
        beside = self._files(source)
        looks = {path: self._lines(source.look_lines(path)) for path in some(beside, MAX_LOOKED_AT)}
        said = {path: found for path, found in looks.items() if found is None or found.count}
        whole = {path: found for path, found in said.items() if found is not None and found.is_whole}
        if not whole or 2 * len(whole) <= len(said):
            return []
        known.memo["text boxes"] = self.name  # so that the reader of YOLO need not say that these are not its own
        explained = known.explained(beside) * (len(looks) - len(said) + len(whole)) // len(looks)
        shown = [(known.pictures.beside(path) or path, _labels(found.boxes)) for path, found in whole.items()]
        classes = sorted({label for _, labels in shown for label in labels}, key=natural_key)
        total = len(known.data)
        files = say("{count} of {total} pictures have a label file", count=known.explained(beside), total=total)
        evidence = [Evidence(files, is_good=2 * explained >= total)]
        if len(whole) < len(said):
            bad = tuple(path for path in said if path not in whole)
            what = say("{count} of {total} label files looked at can be read", count=len(whole), total=len(said))
            evidence.append(Evidence(what, False, bad[:3]))
        return [
            Proposal(
                Choice(task=self.task, format=self.name),
                sentence(explained, self.format.title, classes),
                explained,
                total,
                files=tuple(list(whole)[:3]),
                evidence=tuple(evidence),
                samples=samples(shown),
            )
        ]

    def _files(self, source: Source) -> list[str]:
        def is_good(path: str) -> bool | None:
            found = self._lines(source.look_lines(path))
            return None if found is not None and not found.count else found is not None and found.is_whole

        return in_good_folders(source, self.name, is_good)

    def _lines(self, lines: Sequence[str] | None) -> Lines | None:
        """Read a file's lines; None where it cannot be, or where they must have a header and have none."""
        if lines is None:
            return None
        said = [line for line in lines if line.strip()]
        if self.format.needs_header and said and not self.format.is_header(said[0]):
            return None
        return read_lines(lines, self.format.parse, self.format.is_header)

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        known = looked(source)
        paired = paired_with(known.data, self._files(source))
        labelled = {folder_of(path) for path, file in paired.items() if file}
        collected = Collected()
        for number, (path, file) in enumerate(paired.items()):
            source.watcher.tell(number, len(paired), say("Reading annotations"))
            if file is None:
                collected.miss(path, is_among_others=folder_of(path) in labelled)
                continue
            try:
                found = self._lines(source.lines(file))
            except Malformed as error:
                collected.entries.append(Entry(path, None, split_in(path), reason=unusable(file, error)))
                continue
            if found is None or (found.count and not found.boxes):
                reason = say("has an annotation, {name}, whose lines are no boxes", name=file)
                collected.entries.append(Entry(path, None, split_in(path), reason=reason))
                continue
            collected.add(path, found.boxes, [_left_out(file, line) for line, _ in found.bad])
        return collected.reading(source)


@dataclass
class Collected:
    """What was read so far."""

    entries: list[Entry] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    ignored: int = 0
    turned: int = 0
    scored: int = 0
    unlabelled: int = 0
    more: list[Message] = field(default_factory=list)

    def miss(self, path: str, *, is_among_others: bool) -> None:
        """List a picture without a file: nobody said that nothing is on it."""
        self.unlabelled += is_among_others
        self.entries.append(Entry(path, None, split_in(path), reason=say("has no annotation")))

    def add(self, path: str, boxes: Sequence[Box], notes: Iterable[Message] = (), place: str = "") -> None:
        """Take over a picture's boxes; ``place`` is a path that may name its split."""
        kept = [box for box in boxes if box.label is not None]
        self.ignored += len(boxes) - len(kept)
        self.turned += sum(box.is_turned for box in kept)
        self.scored += sum(box.is_scored for box in kept)
        labels = [box.label for box in kept if box.label is not None]
        self.counts.update(labels)
        annotation = {
            "boxes": [box.corners for box in kept],
            "labels": labels,
            "notes": [note.to_json() for note in notes],
        }
        self.entries.append(Entry(path, None, split_in(place) or split_in(path), annotation))

    def reading(self, source: Source, classes: Sequence[str] = ()) -> Reading:
        """Return all of it; raises UserError where there is no box."""
        if not self.counts:
            raise UserError(say("The text files in '{name}' hold no boxes.", name=source.name))
        names = tuple(classes) or tuple(sorted(self.counts, key=natural_key))
        return Reading(source.root, self.entries, [*self.more, *self._notes()], names)

    def _notes(self) -> list[Message]:
        told = []
        if self.turned:
            told.append(
                counted(
                    self.turned,
                    "{count} box is turned; the upright box around it is used.",
                    "{count} boxes are turned; the upright boxes around them are used.",
                )
            )
        if self.ignored:
            told.append(
                counted(
                    self.ignored,
                    "{count} box is marked as one that does not count (DontCare, ignored) and is left out.",
                    "{count} boxes are marked as ones that do not count (DontCare, ignored) and are left out.",
                )
            )
        if self.scored:
            told.append(
                counted(
                    self.scored,
                    "{count} box has a score, as a model's have; it is used like the others.",
                    "{count} boxes have scores, as a model's have; they are used like the others.",
                )
            )
        return told


def sentence(count: int, title: str, classes: Sequence[str]) -> Message:
    """Say how the pictures are understood."""
    return counted(
        count,
        "{count} picture has boxes in text files of {format} ({classes})",
        "{count} pictures have boxes in text files of {format} ({classes})",
        **{"format": title, "classes": named(classes)},
    )


def _labels(boxes: Sequence[Box]) -> list[str]:
    return [box.label for box in boxes if box.label is not None]


def _left_out(file: str, number: int) -> Message:
    return say("line {number} of {name} is not understood: left out", number=number, name=name_of(file))
