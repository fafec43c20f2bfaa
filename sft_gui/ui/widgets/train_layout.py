"""``TrainLayout(left, preview, start)``: the Train page's two columns, or one below the other where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sft_gui.ui import theme
from sft_gui.ui.widgets.train_preview import PreviewCard
from sft_gui.ui.widgets.train_start import StartCard

COLUMN, COLUMN_MOST, FORM_MOST, START_MOST = 328, 560, 760, 440
STACKED_BELOW = 804  # of the width: then the columns stand below each other
SCROLL_BAR = 10  # stands in the gap between the columns
LARGEST = 16777215  # QWIDGETSIZE_MAX


class TrainLayout(QWidget):
    """What is chosen scrolls at the left; the preview and Start stay in sight at the right."""

    def __init__(self, left: QWidget, preview: PreviewCard, start: StartCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left, self._preview, self._start = left, preview, start
        self.right = QWidget()
        right = _column(self.right, spacing=14)
        right.addWidget(preview)
        right.addWidget(start, 1000)
        right.addStretch(1)
        self._left_scroll, self._page_scroll = _scroll(), _scroll()
        self._right_holder, self._side_by_side, stacked = QWidget(), QWidget(), QWidget()
        _column(self._right_holder)
        self._columns = QHBoxLayout(self._side_by_side)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(theme.GAP - SCROLL_BAR)
        self._columns.addWidget(self._left_scroll)
        self._columns.addWidget(self._right_holder)
        self._columns.addStretch(0)
        self._stacked = _column(stacked, spacing=theme.GAP)
        self._page_scroll.setWidget(stacked)
        whole = _column(self)
        whole.addWidget(self._side_by_side, 1)
        whole.addWidget(self._page_scroll, 1)
        self._left_scroll.verticalScrollBar().rangeChanged.connect(self._on_left_range)
        self._is_stacked: bool | None = None
        self.fit()
        theme.changed.connect(self.fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Share the width out, and let the preview give way so that Start is always in sight."""
        is_stacked = self.width() < theme.px(STACKED_BELOW)
        room = self.width() - theme.GAP
        right = min(max(room - theme.px(FORM_MOST), theme.px(COLUMN)), theme.px(COLUMN_MOST))
        left = max(min(room - right, theme.px(FORM_MOST)), 1) + SCROLL_BAR
        self._left_scroll.setMaximumWidth(left)
        self._right_holder.setMaximumWidth(right)
        for place, share in enumerate((left, right, max(room + SCROLL_BAR - left - right, 0))):
            self._columns.setStretch(place, share)
        start = self._start.minimumSizeHint().height()
        self._start.setMaximumHeight(LARGEST if is_stacked else max(theme.px(START_MOST), start))
        high = self.height() - theme.GAP
        self._preview.set_compact(not is_stacked and self._preview.full_height(right) + start > high)
        if is_stacked != self._is_stacked:
            self._stack(is_stacked)

    def _stack(self, is_stacked: bool) -> None:
        self._is_stacked = is_stacked
        if is_stacked:
            self._left_scroll.takeWidget()
            self._stacked.addWidget(self.left)
            self._stacked.addWidget(self.right)
            self.left.show()
        else:
            self._left_scroll.setWidget(self.left)
            self._right_holder.layout().addWidget(self.right)
        self._page_scroll.setVisible(is_stacked)
        self._side_by_side.setVisible(not is_stacked)

    def _on_left_range(self, least: int, most: int) -> None:
        # The bar takes its width from the gap between the columns, not from the cards.
        self.left.layout().setContentsMargins(0, 0, 0 if most > least else SCROLL_BAR, 0)


def _column(widget: QWidget, *, spacing: int = 0) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return column


def _scroll() -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return scroll
