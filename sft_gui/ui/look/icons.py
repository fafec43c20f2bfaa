"""The app's own icons, tinted by token: ``icon("folder", "text2", 18)``; cached by name, colour, size and ratio."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from sft_gui import paths
from sft_gui.ui.look import theme


@cache
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")


@cache
def names() -> tuple[str, ...]:
    """List every icon there is."""
    return tuple(sorted(file.stem for file in (paths.resources() / "icons").glob("*.svg")))


@lru_cache(maxsize=512)
def _render(name: str, color: str, size: int, ratio: float) -> QPixmap:
    side = round(size * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, color: str | QColor = "text2", size: int = 18, ratio: float | None = None) -> QPixmap:
    """Render an icon; ``color`` is a token or a colour, ``size`` in pixels before the device ratio."""
    if ratio is None:
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    value = color if isinstance(color, QColor) else theme.color(color)
    return _render(name, value.name(), size, ratio)


def icon(name: str, color: str | QColor = "text2", size: int = 18) -> QIcon:
    """Make a QIcon for menus and actions; ask again after ``theme.changed``, it does not follow by itself."""
    result = QIcon()
    for ratio in (1.0, 2.0):
        result.addPixmap(pixmap(name, color, size, ratio))
        result.addPixmap(pixmap(name, "disabled", size, ratio), QIcon.Mode.Disabled)
    return result


def paint(painter: QPainter, name: str, color: str | QColor, x: float, y: float, size: int) -> None:
    """Draw an icon with its top left corner at (x, y), sharp at the painter's device ratio."""
    ratio = painter.device().devicePixelRatioF()
    drawn = pixmap(name, color, size, ratio)
    painter.drawPixmap(QRectF(round(x), round(y), size, size), drawn, QRectF(drawn.rect()))


def app_icon() -> QIcon:
    """Give the icon of the window and the task bar."""
    result = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        result.addPixmap(pixmap("mark", "accent", side, 1.0))
    return result


def icon_size(size: int) -> QSize:
    """Give a square size for ``setIconSize``, scaled by the user's text size."""
    return QSize(theme.px(size), theme.px(size))
