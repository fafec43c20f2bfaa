"""Annotations of a form that nobody knows: files that name the pictures, or lie beside them, and speak of boxes.

Taken for classes by folder, or by a table, such a set would be a wrong one without a word; so it is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.text import decoded
from sft_gui.data.posix import name_of, suffix_of
from sft_gui.data.readers.looks import looked
from sft_gui.data.readers.reader import NAMES, Choice, Proposal, Reading, State, Support
from sft_gui.data.source import LOOKED_AT_BYTES, Source, some, stem_of
from sft_gui.errors import UserError
from sft_gui.messages import PICTURES, Message, counted, say

SUFFIXES = (".json", ".jsonl", ".ndjson", ".xml", ".yaml", ".yml", ".toml")
HEAD, LIST_HEAD = 4 * 2**20, 2**18  # bytes of a file that are looked at
LOOKED_AT = 20  # files beside pictures, and texts
MAX_FILES = 12  # that may name many pictures
UNKNOWN = 0.6  # more than folders where most pictures have such annotations, less than what is read
LINE = re.compile(r"\s*(?:\S+[\s,;]+)?-?\d[\d.]*(?:[\s,;]+-?\d[\d.]*){3,}(?:[\s,;]+\S+)?\s*")
NUMBER, MIN_NUMBERS = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.]*[A-Za-z])"), 4
TIME = re.compile(r"\d{4}[-/.:]\d\d?[-/.:]\d\d?|\d\d?:\d\d(?::\d\d)?")
OF_CORNERS = re.compile(r"\b(?:x_?1|x_?min|bbox|left)\b", re.IGNORECASE)
QUOTED = re.compile(r"[\"'>]([^\"'<>\n]{1,300})[\"'<]")
OF_SHAPES = re.compile(
    r"[\"'<]?\b(?:b_?box\w*|bnd_?box|bounding_?box\w*|box|boxes|polygons?|rectangles?|vert(?:ex|ices)|x_?min|"
    r"segmentation|detections|regions?|shapes|rle|roi|rois|rect)\b[\"']?(?:\s*[:=>/]|\s+\w+=)",
    re.IGNORECASE,
)
OF_MODELS = re.compile(r"\"(?:\w+_)?(?:score|conf|confidence|prob|probability)s?\"\s*:", re.IGNORECASE)


class UnknownReader:
    """Names annotations of which only that they are some is known."""

    name = family = "unknown"
    label = say("Annotations of an unknown form")
    task = ""
    options: frozenset[str] = frozenset()
    support: tuple[Support, ...] = (
        Support(
            str(say("annotations of an unknown form")),
            "*.json, *.xml, *.txt",
            State.NAMED,
            "export them as COCO, PASCAL VOC or YOLO",
        ),
    )

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        if not source.is_folder or not source.pictures:
            return []
        pictures = looked(source).data
        found = [
            _naming(source, pictures),
            _beside(source, pictures),
            _texts_beside(source, pictures),
            _astray(source, pictures),
            _listing(source, pictures),
        ]
        return sorted((each for each in found if each is not None), key=lambda each: -each.score)[:1]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        for each in self.propose(source, choice):
            if each.refusal is not None:
                raise each.refusal
        raise UserError(say("There is nothing in '{name}' that is known and not read.", name=source.name))


def _naming(source: Source, pictures: Sequence[str]) -> Proposal | None:
    """The file that names most of the pictures and speaks of boxes."""
    names = {name_of(path) for path in pictures}
    stems = {stem for path in pictures if not (stem := stem_of(path)).isdigit()}
    best: tuple[int, str, bool] | None = None
    for path in some(source.of_kind(*SUFFIXES), MAX_FILES):
        text = _text(source, path)
        if not OF_SHAPES.search(text):
            continue
        said = {name_of(each.replace("\\", "/")) for each in QUOTED.findall(text)}
        count = max(len(said & names), len(said & stems))
        count = min(len(pictures), count * max(1, source.size(path) // HEAD))
        if count and (best is None or count > best[0]):
            best = count, path, bool(OF_MODELS.search(text))
    if best is None:
        return None
    count, path, is_of_model = best
    reason = _damage(source, path)
    if reason is not None:
        what = say(
            "{name} {reason}, and it holds boxes or outlines of {pictures}.",
            name=path,
            reason=reason,
            pictures=PICTURES.of(count),
        )
    elif is_of_model:
        what = counted(
            count,
            "{file} holds what a model found on {count} picture, with scores, and such predictions are not learned.",
            "{file} holds what a model found on {count} pictures, with scores, and such predictions are not learned.",
            file=path,
        )
    else:
        what = counted(
            count,
            "{file} names {count} picture and holds boxes or outlines of a form that is not known.",
            "{file} names {count} pictures and holds boxes or outlines of a form that is not known.",
            file=path,
        )
    return _refused(what, path, count, len(pictures), NAMES if is_of_model and reason is None else UNKNOWN)


def _damage(source: Source, path: str) -> Message | None:
    """Return why a file cannot be read at all."""
    parse = {".json": source.json, ".xml": source.xml}.get(suffix_of(path).casefold())
    if parse is None or source.size(path) > LOOKED_AT_BYTES:
        return None
    try:
        parse(path)
    except Malformed as error:
        return error.reason
    return None


def _beside(source: Source, pictures: Sequence[str]) -> Proposal | None:
    """A file for each picture, of its name, that speaks of boxes."""
    stems = {stem_of(path) for path in pictures}
    files = [path for path in source.of_kind(*SUFFIXES) if {stem_of(path), stem_of(stem_of(path))} & stems]
    seen = some(files, LOOKED_AT)
    if len(files) < 2 or 2 * sum(bool(OF_SHAPES.search(_text(source, path))) for path in seen) <= len(seen):
        return None
    return _refused(_of_files(files), files[0], min(len(files), len(pictures)), len(pictures), UNKNOWN)


def _texts_beside(source: Source, pictures: Sequence[str]) -> Proposal | None:
    """A text file for each picture, of its name, whose lines hold four numbers and more."""
    stems = {stem_of(path) for path in pictures}
    files = [path for path in source.of_kind(".txt") if {stem_of(path), stem_of(stem_of(path))} & stems]
    seen = some(files, LOOKED_AT)
    if len(files) < 2 or 2 * sum(_holds_numbers(source, path) for path in seen) <= len(seen):
        return None
    named = {stem_of(path) for path in files} | {stem_of(stem_of(path)) for path in files}
    count = sum(stem_of(path) in named for path in pictures)
    return _refused(_of_files(files), files[0], count, len(pictures), UNKNOWN)


def _holds_numbers(source: Source, path: str) -> bool:
    lines = [line for line in decoded(source.head(path)).splitlines() if line.strip() and line.strip()[0] not in "%#"]
    return any(len(NUMBER.findall(TIME.sub("", line[:500]))) >= MIN_NUMBERS for line in lines[:5])


def _listing(source: Source, pictures: Sequence[str]) -> Proposal | None:
    """A text of one line a picture, with four numbers and more: boxes or points."""
    names = {name_of(path) for path in pictures}
    best: tuple[int, str] | None = None
    for path in some(source.of_kind(".txt", ".lst", ".dat"), MAX_FILES):
        lines = [line for line in decoded(source.head(path, LIST_HEAD)).splitlines() if line.strip()]
        numbered = [line for line in lines if len(NUMBER.findall(TIME.sub("", line[:2000]))) > MIN_NUMBERS]
        if len(numbered) < 2 or 2 * len(numbered) < len(lines):
            continue
        if OF_CORNERS.search(lines[0][:500]):
            count = len(lines) - 1
        else:
            count = len({name_of(word) for line in numbered for word in line.split()[:1] + line.split()[-1:]} & names)
        count *= max(1, source.size(path) // LIST_HEAD)
        if count > 1 and (best is None or count > best[0]):
            best = count, path
    if best is None:
        return None
    count = min(best[0], len(pictures))
    what = say(
        "{file} holds numbers for {pictures}, of a form that is not known.",
        file=best[1],
        pictures=PICTURES.of(count),
    )
    return _refused(what, best[1], count, len(pictures), UNKNOWN)


def _astray(source: Source, pictures: Sequence[str]) -> Proposal | None:
    """Text files of numbers whose names are only a part of the pictures', or hold them: 7.txt and 7_test.jpg."""
    stems = {stem_of(path) for path in pictures}
    texts = source.of_kind(".txt")
    if (
        4 * len(texts) < len(pictures)
        or len(texts) < 3
        or any(stem_of(path) in stems for path in some(texts, LOOKED_AT))
    ):
        return None
    seen = some(texts, LOOKED_AT)
    if 2 * sum(_is_of_numbers(source, path) for path in seen) <= len(seen):
        return None
    parts = {stem_of(path) for path in texts}
    fitting = sum(any(part in parts for part in _heads(stem)) for stem in stems)
    fitting = max(fitting, sum(any(tail in stems for tail in _tails(part)) for part in parts))
    if 4 * fitting < len(pictures):
        return None
    texts = [path for path in seen if _is_of_numbers(source, path)] if len(seen) == len(texts) else texts
    return _refused(_of_files(texts), texts[0], min(fitting, len(pictures)), len(pictures), UNKNOWN)


def _heads(stem: str) -> list[str]:
    return [stem[: found.start()] for found in re.finditer(r"[_\-. ]", stem)]


def _tails(stem: str) -> list[str]:
    return [stem[found.end() :] for found in re.finditer(r"[_\-. ]", stem)] + _heads(stem)


def _is_of_numbers(source: Source, path: str) -> bool:
    lines = [line for line in decoded(source.head(path)).splitlines() if line.strip()][:5]
    return bool(lines) and all(LINE.fullmatch(line[:500]) for line in lines)


def _text(source: Source, path: str) -> str:
    return decoded(source.head(path, HEAD))


def _of_files(files: Sequence[str]) -> Message:
    return counted(
        len(files),
        "{count} file holds annotations of a form that is not known: {first}.",
        "{count} files hold annotations of a form that is not known: {first} ...",
        first=files[0],
    )


def _refused(what: Message, path: str, count: int, total: int, weight: float) -> Proposal:
    do = say(
        "Export the annotations as COCO, PASCAL VOC or YOLO; or, if they do not matter, say how the pictures are to be "
        "read, such as with --as folders."
    )
    sentence = say("annotations of an unknown form are in {name}", name=path)
    choice = Choice(format=UnknownReader.name)
    return Proposal(choice, sentence, count, total, weight, files=(path,), refusal=UserError(what, do))
