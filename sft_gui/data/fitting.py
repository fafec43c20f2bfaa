"""Annotations as a format's files give them, fitted to the pictures: upright, inside, and what is wrong with them said.

A raw annotation is what the index keeps (see data/annotations.py), and besides:

- ``size``: (width, height) that its coordinates refer to, where the file says so;
- ``relative``: True where coordinates are shares of the picture's width and height;
- ``notes``: messages of the reader, as JSON.

A number is ``value``, with what it measures as the only one of ``labels``. Besides ``mask``, ``more`` names further
files of a picture's mask: all are joined.

A fitted one also holds ``exif``, the picture's orientation where it is turned, and for segmentation ``pixels``, how
many each class has, and ``stamp`` and ``digest`` of the mask's files.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from sft_gui.data.annotations import IGNORE, Annotations
from sft_gui.data.decode import ORIENTATIONS, Unreadable, opened, read
from sft_gui.data.index import Picture, Split, Status
from sft_gui.data.mask_files import digest_of_all, first_missing, names_of, stamp_of_all
from sft_gui.errors import UserError
from sft_gui.messages import Message, say

Size = tuple[int, int]
SAME_SHAPE = 0.02  # by so much two pictures' aspect ratios may differ that are the same picture at two sizes
SLACK = 1.0  # pixels that a box may reach outside without a word: formats count from 0 or from 1
MAX_NAMED = 8  # values of a mask that are listed
MAX_OBJECTS = 10_000  # of one picture
MAX_NOTES = 100  # of one picture


@dataclass
class _Look:
    """One picture while its annotation is fitted."""

    size: Size
    exif: int
    notes: list[Message] = field(default_factory=list)


class Fitter:
    """Fits annotations to pictures; usable from several threads."""

    def __init__(self, root: Path, classes: Sequence[str], legend: Mapping[str, Any] | None) -> None:
        self._root, self._classes = root, classes
        self._annotations = Annotations(root, classes, legend)
        self._key = zlib.crc32(json.dumps([classes, legend]).encode())  # with another legend, a mask is read anew

    def fit(
        self, raw: Mapping[str, Any], size: Size, exif: int, known: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the annotation that the index keeps.

        Args:
            raw: as the reader made it.
            size: the picture's upright (width, height).
            exif: its orientation, 1 where it is not turned.
            known: what was kept the last time, for a mask that has not changed since.

        Raises:
            Unreadable: the annotation can't be used, with a reason to follow the picture's name.
        """
        look = _Look(size, exif, [Message.from_json(note) for note in raw.get("notes", ())])
        if "mask" in raw:
            fitted = self._fit_mask(names_of(raw), look, known or {})
        elif "value" in raw:
            fitted = {"value": float(raw["value"]), "labels": list(raw["labels"])}
        elif "polygons" in raw:
            fitted = self._fit_polygons(raw, look)
        else:
            fitted = self._fit_boxes(raw, look)
        if exif > 1:
            fitted["exif"] = exif
        if look.notes:
            fitted["notes"] = [note.to_json() for note in _the_first(look.notes)]
        return fitted

    # Boxes

    def _fit_boxes(self, raw: Mapping[str, Any], look: _Look) -> dict[str, Any]:
        boxes = _not_too_many(raw["boxes"], look)
        placed = _placed([[box[:2], box[2:]] for box in boxes], raw, look, say("boxes"))
        crowd = raw.get("crowd") or [0] * len(placed)
        kept: list[tuple[list[float], str, int]] = []
        for number, (corners, label, is_crowd) in enumerate(zip(placed, raw["labels"], crowd, strict=False), 1):
            box = self._checked_box(number, corners, label, look)
            if box is not None:
                kept.append((box, label, int(is_crowd)))
        fitted: dict[str, Any] = {"boxes": [box for box, _, _ in kept], "labels": [label for _, label, _ in kept]}
        if any(is_crowd for _, _, is_crowd in kept):
            fitted["crowd"] = [is_crowd for _, _, is_crowd in kept]
        return fitted

    def _checked_box(self, number: int, corners: Sequence[Sequence[float]], label: str, look: _Look) -> Any:
        (xa, ya), (xb, yb) = corners
        if label not in self._classes:
            look.notes.append(
                say("box {number} is of the unknown class '{label}': left out", number=number, label=label)
            )
            return None
        if not all(map(math.isfinite, (xa, ya, xb, yb))):
            look.notes.append(say("box {number} ({label}) is no box of numbers: left out", number=number, label=label))
            return None
        x0, y0, x1, y1 = min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)
        width, height = look.size
        if x0 == x1 or y0 == y1:
            look.notes.append(say("box {number} ({label}) has no area: left out", number=number, label=label))
            return None
        box = [max(x0, 0.0), max(y0, 0.0), min(x1, float(width)), min(y1, float(height))]
        if box[0] >= box[2] or box[1] >= box[3]:
            look.notes.append(
                say("box {number} ({label}) is outside the picture: left out", number=number, label=label)
            )
            return None
        if max(-x0, -y0, x1 - width, y1 - height) > SLACK:
            look.notes.append(
                say("box {number} ({label}) reaches outside the picture: cut", number=number, label=label)
            )
        return [round(value, 3) for value in box]

    # Masks

    def _fit_polygons(self, raw: Mapping[str, Any], look: _Look) -> dict[str, Any]:
        shapes: list[dict[str, Any]] = []
        given = _not_too_many(raw["polygons"], look)
        drawn = [shape for shape in given if "points" in shape]
        placed = iter(_placed([shape["points"] for shape in drawn], raw, look, say("outlines")))
        for number, shape in enumerate(given, 1):
            values = {"number": number, "label": shape["label"]}
            if shape["label"] not in self._classes:
                look.notes.append(say("outline {number} is of the unknown class '{label}': ignored", **values))
            if "counts" in shape:
                height, width = shape["size"]
                if (width, height) == look.size and sum(shape["counts"]) == width * height:
                    shapes.append(dict(shape))
                else:
                    look.notes.append(say("outline {number} ({label}) is of another size: left out", **values))
                continue
            points = next(placed)
            if len(points) >= 3 and np.isfinite(points).all():
                shapes.append({"label": shape["label"], "points": [[round(x, 2), round(y, 2)] for x, y in points]})
            else:
                look.notes.append(say("outline {number} ({label}) has no area: left out", **values))
        fitted: dict[str, Any] = {"polygons": shapes}
        indices = self._annotations.mask(_picture(fitted, look.size))
        return {**fitted, "pixels": self._pixels(indices)}

    def _fit_mask(self, names: Sequence[str], look: _Look, known: Mapping[str, Any]) -> dict[str, Any]:
        paths, name = [self._root / each for each in names], names[0]
        try:
            stamp = [stamp_of_all(self._root, names), self._key]
            is_known = names_of(known) == names and known.get("stamp", ())[-1:] == [self._key]
            contents = None if is_known and stamp[0] and known["stamp"] == stamp else [read(path) for path in paths]
            if contents is None or (is_known and digest_of_all(contents) == known.get("digest")):
                look.notes[:] = [Message.from_json(note) for note in known.get("notes", ())]
                return {**{key: value for key, value in known.items() if key not in ("notes", "exif")}, "stamp": stamp}
            fitted: dict[str, Any] = {"mask": names[0], "stamp": stamp, "digest": digest_of_all(contents)}
            unlisted: dict[str, None] = {}
            for place, content in enumerate(contents):
                name = names[place]  # of several, the one at fault is told
                with opened(content) as image:
                    image.load()
                    size = image.size
                    unlisted.update(dict.fromkeys(self._annotations.unlisted(image)))
            turn = _turn_of_mask(size, look)
            pixels = self._pixels(self._annotations.joined(contents))
        except OSError as error:
            missing = first_missing(self._root, names)
            raise Unreadable(say("has no mask: {mask} is not there", mask=missing)) from error
        except Unreadable as error:
            raise Unreadable(say("has a mask, {mask}, that {reason}", mask=name, reason=error.reason)) from error
        if not pixels:
            raise Unreadable(say("has a mask, {mask}, on which no pixel belongs to a class", mask=names[0]))
        if unlisted:
            listed = ", ".join(list(unlisted)[:MAX_NAMED]) + (" ..." if len(unlisted) > MAX_NAMED else "")
            look.notes.append(say("pixels of its mask belong to no class ({values}): ignored", values=listed))
        more = {"more": list(names[1:])} if len(names) > 1 else {}
        return {**fitted, **more, **({"turn": turn} if turn > 1 else {}), "pixels": pixels}

    def _pixels(self, indices: np.ndarray) -> dict[str, int]:
        counts = np.bincount(indices.ravel(), minlength=IGNORE + 1)[: len(self._classes)]
        return {name: int(count) for name, count in zip(self._classes, counts, strict=True) if count}


def check_objects(annotations: Sequence[Mapping[str, Any] | None], classes: Sequence[str]) -> None:
    """Raise UserError where pictures have annotations and none of them holds anything to learn from.

    Args:
        annotations: as :meth:`Fitter.fit` made them; None for pictures that cannot be used.
        classes: in a drawn mask, the first is what lies in no outline.
    """
    first = None
    for each in annotations:
        if each is None:
            continue
        held = each.get("labels") or [name for name in each.get("pixels", ()) if "mask" in each or name != classes[0]]
        if held:
            return
        first = first or next((Message.from_json(note) for note in each.get("notes", ())), None)
    what = say("No picture has an object of any of the {count} classes.", count=len(classes))
    if first is not None:
        what = say("{what} The first reason: {reason}.", what=what, reason=first)
    raise UserError(what, say("Look at the annotations in the tool that made them, and export them again."))


Some = TypeVar("Some")


def _not_too_many(objects: Sequence[Some], look: _Look) -> Sequence[Some]:
    if len(objects) > MAX_OBJECTS:
        values = {"count": len(objects), "limit": MAX_OBJECTS}
        look.notes.append(say("has {count} objects; the first {limit} are taken", **values))
    return objects[:MAX_OBJECTS]


def _the_first(notes: Sequence[Message]) -> list[Message]:
    """A damaged file would fill the index with its notes."""
    more = len(notes) - MAX_NOTES
    return [*notes[:MAX_NOTES], *([say("has {count} more such entries", count=more)] if more > 0 else [])]


def _placed(
    shapes: Sequence[Sequence[Sequence[float]]], raw: Mapping[str, Any], look: _Look, what: Message
) -> list[list[list[float]]]:
    """Bring points to the upright picture's pixels."""
    width, height = look.size
    said = raw.get("size")
    said = None if said is None or min(said) <= 0 else (said[0], said[1])
    if raw.get("relative"):
        scale, turn = (float(width), float(height)), 1
        _say_if_turned(look, what)
    elif said is None or tuple(said) == look.size:
        scale, turn = (1.0, 1.0), 1
        _say_if_turned(look, what)
    elif said == (height, width) and look.exif >= 5:
        scale, turn = (1.0, 1.0), look.exif
        look.notes.append(say("is turned by its EXIF orientation: its {what} are turned with it", what=what))
    else:
        scale, turn = _scale_from(said, look, what), 1
    return [[_turned((x * scale[0], y * scale[1]), turn, look.size) for x, y in points] for points in shapes]


def _say_if_turned(look: _Look, what: Message) -> None:
    if look.exif > 1:
        look.notes.append(
            say("is turned by its EXIF orientation: its {what} are taken as drawn on the upright picture", what=what)
        )


def _scale_from(said: Size, look: _Look, what: Message) -> tuple[float, float]:
    (width, height), values = look.size, {"said": f"{said[0]} × {said[1]}", "real": f"{look.size[0]} × {look.size[1]}"}
    if not _same_shape(said, look.size):
        look.notes.append(
            say(
                "has {real} pixels, not {said} as its annotation says: its {what} are taken as they are",
                what=what,
                **values,
            )
        )
        return 1.0, 1.0
    look.notes.append(
        say("has {real} pixels, not {said} as its annotation says: its {what} are scaled", what=what, **values)
    )
    return width / said[0], height / said[1]


def _same_shape(one: Size, other: Size) -> bool:
    return abs(one[0] * other[1] / (one[1] * other[0]) - 1) <= SAME_SHAPE


def _turned(point: tuple[float, float], exif: int, size: Size) -> list[float]:
    """Move a point of the picture as stored to where it is on the upright picture of ``size``."""
    (x, y), (width, height) = point, size
    if exif >= 5:
        x, y = y, x  # orientation 5; the others mirror it
    return [
        width - x if exif in (2, 3, 6, 7) else x,
        height - y if exif in (3, 4, 7, 8) else y,
    ]


def _turn_of_mask(mask: Size, look: _Look) -> int:
    """Say how a mask of this size must be turned to lie on the upright picture."""
    if mask == look.size:
        _say_if_turned(look, say("masks"))
        return 1
    if mask == look.size[::-1] and look.exif in ORIENTATIONS and look.exif >= 5:
        look.notes.append(say("is turned by its EXIF orientation: its {what} are turned with it", what=say("masks")))
        return look.exif
    values = {"mask": f"{mask[0]} × {mask[1]}", "picture": f"{look.size[0]} × {look.size[1]}"}
    if not _same_shape(mask, look.size):
        raise Unreadable(say("has {mask} pixels where the picture has {picture}", **values))
    look.notes.append(say("has {picture} pixels, its mask {mask}: the mask is scaled", **values))
    return 1


def _picture(annotation: dict[str, Any], size: Size) -> Picture:
    return Picture(0, "", None, annotation, Split.TRAIN, Status.OK, None, *size, 0, 0.0, "")
