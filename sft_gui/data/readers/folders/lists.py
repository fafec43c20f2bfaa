"""Lists beside class folders that say the parts, or the classes of a part: Food-101, CUB-200, Tiny-ImageNet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from sft_gui.data.formats import is_picture_name
from sft_gui.data.index import Split, natural_key
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.posix import name_of
from sft_gui.data.readers.folders.layout import Layout, Place
from sft_gui.data.readers.folders.words import key
from sft_gui.data.readers.splits import part_of
from sft_gui.data.source import Source, folder_of, stem_of
from sft_gui.messages import PICTURES, say

MAX_LISTS = 40
MAX_DEPTH = 2  # folders above a list, below those around all pictures
MAX_BYTES = 64 * 2**20
MOST = 0.9  # of a list's lines must name a picture, or it is a list of something else
CUB = ("images.txt", "train_test_split.txt")


class Named:
    """Pictures by what a list may call them: a path or its end, with or without its suffix."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._found: dict[str, str | None] = {}
        for path in paths:
            pieces = path.split("/")
            for count in range(1, len(pieces) + 1):
                tail = "/".join(pieces[-count:])
                for name in {tail, bare(tail)}:
                    self._found[name] = None if name in self._found and self._found[name] != path else path

    def find(self, name: str) -> str | None:
        """Return the one picture of this name; None where there is none, or several."""
        name = name.strip().strip("\"'").replace("\\", "/")
        name = name[2:] if name.startswith("./") else name
        while name:
            for each in (name, bare(name)):
                if each in self._found:
                    return self._found[each]
            _, _, name = name.partition("/")  # a list may say more folders than there are
        return None

    def in_line(self, line: str) -> str | None:
        """Return the picture that a line names by itself, or before its last word or cell, or by its first."""
        before = line.rsplit(None, 1)[0] if len(line.split()) > 1 else line
        for name in dict.fromkeys((line, *re.split(r"[\t,;]", line)[:1], before, *line.split()[:1])):
            path = self.find(name)
            if path is not None:
                return path
        return None


def bare(path: str) -> str:
    """Return a path without a picture's suffix."""
    return path.rpartition(".")[0] if is_picture_name(path) else path


def with_lists(source: Source, layout: Layout) -> Layout:
    """Return the layout with what the lists in the source say besides."""
    if not layout.counts:
        return layout
    if layout.parts:
        _class_lists(source, layout)
        return layout
    splits, used = splits_in_lists(source, [place.path for place in layout.places if place.label is not None])
    if used:
        layout.lists.extend(used)
        layout.places = [replace(place, split=splits.get(place.path)) for place in layout.places]
    return layout


def splits_in_lists(source: Source, pictures: Collection[str]) -> tuple[Mapping[str, Split], list[str]]:
    """Return the splits of pictures that lists near the top say, and these lists; none where there are none."""
    texts = [path for path in _texts(source) if name_of(path) == CUB[1] or part_of(_list_name(path))]
    if not texts or not pictures:
        return {}, []
    named = Named(pictures)
    splits, used = _cub(source, named, texts)
    return (splits, used) if splits else _by_list(source, named, texts)


def _texts(source: Source) -> list[str]:
    depth = MAX_DEPTH + source.once("folders around pictures", lambda: _depth_around(source.pictures))
    return [path for path in source.of_kind(".txt", ".csv", ".lst", ".tsv") if path.count("/") <= depth]


def _depth_around(pictures: Sequence[str]) -> int:
    """Return how many folders lie around nearly all pictures, one in another: "Download (3)/set/images" are three."""
    top = ""
    while True:
        inner = Counter(path[len(top) :].partition("/")[0] for path in pictures if path.startswith(top))
        name, count = inner.most_common(1)[0] if inner else ("", 0)
        deeper = f"{top}{name}/"
        if count < MOST * len(pictures) or not any(path.startswith(deeper) for path in pictures):
            return top.count("/")
        top = deeper


# Parts


def _cub(source: Source, named: Named, texts: list[str]) -> tuple[Mapping[str, Split], list[str]]:
    """Read CUB's pairs of lists: a number and a path; a number, and 1 where it is for training."""
    for path in texts:
        if name_of(path) != CUB[1]:
            continue
        images = str(PurePosixPath(path).with_name(CUB[0]))
        names = dict(line.split(None, 1) for line in _lines(source, images) if len(line.split(None, 1)) == 2)
        splits = {}
        for line in _lines(source, path):
            number, _, is_train = line.strip().partition(" ")
            found = named.find(names.get(number, ""))
            if found is not None and is_train.strip() in ("0", "1"):
                splits[found] = Split.TRAIN if is_train.strip() == "1" else Split.TEST
        if splits:
            return splits, [path, images]
    return {}, []


def _by_list(source: Source, named: Named, texts: list[str]) -> tuple[Mapping[str, Split], list[str]]:
    """Read lists named for a part, each line of which names a picture; of numbered ones (train1, train2) the first."""
    lists: dict[Split, str] = {}
    for path in sorted(texts, key=natural_key)[:MAX_LISTS]:
        part = part_of(_list_name(path))
        if part is not None and part.split is not None and part.split not in lists and _count(source, path, named):
            lists[part.split] = path
    if len(lists) < 2:
        return {}, []
    splits: dict[str, Split] = {}
    for split in (Split.TEST, Split.VAL, Split.TRAIN):
        for line in _lines(source, lists[split]) if split in lists else ():
            found = named.in_line(line)
            if found is not None:
                splits.setdefault(found, split)
    return splits, list(lists.values())


def _list_name(path: str) -> str:
    return re.sub(r"(?i)[_-]?(list|files?|filenames?|names?|ids?|index)\d*$", "", stem_of(path)) or stem_of(path)


def _count(source: Source, path: str, named: Named) -> bool:
    lines = [line for line in _lines(source, path) if line.strip()]
    return bool(lines) and sum(named.in_line(line) is not None for line in lines) >= MOST * len(lines)


def _lines(source: Source, path: str) -> list[str]:
    if source.size(path) > MAX_BYTES:
        return []
    try:
        return source.lines(path)
    except Malformed:
        return []


# Classes of a part's pictures


def _class_lists(source: Source, layout: Layout) -> None:
    """Read lists in a part's folder: a picture's name and its class, as Tiny-ImageNet's val_annotations.txt."""
    for path in _texts(source):
        folder = folder_of(path)
        if not any(folder and f"{each.folder}/".startswith(f"{folder}/") for each in layout.left):
            continue
        numbers = {
            place.path: number
            for number, place in enumerate(layout.places)
            if place.label is None and place.path.startswith(f"{folder}/")
        }
        answers = _answers(source, path, numbers, layout)
        if 2 * len(answers) < len(numbers) or not answers:
            continue
        part = part_of(folder.rpartition("/")[2])
        split = None if part is None else part.split
        for picture, label in answers.items():
            layout.places[numbers[picture]] = Place(picture, label, split, label, part)
            layout.counts[label] += 1
        for each in layout.left:
            each.count -= sum(folder_of(picture) == each.folder for picture in answers)
        layout.lists.append(path)
        values = {"pictures": PICTURES.of(len(answers)), "folder": folder, "name": path}
        layout.notes.append(say("The classes of {pictures} in '{folder}' are taken from {name}.", **values))


def _answers(source: Source, path: str, pictures: Iterable[str], layout: Layout) -> dict[str, str]:
    """Return the classes that a list says: only of the pictures asked for, only those that there are."""
    named, classes = Named(pictures), {key(label): label for label in layout.counts}
    answers = {}
    for line in _lines(source, path):
        cells = [cell.strip() for cell in re.split(r"[\t,;]|\s+", line.strip())]
        found = named.find(cells[0]) if len(cells) > 1 else None
        label = classes.get(key(cells[1])) if found is not None else None
        if found is not None and label is not None:
            answers[found] = label
    return answers
