"""Rows and columns as one expression: ``vbox(title, hbox(name, stretch(), button, spacing=8), inside=self)``.

An item is a widget, a layout, or one of ``grow(item)``, ``aligned(widget, where)``, ``gap(6)`` and ``stretch()``. What
is not given stays as Qt has it: the style's spacing, and the style's margins for a layout that is ``inside`` a widget.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

Margins = int | tuple[int, int, int, int]
Box = TypeVar("Box", bound=QBoxLayout)
ANYWHERE = Qt.AlignmentFlag(0)


@dataclass(frozen=True)
class Cell:
    """A widget or layout with its share of the room that is left (0: none) and where it stands in its cell."""

    content: QWidget | QLayout
    share: int = 0
    where: Qt.AlignmentFlag = ANYWHERE


@dataclass(frozen=True)
class Space:
    """Empty room: ``fixed`` pixels, or a ``share`` of what is left."""

    fixed: int = 0
    share: int | None = None


Item = QWidget | QLayout | Cell | Space


def grow(content: QWidget | QLayout, share: int = 1) -> Cell:
    """Let an item take a share of the room that is left."""
    return Cell(content, share)


def aligned(content: QWidget, where: Qt.AlignmentFlag, share: int = 0) -> Cell:
    """Keep a widget at its own size, at this place in its cell."""
    return Cell(content, share, where)


def gap(pixels: int) -> Space:
    """Leave so many pixels beside the spacing."""
    return Space(pixels)


def stretch(share: int = 1) -> Space:
    """Leave a share of the room that is left."""
    return Space(share=share)


def hbox(
    *items: Item, spacing: int | None = None, margins: Margins | None = None, inside: QWidget | None = None
) -> QHBoxLayout:
    """Set items side by side; ``inside`` is the widget that they fill.

    ``spacing`` and ``margins`` are in pixels; margins are one number, or left, top, right and bottom.
    """
    return fill(QHBoxLayout() if inside is None else QHBoxLayout(inside), *items, spacing=spacing, margins=margins)


def vbox(
    *items: Item, spacing: int | None = None, margins: Margins | None = None, inside: QWidget | None = None
) -> QVBoxLayout:
    """Set items below each other, otherwise as ``hbox``."""
    return fill(QVBoxLayout() if inside is None else QVBoxLayout(inside), *items, spacing=spacing, margins=margins)


def fill(box: Box, *items: Item, spacing: int | None = None, margins: Margins | None = None) -> Box:
    """Add items to a layout that there is, such as a card's ``body``."""
    if margins is not None:
        left, top, right, bottom = (margins,) * 4 if isinstance(margins, int) else margins
        box.setContentsMargins(left, top, right, bottom)
    if spacing is not None:
        box.setSpacing(spacing)
    for item in items:
        _add(box, item)
    return box


def _add(box: QBoxLayout, item: Item) -> None:
    if isinstance(item, Space):
        if item.share is None:
            box.addSpacing(item.fixed)
        else:
            box.addStretch(item.share)
        return
    cell = item if isinstance(item, Cell) else Cell(item)
    if isinstance(cell.content, QLayout):
        box.addLayout(cell.content, cell.share)
    else:
        box.addWidget(cell.content, cell.share, cell.where)
