"""What the values and colours of masks mean: by a legend, by what is well known, or by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sft_gui.data.annotations import hex_of
from sft_gui.data.posix import folders_of, stem_of
from sft_gui.data.readers.masks import legends
from sft_gui.data.readers.masks.content import SAVE_WITHOUT_LOSS, Content, check_kinds
from sft_gui.data.readers.masks.legends import Row
from sft_gui.data.readers.masks.look import VALUES
from sft_gui.data.readers.reader import check_num_classes
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

TWO = ("background", "foreground")
MIDDLE = 128
BORDER = 255
MAX_INDEX = 64  # values up to this are numbers of classes, not shades of grey
EVEN = 2  # by so much 127 and 128 may differ from an even step
MIN_COLOURS = 4  # of a well-known data set; fewer could be anybody's
LEAST = 0.5  # of the pixels, or of the colours, which a legend must have
VOC_STEM = re.compile(r"(20\d\d)_\d{6}")


@dataclass(frozen=True)
class Meaning:
    """The classes, the legend (see data/annotations.py), and what to tell."""

    classes: tuple[str, ...]
    legend: dict[str, Any]
    notes: tuple[Message, ...] = ()


def meaning_of(content: Content, listed: Sequence[Row], masks: Sequence[str], file: str = "") -> Meaning:
    """Decide what the pixels of masks mean.

    Args:
        content: what the masks hold.
        listed: the lines of a legend's file, if there is one.
        masks: their paths, of which the names may tell something.
        file: the legend's name.

    Raises:
        UserError: pixels could not be told apart, or belong to no class.
    """
    meaning = _meaning(content, listed, masks, file)
    found = [str(each) for each in content.values or content.colours]
    if not masks or not found:
        raise UserError(say("There are no masks for the pictures."), SAVE_WITHOUT_LOSS)
    if len(found) == 1 and len(meaning.classes) < 2:
        raise UserError(say("All pixels of all masks have one value, {value}.", value=found[0]), SAVE_WITHOUT_LOSS)
    if not (meaning.legend.get("values") or meaning.legend.get("colours")):
        raise UserError(say("No pixel of the masks belongs to a class."), SAVE_WITHOUT_LOSS)
    check_num_classes(meaning.classes)
    return meaning


def _meaning(content: Content, listed: Sequence[Row], masks: Sequence[str], file: str) -> Meaning:
    if content.is_alpha_only:
        values = {str(value): int(value >= MIDDLE) for value in range(VALUES)}
        note = say("Only the transparency of the masks says anything: what is opaque is '{name}'.", name=TWO[1])
        return Meaning(TWO, {"values": values, "code": "alpha"}, (note,))
    levels = content.levels()
    if levels is not None:
        return _by_levels(content, levels, listed)
    if listed:
        return _by_file(content, listed, file)
    if content.has_numbered_objects:
        values = {"0": 0, "1": 1}
        note = say("The masks number their objects: all of them are '{name}'.", name=TWO[1])
        return Meaning(TWO, {"values": values, "code": "any"}, (note,))
    check_kinds(content)
    rows, note = _by_itself(content, masks)
    legend = legends.by_value(rows) if content.is_indexed else legends.by_colour(rows)
    return Meaning(legends.classes_of(rows), legend, (note,))


# By a file


def _by_file(content: Content, listed: Sequence[Row], file: str) -> Meaning:
    rows, notes = list(listed), list[Message]()
    values, known = set(content.values), {row.value for row in rows}
    colours, has_colours = {hex_name(colour) for colour in content.colours}, any(row.colour for row in rows)
    if not content.is_indexed and not has_colours:
        return _passed(content, file, say("gives no colours, and the masks are in colour"))
    if content.is_indexed and values <= known:
        return _told(rows, legends.by_value(rows))
    if colours and colours <= _hexes(rows):
        return _told(rows, legends.by_colour(rows))
    if content.is_indexed and not has_colours:
        rows, note = _fitted(rows, sorted(values), file)
        notes, known = [note] if note else [], {row.value for row in rows}
    if content.is_indexed and values - {BORDER, 0} <= known and len(values & known - {0}) > 0:
        if 0 not in known:
            rows = [Row(TWO[0], 0), *rows]
            notes.append(say("{name} does not name the value 0, which is taken for '{background}'.", **_named(file)))
        return _told(rows, legends.by_value(rows), notes)
    by_value = content.is_indexed and len(values & known) >= len(colours & _hexes(rows))
    share = content.share_of(known) if by_value else len(colours & _hexes(rows)) / max(1, len(colours))
    if share < LEAST:
        return _passed(content, file, say("does not have most of what is in the masks"))
    return _told(rows, legends.by_value(rows) if by_value else legends.by_colour(rows), notes)


def _named(file: str) -> dict[str, str]:
    return {"name": file, "background": TWO[0]}


def _passed(content: Content, file: str, reason: Message) -> Meaning:
    meaning = _meaning(content, [], [], "")
    passed = say("{name} is passed over: it {reason}.", name=file, reason=reason)
    return Meaning(meaning.classes, meaning.legend, (passed, *meaning.notes))


def _told(rows: Sequence[Row], legend: dict[str, Any], notes: Sequence[Message] = ()) -> Meaning:
    ignored = [row.name for row in rows if row.is_ignored]
    note = say("Pixels of '{name}' are ignored, as the legend's name for them says.", name=", ".join(ignored))
    return Meaning(legends.classes_of(rows), legend, (*notes, note) if ignored else tuple(notes))


def _fitted(rows: list[Row], values: Sequence[int], file: str) -> tuple[list[Row], Message | None]:
    """Fit names that count from 0 to values that do not: those of 1 to n with a background, or shades of grey."""
    names = [row.name for row in rows]
    if [row.value for row in rows] != list(range(len(rows))):
        return rows, None
    inside = [value for value in values if value != BORDER]
    if inside and max(inside) == len(rows) and TWO[0] not in map(str.casefold, names):
        note = say("{name} names the values from 1; 0 is '{background}'.", name=file, background=TWO[0])
        return [Row(TWO[0], 0), *(Row(name, i) for i, name in enumerate(names, 1))], note
    names = names if len(names) == len(values) else [TWO[0], *names]
    if len(names) == len(values) and is_even(values):
        told = ", ".join(f"{value} {name}" for value, name in zip(values, names, strict=True))
        note = say("The masks' values are the classes of {name} in their order: {told}.", name=file, told=told)
        return [Row(name, value) for name, value in zip(names, values, strict=True)], note
    return rows, None


# By levels with soft edges


def _by_levels(content: Content, levels: dict[int, int], listed: Sequence[Row]) -> Meaning:
    kinds = sorted(set(levels.values()))
    by_level = {row.value: row for row in listed}
    by_level.update({row.colour[0]: row for row in listed if row.colour and len(set(row.colour)) == 1})
    if listed and not set(kinds) <= by_level.keys() and not any(row.colour for row in listed):
        rows, _ = _fitted(list(listed), kinds, "")
        by_level = {row.value: row for row in rows}
    if listed and set(kinds) <= by_level.keys():
        names = [by_level[kind].name for kind in kinds]
    else:
        names = list(TWO) if len(kinds) == 2 else [str(kind) for kind in kinds]
    rows = [Row(name, kind) for name, kind in zip(names, kinds, strict=True)]
    classes = legends.classes_of(rows)
    index = {row.value: classes.index(row.name) for row in rows if not row.is_ignored}
    values = {str(value): index[level] for value, level in levels.items() if level in index}
    ignored = [str(value) for value in range(VALUES) if str(value) not in values]
    told = ", ".join(map(str, kinds))
    if content.num_lossy and len(kinds) == 2:
        note = say("The masks are in JPEG: what is lighter than half is '{name}'.", name=names[1])
    elif len(kinds) == 2:
        note = say("The masks' edges are soft: what is nearer to {value} is '{name}'.", value=kinds[1], name=names[1])
    else:
        note = say("The masks' values are taken for the nearest of those that most pixels have: {values}.", values=told)
    return Meaning(classes, {"values": values, "ignore": ignored}, (note,))


# By themselves


def is_even(values: Sequence[int]) -> bool:
    """Whether values are shades of grey in even steps from 0 to 255, such as 0, 127, 255."""
    steps = len(values) - 1
    even = [round(i * BORDER / steps) for i in range(steps + 1)] if steps else []
    return steps > 0 and all(abs(one - other) <= EVEN for one, other in zip(values, even, strict=True))


def _by_itself(content: Content, masks: Sequence[str]) -> tuple[list[Row], Message]:
    folders = [folder for mask in masks[:1] for folder in folders_of(mask.casefold())]
    colours = {hex_name(colour) for colour in content.colours}
    values = sorted(content.values)
    if "segmentationclass" in folders and _is_voc(content, masks):
        return legends.VOC, say("The classes are PASCAL VOC's; pixels on their borders (255) are ignored.")
    if content.is_indexed:
        if any(folder.endswith("annot") for folder in folders) and content.values.keys() <= set(range(12)):
            return legends.CAMVID11, say("The classes are CamVid's eleven; pixels of 'Unlabelled' are ignored.")
        if any("trimap" in folder for folder in folders) and set(values) <= {1, 2, 3}:
            note = say("The masks are trimaps: 1 is '{one}', 2 '{two}', and the border, 3, is ignored.", **TRIMAP)
            return [Row(TWO[0], 2), Row(TWO[1], 1), Row("border", 3)], note
        return _by_values(values)
    for name, table in (("CamVid", legends.CAMVID), ("Cityscapes", legends.CITYSCAPES)):
        if len(colours) >= MIN_COLOURS and colours <= _hexes(table):
            present = [row for row in table if row.colour and hex_of(row.colour) in colours]
            note = say("The masks' colours are those of {name}, and so are the classes.", name=name)
            return table if content.is_sampled else present, note
    return _by_colours(sorted(colours))


TRIMAP = {"one": TWO[1], "two": TWO[0]}


def _is_voc(content: Content, masks: Sequence[str]) -> bool:
    """Labelme and CVAT have VOC's folders and colours too: names, a border or gaps between the classes are VOC's."""
    if not content.is_indexed:
        colours = {hex_name(colour) for colour in content.colours}
        return colours <= _hexes(legends.VOC) and _has_voc_names(masks)
    values = set(content.values) - {BORDER}
    has_gaps = len(values) < max(values, default=0) + 1 or len(values) == len(legends.VOC) - 1
    return values <= {row.value for row in legends.VOC} and (_has_voc_names(masks) or has_gaps)


def _has_voc_names(masks: Sequence[str]) -> bool:
    return any(VOC_STEM.fullmatch(stem_of(mask)) for mask in masks[:20])


def _by_values(values: Sequence[int]) -> tuple[list[Row], Message]:
    others = [value for value in values if value != BORDER]
    if len(values) == 2 and values[0] == 0:
        return [Row(name, value) for name, value in zip(TWO, values, strict=True)], _unnamed(2)
    are_indices = bool(others) and (max(others) < MAX_INDEX or 4 * len(others) > max(others))
    has_border = BORDER in values and len(others) >= 2 and are_indices and not is_even(values)
    rows = [Row("border" if value == BORDER and has_border else str(value), value) for value in values]
    note = _unnamed(len(legends.classes_of(rows)))
    if has_border:
        note = say("{note} Pixels of the value 255 are taken for borders and ignored.", note=note)
    elif BORDER in values:
        shades = ", ".join(map(str, values[:8]))
        note = say(
            "{note} The values are shades of grey ({values}), so that 255 is a class too.", note=note, values=shades
        )
    return rows, note


def _by_colours(colours: Sequence[str]) -> tuple[list[Row], Message]:
    rows = [Row(name, i, rgb(name)) for i, name in enumerate(colours)]
    if len(colours) == 2 and "#000000" in colours:
        rows = [Row(name, i, rgb(colour)) for i, (name, colour) in enumerate(zip(TWO, colours, strict=True))]
    return rows, _unnamed(len(rows))


def hex_name(code: int) -> str:
    """Write a colour's number as a legend does: "#804080"."""
    return f"#{code:06x}"


def rgb(name: str) -> tuple[int, int, int]:
    """Return red, green and blue of a colour's name."""
    code = int(name[1:], 16)
    return code >> 16, code >> 8 & 255, code & 255


def _hexes(rows: Sequence[Row]) -> set[str]:
    return {hex_of(row.colour) for row in rows if row.colour is not None}


def _unnamed(count: int) -> Message:
    found = counted(
        count,
        "The masks come without a legend: {count} class was found in them.",
        "The masks come without a legend: {count} classes were found in them.",
    )
    hint = say("A file beside them names them: label_colors.txt (red, green, blue, name) or classes.txt.")
    return say("{found} {hint}", found=found, hint=hint)
