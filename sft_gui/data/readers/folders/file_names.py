"""Classes that stand in the file names: cat.0.jpg, dog_12.png, "IMG_cat (3).jpg"; an assumption, and said to be one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sft_gui.data.index import natural_key
from sft_gui.data.posix import name_of
from sft_gui.data.readers.folders import words
from sft_gui.data.readers.folders.lists import splits_in_lists
from sft_gui.data.readers.reader import (
    NAMES,
    SAMPLES,
    Choice,
    Entry,
    Evidence,
    Proposal,
    Reading,
    Sample,
    State,
    Support,
)
from sft_gui.data.readers.splits import Part, part_in, part_of, words_in
from sft_gui.data.source import Source, folder_of, some
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

AGAIN = 2  # pictures at least that a name must have to be a class
USUAL = 3  # that names must have on average
MOST = 0.5  # of the pictures must have such a name
LOOKED_AT = 2000  # pictures, before all are
MAX_NAMED = 5

# What cameras, phones, programs and people put before a number, and is on no picture.
SAYS_NOTHING = (
    words.HOLDING
    | words.MASKS
    | words.COUNTING
    | words.VARIANTS
    | words.named(
        "dsc dscn dscf dcim pxl mvimg vid gopr gopro gp dji sam cimg imag hpim pict screenshot bildschirmfoto snapshot "
        "snap capture captured scan scanned untitled download downloaded unnamed whatsapp wa telegram signal received "
        "canon nikon sony webcam thumb copy kopie edited burst pano hdr portrait id ids no nr num number item object "
        "sample example page tile patch slice slide unknown new at of am pm"
    )
)
WORDNET = re.compile(r"n\d{8}")
_COPY = re.compile(r"\s*(\(\d+\)|- (copy|kopie)( \(\d+\))?)$", re.IGNORECASE)
_ROBOFLOW = re.compile(r"[._](jpe?g|png|bmp|webp|tiff?)\.rf\.[0-9a-z]{8,}$", re.IGNORECASE)
_NUMBER = r"(?:\d[\d.:-]*|[0-9a-f]{8}(?:-?[0-9a-f]{4}){2,}[0-9a-f]*)"  # one that counts, a date, or a hash
_AT_END = re.compile(rf"(?<=[^\s._-])[\s._-]+{_NUMBER}$", re.IGNORECASE)
_AT_START = re.compile(rf"^{_NUMBER}[\s._-]+(?=[^\s._-])", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[^\W\d_])\d+$")
_FIRST = re.compile(r"([^\W\d_]+)[\s._-]+(?=[^\s._-])")


def class_of(stem: str) -> str | None:
    """Return the class that a file's stem names; None where it is but a number, or what a camera writes."""
    text = _ROBOFLOW.sub("", unicodedata.normalize("NFC", stem))
    while (shorter := _COPY.sub("", text)) != text:
        text = shorter
    whole = text
    while (shorter := _AT_START.sub("", _AT_END.sub("", text))) != text:
        text = shorter
    if text == whole and not WORDNET.fullmatch(text):
        text = _GLUED.sub("", text)
    while (first := _FIRST.match(text)) is not None and _says_nothing(first.group(1)):
        text = text[first.end() :]
    text = text.strip(" ._-")
    if WORDNET.fullmatch(text):
        return text
    said = words_in(text)
    if not any(len(word) > 1 or not word.isascii() for word in said) or all(map(_says_nothing, said)):
        return None
    return None if words.holds_masks(said[-1]) else text


def _says_nothing(word: str) -> bool:
    return word.casefold() in SAYS_NOTHING or part_of(word) is not None


@dataclass
class _Named:
    """What the names of a source's pictures say."""

    answers: dict[str, str] = field(default_factory=dict)  # class by path
    missing: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    is_told_by_folders: bool = False

    @property
    def is_frequent(self) -> bool:
        """Whether it is worth a look at all names."""
        return len(self.counts) > 1 and 2 * self.counts.total() >= MOST * (self.counts.total() + len(self.missing))

    @property
    def is_likely(self) -> bool:
        """Whether at least two names repeat, and most pictures have one."""
        num_named = self.counts.total()
        is_usual = num_named >= MOST * (num_named + len(self.missing)) and num_named >= USUAL * len(self.counts)
        return len(self.counts) > 1 and is_usual and not self.is_told_by_folders


class FileNameReader:
    """Reads classes from the beginnings of file names."""

    name = "file_names"
    family = "file_names"
    label = say("Classes in file names")
    task = "classification"
    options: frozenset[str] = frozenset()
    support: tuple[Support, ...] = (
        Support("Classes in file names", "cat.0.jpg, dog_12.png", State.READ, "where nothing else says the classes"),
    )

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        """Propose the names where at least two repeat, and folders do not say the same."""
        if not source.is_folder:
            return []
        if wanted.format is None and not _look(some(source.pictures, LOOKED_AT)).is_frequent:
            return []
        named = _look(source.pictures)
        if not (named.is_likely or (named.is_told_by_folders and wanted.format == self.name)):
            return []
        explained = named.counts.total()
        total = explained + len(named.missing)
        counts = dict(sorted(named.counts.items(), key=lambda item: natural_key(item[0])))
        first = {label: path for path, label in reversed(named.answers.items())}
        samples = tuple(Sample(first[label], label) for label in some(list(counts), SAMPLES))
        found = counted(
            total,
            "the name of {found} of {count} picture begins with a class",
            "the names of {found} of {count} pictures begin with a class",
            found=explained,
        )
        return [
            Proposal(
                Choice(task=self.task, format=self.name, join=wanted.join),
                say(
                    "each picture has one answer, the beginning of its file name, one of {count}: {names}",
                    count=len(counts),
                    names=", ".join(list(counts)[:MAX_NAMED]) + (", …" if len(counts) > MAX_NAMED else ""),
                ),
                explained,
                total,
                NAMES,
                assumed=(_assumption(samples[0]),),
                evidence=(Evidence(found, explained == total, tuple(some(named.missing, 3))),),
                counts=counts,
                samples=samples,
                question=None if wanted.format == self.name else _question(list(counts)),
            )
        ]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        """List the pictures whose names name a class."""
        named = _look(source.pictures)
        if not named.counts:
            raise UserError(say("The file names in '{name}' name no classes.", name=source.name))
        splits, lists = splits_in_lists(source, named.answers)
        entries = []
        for path, label in named.answers.items():
            part = part_in(path)
            entries.append(Entry(path, label, splits.get(path) if lists else None if part is None else part.split))
        first = next(iter(named.answers.items()))
        notes = [say("It is assumed that {what}.", what=_assumption(Sample(*first)))]
        missing = len(source.pictures) - len(entries)
        if missing:
            notes.append(
                counted(
                    missing,
                    "{count} picture whose name names no class is passed over.",
                    "{count} pictures whose names name no class are passed over.",
                )
            )
        return Reading(source.root, entries, [*notes, *source.listing.notes()])


def _question(labels: Sequence[str]) -> UserError | None:
    """A word is a class ("cat"); with numbers in it, it may as well name a film, a place or a day."""
    numbered = [label for label in labels if any(map(str.isdecimal, label)) and not WORDNET.fullmatch(label)]
    if not numbered:
        return None
    return UserError(
        say(
            "The file names begin with {names}: these may be classes, or what the pictures are taken from.",
            names=", ".join(labels[:MAX_NAMED]) + (", …" if len(labels) > MAX_NAMED else ""),
        ),
        say("If they are classes, say so with --as file_names."),
    )


def _assumption(sample: Sample) -> Message:
    name = name_of(sample.path)
    return say("the file names begin with the class, as {name} with '{label}'", name=name, label=sample.answer)


def _look(pictures: Sequence[str]) -> _Named:
    """Find the names that repeat; pictures to predict, of which nobody knows a class, are not asked."""
    found: dict[str, tuple[str, str]] = {}
    spellings: dict[str, Counter[str]] = {}
    named = _Named()
    asked = []
    folders: dict[str, tuple[Part | None, bool]] = {}
    for path in pictures:
        folder, _, name = path.rpartition("/")
        if folder not in folders:
            folders[folder] = part_in(path), words.holds_masks(folder.rpartition("/")[2])
        part, is_mask = folders[folder]
        if part is Part.PREDICT or is_mask:
            continue
        label = class_of(name.rpartition(".")[0] or name)
        if label is None:
            if part is not Part.TEST:
                named.missing.append(path)
            continue
        asked.append(path)
        found[path] = words.key(label), label
        spellings.setdefault(words.key(label), Counter())[label] += 1
    names = {each: max(counts, key=lambda name: counts[name]) for each, counts in spellings.items()}
    for path in asked:
        each = found[path][0]
        if spellings[each].total() >= AGAIN:
            named.answers[path] = names[each]
            named.counts[names[each]] += 1
        else:
            named.missing.append(path)
    named.is_told_by_folders = _is_told_by_folders(named.answers)
    return named


def _is_told_by_folders(answers: dict[str, str]) -> bool:
    """Tell names that only say again in which folder a picture lies: cats/cat_1.jpg."""
    inside: dict[str, set[str]] = {}
    for path, label in answers.items():
        inside.setdefault(folder_of(path), set()).add(label)
    return len(inside) > 1 and all(len(labels) == 1 for labels in inside.values())
