"""``ConfusionMatrix()``: what is taken for what. Arrow keys move, Enter or a click chooses a cell.

``matrix.show_counts(["daisy", ...], counts)``, ``matrix.set_share(True)``, ``matrix.chosen(row, column)``,
``matrix.unchosen()``. Rows are what a picture is, columns what the model says. Put it in a QScrollArea for many
classes; cells never shrink below what their numbers need.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolTip, QWidget

from sft_gui.ui import theme
from sft_gui.ui.widgets import paint
from sft_gui.ui.words import put, tooltip, tr

RIGHT_CELL = QColor("#00578A")  # right cells ramp to this
GAP = 3
CELL_HEIGHT, CELL_LEAST, CELL_MOST, LOW = 39, 28, 96, 20
HEADER, NAME_MOST = 26, 150
LEAST_SHARE, MUCH = 0.005, 0.3  # of a row of pixels: what is marked, and what is marked most
MOVES = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
Cell = tuple[int, int]


class ConfusionMatrix(QPushButton):
    """A painted table of counts or of shares of each row."""

    chosen = Signal(int, int)
    unchosen = Signal()
    cursor_moved = Signal(QRect)  # where the keys went, for a scroll area to follow

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: list[str] = []  # the rows
        self._heads: list[str] = []  # the columns: the same, but for a last one of what is missed
        self._words: Callable[[Cell], str] | None = None
        self._counts: list[list[int]] = []
        self._is_share = False
        self._cursor: Cell | None = None
        self._chosen: Cell | None = None
        self._hovered: Cell | None = None
        self.focus_radius = theme.RADIUS_FIELD
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        put(self, "setAccessibleName", "Confusion matrix")
        paint.follow_theme(self)

    def show_counts(
        self,
        classes: Sequence[str],
        counts: Sequence[Sequence[int]],
        *,
        heads: Sequence[str] | None = None,
        words: Callable[[Cell], str] | None = None,
    ) -> None:
        """Show (K, K) counts: ``counts[is][said]``.

        Args:
            heads: the columns' names, where they are not the rows'.
            words: says a cell, where it does not count pictures.
        """
        self._classes, self._counts = list(classes), [[int(n) for n in row] for row in counts]
        self._heads, self._words = list(heads if heads is not None else classes), words
        self._cursor = self._chosen = self._hovered = None
        self.updateGeometry()
        self.update()

    def set_share(self, on: bool) -> None:
        """Show each cell as a share of its row."""
        self._is_share = on
        self.update()

    def chosen_cell(self) -> Cell | None:
        """Give the cell whose pictures are shown, if one is chosen."""
        return self._chosen

    def choose(self, cell: Cell | None) -> None:
        """Choose a cell, or none."""
        self._chosen = cell
        self._cursor = cell or self._cursor
        self.update()
        if cell is None:
            self.unchosen.emit()
        else:
            self._describe(cell)
            self.chosen.emit(*cell)

    def describe(self, cell: Cell) -> str:
        """Say a cell in words, for the tool tip and the screen reader."""
        if self._words is not None:
            return self._words(cell)
        row, column = cell
        count, whole = self._counts[row][column], sum(self._counts[row])
        values = {"count": count, "whole": whole, "is_class": self._classes[row], "said": self._classes[column]}
        if row == column:
            return tr("{count} of {whole} pictures of {is_class} named right", **values)
        return tr("{count} of {whole} pictures of {is_class} taken for {said}", **values)

    def _describe(self, cell: Cell) -> None:
        self.setAccessibleDescription(self.describe(cell))

    # Where things are

    def _name_width(self) -> int:
        widest = max((paint.width_of(name, theme.font("hint")) for name in self._classes), default=0)
        return min(widest, theme.px(NAME_MOST)) + theme.px(14)

    def _cell_size(self) -> tuple[float, float]:
        count = max(len(self._classes), 1)
        wide = (self.width() - self._name_width()) / count - GAP
        high = (self.height() - theme.px(HEADER)) / count - GAP
        wide = min(max(wide, self._least_width()), theme.px(CELL_MOST))
        return wide, min(max(high, theme.px(LOW)), theme.px(CELL_HEIGHT))

    def _least_width(self) -> int:
        longest = "100 %" if self._is_share else f"{max((n for row in self._counts for n in row), default=0):,}"
        return max(paint.width_of(longest, theme.font("section")) + theme.px(8), theme.px(CELL_LEAST))

    def _rect(self, cell: Cell) -> QRectF:
        wide, high = self._cell_size()
        x = self._name_width() + cell[1] * (wide + GAP)
        return QRectF(x, theme.px(HEADER) + cell[0] * (high + GAP), wide, high)

    def _at(self, point: QPointF) -> Cell | None:
        wide, high = self._cell_size()
        column = int((point.x() - self._name_width()) // (wide + GAP))
        row = int((point.y() - theme.px(HEADER)) // (high + GAP))
        count = len(self._classes)
        return (row, column) if 0 <= row < count and 0 <= column < count else None

    def sizeHint(self) -> QSize:
        count = max(len(self._classes), 1)
        wide, high = theme.px(CELL_LEAST + 30) + GAP, theme.px(CELL_HEIGHT) + GAP
        return QSize(self._name_width() + count * wide, theme.px(HEADER) + count * high)

    def minimumSizeHint(self) -> QSize:
        count = max(len(self._classes), 1)
        return QSize(self._name_width() + count * (self._least_width() + GAP), self.least_height(count))

    @staticmethod
    def least_height(rows: int) -> int:
        """Give the height below which rows are not seen whole."""
        return theme.px(HEADER) + max(rows, 1) * (theme.px(LOW) + GAP)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            self._paint_names(painter)
            most_wrong = max((n for r, row in enumerate(self._counts) for c, n in enumerate(row) if r != c), default=1)
            for row in range(len(self._classes)):
                for column in range(len(self._classes)):
                    if self._rect((row, column)).intersects(QRectF(event.rect())):
                        self._paint_cell(painter, (row, column), max(most_wrong, 1))

    def _paint_names(self, painter: QPainter) -> None:
        font = theme.font("hint")
        for place, name in enumerate(self._classes):
            cell = self._rect((place, 0))
            row = QRectF(0, cell.y(), self._name_width() - theme.px(10), cell.height())
            paint.text(painter, row, name, font, "text2")
        for place, name in enumerate(self._heads):
            cell = self._rect((0, place))
            head = QRectF(cell.x() - GAP, 0, cell.width() + 2 * GAP, theme.px(HEADER) - 4)
            fits = paint.width_of(name, font) <= head.width()
            if not fits and place == len(self._heads) - 1 > 0:  # it may begin where the name before it ends
                before = min(paint.width_of(self._heads[place - 1], font), cell.width())
                head.setLeft(head.left() - (cell.width() - before) / 2 + GAP)
                head.setRight(cell.right())
            paint.text(painter, head, name, font, "text2", paint.CENTER if fits else paint.RIGHT)

    def _paint_cell(self, painter: QPainter, cell: Cell, most_wrong: int) -> None:
        rect, count = self._rect(cell), self._counts[cell[0]][cell[1]]
        fill, words = self._colors(cell, count, most_wrong)
        paint.box(painter, rect, 5, fill=fill)
        if cell == self._chosen:
            paint.box(painter, rect, 5, line="text", width=2)
        elif cell == self._hovered or (cell == self._cursor and self.hasFocus()):
            paint.box(painter, rect, 5, line="accent", width=2)
        whole = sum(self._counts[cell[0]])
        is_told = count and not (self._words is not None and self._is_share and count < LEAST_SHARE * whole)
        font = theme.font("section" if is_told else "body")
        shown = f"{100 * count / whole:.0f} %" if self._is_share and whole else f"{count:,}"
        paint.text(painter, rect, shown, font, words, paint.CENTER)

    def _colors(self, cell: Cell, count: int, most_wrong: int) -> tuple[QColor, QColor]:
        ground = theme.color("sunken")
        if not count:
            return ground, theme.color("text3")
        if cell[0] == cell[1]:
            share = count / max(sum(self._counts[cell[0]]), 1)
            fill = theme.blend(RIGHT_CELL, ground, 0.25 + 0.75 * share**2)
        else:
            strength = self._strength(cell, count, most_wrong)
            if strength is None:
                return ground, theme.color("text3")
            fill = theme.blend(theme.series(2), theme.color("surface"), 0.14 + 0.36 * strength)
        return fill, _readable_on(fill)

    def _strength(self, cell: Cell, count: int, most_wrong: int) -> float | None:
        """Say how strongly a wrong cell is marked, None for not at all: shares of pixels are never quite zero."""
        if self._words is None or not self._is_share:
            return count / most_wrong
        share = count / max(sum(self._counts[cell[0]]), 1)
        return min(share / MUCH, 1.0) if share >= LEAST_SHARE else None

    # Mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self._at(event.position())
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._at(event.position())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self.choose(None if cell == self._chosen else cell)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in MOVES and self._classes:
            row, column = self._cursor or (0, 0)
            down, right = MOVES[key] if self._cursor is not None else (0, 0)
            last = len(self._classes) - 1
            self._cursor = (min(max(row + down, 0), last), min(max(column + right, 0), last))
            self._describe(self._cursor)
            self.cursor_moved.emit(self._rect(self._cursor).toAlignedRect())
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._cursor is not None:
            self.choose(None if self._cursor == self._chosen else self._cursor)
        elif key == Qt.Key.Key_Escape and self._chosen is not None:
            self.choose(None)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cell = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tooltip(self.describe(cell)) if cell is not None else "", self)
            return True
        return super().event(event)


def _readable_on(fill: QColor) -> QColor:
    """Black or white, whichever has the higher contrast (WCAG relative luminance)."""
    parts = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in fill.getRgbF()[:3]]
    luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    return QColor("#FFFFFF") if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else QColor("#171B19")
