"""How one picture of a grid is drawn: rest, hover, selected, left out, loading, unreadable; caption and marks below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sft_gui.ui.look import icons, paint, theme
from sft_gui.ui.overlays.drawn import Drawn
from sft_gui.ui.widgets import thumbnails

AnyIndex = QModelIndex | QPersistentModelIndex
GAP = 14  # between pictures
RING = 4  # the selection's ring and its gap
CAPTION = 24
ASPECT = 0.84  # height of a picture to its width


@dataclass(frozen=True)
class Thumb:
    """How one picture is shown."""

    key: str  # the digest, or anything that changes with the picture's content
    source: Path
    caption: str = ""
    note: str = ""  # at the caption's right: a confidence
    second: str = ""  # a line below the caption, where the grid has ``lines=2``
    split: int = 0  # 1 train, 2 validation, 3 test: the mark at the caption's right; 0 none
    state: Literal["ok", "left_out", "unreadable"] = "ok"
    icon: str = ""  # before the caption: "check" or "x"
    icon_tone: str = "accent"
    note_tone: str = "text3"
    drawn: Drawn | None = None  # what lies over the picture


Describe = Callable[[AnyIndex], Thumb | None]


class ThumbnailDelegate(QStyledItemDelegate):
    def __init__(self, grid: QWidget) -> None:
        super().__init__(grid)
        self.describe: Describe = lambda index: None
        self.cell = QSize(128, 132)
        self.lines = 1

    def picture_height(self) -> int:
        return self.cell.height() - self.lines * theme.px(CAPTION - 4) - theme.px(8) - 2 * RING

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return self.cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        thumb = self.describe(index)
        half = GAP // 2
        cell: QRect = option.rect
        rect = QRectF(cell.x() + half, cell.y() + RING + 1, cell.width() - 2 * half, self.picture_height())
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_picture(painter, rect, thumb)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if is_selected or has_focus:
            ring = rect.adjusted(-RING, -RING, RING, RING)
            paint.box(painter, ring, theme.RADIUS_FIELD + 3, line="accent" if is_selected else "line_strong", width=2)
        elif is_hovered:
            paint.box(painter, rect, theme.RADIUS_FIELD, line="line_strong", width=2)
        if thumb is not None:
            self._paint_caption(painter, rect, thumb, is_selected)
        painter.restore()

    def _paint_picture(self, painter: QPainter, rect: QRectF, thumb: Thumb | None) -> None:
        size = rect.size().toSize()
        ratio = painter.device().devicePixelRatioF()
        store = thumbnails.shared()
        image = None
        is_broken = thumb is not None and thumb.state == "unreadable"
        if thumb is not None and not is_broken:
            image = store.get(thumb.key, thumb.source, size, ratio, drawn=thumb.drawn)
            is_broken = image is None and store.is_unreadable(thumb.key, size, ratio, drawn=thumb.drawn)
        if is_broken:
            paint.box(painter, rect, theme.RADIUS_FIELD, fill="warn_soft", line="warn_line")
            self._paint_icon(painter, rect, "warn", "warn")
        elif image is None:
            paint.box(painter, rect, theme.RADIUS_FIELD, fill="sunken", line="line")
        else:
            is_out = thumb is not None and thumb.state == "left_out"
            painter.setOpacity(0.35 if is_out else 1.0)
            painter.drawImage(QRectF(rect.topLeft(), rect.size().toSize()), image)
            painter.setOpacity(1.0)
            if is_out:
                self._paint_icon(painter, rect, "minus", "text")

    def _paint_icon(self, painter: QPainter, rect: QRectF, name: str, color: str) -> None:
        side = theme.px(18)
        icons.paint(painter, name, color, rect.center().x() - side / 2, rect.center().y() - side / 2, side)

    def _paint_caption(self, painter: QPainter, picture: QRectF, thumb: Thumb, is_selected: bool) -> None:
        font = theme.font("hint")
        row = QRectF(picture.x(), picture.bottom() + theme.px(6), picture.width(), theme.px(18))
        left, right = row.left(), row.right()
        if thumb.split:
            mark = theme.px(8)
            paint.mark(painter, QPointF(right - mark / 2 - 1, row.center().y()), mark, thumb.split)
            right -= mark + theme.px(6)
        if thumb.note:
            paint.text(painter, row, thumb.note, font, thumb.note_tone, paint.RIGHT)
            right -= paint.width_of(thumb.note, font) + theme.px(6)
        if thumb.icon:
            side = theme.px(12)
            icons.paint(painter, thumb.icon, thumb.icon_tone, left, row.center().y() - side / 2, side)
            left += side + theme.px(5)
        color = "text3" if thumb.state == "left_out" else "text" if is_selected or thumb.icon else "text2"
        weight = theme.font("hint")
        if is_selected or thumb.icon:
            weight.setWeight(theme.MEDIUM)
        paint.text(painter, QRectF(left, row.y(), max(right - left, 0), row.height()), thumb.caption, weight, color)
        if self.lines > 1:
            second = QRectF(left, row.bottom(), picture.right() - left, row.height())
            paint.text(painter, second, thumb.second, font, "text2")
