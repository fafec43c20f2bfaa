"""``Art("drop")``: a drawing of ``resources/art`` in the theme's own colours; decoration, so it has no name."""

from __future__ import annotations

from functools import cache
from string import Template

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from sft_gui import paths
from sft_gui.ui.look import paint, theme


@cache
def _drawing(name: str) -> Template:
    return Template((paths.resources() / "art" / f"{name}.svg").read_text("utf-8"))


def _renderer(name: str) -> QSvgRenderer:
    drawing = _drawing(name)
    colors = {token: theme.color(token).name() for token in drawing.get_identifiers()}
    return QSvgRenderer(QByteArray(drawing.substitute(colors).encode()))


def paint_art(painter: QPainter, name: str, room: QRectF) -> None:
    """Draw it as large as the text size asks and the width allows, in the middle of ``room``."""
    renderer = _renderer(name)
    size = renderer.defaultSize()
    scale = min(theme.scale(), room.width() / size.width())
    target = QRectF(0, 0, size.width() * scale, size.height() * scale)
    target.moveCenter(room.center())
    renderer.render(painter, target)


class Art(QWidget):
    """Takes the drawing's own size."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._size = _renderer(name).defaultSize()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size.width()), theme.px(self._size.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            paint_art(painter, self._name, QRectF(self.rect()))
