"""What is drawn over a picture, whatever the task: boxes or a mask, in the picture's own pixels, and their colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtGui import QColor

from sft_gui.data.annotations import IGNORE, Annotations, palette
from sft_gui.data.index import Picture
from sft_gui.tasks.task import Prediction
from sft_gui.ui.look import formats
from sft_gui.ui.look.words import tr

BACKGROUND = "background"
GREY = "#8D9692"  # background's, beside its name; over pictures it is clear
# Of classes. None is near a split's colour, which stands beside boxes on the Data page; beyond these, VOC's palette.
COLOURS = ("#00A078", "#7C4DFF", "#9C8F00", "#D81B60", "#00838F", "#8D6E63", "#689F38", "#BC7FA5")
SURE = 0.5  # boxes below are not counted in lists, nor shown before the user asks for them
WHITE_CONTRAST = 4.5  # of a box's name on its tag


@dataclass(frozen=True)
class Box:
    """One thing, found or annotated."""

    place: tuple[float, float, float, float]  # left, top, right, bottom
    label: str
    score: float | None = None  # None where it is annotated


@dataclass(frozen=True, eq=False)
class Shapes:
    """What is drawn over one picture of this size."""

    width: int
    height: int
    boxes: tuple[Box, ...] = ()
    truth: tuple[Box, ...] = ()  # annotated boxes beside found ones
    mask: np.ndarray | None = None  # (H, W) uint8 class indices, 255 where nothing is said

    @classmethod
    def said(cls, prediction: Prediction, width: int, height: int) -> Shapes:
        """Take what a model says."""
        found = prediction.shapes
        mask = next((np.asarray(shape["mask"]) for shape in found if "mask" in shape), None)
        return cls(width, height, boxes_of(found), mask=mask)

    @classmethod
    def true(cls, picture: Picture, annotations: Annotations, overlay: str, classes: Sequence[str]) -> Shapes:
        """Read what a picture's annotation says; runs in the pool. Raises Unreadable where the mask is gone."""
        if overlay == "mask":
            return cls(picture.width, picture.height, mask=annotations.mask(picture))
        places, labels, _ = annotations.boxes(picture)
        boxes = [Box(tuple(place), classes[label]) for place, label in zip(places.tolist(), labels, strict=True)]
        return cls(picture.width, picture.height, tuple(boxes))

    def shares(self, count: int) -> np.ndarray:
        """Return the share of the picture that each of ``count`` classes takes."""
        assert self.mask is not None
        return np.bincount(self.mask.ravel(), minlength=IGNORE + 1)[:count] / max(self.mask.size, 1)


def boxes_of(found: Iterable[Mapping[str, Any]]) -> tuple[Box, ...]:
    """Take boxes as predictions and events hold them; annotated ones have no score."""
    return tuple(Box(tuple(each["box"]), each["label"], each.get("score")) for each in found if "box" in each)


class ClassColours:
    """One colour a class: the data set's own legend, else one of ours, the same in both themes."""

    def __init__(self, classes: Sequence[str], legend: Mapping[str, Any] | None = None) -> None:
        self.classes = tuple(classes)
        own = {index: QColor(name) for name, index in (legend or {}).get("colours", {}).items()}
        things = iter(range(len(self.classes)))  # background takes no colour away from them
        standard = [QColor(GREY) if name == BACKGROUND else _colour(next(things)) for name in self.classes]
        self._colours = [own.get(i) or colour for i, colour in enumerate(standard)]
        self._places = {name: i for i, name in enumerate(self.classes)}

    def color(self, name: str) -> QColor:
        """Give a class's colour."""
        return QColor(self._colours[self._places[name]]) if name in self._places else QColor(COLOURS[0])

    def tag(self, name: str) -> QColor:
        """Give the colour on which white words are read: the class's own, darkened as far as need be."""
        colour = self.color(name)
        while _contrast_with_white(colour) < WHITE_CONTRAST:
            colour = colour.darker(108)
        return colour

    def table(self, hidden: frozenset[str] = frozenset()) -> list[int]:
        """Return the 256 colours (QRgb) of a mask's values; background, hidden classes and the rest are clear."""
        shown = [
            0 if name in hidden or name == BACKGROUND else colour.rgba()
            for name, colour in zip(self.classes, self._colours, strict=True)
        ]
        return shown + [0] * (IGNORE + 1 - len(shown))


def _colour(place: int) -> QColor:
    if place < len(COLOURS):
        return QColor(COLOURS[place])
    return QColor(*palette(place + 1)[place])


def _contrast_with_white(colour: QColor) -> float:
    """Return the contrast of white words on a colour, as WCAG 2 defines it."""
    parts = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour.getRgbF()[:3]]
    return 1.05 / (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05)


def held_words(picture: Picture) -> str:
    """Say in a line what a picture's annotation holds; nothing where it has none."""
    found = picture.annotation
    if found is None:
        return ""
    if "pixels" in found:
        whole = max(sum(found["pixels"].values()), 1)
        shares = sorted(found["pixels"].items(), key=lambda each: (each[0] == BACKGROUND, -each[1]))
        return ", ".join(f"{name} {formats.percent(pixels / whole, 0)}" for name, pixels in shares)
    counts = Counter(found.get("labels", ()))
    return ", ".join(f"{name} ×{count}" for name, count in counts.most_common()) or tr("nothing in it")
