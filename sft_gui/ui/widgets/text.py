"""Text by role and tone, one line that elides, an icon as a label, and thin rules.

``Text("title")``, ``Text("small", "text2", wrap=True)``, ``Elided("body")``, ``IconLabel("folder", "accent", 20)``,
``Rule()``, ``VerticalRule()``.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from sft_gui.ui.look import icons, theme, words


class Text(QLabel):
    """A label in one of LOOK's type roles; ``tone`` is a text colour token (text, text2, text3, accent, warn, ...)."""

    def __init__(
        self, role: theme.Role = "body", tone: str = "text", *, wrap: bool = False, text: str = "", parent: Any = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if role == "mono":
            self._set_mono()
            theme.changed.connect(self._set_mono)

    def _set_mono(self) -> None:
        self.setFont(theme.font("mono"))

    def setText(self, text: str) -> None:
        super().setText(words.lines(text))

    def set_tone(self, tone: str) -> None:
        """Change the colour."""
        if tone != self.property("tone"):
            theme.restyle(self, tone=tone)


class Elided(Text):
    """One line that ends in … where it does not fit; the whole text is the tool tip then."""

    def __init__(
        self,
        role: theme.Role = "body",
        tone: str = "text",
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        text: str = "",
        parent: Any = None,
    ) -> None:
        super().__init__(role, tone, parent=parent)
        self._mode = mode
        self._full = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._show(text)

    def setText(self, text: str) -> None:
        if hasattr(self, "_full"):  # not yet while the base class is made
            self._show(text)

    def _show(self, text: str) -> None:
        is_new, self._full = text != self._full, text
        self._elide()
        if is_new:  # or everything beside it is laid out again
            self.setAccessibleName(text)
            self.updateGeometry()

    def full_text(self) -> str:
        """Give the text before it was shortened."""
        return self._full

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(words.shown(self._full)) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.px(24)), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        whole = words.shown(self._full)
        shown = self.fontMetrics().elidedText(whole, self._mode, max(self.width(), 0))
        super().setText(shown)
        self.setToolTip(words.tooltip(self._full) if shown != whole else "")


class IconLabel(QWidget):
    """An icon that follows theme and text size; decoration only, so it has no accessible name."""

    def __init__(self, name: str = "", color: str = "text2", size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._color, self._size = name, color, size
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_icon(self, name: str, color: str | None = None) -> None:
        """Change the icon, and its colour where given."""
        self._name, self._color = name, color or self._color
        self.update()

    def sizeHint(self) -> QSize:
        return icons.icon_size(self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._name:
            painter = QPainter(self)
            side = theme.px(self._size)
            rect = QRectF(0, 0, self.width(), self.height())
            color = self._color if self.isEnabled() else "disabled"
            icons.paint(painter, self._name, color, (rect.width() - side) / 2, (rect.height() - side) / 2, side)
            painter.end()


class Rule(QFrame):
    """A thin horizontal line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "rule")


class VerticalRule(QFrame):
    """A thin vertical line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "vrule")
