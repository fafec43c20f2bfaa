"""Buttons, all painted: ``Button("primary", icon="play")``, ``IconButton("x")``, ``LinkButton(trailing="right")``.

Kinds: primary, secondary, quiet, danger, confirm (dialogs only). Sizes: normal 34, small 28, big 46.
Words: ``put(Button("primary"), "setText", "Start training")``; ``put(IconButton("x"), "set_label", "Close")``.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from sft_gui.ui.look import icons, paint, theme, words

Kind = Literal["primary", "secondary", "quiet", "danger", "confirm"]
Size = Literal["normal", "small", "big"]
HEIGHT = {"normal": 34, "small": 28, "big": 46}
ICON = {"normal": 16, "small": 14, "big": 18}
SIDE = {"normal": 14, "small": 10, "big": 18}
GAP = {"normal": 9, "small": 7, "big": 10}


class Button(QPushButton):
    """A push button with verb and object; ``trailing`` is an icon after the words (arrow, down)."""

    def __init__(
        self,
        kind: Kind = "secondary",
        *,
        icon: str = "",
        trailing: str = "",
        size: Size = "normal",
        text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.kind: Kind = kind
        self.size_name: Size = size
        self._icon, self._trailing, self._icon_color = icon, trailing, ""
        self._hint = ""
        self.focus_radius = theme.RADIUS_BUTTON
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        paint.follow_theme(self)

    def set_icon(self, name: str, color: str = "") -> None:
        """Change the icon before the words; ``color`` overrides the words' colour."""
        self._icon, self._icon_color = name, color
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: Kind) -> None:
        """Change what the button looks like."""
        self.kind = kind
        self.update()

    def set_hint(self, keys: str) -> None:
        """Show a key behind the words, in a small frame: ``"Ctrl ↵"``."""
        self._hint = keys
        self.updateGeometry()

    def words_font(self) -> QFont:
        """Give the font of the words, by size."""
        if self.size_name == "small":
            return theme.font("small_strong")
        font = theme.font("button")
        if self.size_name == "big":
            font.setPixelSize(theme.px(16))
            font.setWeight(theme.STRONG)
        return font

    def sizeHint(self) -> QSize:
        side, gap, icon = (theme.px(d[self.size_name]) for d in (SIDE, GAP, ICON))
        width = 2 * side + paint.width_of(self.text(), self.words_font())
        width += (icon + gap) * (bool(self._icon) + bool(self._trailing))
        if self._hint:
            width += self._hint_width() + gap
        return QSize(width, theme.px(HEIGHT[self.size_name]))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _hint_width(self) -> int:
        return paint.width_of(self._hint, theme.font("hint")) + theme.px(12)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            self._paint_box(painter)
            self._paint_content(painter)

    def colors(self) -> tuple[paint.Colour | None, str | None, paint.Colour]:
        """Give fill, line and words' colour of the state shown."""
        hover, down = self.underMouse() and self.isEnabled(), self.isDown() or self.isChecked()
        if not self.isEnabled():
            return (None, None, "disabled") if self.kind == "quiet" else ("sunken", "line", "disabled")
        if self.kind == "primary":
            return ("accent_press" if down else "accent_hover" if hover else "accent"), None, "on_accent"
        if self.kind == "confirm":
            red = theme.color("danger_fill")
            return red.darker(120 if down else 110) if hover or down else red, None, QColor("white")
        if self.kind == "danger":
            return "danger_soft" if hover or down else "surface", "danger_line", "danger"
        if self.kind == "quiet":
            return ("line" if down else "hover" if hover else None), None, "text" if hover or down else "text2"
        return "line" if down else "hover" if hover else "surface", "line2", "text"

    def _paint_box(self, painter: QPainter) -> None:
        fill, line, _ = self.colors()
        if fill is not None or line is not None:
            paint.box(painter, QRectF(self.rect()), theme.RADIUS_BUTTON, fill=fill, line=line)

    def _paint_content(self, painter: QPainter) -> None:
        words = paint.colour(self.colors()[2])
        font = self.words_font()
        gap, icon = theme.px(GAP[self.size_name]), theme.px(ICON[self.size_name])
        width = paint.width_of(self.text(), font)
        content = width + (icon + gap) * (bool(self._icon) + bool(self._trailing))
        content += self._hint_width() + gap if self._hint else 0
        x, height = max((self.width() - content) / 2, 0), self.height()
        if self._icon:
            tint = self._icon_color if self._icon_color and self.isEnabled() else words
            icons.paint(painter, self._icon, tint, x, (height - icon) / 2, icon)
            x += icon + gap
        paint.text(painter, QRectF(x, 0, min(width, self.width() - x) + 2, height), self.text(), font, words)
        x += width + gap
        if self._trailing:
            icons.paint(painter, self._trailing, words, x, (height - icon) / 2, icon)
            x += icon + gap
        if self._hint:
            self._paint_hint(painter, x, words)

    def _paint_hint(self, painter: QPainter, x: float, color: QColor) -> None:
        height = theme.px(20)
        rect = QRectF(x, (self.height() - height) / 2, self._hint_width(), height)
        soft = QColor(color)
        soft.setAlpha(150)
        paint.box(painter, rect, 4, line=soft)
        paint.text(painter, rect, self._hint, theme.font("hint"), color, paint.CENTER)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.setCursor(Qt.CursorShape.PointingHandCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor)


class IconButton(Button):
    """A square button that shows only an icon; its label is the tool tip and the accessible name."""

    def __init__(self, icon: str, kind: Kind = "quiet", *, size: Size = "small", parent: QWidget | None = None) -> None:
        super().__init__(kind, icon=icon, size=size, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_label(self, label: str) -> None:
        """Name the button."""
        self.setToolTip(words.tooltip(label))
        self.setAccessibleName(label)

    def sizeHint(self) -> QSize:
        side = theme.px(HEIGHT[self.size_name])
        return QSize(side, side)

    def _paint_content(self, painter: QPainter) -> None:
        side = theme.px(16 if self.size_name == "small" else 18)
        icons.paint(
            painter,
            self._icon,
            self._icon_color or self.colors()[2],
            (self.width() - side) / 2,
            (self.height() - side) / 2,
            side,
        )


class LinkButton(Button):
    """Words that lead somewhere, in the accent's text colour, without a box."""

    def __init__(self, *, icon: str = "", trailing: str = "", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__("quiet", icon=icon, trailing=trailing, size="small", text=text, parent=parent)

    def colors(self) -> tuple[paint.Colour | None, str | None, paint.Colour]:
        fill, line, _ = super().colors()
        return fill, line, "accent_text" if self.isEnabled() else "disabled"
