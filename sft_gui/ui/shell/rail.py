"""``Rail``: the pages at the left edge, settings and guide below; icon over word where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from sft_gui.ui.look import icons, paint, theme
from sft_gui.ui.look.words import put, put_plain
from sft_gui.ui.widgets.layout import grow, hbox, stretch, vbox
from sft_gui.ui.widgets.rail_item import RailItem
from sft_gui.ui.widgets.text import Rule, Text

WIDTH, NARROW_WIDTH = 188, 84


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
    """Navigation; ``chosen`` is emitted with a page's key, or "settings" or "guide"."""

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
        put(self._add_below("guide", "help"), "setText", "Guide")
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
        self.setTabOrder(self._items["settings"], self._items["guide"])
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
