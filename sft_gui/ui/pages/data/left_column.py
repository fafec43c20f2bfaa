"""``LeftColumn(*cards)``: the cards beside the grid, which scroll by themselves, or above it where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from sft_gui.ui.look import theme
from sft_gui.ui.widgets.layout import stretch, vbox
from sft_gui.ui.widgets.page_scroll import PageScroll

WIDTH = 360
LARGEST = 16_777_215  # QWIDGETSIZE_MAX: no bound


class LeftColumn(PageScroll):
    """The scroll bar has its place in the gap to the grid, so the cards keep their width when it comes."""

    BAR = 10

    def __init__(self, *cards: QWidget, parent: QWidget | None = None) -> None:
        self._stacked = False
        inside = QWidget()
        self._column = vbox(*cards, stretch(), spacing=theme.GAP_DENSE, inside=inside)
        super().__init__(inside, parent)
        self.verticalScrollBar().rangeChanged.connect(self._make_way)
        self.set_stacked(False)

    def set_stacked(self, stacked: bool) -> None:
        """Stand above the grid, with the page's width and without a scroll bar, or beside it."""
        self._stacked = stacked
        self.setMinimumWidth(0 if stacked else theme.px(WIDTH) + self.BAR)
        self.setMaximumWidth(LARGEST if stacked else theme.px(WIDTH) + self.BAR)
        self._make_way()
        self.setMinimumHeight(self.height_needed() if stacked else 0)
        self.setMaximumHeight(self.height_needed() if stacked else LARGEST)

    def _make_way(self) -> None:
        has_bar = self.verticalScrollBar().maximum() > 0
        self._column.setContentsMargins(0, 0, 0 if has_bar or self._stacked else self.BAR, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
