"""``Columns(width, most)``: widgets side by side in equal columns, as many as fit; hidden ones leave no gap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from sft_gui.ui.look import theme


class Columns(QWidget):
    """A grid whose number of columns follows its width.

    Args:
        column_width: the least width of a column, in pixels at 100 % text size.
        most: never more columns than this.
        top: whether items keep their height and stand at the top of their cells.
    """

    def __init__(self, column_width: int, most: int, *, top: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column_width, self._most, self._top = column_width, most, top
        self._items: list[QWidget] = []
        self._columns = 0
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self.arrange)

    def set_items(self, items: Sequence[QWidget]) -> None:
        """Take the widgets over, in reading order."""
        self._items = list(items)
        for item in items:
            item.setParent(self)
        self.arrange()

    def arrange(self) -> None:
        """Place the widgets anew, after some were shown or hidden."""
        self._columns = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = min(max(self.width() // theme.px(self._column_width), 1), self._most)
        if columns == self._columns:
            return
        self._columns = columns
        for item in self._items:
            self.grid.removeWidget(item)  # not takeAt: what Python holds of a cell keeps the widget's old height
        align = Qt.AlignmentFlag.AlignTop if self._top else Qt.AlignmentFlag(0)
        shown = [item for item in self._items if not item.isHidden()]
        for place, item in enumerate(shown):
            self.grid.addWidget(item, place // columns, place % columns, align)
        for column in range(self._most):
            self.grid.setColumnStretch(column, 1 if column < columns else 0)
