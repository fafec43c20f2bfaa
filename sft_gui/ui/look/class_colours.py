"""One colour a class, the same in both themes: the data set's own legend, else one of ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtGui import QColor

from sft_gui.data.annotations import IGNORE, palette

BACKGROUND = "background"
GREY = "#8D9692"  # background's, beside its name; over pictures it is clear
# Of classes. None is near a split's colour, which stands beside boxes on the Data page; beyond these, VOC's palette.
COLOURS = ("#00A078", "#7C4DFF", "#9C8F00", "#D81B60", "#00838F", "#8D6E63", "#689F38", "#BC7FA5")
WHITE_CONTRAST = 4.5  # of a box's name on its tag


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
