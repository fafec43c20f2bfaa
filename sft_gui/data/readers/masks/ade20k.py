"""The full ADE20K of 2017 and 2020: ``NAME.jpg``, ``NAME_seg.png``, and their objects in ``NAME_atr.txt`` or ``.json``.

The challenge's smaller set, with folders of pictures and of indexed masks, is read by masks.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sft_gui.data.annotations import values_of
from sft_gui.data.decode import Unreadable, opened, read
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.values import as_dict, as_list, as_number, as_text, as_whole
from sft_gui.data.readers.masks import legends
from sft_gui.data.readers.reader import SAMPLES, Choice, Entry, Proposal, Reading, Sample, State, Support
from sft_gui.data.readers.splits import split_in
from sft_gui.data.source import Source, folder_of, some
from sft_gui.errors import UserError
from sft_gui.messages import counted, say

MAX_CLASSES = 150  # as many as the challenge's smaller set has; the full one has thousands, most of them rare
SEG, SUFFIXES = "_seg.png", ("_atr.txt", ".json")
LOOKED_AT = 4  # descriptions


class Ade20kReader:
    """Reads the full ADE20K's whole objects; their parts are passed over."""

    name = "ade20k"
    family = "ade20k"
    label = say("ADE20K")
    task = "segmentation"
    options: frozenset[str] = frozenset()
    support: tuple[Support, ...] = (
        Support("ADE20K (full)", "NAME.jpg, NAME_seg.png, NAME_atr.txt or NAME.json", State.READ, "objects, not parts"),
    )

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        described = list(_described(source)) if source.is_folder else []
        if not any(_names_objects(source, about) for _, _, about in some(described, LOOKED_AT)):
            return []
        own = {picture.removesuffix(".jpg") for picture, _, _ in described}  # folders of objects, one by one
        masks = sum(path.endswith(SEG) or "_parts_" in path or folder_of(path) in own for path in source.pictures)
        count = len(described)
        sentence = counted(
            count,
            "{count} picture has a mask and a list of its objects, as in ADE20K",
            "{count} pictures have a mask and a list of its objects each, as in ADE20K",
        )
        samples = tuple(Sample(picture, mask) for picture, mask, _ in described[:SAMPLES])
        return [
            Proposal(
                Choice(task=self.task, format=self.name),
                sentence,
                count,
                max(count, len(source.pictures) - masks),
                files=tuple(about for _, _, about in described[:SAMPLES]),
                samples=samples,
            )
        ]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        described = list(_described(source))
        numbers: Counter[tuple[int, str]] = Counter()
        for number, (_, mask, about) in enumerate(described):
            source.watcher.tell(number, len(described), say("Reading annotations"))
            numbers.update(_classes(source, mask, about))
        names = _names(numbers)
        if not names:
            raise UserError(say("The descriptions in '{name}' name no object.", name=source.name))
        chosen = _commonest(numbers, names)
        classes = tuple(dict.fromkeys(names[number] for number in chosen))
        legend = {
            "values": {str(number): classes.index(names[number]) for number in chosen},
            "ignore": ["0", *(str(number) for number in names if number not in chosen)],
            "code": "ade20k",
        }
        notes = [say("Objects are learned as a whole: their parts are passed over.")]
        if len(names) > len(chosen):
            values = {"all": len(names), "count": len(chosen)}
            notes.append(
                say("Of {all} classes, the {count} in the most pictures are taken, the others ignored.", **values)
            )
        entries = [Entry(picture, None, split_in(picture), {"mask": mask}) for picture, mask, _ in described]
        return Reading(source.root, entries, notes, classes, legend)


def _described(source: Source) -> Iterator[tuple[str, str, str]]:
    """Yield each picture with its mask and its description."""
    names = {*source.pictures, *source.files}
    for mask in source.pictures:
        stem = mask.removesuffix(SEG)
        if stem == mask:
            continue
        about = next((stem + suffix for suffix in SUFFIXES if stem + suffix in names), None)
        if about is not None and f"{stem}.jpg" in names:
            yield f"{stem}.jpg", mask, about


def _names_objects(source: Source, about: str) -> bool:
    """Tell a description, damaged or not, from another JSON file of this name, such as labelme's."""
    if not about.endswith(".json"):
        return True
    data = source.look_json(about)
    return data is None or "object" in as_dict(as_dict(data).get("annotation"))


def _classes(source: Source, mask: str, about: str) -> set[tuple[int, str]]:
    """Return the numbers and names of the whole objects on one picture."""
    try:
        if about.endswith(".json"):
            return _from_json(source.json(about))
        return _from_lines(source.lines(about), source.path(mask))
    except (Malformed, Unreadable):
        return set()  # what is wrong with the mask is said of its picture


def _from_json(data: Any) -> set[tuple[int, str]]:
    found = set()
    for each in map(as_dict, as_list(as_dict(as_dict(data).get("annotation")).get("object"))):
        number, name = as_whole(each.get("name_ndx"), 0, legends.MAX_VALUE), _short(as_text(each.get("name")) or "")
        if number is not None and name and as_number(as_dict(each.get("parts")).get("part_level")) == 0:
            found.add((number, name))
    return found


def _from_lines(lines: Sequence[str], mask: Path) -> set[tuple[int, str]]:
    """Join line and number by the instance: the blue values in their order are the whole objects in theirs."""
    rows = [[cell.strip() for cell in line.split("#")] for line in lines if line.strip()]
    order = [as_whole(row[0], 0, legends.MAX_VALUE) for row in rows]
    if None in order or any(len(row) < 4 for row in rows):
        return set()
    named = sorted((number, as_text(row[3]) or "") for number, row in zip(order, rows, strict=True) if row[1] == "0")
    names = [_short(name) for _, name in named]
    with opened(read(mask)) as image:
        image.load()
        numbers, instances = values_of(image, "ade20k"), np.asarray(image.convert("RGB"))[..., 2]
    blues = [blue for blue in np.unique(instances).tolist() if blue]
    if len(blues) != len(names):
        return set()  # something lies wholly beneath another, so nobody knows which line is which
    pairs = zip(blues, names, strict=True)
    return {(int(np.bincount(numbers[instances == blue]).argmax()), name) for blue, name in pairs}


def _short(name: str) -> str:
    return name.split(",")[0].strip()


def _names(numbers: Counter[tuple[int, str]]) -> dict[int, str]:
    """Each number's name: that of the most pictures; 0 is no class."""
    return {number: name for (number, name), _ in reversed(numbers.most_common()) if number}


def _commonest(numbers: Counter[tuple[int, str]], names: dict[int, str]) -> list[int]:
    counts = Counter({number: numbers[number, name] for number, name in names.items()})
    return sorted(number for number, _ in counts.most_common(MAX_CLASSES))
