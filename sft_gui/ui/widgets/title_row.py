"""``TitleRow("Predict")``: a page's title with its controls at the right, or below it where they do not fit beside."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from sft_gui.messages import Message
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.layout import grow, hbox, stretch
from sft_gui.ui.widgets.text import Text

SPACING, BETWEEN = 8, 24


class TitleRow(QWidget):
    """``add`` takes the controls in reading order."""

    def __init__(self, title: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = put(Text("title"), "setText", title)
        self._controls: list[QWidget] = []
        self._line = hbox(stretch(), spacing=SPACING)
        self._box = hbox(self.title, grow(self._line), spacing=SPACING, margins=0, inside=self)

    def add(self, *controls: QWidget) -> None:
        """Add controls at the right."""
        for control in controls:
            self._controls.append(control)
            self._line.addWidget(control, 1 if isinstance(control, QLineEdit) else 0)  # up to its greatest width

    def _fit(self) -> None:
        widths = [control.sizeHint().width() + SPACING for control in self._controls if not control.isHidden()]
        fits = self.title.sizeHint().width() + BETWEEN + sum(widths) <= self.width()
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        if self._box.direction() != (beside if fits else below):
            self._box.setDirection(beside if fits else below)
            self._line.setStretch(0, 1 if fits else 0)

    def minimumSizeHint(self) -> QSize:
        # That of two lines: what stands beside must never keep a window from being made narrower.
        widths = [control.minimumSizeHint().width() + SPACING for control in self._controls]
        return QSize(max(self.title.sizeHint().width(), sum(widths)), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # words, text size or what is shown changed
            self._fit()
        return super().event(event)
