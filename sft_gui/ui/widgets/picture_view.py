"""``PictureView()``: one picture with zoom, pan and fit; overlays are QGraphicsItems in the picture's own pixels.

``view.show_image(qimage)``, ``view.fit()``, ``view.zoom_by(1.25)``, ``view.zoomed(float)`` (1.0 is pixel for pixel),
``view.add_overlay(item)``, ``view.clear_overlays()``. Wheel and plus/minus zoom, 0 fits, 1 is 100 %, arrows pan.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsItem, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView, QWidget

from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put

STEP = 1.25
LEAST, MOST = 0.02, 32.0
PAN = 48


class PictureView(QGraphicsView):
    """Shows a picture on the sunken ground of its card."""

    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self._picture = QGraphicsPixmapItem()
        self._picture.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.scene().addItem(self._picture)
        self._overlays: list[QGraphicsItem] = []
        self._is_fitted = True
        self._follower: PictureView | None = None
        self._image = QImage()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(False)  # the window takes what is dropped
        self.focus_radius = theme.RADIUS_CARD
        put(self, "setAccessibleName", "Picture")
        theme.changed.connect(self._style)
        self._style()

    def _style(self) -> None:
        self.setBackgroundBrush(theme.color("sunken"))

    def show_image(self, image: QImage, *, keep_zoom: bool = False) -> None:
        """Show a picture, fitted unless the zoom is to be kept; a null image shows nothing."""
        self._image = image
        self._picture.setPixmap(QPixmap.fromImage(image))
        self.scene().setSceneRect(QRectF(image.rect()))
        if not keep_zoom:
            self._is_fitted = True
        self._refit()

    def image(self) -> QImage:
        """Give the picture shown."""
        return self._image

    def add_overlay(self, item: QGraphicsItem) -> None:
        """Lay an item over the picture; its coordinates are the picture's pixels."""
        self._overlays.append(item)
        self.scene().addItem(item)

    def clear_overlays(self) -> None:
        """Take every overlay away."""
        for item in self._overlays:
            self.scene().removeItem(item)
        self._overlays = []

    def set_picture_visible(self, on: bool) -> None:
        """Show the picture, or only what lies over it."""
        self._picture.setVisible(on)

    def lead(self, other: PictureView) -> None:
        """Keep zoom and place of another view the same as here, whichever of the two is moved."""
        for view, follower in ((self, other), (other, self)):
            view._follower = follower
            for bar, same in (
                (view.horizontalScrollBar(), follower.horizontalScrollBar()),
                (view.verticalScrollBar(), follower.verticalScrollBar()),
            ):
                bar.valueChanged.connect(same.setValue)

    def zoom(self) -> float:
        """Give how many screen pixels one picture pixel takes."""
        return self.transform().m11()

    def set_zoom(self, zoom: float) -> None:
        """Show the picture at this size."""
        self._is_fitted = False
        factor = min(max(zoom, LEAST), MOST) / self.zoom()
        self.scale(factor, factor)
        self._told()

    def zoom_by(self, factor: float) -> None:
        """Show the picture larger or smaller."""
        self.set_zoom(self.zoom() * factor)

    def fit(self) -> None:
        """Show the whole picture, as large as the room allows, and keep it so."""
        self._is_fitted = True
        self._refit()

    def _refit(self) -> None:
        if self._is_fitted and not self._image.isNull():
            # Exactly the room there is: fitInView() keeps two pixels of margin.
            room, size = self.viewport().rect(), self._image.size()
            zoom = min(room.width() / size.width(), room.height() / size.height())
            self.resetTransform()
            self.scale(max(zoom, LEAST), max(zoom, LEAST))
            self.centerOn(QRectF(self._image.rect()).center())
        self._told()

    def _take_along(self) -> None:
        other = self._follower
        if other is None or not (self.isVisible() and other.isVisible()):
            return
        if (other._is_fitted, other.zoom()) != (self._is_fitted, self.zoom()):
            other._is_fitted = self._is_fitted
            other.setTransform(self.transform())
            other.centerOn(self.mapToScene(self.viewport().rect().center()))
            other.zoomed.emit(other.zoom())

    def _told(self) -> None:
        self._take_along()
        smooth = self.zoom() < 3  # single pixels are looked at beyond: they stay sharp
        mode = Qt.TransformationMode.SmoothTransformation if smooth else Qt.TransformationMode.FastTransformation
        self._picture.setTransformationMode(mode)
        self.zoomed.emit(self.zoom())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(STEP ** (event.angleDelta().y() / 120))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        if text in ("+", "="):
            self.zoom_by(STEP)
        elif text == "-":
            self.zoom_by(1 / STEP)
        elif text == "0":
            self.fit()
        elif text == "1":
            self.set_zoom(1.0)
        elif key in PANS:
            self._pan(PANS[Qt.Key(key)])
        else:
            event.ignore()  # the page's own keys: T, [ and ]

    def _pan(self, step: QPointF) -> None:
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + round(step.x()))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + round(step.y()))


PANS = {
    Qt.Key.Key_Left: QPointF(-PAN, 0),
    Qt.Key.Key_Right: QPointF(PAN, 0),
    Qt.Key.Key_Up: QPointF(0, -PAN),
    Qt.Key.Key_Down: QPointF(0, PAN),
}
