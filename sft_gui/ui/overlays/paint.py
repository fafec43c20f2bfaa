"""Boxes with their names, and masks as pictures: what views, thumbnails and the sample panel draw alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPen, QTransform

from sft_gui.data.annotations import IGNORE
from sft_gui.ui.look import paint, theme
from sft_gui.ui.look.class_colours import BACKGROUND, ClassColours
from sft_gui.ui.overlays.shapes import Box, Shapes

LINE, STRONG_LINE = 2.0, 3.0
RADIUS = 2.0
LARGEST = 1600  # a mask's short side on show, as the picture's
NAMES_SIDE = 256  # names find their places on a mask of this size
NAMED_SHARE = 0.004  # of the picture: smaller patches get no name
AGAIN_SHARE = 0.03  # a class's further patches get one from this size on
TRUTH = QColor("#FFFFFF")


def paint_boxes(
    painter: QPainter,
    boxes: Iterable[Box],
    colours: ClassColours,
    place: QTransform,
    *,
    tags: bool = True,
    strong: Box | None = None,
    width: float = LINE,
) -> None:
    """Draw boxes with class and score; ``place`` brings the picture's pixels to the painter's."""
    for box in boxes:
        rect = place.mapRect(_rect(box))
        pen = QPen(colours.color(box.label), STRONG_LINE if box is strong else width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if tags:
            _paint_tag(painter, rect, box, colours.tag(box.label))


def paint_truth(painter: QPainter, boxes: Iterable[Box], place: QTransform, *, width: float = LINE) -> None:
    """Draw annotated boxes so that they are told from found ones: dashed, white on dark."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for box in boxes:
        rect = place.mapRect(_rect(box))
        for colour, pattern in ((QColor(0, 0, 0, 170), None), (TRUTH, [3.0, 3.0])):
            pen = QPen(colour, width)
            if pattern:
                pen.setDashPattern(pattern)
            painter.setPen(pen)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)


def _rect(box: Box) -> QRectF:
    left, top, right, bottom = box.place
    return QRectF(left, top, right - left, bottom - top)


def tag_font() -> QFont:
    """Give the font of the names on pictures."""
    font = theme.font("hint")
    font.setWeight(theme.STRONG)
    return font


def tag_words(box: Box) -> str:
    """Say a box: its class, and the score in per cent."""
    return box.label if box.score is None else f"{box.label} {100 * box.score:.0f}"


def _paint_tag(painter: QPainter, rect: QRectF, box: Box, colour: QColor) -> None:
    font, words = tag_font(), tag_words(box)
    high = QFontMetrics(font).height() + 1
    room = QRectF(rect.left() - 1, rect.top() - 1, paint.width_of(words, font) + theme.px(10), high)
    paint.box(painter, room, RADIUS, fill=colour)
    paint.text(painter, room.adjusted(theme.px(5), 0, 0, 0), words, font, QColor("white"))


@dataclass(frozen=True, eq=False)
class MaskArt:
    """A mask made ready in the pool: its pixels at the size shown, the edges between classes, where names stand."""

    mask: np.ndarray  # (H, W) uint8
    edges: QImage
    names: tuple[tuple[str, float, float], ...]  # class, x and y as shares of width and height
    width: int  # the picture's own size
    height: int

    @classmethod
    def of(cls, shapes: Shapes, colours: ClassColours, largest: int = LARGEST) -> MaskArt:
        """Make it ready; not on the GUI thread."""
        assert shapes.mask is not None
        mask = np.ascontiguousarray(_smaller(shapes.mask, largest))
        return cls(mask, _edges(mask), _names(mask, colours.classes), shapes.width, shapes.height)

    def image(self, colours: ClassColours, hidden: frozenset[str] = frozenset()) -> QImage:
        """Return the mask in its colours, clear where nothing is to be seen."""
        height, width = self.mask.shape
        image = QImage(self.mask.data, width, height, width, QImage.Format.Format_Indexed8)
        image.setColorTable(colours.table(hidden))
        return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _smaller(mask: np.ndarray, side: int) -> np.ndarray:
    step = max(-(-min(mask.shape) // side), 1)
    return mask[::step, ::step]


def _edges(mask: np.ndarray) -> QImage:
    """Mark the pixels whose right or lower neighbour is of another class."""
    is_edge = np.zeros(mask.shape, bool)
    is_edge[:, :-1] |= mask[:, :-1] != mask[:, 1:]
    is_edge[:-1] |= mask[:-1] != mask[1:]
    values = np.ascontiguousarray(is_edge.astype(np.uint8))
    height, width = values.shape
    image = QImage(values.data, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable([0, QColor(255, 255, 255, 150).rgba()])
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _names(mask: np.ndarray, classes: tuple[str, ...]) -> tuple[tuple[str, float, float], ...]:
    """Put a name into the middle of each class's largest patch, and of its other large ones."""
    from scipy import ndimage  # slow to import; comes with scikit-learn

    small = _smaller(mask, NAMES_SIDE)
    found = []
    for index in np.unique(small):
        if index == IGNORE or index >= len(classes) or classes[index] == BACKGROUND:
            continue
        patches, count = ndimage.label(small == index)
        sizes = np.bincount(patches.ravel(), minlength=count + 1)[1:] / small.size
        for number in np.argsort(-sizes):
            if sizes[number] < (NAMED_SHARE if number == sizes.argmax() else AGAIN_SHARE):
                break
            padded = np.pad(patches == number + 1, 1)  # the picture's own border counts as the patch's
            depth = ndimage.distance_transform_edt(padded)[1:-1, 1:-1]
            y, x = np.unravel_index(int(depth.argmax()), depth.shape)
            found.append((classes[index], (x + 0.5) / small.shape[1], (y + 0.5) / small.shape[0]))
    return tuple(found)


def paint_name(painter: QPainter, center: QPointF, words: str) -> None:
    """Draw a class's name on a light chip, the same in both themes, as pictures are."""
    font = theme.font("hint")
    wide, high = paint.width_of(words, font) + theme.px(14), theme.px(19)
    chip = QRectF(center.x() - wide / 2, center.y() - high / 2, wide, high)
    paint.box(painter, chip, 5, fill=QColor(255, 255, 255, 235))
    paint.text(painter, chip, words, font, QColor("#171B19"), paint.CENTER)


def paint_shapes(painter: QPainter, shapes: Shapes, colours: ClassColours, place: QTransform) -> None:
    """Draw boxes without names, or the mask at half its strength, as thumbnails show them; in the pool too."""
    if shapes.mask is not None:
        height, width = shapes.mask.shape
        mask = np.ascontiguousarray(shapes.mask)
        image = QImage(mask.data, width, height, width, QImage.Format.Format_Indexed8)
        image.setColorTable(colours.table())
        painter.save()
        painter.setOpacity(painter.opacity() * 0.6)
        painter.setTransform(place, True)
        painter.drawImage(QRectF(0, 0, shapes.width, shapes.height), image)
        painter.restore()
    paint_truth(painter, shapes.truth, place, width=1.0)
    paint_boxes(painter, shapes.boxes, colours, place, tags=False, width=1.5)
