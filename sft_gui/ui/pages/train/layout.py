"""``TrainLayout(left, preview, facts)``: what stands behind "More", in two columns or one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sft_gui.ui.look import theme
from sft_gui.ui.pages.train.facts import FactsCard
from sft_gui.ui.pages.train.preview import PreviewCard
from sft_gui.ui.widgets.layout import hbox, vbox

COLUMN, COLUMN_MOST, FORM_MOST = 328, 560, 900
STACKED_BELOW = 804  # of the width: then the columns stand below each other


class TrainLayout(QWidget):
    """What is chosen at the left; what the model will see and what the run takes at the right."""

    def __init__(self, left: QWidget, preview: PreviewCard, facts: FactsCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left, self.right = left, QWidget()
        right = _column(self.right, spacing=14)
        right.addWidget(preview)
        right.addWidget(facts)
        right.addStretch(1)
        self._side_by_side = QWidget()
        self._columns = hbox(spacing=theme.GAP, margins=0, inside=self._side_by_side)
        self._stacked = _column(self, spacing=theme.GAP)
        self._stacked.addWidget(self._side_by_side)
        self._is_stacked: bool | None = None
        self.fit()
        theme.changed.connect(self.fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Share the width out."""
        is_stacked = self.width() < theme.px(STACKED_BELOW)
        room = self.width() - theme.GAP
        right = min(max(room - theme.px(FORM_MOST), theme.px(COLUMN)), theme.px(COLUMN_MOST))
        self.right.setMaximumWidth(16777215 if is_stacked else right)
        if is_stacked != self._is_stacked:
            self._stack(is_stacked)
        self._columns.setStretch(0, max(room - right, 1))
        self._columns.setStretch(1, right)

    def _stack(self, is_stacked: bool) -> None:
        self._is_stacked = is_stacked
        holder = self._stacked if is_stacked else self._columns
        for widget in (self.left, self.right):
            holder.addWidget(widget)
            holder.setAlignment(widget, Qt.AlignmentFlag(0))
        self._side_by_side.setVisible(not is_stacked)


def _column(widget: QWidget, *, spacing: int = 0) -> QVBoxLayout:
    return vbox(spacing=spacing, margins=0, inside=widget)
