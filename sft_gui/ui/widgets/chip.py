"""Chips: ``FilterChip()`` 28 px, checkable, with a count; ``StateChip("ok")`` 22 px; ``InfoChip("cpu")`` 28 px.

State kinds: ok, warn, danger, plain, accent; the icon of a state comes with its kind and may be given.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from sft_gui.ui.look import icons, paint, theme, words

State = Literal["ok", "warn", "danger", "plain", "accent"]
STATES: dict[str, tuple[str, str | None, str, str]] = {  # fill, line, words, icon
    "ok": ("accent_soft", None, "accent_text", "ok"),
    "warn": ("warn_soft", "warn_line", "warn", "warn"),
    "danger": ("danger_soft", "danger_line", "danger", "error"),
    "plain": ("surface", "line", "text2", ""),
    "accent": ("surface", "line", "accent_text", ""),
}


class FilterChip(QPushButton):
    """A filter that is on or off; ``set_count`` shows how many pictures it leaves."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = ""
        self.setText(text)
        self.focus_radius = theme.RADIUS_FIELD
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)

    def set_count(self, count: int) -> None:
        """Show a number behind the words."""
        self._count = f"{count:,}"
        self.setAccessibleDescription(self._count)
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:
        super().setText(text)
        if "&" in text:  # a class may be called so; it is no key to press
            self.setShortcut(QKeySequence())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = paint.width_of(self.text(), theme.font("small_strong")) + theme.px(20)
        if self._count:
            width += paint.width_of(self._count, theme.font("small")) + theme.px(7)
        return QSize(width, theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        on = self.isChecked()
        fill = "accent_soft" if on else "hover" if self.underMouse() and self.isEnabled() else "surface"
        words = "disabled" if not self.isEnabled() else "accent_text" if on else "text2"
        with paint.begin(self) as painter:
            rect = QRectF(self.rect())
            paint.box(painter, rect, theme.RADIUS_FIELD, fill=fill, line="accent" if on else "line")
            font = theme.font("small_strong" if on else "small")
            side = theme.px(10)
            paint.text(painter, rect.adjusted(side, 0, -side, 0), self.text(), font, words)
            if self._count:
                tone = words if on else "text3"
                paint.text(painter, rect.adjusted(0, 0, -side, 0), self._count, theme.font("small"), tone, paint.RIGHT)


class StateChip(QLabel):
    """A state in icon, word and colour together."""

    def __init__(
        self, state: State = "plain", *, icon: str = "", text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        QLabel.setText(self, text)
        self._state: State = state
        self._icon = icon
        self._height, self._role, self._side, self._icon_size = 22, "hint", 8, 13
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)

    def set_state(self, state: State, icon: str = "") -> None:
        """Change colour and icon; the words are set by ``setText``."""
        self._state, self._icon = state, icon
        self.updateGeometry()
        self.update()

    def state(self) -> State:
        """Give the state shown."""
        return self._state

    def _icon_name(self) -> str:
        return self._icon or STATES[self._state][3]

    def sizeHint(self) -> QSize:
        width = paint.width_of(self.text(), theme.font(self._role)) + 2 * theme.px(self._side)
        if self._icon_name():
            width += theme.px(self._icon_size) + theme.px(6)
        return QSize(width, theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, line, words, _ = STATES[self._state]
        with paint.begin(self) as painter:
            rect = QRectF(self.rect())
            paint.box(painter, rect, theme.RADIUS_FIELD if self._height > 22 else 6, fill=fill, line=line)
            x = theme.px(self._side)
            if self._icon_name():
                side = theme.px(self._icon_size)
                icons.paint(painter, self._icon_name(), words, x, (self.height() - side) / 2, side)
                x += side + theme.px(6)
            paint.text(painter, rect.adjusted(x, 0, 0, 0), self.text(), theme.font(self._role), words)


class InfoChip(StateChip):
    """A fact in the top bar: task, model, device. ``set_compact`` leaves the icon alone (narrow windows)."""

    def __init__(self, icon: str, *, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__("plain", icon=icon, text=text, parent=parent)
        self._height, self._role, self._side, self._icon_size = 28, "small", 11, 15
        self._is_compact = False

    def set_compact(self, on: bool) -> None:
        """Show only the icon; the words become the tool tip."""
        self._is_compact = on
        self.setToolTip(words.tooltip(self.text()) if on else "")
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self.setToolTip(words.tooltip(text) if self._is_compact else "")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        if self._is_compact:
            return QSize(theme.px(self._icon_size) + 2 * theme.px(self._side), theme.px(self._height))
        return super().sizeHint()
