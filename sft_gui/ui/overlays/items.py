"""What lies over the picture of a ``PictureView``: boxes that keep their line at every zoom, or a mask with names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from sft_gui.ui.look.class_colours import ClassColours
from sft_gui.ui.overlays.paint import MaskArt, paint_boxes, paint_name, paint_truth
from sft_gui.ui.overlays.shapes import Box, Shapes

NAMED_WIDTH = 260  # of the picture on the screen: below, names would hide it
MARGIN = 400  # names may stand out of the picture, and are drawn at the screen's size


class _Item(QGraphicsItem):
    """Its coordinates are the pixels of the picture's file; the view shows fewer where the file is large."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._room = QRectF(0, 0, width, height)

    def fit(self, shown_width: int) -> None:
        """Lie over the picture as it is shown, that many pixels wide."""
        self.setScale(shown_width / max(self._room.width(), 1))

    def boundingRect(self) -> QRectF:
        return self._room.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)


class BoxesItem(_Item):
    """Boxes that are found and, where wanted, those that are annotated."""

    def __init__(self, width: int, height: int, colours: ClassColours) -> None:
        super().__init__(width, height)
        self._colours = colours
        self._boxes: tuple[Box, ...] = ()
        self._truth: tuple[Box, ...] = ()
        self._strong: Box | None = None

    def show_boxes(self, boxes: tuple[Box, ...], strong: Box | None = None) -> None:
        """Draw these of the boxes found, one of them stronger."""
        self._boxes, self._strong = boxes, strong
        self.update()

    def show_truth(self, boxes: tuple[Box, ...]) -> None:
        """Draw these annotated boxes below."""
        self._truth = boxes
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        place = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_truth(painter, self._truth, place)
        is_large = place.mapRect(self._room).width() >= NAMED_WIDTH
        weakest_first = self._boxes[::-1]
        paint_boxes(painter, weakest_first, self._colours, place, tags=is_large, strong=self._strong)
        painter.restore()


class MaskItem(_Item):
    """A mask over the picture; opacity, hidden classes, edges and names change without another look at the pixels."""

    def __init__(self, art: MaskArt, colours: ClassColours) -> None:
        super().__init__(art.width, art.height)
        self._art, self._colours = art, colours
        self._hidden: frozenset[str] = frozenset()
        self._strength, self._has_edges, self._has_names = 0.5, True, True
        self._edges = QPixmap.fromImage(art.edges)
        self._mask = QPixmap.fromImage(art.image(colours))

    def show_mask(self, *, opacity: float, hidden: frozenset[str], edges: bool, names: bool) -> None:
        """Draw the classes that are not hidden, this strong."""
        if hidden != self._hidden:
            self._hidden = hidden
            self._mask = QPixmap.fromImage(self._art.image(self._colours, hidden))
        self._strength, self._has_edges, self._has_names = opacity, edges, names
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.setOpacity(self._strength)
        painter.drawPixmap(self._room, self._mask, QRectF(self._mask.rect()))
        painter.setOpacity(1.0)
        if self._has_edges:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(self._room, self._edges, QRectF(self._edges.rect()))
        place = painter.worldTransform()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_large = place.mapRect(self._room).width() >= NAMED_WIDTH
        for name, x, y in self._art.names if self._has_names and is_large else ():
            if name not in self._hidden:
                paint_name(painter, place.map(QPointF(x * self._room.width(), y * self._room.height())), name)
        painter.restore()


@dataclass(frozen=True, eq=False)
class Layer:
    """What is drawn over one picture, ready to be laid over it."""

    shapes: Shapes
    art: MaskArt | None = None

    def item(self, colours: ClassColours) -> BoxesItem | MaskItem:
        """Make the item; on the GUI thread."""
        if self.art is not None:
            return MaskItem(self.art, colours)
        item = BoxesItem(self.shapes.width, self.shapes.height, colours)
        item.show_boxes(self.shapes.boxes)
        return item


def layer_of(read: Callable[[], Shapes], colours: ClassColours) -> Layer:
    """Read shapes and make them ready; in the pool. Raises what ``read`` raises."""
    shapes = read()
    return Layer(shapes, MaskArt.of(shapes, colours) if shapes.mask is not None else None)
