"""Masks as pictures: indexed, with a palette or colour-coded, in folders beside the pictures' or under their names.

SegNet's CamVid (train, trainannot), VOC's SegmentationClass, Roboflow's ``_mask.png`` and their like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
from PIL import Image

from sft_gui.data.annotations import hex_of, values_of
from sft_gui.data.decode import Unreadable, is_picture_name, opened, read
from sft_gui.data.index import Split
from sft_gui.data.readers import legends
from sft_gui.data.readers.legend_files import is_legend_name, read_legend
from sft_gui.data.readers.legends import Row
from sft_gui.data.readers.pairing import Pictures, listed_splits, pairs
from sft_gui.data.readers.reader import Entry, Reading, check_num_classes
from sft_gui.data.readers.splits import split_in, split_of
from sft_gui.data.walk import glimpse, list_pictures
from sft_gui.data.watcher import Watcher
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

MASK_FOLDER = re.compile(
    r".*annot|.*masks?|.*labels?|.*annotations?|gt|gtleft|.*_gt|.*ground_?truth|sem_?seg|semantic.*|labels?_images?.*|seg(ment.*)?maps?|"
    r"segmentationclass(raw|aug)?|labelcol"
)
OTHER_FOLDER = re.compile(r"segmentationobject|instances?|panoptic.*|depth(left|right)?|parts|polygons|confidence")
MASK_NAME = re.compile(
    r"(?:(?:gt|mask|label|seg)_)?(.+?)(?:[_-](?:masks?|seg(?:mentation)?|labels?|gt|l|semantic))?", re.I
)
PICTURE_NAME = re.compile(r"(?:(?:image|img|im)_)?(.+?)(?:[_-](?:image|img|rgb|sat))?", re.IGNORECASE)
PICTURE_FOLDER = re.compile(r"(original_)?(images?|imgs?|jpegimages|rgb(left)?|pictures|photos)")
LOSSLESS, LOSSY = (".png", ".bmp", ".tif", ".tiff", ".gif"), (".jpg", ".jpeg")
MIDDLE, CLEAR, TWO_LEVEL = 128, 40, 0.95  # of a mask in JPEG, so many pixels must be so near to black or white
MAX_LOOKED_AT, MAX_SAMPLED = 4, 300
MAX_CLASSES = 255
EVEN, MIN_PIXELS = 0.6, 400  # share of neighbours that are equal in a mask, of pictures large enough to tell
SAVE_WITHOUT_LOSS = say("Save masks without loss (PNG), with one colour or value for each class.")
MAX_KINDS = 64  # of values in a mask that a quick look takes for one


class MaskReader:
    """Reads pictures with one mask each."""

    name = "masks"
    label = say("Pictures with masks")
    task = "segmentation"

    def recognises(self, source: Path) -> bool:
        if not source.is_dir():
            return False
        paired = pair(path for path in glimpse(source) if is_picture_name(path))
        found = [mask for mask in paired.values() if mask is not None]
        looks = [_is_mask(source / mask) for mask in found[:MAX_LOOKED_AT]]
        is_named_so = any(PICTURE_FOLDER.fullmatch(folder) for path in paired for folder in _folders(path))
        return 2 * len(found) >= len(paired) > 0 and (2 * sum(looks) > len(looks) or is_named_so)

    def read(self, source: Path, workspace: Path, watcher: Watcher) -> Reading:
        listing = list_pictures(source, watcher)
        paired = pair(listing.pictures)
        masks = [mask for mask in paired.values() if mask is not None]
        splits = listed_splits(source, _lists(listing.files))
        entries = [_entry(path, mask, splits) for path, mask in paired.items()]
        if all(PurePosixPath(mask).suffix.lower() in LOSSY for mask in masks):
            _check_two_levels(source, masks)
            values = {str(value): int(value >= MIDDLE) for value in range(256)}
            note = say("The masks are in JPEG: what is lighter than half is '{name}'.", name=TWO[1])
            return Reading(source, entries, [note], TWO, {"values": values})
        content = _content_of(source, masks, watcher)
        file = _legend_file(listing.files, masks)
        listed, notes = read_legend(source / file) if file else ([], [])
        if listed and not content.values and not any(row.colour for row in listed):
            reason = say("gives no colours, and the masks are in colour")
            notes.append(say("{name} is passed over: it {reason}.", name=file, reason=reason))
            listed = []
        rows, told = _understood(content, listed, masks)
        legend = legends.by_value(rows) if content.is_indexed(rows) else legends.by_colour(rows)
        classes = legends.classes_of(rows)
        _check_classes(content, classes, legend, masks)
        return Reading(source, entries, [*notes, *([told] if told else [])], classes, legend)


def _check_classes(content: _Content, classes: Sequence[str], legend: Mapping[str, Any], masks: Sequence[str]) -> None:
    """Raise UserError where pixels of the masks could not be told apart, or belong to no class."""
    if not masks:
        raise UserError(say("There are no masks for the pictures."), SAVE_WITHOUT_LOSS)
    found = [str(each) for each in content.values or content.colours]
    if len(found) == 1 and len(classes) < 2:
        hint = say("What only the transparency of a mask shows is not read. {do}", do=SAVE_WITHOUT_LOSS)
        raise UserError(say("All pixels of all masks have one value, {value}.", value=found[0]), hint)
    if not (legend.get("values") or legend.get("colours")):
        raise UserError(say("No pixel of the masks belongs to a class."), SAVE_WITHOUT_LOSS)
    check_num_classes(classes)


def pair(paths: Any) -> dict[str, str | None]:
    """Return each picture's mask, by path; None where it has none. Empty where there is no mask at all."""
    kept = [path for path in paths if not any(map(OTHER_FOLDER.fullmatch, _folders(path)))]
    kept = _newest_of_mapillary(kept)
    apart = [path for path in kept if _is_apart(path)]
    masks = [path for path in apart if PurePosixPath(path).suffix.lower() in LOSSLESS]
    masks = masks or [path for path in apart if PurePosixPath(path).suffix.lower() in LOSSY]
    if not masks:
        masks = _masks_in_the_same_folder(kept)
    is_mask = set(masks)
    pictures = [path for path in kept if path not in is_mask and not _is_apart(path)]
    exact = Pictures(masks)
    loose = Pictures(masks, key=lambda stem: _core(MASK_NAME, stem))
    if not masks:
        return {}
    return pairs(
        pictures, lambda path: exact.beside(path) or loose.beside(path, _core(PICTURE_NAME, PurePosixPath(path).stem))
    )


def _folders(path: str) -> list[str]:
    return [part.casefold() for part in PurePosixPath(path).parts[:-1]]


def _is_apart(path: str) -> bool:
    return any(map(MASK_FOLDER.fullmatch, _folders(path)))


def _newest_of_mapillary(paths: Sequence[str]) -> list[str]:
    """Mapillary Vistas has two generations of labels; the newer is taken."""
    has_both = any("v2.0" in _folders(path) for path in paths)
    return [path for path in paths if not (has_both and "v1.2" in _folders(path))]


def _masks_in_the_same_folder(paths: Sequence[str]) -> list[str]:
    """Find "a_mask.png" beside "a.jpg", and "a.png" beside "a.jpg"."""
    names = set(paths)
    files = [PurePosixPath(path) for path in paths]
    others = [file for file in files if file.suffix.lower() != ".png"]
    stems = {str(file.with_name(name)) for file in others for name in (file.stem, _core(PICTURE_NAME, file.stem))}
    found = []
    for file in files:
        core = str(file.with_name(_core(MASK_NAME, file.stem)))
        is_named = core != str(file.with_suffix("")) and (core in stems or f"{core}.png" in names)
        if file.suffix.lower() in (".png", ".gif") and (is_named or str(file.with_suffix("")) in stems - {str(file)}):
            found.append(str(file))
    return found


def _core(pattern: re.Pattern[str], stem: str) -> str:
    match = pattern.fullmatch(stem)
    return match.group(1) if match else stem


def _entry(path: str, mask: str | None, splits: Mapping[str, Split]) -> Entry:
    split = splits.get(PurePosixPath(path).stem) or split_in(path)
    if mask is None:
        return Entry(path, None, split, reason=say("has no mask"))
    return Entry(path, None, split, {"mask": mask})


def _lists(files: Sequence[str]) -> list[str]:
    """Return the lists of splits: those of VOC's ImageSets/Segmentation, else those at the top."""
    lists = [path for path in files if path.lower().endswith(".txt")]
    of_voc = [path for path in lists if "imagesets/segmentation/" in path.casefold()]
    return of_voc or [path for path in lists if "/" not in path and split_of(PurePosixPath(path).stem)]


# What the masks hold


@dataclass(frozen=True)
class _Content:
    """The values (of masks in grey or with a palette) and the colours (of masks in colour) that were found."""

    values: frozenset[int]
    colours: frozenset[str]
    is_sampled: bool

    def is_indexed(self, rows: Sequence[Row]) -> bool:
        """Tell whether the legend goes by values; else by colours where all of these are in it."""
        if not self.values or self.values <= {row.value for row in rows}:
            return bool(self.values)
        return not (self.colours and self.colours <= _hexes(rows))


def _is_mask(file: Path) -> bool:
    if file.suffix.lower() in LOSSY:
        return _has_two_levels(file)
    try:
        with opened(read(file)) as image:
            image.load()
            values, colours = _kinds(image)
            pixels = np.asarray(image).reshape(image.height, image.width, -1)
    except Unreadable:
        return False
    is_even = image.width * image.height < MIN_PIXELS or (pixels[:, 1:] == pixels[:, :-1]).mean() > EVEN
    return is_even and max(len(values), len(colours)) <= MAX_KINDS


def _kinds(image: Image.Image) -> tuple[list[int], list[str]]:
    """The values of a mask that has such (in grey, also where saved in colour, or with a palette), and its colours."""
    if image.mode.startswith("I"):
        return np.unique(values_of(image)).tolist(), []
    rgb = np.asarray(image.convert("RGB"), np.uint32)
    codes = np.unique(rgb[..., 0] << 16 | rgb[..., 1] << 8 | rgb[..., 2]).tolist()
    is_grey = all(code >> 16 == code & 255 == code >> 8 & 255 for code in codes)
    values = np.unique(values_of(image)).tolist() if is_grey or image.mode in ("L", "P", "1") else []
    return values, [f"#{code:06x}" for code in codes]


def _has_two_levels(file: Path) -> bool:
    try:
        with opened(read(file)) as image:
            grey = np.asarray(image.convert("L"))
    except Unreadable:
        return False
    return bool(((grey < CLEAR) | (grey > 255 - CLEAR)).mean() > TWO_LEVEL)


def _check_two_levels(source: Path, masks: Sequence[str]) -> None:
    step = max(1, len(masks) // MAX_LOOKED_AT)
    bad = [mask for mask in masks[::step] if not _has_two_levels(source / mask)]
    if 2 * len(bad) > len(masks[::step]):
        raise UserError(say("The masks are in JPEG, which blurs their values: {name}.", name=bad[0]), SAVE_WITHOUT_LOSS)


def _content_of(source: Path, masks: Sequence[str], watcher: Watcher) -> _Content:
    step = max(1, -(-len(masks) // MAX_SAMPLED))
    values: set[int] = set()
    colours: set[str] = set()
    for number, mask in enumerate(masks[::step]):
        watcher.tell(number, len(masks[::step]), say("Reading masks"))
        try:
            with opened(read(source / mask)) as image:
                image.load()
                found = _kinds(image)
        except Unreadable:
            continue  # its picture is listed with the reason later
        values.update(found[0])
        colours.update(found[1])
        if len(colours) > MAX_CLASSES + 1 or len(values) > MAX_CLASSES + 1:
            raise UserError(
                say("The masks hold more than {limit} colours or values: {name}.", limit=MAX_CLASSES, name=mask),
                SAVE_WITHOUT_LOSS,
            )
    return _Content(frozenset(values), frozenset(colours), step > 1)


def _legend_file(files: Sequence[str], masks: Sequence[str]) -> str | None:
    """Return the legend's file, the newest of several, in the top folder or in one above the masks."""
    above = {str(parent) for mask in masks[:1] for parent in PurePosixPath(mask).parents} | {"."}
    found = [path for path in files if is_legend_name(PurePosixPath(path).name)]
    return max((path for path in found if str(PurePosixPath(path).parent) in above), default=None)


def _understood(content: _Content, rows: list[Row], masks: Sequence[str]) -> tuple[list[Row], Message | None]:
    """Choose the legend: the file's, else a well-known one that covers all there is, else numbers or colours."""
    if rows:
        ignored = [row.name for row in rows if row.is_ignored]
        note = say("Pixels of '{name}' are ignored, as the legend's name for them says.", name=", ".join(ignored))
        return rows, note if ignored else None
    is_voc = any("segmentationclass" in _folders(mask) for mask in masks[:1])
    is_segnet = any(folder.endswith("annot") for mask in masks[:1] for folder in _folders(mask))
    if is_voc and (content.values <= {row.value for row in legends.VOC} or content.colours <= _hexes(legends.VOC)):
        return legends.VOC, say("The classes are PASCAL VOC's; pixels on their borders (255) are ignored.")
    if is_segnet and content.values and content.values <= set(range(12)):
        return legends.CAMVID11, say("The classes are CamVid's eleven; pixels of 'Unlabelled' are ignored.")
    if not content.values:
        for name, table in (("CamVid", legends.CAMVID), ("Cityscapes", legends.CITYSCAPES)):
            if len(content.colours) >= MIN_COLOURS and content.colours <= _hexes(table):
                present = [row for row in table if row.colour and hex_of(row.colour) in content.colours]
                note = say("The masks' colours are those of {name}, and so are the classes.", name=name)
                return table if content.is_sampled else present, note
        return _by_their_colours(content)
    return _by_their_values(content)


MIN_COLOURS = 4  # fewer could be anybody's


def _hexes(rows: Sequence[Row]) -> set[str]:
    return {hex_of(row.colour) for row in rows if row.colour is not None}


def _by_their_colours(content: _Content) -> tuple[list[Row], Message]:
    colours = sorted(content.colours)
    rows = [Row(name, i, _rgb(name)) for i, name in enumerate(colours)]
    if len(colours) == 2 and "#000000" in colours:
        rows = [Row(name, i, _rgb(colour)) for i, (name, colour) in enumerate(zip(TWO, colours, strict=True))]
    return rows, _unnamed(content, len(rows))


def _by_their_values(content: _Content) -> tuple[list[Row], Message]:
    values = sorted(content.values)
    if len(values) == 2 and values[0] == 0:
        return [Row(name, value) for name, value in zip(TWO, values, strict=True)], _unnamed(content, 2)
    rows = [Row("border" if value == 255 else str(value), value) for value in values]
    return rows, _unnamed(content, len(legends.classes_of(rows)))


TWO = ("background", "foreground")


def _rgb(name: str) -> tuple[int, int, int]:
    code = int(name[1:], 16)
    return code >> 16, code >> 8 & 255, code & 255


def _unnamed(content: _Content, count: int) -> Message:
    found = counted(
        count,
        "The masks come without a legend: {count} class was found in them.",
        "The masks come without a legend: {count} classes were found in them.",
    )
    hint = say("A file beside them names them: label_colors.txt (red, green, blue, name) or classes.txt.")
    return say("{found} {hint}", found=found, hint=hint)
