"""What all files of an annotation tool say, as the entries of a data set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from sft_gui.data.index import Split
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.posix import stem_of
from sft_gui.data.readers.pairing import Pictures, meanings, unannotated_note, unusable
from sft_gui.data.readers.reader import Entry
from sft_gui.data.readers.splits import Part, parts_of, split_in
from sft_gui.data.readers.tools import shapes
from sft_gui.data.readers.tools.shapes import Said
from sft_gui.data.readers.tools.survey import find
from sft_gui.data.source import folder_of
from sft_gui.messages import Message, counted, say

BACKGROUND, OBJECT = "background", "object"


@dataclass
class Collected:
    """What was read so far.

    ``label`` is the attribute that holds the class, or the question that the class answers; ``parts`` are what the
    files' names say.
    """

    task: str
    pictures: Pictures
    is_beside: bool = False
    label: str | None = None
    has_attributes: bool = False
    parts: Mapping[str, Part] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    classes: dict[str, None] = field(default_factory=dict)
    empty: int = 0
    turned: int = 0
    drawn: int = 0
    doubled: int = 0
    undone: int = 0
    _splits: dict[tuple[str, str], Split | None] = field(default_factory=dict)
    _fits: dict[str, tuple[int, bool]] = field(default_factory=dict)

    def add(self, path: str, said: Said) -> None:
        """Take over what a file says of one picture, which may be missing."""
        picture = find(self.pictures, path, said, is_beside=self.is_beside)
        name = said.names[0] if said.names else ""
        place = picture or _guess(path, name)
        if place is None:
            return
        fit = (_shared_folders(place, name), bool(said.shapes or said.answers)) if picture else (-1, False)
        if place in self._fits:
            self.doubled += 1
            if fit <= self._fits[place]:
                return
        self._fits[place] = fit
        self.entries[place] = self._entry(path, place, said)

    def _entry(self, path: str, place: str, said: Said) -> Entry:
        split = said.split or self._split(path, place)
        if not said.is_done:
            return Entry(place, None, split, reason=say("has no annotation"))
        if self.task == "classification":
            return self._answered(place, said, split)
        if self.has_attributes:
            for shape in said.shapes:
                shape.label = OBJECT if self.label is None else shape.answers.get(self.label)
        self.classes.update((shape.label, None) for shape in said.shapes if shape.label)
        self.empty += not said.shapes
        self.turned += sum(shape.is_turned for shape in said.shapes)
        self.drawn += sum(not shape.is_box for shape in said.shapes)
        make = shapes.boxes if self.task == "detection" else shapes.outlines
        return Entry(place, None, split, make(said))

    def _answered(self, place: str, said: Said, split: Split | None) -> Entry:
        answers = list(dict.fromkeys(said.answers.get(self.label or "", ())))
        if len(answers) > 1:
            return Entry(place, None, split, reason=say("has several answers: {answers}", answers=", ".join(answers)))
        if not answers:
            return Entry(place, None, split, reason=say("has no annotation"))
        self.classes[answers[0]] = None
        return Entry(place, answers[0], split)

    def _split(self, path: str, place: str) -> Split | None:
        part = self.parts.get(stem_of(path)) if self.parts else None
        if part is not None:
            return part.split
        folders = folder_of(place), folder_of(path)
        if folders not in self._splits:
            self._splits[folders] = split_in(place) or split_in(path)
        return self._splits[folders]

    def add_damaged(self, path: str, error: Malformed) -> None:
        """Take over that the file of one picture cannot be read."""
        picture = self.pictures.beside(path) or self.pictures.named(path, stem_of(path))
        if picture is not None and picture not in self.entries:  # or nobody knows that it was meant for a picture
            self.entries[picture] = Entry(picture, None, reason=unusable(path, error))

    def add_unannotated(self, paths: list[str]) -> int:
        """List the pictures that no file is about: nobody said that nothing is on them."""
        missing = [path for path in paths if path not in self.entries]
        self.entries.update((path, Entry(path, None, reason=say("has no annotation"))) for path in missing)
        return len(missing)

    def notes(self, unannotated: int) -> list[Message]:
        """Say what was decided for all files."""
        notes = []
        if self.task == "segmentation":
            notes.append(say("What lies in no outline is the class '{name}'.", name=BACKGROUND))
        if self.empty:
            notes.append(
                counted(
                    self.empty,
                    "{count} picture is listed without a shape: it is taken as one on which nothing is.",
                    "{count} pictures are listed without a shape: they are taken as ones on which nothing is.",
                )
            )
        if self.drawn and self.task == "detection":
            notes.append(
                counted(
                    self.drawn,
                    "{count} box is drawn around an outline; --task segmentation reads it as a mask.",
                    "{count} boxes are drawn around outlines; --task segmentation reads them as masks.",
                )
            )
        if self.turned and self.task == "detection":
            notes.append(
                counted(
                    self.turned,
                    "{count} box is turned: the upright box around it is taken.",
                    "{count} boxes are turned: the upright boxes around them are taken.",
                )
            )
        if self.doubled:
            notes.append(
                counted(
                    self.doubled,
                    "{count} picture is listed twice; the first holds.",
                    "{count} pictures are listed twice; the first holds.",
                )
            )
        if unannotated:
            notes.append(unannotated_note(unannotated))
        return notes


def part_names(files: list[str]) -> Mapping[str, Part]:
    """Return what the names of several files say of splits; one alone says nothing: it may be any export."""
    stems = Counter(stem_of(path) for path in files)
    return parts_of(stems) if len(stems) > 1 else {}


def _shared_folders(picture: str, name: str) -> int:
    found = 0
    for meant in meanings(name):
        one, other = picture.split("/")[-2::-1], meant.split("/")[-2::-1]
        count = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
        found = max(found, count)
    return found


def _guess(path: str, name: str) -> str | None:
    """Return where a picture that is not there would lie, always below the source; None where it has no name."""
    meant = meanings(name)
    if not meant:
        return None
    parts = [part for part in PurePosixPath(meant[-1]).parts if part not in ("/", "..")]
    return str(PurePosixPath(path).parent.joinpath(*parts[-3:])) if parts else None
