"""Text files of a class and four pixel numbers a line: read where the pictures' sizes leave one meaning of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sft_gui.data.decode import opened, read
from sft_gui.data.parse.values import MAX_NUMBER, as_numbers, as_text, as_whole
from sft_gui.data.readers.boxes.label_files import beside_pictures, label_files, paired_with
from sft_gui.data.readers.boxes.text_boxes import Collected
from sft_gui.data.readers.boxes.text_lines import Box
from sft_gui.data.readers.boxes.yolo_lines import SEPARATORS, are_shares
from sft_gui.data.readers.boxes.yolo_names import Description
from sft_gui.data.readers.looks import looked, named, samples
from sft_gui.data.readers.reader import Choice, Evidence, Proposal, Reading, State, Support
from sft_gui.data.readers.splits import split_in
from sft_gui.data.source import Source, folder_of, some
from sft_gui.data.unreadable import Unreadable
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

MAX_LOOKED_AT, MAX_BYTES = 40, 16 * 2**20
FEWEST = 5  # lines that can decide
WRONG = 0.1  # share of the lines that must lie outside of their pictures where a meaning is wrong
SLACK = 1.0  # pixels


def _corners(a: float, b: float, c: float, d: float) -> list[float]:
    return [a, b, c, d]


def _sized(a: float, b: float, c: float, d: float) -> list[float]:
    return [a, b, a + c, b + d]


def _centred(a: float, b: float, c: float, d: float) -> list[float]:
    return [a - c / 2, b - d / 2, a + c / 2, b + d / 2]


MEANINGS: dict[str, Callable[[float, float, float, float], list[float]]] = {
    "x1 y1 x2 y2": _corners,
    "x y w h": _sized,
    "cx cy w h": _centred,
}


@dataclass(frozen=True)
class Form:
    """What the numbers of a line mean."""

    meaning: str
    is_class_last: bool


def line_of(line: str, *, is_class_last: bool) -> tuple[str, list[float]] | None:
    """Return the class, a number or a name, and four numbers; None for everything else."""
    words = [word for word in SEPARATORS.split(line.strip()) if word]
    if len(words) < 5:
        return None
    label, numbers = (words[4:], words[:4]) if is_class_last else (words[:-4], words[-4:])
    found, name = as_numbers(numbers), as_text(" ".join(label))
    is_plain = len(label) == 1 or as_numbers(label) is None
    if found is None or name is None or not is_plain:
        return None
    number = as_whole(name, 0, 1000)
    if number is None and as_numbers([name]) is not None:
        return None
    return (name if number is None else str(number)), found


def form_of(source: Source) -> Form | None:
    """Return the one meaning by which all boxes looked at lie in their pictures; None where there is not just one."""
    known = looked(source)
    said = {path: source.look_lines(path) or () for path in some(beside_pictures(source), MAX_LOOKED_AT)}
    if all(_are_small(line) for lines in said.values() for line in lines):
        return None
    lines: list[tuple[str, tuple[int, int]]] = []
    for path, of_file in said.items():
        size = _size(source, known.pictures.beside(path)) if any(map(str.strip, of_file)) else None
        if size is not None:
            lines.extend((line, size) for line in of_file if line.strip())
    if len(lines) < FEWEST:
        return None
    forms = [Form(meaning, is_last) for meaning in MEANINGS for is_last in (False, True)]
    wrong = {form: sum(not _fits(form, line, size) for line, size in lines) for form in forms}
    right = [form for form in forms if not wrong[form]]
    is_sure = len(right) == 1 and all(wrong[form] >= WRONG * len(lines) for form in forms if form != right[0])
    return right[0] if is_sure else None


def _are_small(line: str) -> bool:
    numbers = as_numbers([word for word in SEPARATORS.split(line.strip()) if word][1:5])
    return numbers is None or are_shares(numbers)


def _fits(form: Form, line: str, size: tuple[int, int]) -> bool:
    found = line_of(line, is_class_last=form.is_class_last)
    if found is None:
        return False
    x0, y0, x1, y1 = MEANINGS[form.meaning](*found[1])
    inside = min(x0, y0) >= -SLACK and x1 <= size[0] + SLACK and y1 <= size[1] + SLACK
    return inside and x0 < x1 and y0 < y1


def _size(source: Source, picture: str | None) -> tuple[int, int] | None:
    if picture is None:
        return None
    try:
        with opened(read(source.path(picture))) as image:
            return image.size
    except Unreadable:
        return None


def known_form(source: Source) -> Form | None:
    """Return :func:`form_of`, found once."""
    known = looked(source).memo
    if "pixels" not in known:
        known["pixels"] = form_of(source)
    found: Form | None = known["pixels"]
    return found


class PixelLinesReader:
    """Reads lines of a class and a box in pixels, such as DarkLabel and scripts write."""

    name, family = "pixel_lines", "pixel_lines"
    label = say("Boxes in pixels, a text file for each picture")
    task = "detection"
    options: frozenset[str] = frozenset()
    support: tuple[Support, ...] = (
        Support(
            "Class and box in pixels (DarkLabel)",
            "a text file for each picture",
            State.READ,
            "where the pictures' sizes leave one meaning; else named",
        ),
    )

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        known = looked(source)
        beside = beside_pictures(source)
        form = known_form(source) if beside else None
        if form is None:
            return []
        names = Description.find(source, beside).names
        shown = []
        for path in some(beside, MAX_LOOKED_AT):
            boxes = [box for line in source.look_lines(path) or () if (box := _box(line, form, names)) is not None]
            shown.append((known.pictures.beside(path) or path, [box.label or "" for box in boxes]))
        explained, total = known.explained(beside), len(known.data)
        classes = named(names or sorted({label for _, labels in shown for label in labels}))
        sentence = counted(
            explained,
            "{count} picture has boxes in pixels in a text file: class, {meaning} ({classes})",
            "{count} pictures have boxes in pixels in text files: class, {meaning} ({classes})",
            **{"meaning": form.meaning, "classes": classes},
        )
        fits = say("only as {meaning} do all boxes lie in their pictures", meaning=form.meaning)
        return [
            Proposal(
                Choice(task=self.task, format=self.name),
                sentence,
                explained,
                total,
                files=tuple(beside[:3]),
                assumed=(fits,),
                evidence=(Evidence(fits),),
                samples=samples(shown),
            )
        ]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        form = known_form(source)
        if form is None:
            raise UserError(say("The text files in '{name}' hold no boxes.", name=source.name))
        files = label_files(source)
        described = Description.find(source, looked(source).beside(files))
        paired = paired_with(looked(source).data, files)
        labelled = {folder_of(path) for path, file in paired.items() if file}
        collected = Collected()
        for number, (path, file) in enumerate(paired.items()):
            source.watcher.tell(number, len(paired), say("Reading annotations"))
            if file is None:
                collected.miss(path, is_among_others=folder_of(path) in labelled)
                continue
            boxes, notes = _read(source.look_lines(file) or (), form, described.names, file)
            collected.add(path, boxes, notes, place=_place(described, path))
        return collected.reading(source, described.names)


def _place(described: Description, path: str) -> str:
    split = described.split_of(path)
    return f"{split.value}/_" if split is not None and split_in(path) is None else ""


def _read(lines: Sequence[str], form: Form, names: Sequence[str], file: str) -> tuple[list[Box], list[Message]]:
    boxes, notes = [], []
    for number, line in enumerate(lines, 1):
        box = _box(line, form, names)
        if box is not None:
            boxes.append(box)
        elif line.strip():
            notes.append(say("line {number} of {name} is not understood: left out", number=number, name=file))
    return boxes, notes


def _box(line: str, form: Form, names: Sequence[str]) -> Box | None:
    found = line_of(line, is_class_last=form.is_class_last)
    if found is None:
        return None
    label, numbers = found
    index = as_whole(label, 0, int(MAX_NUMBER))
    if index is not None and index < len(names):
        label = names[index]
    return Box(label, MEANINGS[form.meaning](*numbers))
