"""``PageScroll(content)``: a page that scrolls only where its content, at the width there is, is too high.

A layout's own minimum height counts every wrapped line at the narrowest width, which makes a page scroll that fits.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget


class PageScroll(QScrollArea):
    """Scrolls up and down; the content always has the width of the page."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        content.installEventFilter(self)

    def height_needed(self) -> int:
        """Give the height at which nothing scrolls, at the width there is."""
        layout, width = self._content.layout(), self.viewport().width()
        return layout.minimumHeightForWidth(width) if layout.hasHeightForWidth() else layout.minimumSize().height()

    def _fit(self) -> None:
        needed = self.height_needed()
        if needed != self._content.minimumHeight():
            self._content.setMinimumHeight(needed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)
