"""What is drawn over a picture, whatever the task: boxes or a mask, in the picture's own pixels, and their colours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtGui import QColor

from sft_gui.data.annotations import IGNORE, palette

if TYPE_CHECKING:
    from sft_gui.tasks.detection import BoxPrediction
    from sft_gui.tasks.segmentation import MaskPrediction

BACKGROUND = "background"
GREY = "#8D9692"  # background's, beside its name; over pictures it is clear
# Of classes. None is near a split's colour, which stands beside boxes on the Data page; beyond these, VOC's palette.
COLOURS = ("#00A078", "#7C4DFF", "#9C8F00", "#D81B60", "#00838F", "#8D6E63", "#689F38", "#BC7FA5")
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
    def found(cls, prediction: BoxPrediction, width: int, height: int) -> Shapes:
        """Take the objects that a model finds."""
        return cls(width, height, tuple(Box(each.box, each.label, each.score) for each in prediction.objects))

    @classmethod
    def of_mask(cls, prediction: MaskPrediction, width: int, height: int) -> Shapes:
        """Take the mask that a model predicts."""
        return cls(width, height, mask=np.asarray(prediction.mask))

    def shares(self, count: int) -> np.ndarray:
        """Return the share of the picture that each of ``count`` classes takes."""
        assert self.mask is not None
        return np.bincount(self.mask.ravel(), minlength=IGNORE + 1)[:count] / max(self.mask.size, 1)


def boxes_of(kept: Iterable[Mapping[str, Any]]) -> tuple[Box, ...]:
    """Take boxes as events hold them; annotated ones have no score."""
    return tuple(Box(tuple(each["box"]), each["label"], each.get("score")) for each in kept)


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
