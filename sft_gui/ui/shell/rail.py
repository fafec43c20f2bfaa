"""``Rail``: the pages at the left edge, settings and shortcuts below; icon over word where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QWidget

from sft_gui.ui.look import icons, paint, theme
from sft_gui.ui.look.words import put, put_plain
from sft_gui.ui.widgets.layout import grow, hbox, stretch, vbox
from sft_gui.ui.widgets.text import Rule, Text

WIDTH, NARROW_WIDTH = 188, 84
ITEM_HEIGHT, NARROW_HEIGHT = 38, 48
DOT = 6


class RailItem(QPushButton):
    """A page's name with its icon, a count or the dot of a live run at the right."""

    def __init__(self, key: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self._icon = key, icon
        self._count, self._is_live, self._is_narrow = "", False, False
        self.focus_radius = theme.RADIUS_BUTTON
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)

    def set_count(self, count: int | None) -> None:
        """Show how much is behind the page."""
        self._count = f"{count:,}" if count else ""
        self.setAccessibleDescription(self._count)
        self.update()

    def set_live(self, on: bool) -> None:
        """Show the dot of a run under way."""
        self._is_live = on
        self.update()

    def set_narrow(self, on: bool) -> None:
        """Stand the icon over the word."""
        self._is_narrow = on
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(64), theme.px(NARROW_HEIGHT if self._is_narrow else ITEM_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        on, enabled = self.isChecked(), self.isEnabled()
        words = "disabled" if not enabled else "text" if on or self.underMouse() else "text2"
        tint = "accent" if on and enabled else words
        with paint.begin(self) as painter:
            if on:
                paint.box(painter, QRectF(self.rect()), theme.RADIUS_BUTTON, fill="surface", line="line")
            elif self.underMouse() and enabled:
                paint.box(painter, QRectF(self.rect()), theme.RADIUS_BUTTON, fill="hover")
            font = theme.font("button" if not self._is_narrow else "hint")
            if self._is_narrow:
                self._paint_over(painter, words, tint, font)
            else:
                self._paint_beside(painter, words, tint, font)

    def _paint_over(self, painter: QPainter, words: str, tint: str, font: QFont) -> None:
        side = theme.px(20)
        icons.paint(painter, self._icon, tint, (self.width() - side) / 2, theme.px(6), side)
        row = QRectF(1, theme.px(27), self.width() - 2, theme.px(18))
        paint.text(painter, row, self.text(), font, words, paint.CENTER)
        if self._is_live:
            self._paint_dot(painter, self.width() / 2 + side * 0.75, theme.px(10))

    def _paint_beside(self, painter: QPainter, words: str, tint: str, font: QFont) -> None:
        side, left = theme.px(18), theme.px(11)
        icons.paint(painter, self._icon, tint, left, (self.height() - side) / 2, side)
        x = left + side + theme.px(12)
        right = theme.px(10)
        if self._is_live:
            self._paint_dot(painter, self.width() - right - DOT / 2, self.height() / 2)
        elif self._count and self.isEnabled():
            small = theme.font("hint")
            row = QRectF(0, 0, self.width() - right, self.height())
            paint.text(painter, row, self._count, small, "text3", paint.RIGHT)
            right += paint.width_of(self._count, small) + 6
        row = QRectF(x, 0, self.width() - x - right, self.height())
        paint.text(painter, row, self.text(), font, words)

    def _paint_dot(self, painter: QPainter, x: float, y: float) -> None:
        dot = theme.px(DOT)
        paint.box(painter, QRectF(x - dot / 2, y - dot / 2, dot, dot), dot / 2, fill="accent")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


class _Brand(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.name = put_plain(Text("section"), "setText", "sft-gui")
        self._row = hbox(grow(self.name), inside=self)
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(theme.px(54))
        self._row.setContentsMargins(theme.px(24) + 28, 2, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            side = theme.px(24)
            x = 18 if self.name.isVisible() else (self.width() - side) / 2
            icons.paint(painter, "mark", "accent", x, (self.height() - side) / 2 + 1, side)


class Rail(QFrame):
    """Navigation; ``chosen`` is emitted with a page's key, or "settings" or "shortcuts"."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._items: dict[str, RailItem] = {}
        self._is_narrow = False
        self._brand = _Brand()
        items = QWidget()
        self._column = vbox(stretch(), spacing=2, inside=items)
        put(self._add_below("settings", "settings"), "setText", "Settings")
        put(self._add_below("shortcuts", "help"), "setText", "Shortcuts")
        scroll = QScrollArea()  # large text in a low window
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(items)
        vbox(self._brand, grow(scroll), spacing=2, margins=(0, 0, 1, 0), inside=self)
        self.set_narrow(False)
        theme.changed.connect(self._fit)

    def _add_below(self, key: str, icon: str) -> RailItem:
        item = self._items[key] = RailItem(key, icon)
        item.clicked.connect(lambda: self.chosen.emit(key))
        self._column.addWidget(item)
        return item

    def add_page(self, key: str, icon: str, *, after_rule: bool = False) -> RailItem:
        """Add a page above the stretch; give its item, to put words on."""
        place = self._column.count() - 3
        if after_rule:
            holder = QWidget()
            hbox(Rule(), margins=(10, 8, 10, 8), inside=holder)
            self._column.insertWidget(place, holder)
            place += 1
        item = RailItem(key, icon)
        item.setCheckable(True)
        item.clicked.connect(lambda: self._on_clicked(key))
        self._items[key] = item
        self._column.insertWidget(place, item)
        self.setTabOrder(item, self._items["settings"])
        self.setTabOrder(self._items["settings"], self._items["shortcuts"])
        return item

    def _on_clicked(self, key: str) -> None:
        self._items[key].setChecked(True)  # a second click must not take the mark away
        self.chosen.emit(key)

    def item(self, key: str) -> RailItem:
        """Give the item of a page."""
        return self._items[key]

    def set_current(self, key: str) -> None:
        """Mark the page on show."""
        for name, item in self._items.items():
            item.setChecked(name == key)

    def _fit(self) -> None:
        self.set_narrow(self._is_narrow)

    def set_narrow(self, on: bool) -> None:
        """Stand icons over words."""
        self._is_narrow = on
        for item in self._items.values():
            item.set_narrow(on)
        self._brand.name.setVisible(not on)
        side = 5 if on else 12
        self._column.setContentsMargins(side, 0, side, 14)
        self.setFixedWidth(theme.px(NARROW_WIDTH if on else WIDTH))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with paint.begin(self) as painter:
            paint.line(painter, self.width() - 0.5, 0, self.width() - 0.5, self.height(), "line")
