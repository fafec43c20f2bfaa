"""``ConfusionMatrix()``: what is taken for what. Arrow keys move, Enter or a click chooses a cell.

``matrix.show_counts(["daisy", ...], counts)``, ``matrix.set_share(True)``, ``matrix.chosen(row, column)``,
``matrix.unchosen()``. Rows are what a picture is, columns what the model says. Put it in a QScrollArea for many
classes; cells never shrink below what their numbers need. ``matrix.find("rose")`` shows the classes of that name and
those that they are mixed up with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolTip, QWidget

from sft_gui.ui.look import paint, theme
from sft_gui.ui.look.words import put, tooltip, tr

RIGHT_CELL = QColor("#00578A")  # right cells ramp to this
GAP = 3
CELL_HEIGHT, CELL_HEIGHT_MOST, CELL_LEAST, CELL_MOST, LOW = 39, 64, 28, 240, 20
HEADER, HEADER_MOST, NAME_MOST = 26, 112, 150  # heads that do not fit stand upright
MIDDLE = Qt.TextElideMode.ElideMiddle  # names of many classes differ at their ends
LEAST_SHARE, MUCH = 0.005, 0.3  # of a row of pixels: what is marked, and what is marked most
MOVES = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
Cell = tuple[int, int]


class _Widths(NamedTuple):
    """How wide what is written is, in px."""

    name: int  # the widest row's
    heads: list[int]  # of each column
    count: int  # of the largest number
    share: int


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
        self._shown: list[int] = []  # the classes that are seen, by their places
        self._places: dict[int, int] = {}
        self._wholes: list[int] = []  # of the rows
        self._most, self._most_wrong = 0, 1  # counts: of all cells, and of those off the diagonal
        self._measured: _Widths | None = None
        self._is_share = False
        self._cursor: Cell | None = None
        self._chosen: Cell | None = None
        self._hovered: Cell | None = None
        self.focus_radius = theme.RADIUS_FIELD
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        put(self, "setAccessibleName", "Confusion matrix")
        paint.follow_theme(self)
        theme.changed.connect(self._forget_widths)

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
        self._wholes = [sum(row) for row in self._counts]
        self._most = max((n for row in self._counts for n in row), default=0)
        wrong = (n for r, row in enumerate(self._counts) for c, n in enumerate(row) if r != c)
        self._most_wrong = max(max(wrong, default=1), 1)
        self._cursor = self._chosen = self._hovered = None
        self._show_only(range(len(self._classes)))

    def find(self, text: str) -> int:
        """Show only classes whose names hold ``text``, with those they are mixed up with; give how many it found."""
        wanted = text.strip().casefold()
        found = {i for i, name in enumerate(self._classes) if wanted in name.casefold()}
        beside = {
            other
            for other in range(len(self._classes))
            for one in found
            if self._counts[one][other] or self._counts[other][one]
        }
        self._show_only(sorted(found | beside) if wanted and found else range(len(self._classes)))
        return len(found) if wanted else 0

    def _show_only(self, places: Sequence[int]) -> None:
        self._shown = list(places)
        self._places = {place: position for position, place in enumerate(self._shown)}
        self._measured = None
        if self._cursor is not None and not set(self._cursor) <= self._places.keys():
            self._cursor = None
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
        count, whole = self._counts[row][column], self._wholes[row]
        values = {"count": count, "whole": whole, "is_class": self._classes[row], "said": self._classes[column]}
        if row == column:
            return tr("{count} of {whole} pictures of {is_class} correct", **values)
        return tr("{count} of {whole} pictures of {is_class} predicted as {said}", **values)

    def _describe(self, cell: Cell) -> None:
        self.setAccessibleDescription(self.describe(cell))

    # Where things are

    def _widths(self) -> _Widths:
        """Measure the names: once, for every cell asks where it is."""
        if self._measured is None:
            font = theme.font("hint")
            names = [paint.width_of(self._classes[i], font) for i in self._shown]
            heads = [paint.width_of(self._heads[i], font) for i in self._shown]
            longest = (paint.width_of(words, theme.font("section")) for words in (f"{self._most:,}", "100 %"))
            self._measured = _Widths(max(names, default=0), heads, *longest)
        return self._measured

    def _forget_widths(self) -> None:
        self._measured = None
        self.updateGeometry()

    def _name_width(self) -> int:
        return min(self._widths().name, theme.px(NAME_MOST)) + theme.px(14)

    def _header(self) -> int:
        """Give the height of the heads: one line, or upright names where there are such that do not fit."""
        return self._upright_height() if self._is_upright() else theme.px(HEADER)

    def _is_upright(self) -> bool:
        wide = self._cell_width() + 2 * GAP
        heads = self._widths().heads
        return max(heads[:-1] if self._has_last() else heads, default=0) > wide  # the last may begin before its cell

    def _has_last(self) -> bool:
        return self._heads != self._classes

    def _upright_height(self) -> int:
        return min(max(self._widths().heads, default=0), theme.px(HEADER_MOST)) + theme.px(10)

    def _cell_width(self) -> float:
        wide = (self.width() - self._name_width()) / max(len(self._shown), 1) - GAP
        return min(max(wide, self._least_width()), theme.px(CELL_MOST))

    def _cell_size(self) -> tuple[float, float]:
        high = (self.height() - self._header()) / max(len(self._shown), 1) - GAP
        return self._cell_width(), min(max(high, theme.px(LOW)), theme.px(CELL_HEIGHT_MOST))

    def _least_width(self) -> int:
        widths = self._widths()
        longest = widths.share if self._is_share else widths.count
        return max(longest + theme.px(8), theme.px(CELL_LEAST))

    def _rect(self, cell: Cell) -> QRectF:
        return self._rect_at(self._places[cell[0]], self._places[cell[1]], *self._cell_size())

    def _rect_at(self, row: int, column: int, wide: float, high: float) -> QRectF:
        x = self._name_width() + column * (wide + GAP)
        return QRectF(x, self._header() + row * (high + GAP), wide, high)

    def _at(self, point: QPointF) -> Cell | None:
        wide, high = self._cell_size()
        column = int((point.x() - self._name_width()) // (wide + GAP))
        row = int((point.y() - self._header()) // (high + GAP))
        count = len(self._shown)
        return (self._shown[row], self._shown[column]) if 0 <= row < count and 0 <= column < count else None

    def _name_at(self, point: QPointF) -> str:
        """Give the whole name of the row or column whose name is under a point."""
        wide, high = self._cell_size()
        row = int((point.y() - self._header()) // (high + GAP))
        column = int((point.x() - self._name_width()) // (wide + GAP))
        if point.x() < self._name_width() and 0 <= row < len(self._shown):
            return self._classes[self._shown[row]]
        if point.y() < self._header() and 0 <= column < len(self._shown):
            return self._heads[self._shown[column]]
        return ""

    def sizeHint(self) -> QSize:
        count = max(len(self._shown), 1)
        wide, high = theme.px(CELL_LEAST + 30) + GAP, theme.px(CELL_HEIGHT) + GAP
        return QSize(self._name_width() + count * wide, theme.px(HEADER) + count * high)

    def minimumSizeHint(self) -> QSize:
        count = max(len(self._shown), 1)
        wide = self._name_width() + count * (self._least_width() + GAP)
        return QSize(wide, self.least_height(count) - theme.px(HEADER) + self._header())

    @staticmethod
    def least_height(rows: int) -> int:
        """Give the height below which rows are not seen whole."""
        return theme.px(HEADER) + max(rows, 1) * (theme.px(LOW) + GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # heads may stand upright now

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            wide, high = self._cell_size()
            self._paint_names(painter, wide, high)
            for y, row in enumerate(self._shown):
                for x, column in enumerate(self._shown):
                    rect = self._rect_at(y, x, wide, high)
                    if rect.intersects(QRectF(event.rect())):
                        self._paint_cell(painter, rect, (row, column))

    def _paint_names(self, painter: QPainter, wide: float, high: float) -> None:
        font, is_upright = theme.font("hint"), self._is_upright()
        for position, place in enumerate(self._shown):
            cell = self._rect_at(position, 0, wide, high)
            row = QRectF(0, cell.y(), self._name_width() - theme.px(10), cell.height())
            paint.text(painter, row, self._classes[place], font, "text2", elide=MIDDLE)
            head = self._rect_at(0, position, wide, high)
            if is_upright:
                self._paint_upright(painter, head.center().x(), self._heads[place])
            else:
                self._paint_head(painter, head, position)

    def _paint_upright(self, painter: QPainter, x: float, name: str) -> None:
        painter.save()
        painter.translate(x, self._header() - theme.px(6))
        painter.rotate(-90)
        room = QRectF(0, -theme.px(8), self._header() - theme.px(8), theme.px(16))
        paint.text(painter, room, name, theme.font("hint"), "text2", elide=MIDDLE)
        painter.restore()

    def _paint_head(self, painter: QPainter, cell: QRectF, position: int) -> None:
        font, name = theme.font("hint"), self._heads[self._shown[position]]
        head = QRectF(cell.x() - GAP, 0, cell.width() + 2 * GAP, theme.px(HEADER) - 4)
        fits = paint.width_of(name, font) <= head.width()
        if not fits and position == len(self._shown) - 1 > 0:  # it may begin where the name before it ends
            before = min(paint.width_of(self._heads[self._shown[position - 1]], font), cell.width())
            head.setLeft(head.left() - (cell.width() - before) / 2 + GAP)
            head.setRight(cell.right())
        align = paint.CENTER if fits else paint.RIGHT
        paint.text(painter, head, name, font, "text2", align, elide=MIDDLE)

    def _paint_cell(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        count = self._counts[cell[0]][cell[1]]
        fill, words = self._colors(cell, count)
        paint.box(painter, rect, 5, fill=fill)
        if cell == self._chosen:
            paint.box(painter, rect, 5, line="text", width=2)
        elif cell == self._hovered or (cell == self._cursor and self.hasFocus()):
            paint.box(painter, rect, 5, line="accent", width=2)
        whole = self._wholes[cell[0]]
        is_told = count and not (self._words is not None and self._is_share and count < LEAST_SHARE * whole)
        font = theme.font("section" if is_told else "body")
        shown = f"{100 * count / whole:.0f} %" if self._is_share and whole else f"{count:,}"
        paint.text(painter, rect, shown, font, words, paint.CENTER)

    def _colors(self, cell: Cell, count: int) -> tuple[QColor, QColor]:
        ground = theme.color("sunken")
        if not count:
            return ground, theme.color("text3")
        if cell[0] == cell[1]:
            share = count / max(self._wholes[cell[0]], 1)
            fill = theme.blend(RIGHT_CELL, ground, 0.25 + 0.75 * share**2)
        else:
            strength = self._strength(cell, count)
            if strength is None:
                return ground, theme.color("text3")
            fill = theme.blend(theme.series(2), theme.color("surface"), 0.14 + 0.36 * strength)
        return fill, _readable_on(fill)

    def _strength(self, cell: Cell, count: int) -> float | None:
        """Say how strongly a wrong cell is marked, None for not at all: shares of pixels are never quite zero."""
        if self._words is None or not self._is_share:
            return count / self._most_wrong
        share = count / max(self._wholes[cell[0]], 1)
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
        if key in MOVES and self._shown:
            row, column = (self._places[i] for i in self._cursor) if self._cursor is not None else (0, 0)
            down, right = MOVES[key] if self._cursor is not None else (0, 0)
            last = len(self._shown) - 1
            row, column = (min(max(i, 0), last) for i in (row + down, column + right))
            self._cursor = (self._shown[row], self._shown[column])
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
            point = QPointF(event.pos())
            said = self.describe(cell) if cell is not None else self._name_at(point)
            QToolTip.showText(event.globalPos(), tooltip(said), self)
            return True
        return super().event(event)


def _readable_on(fill: QColor) -> QColor:
    """Black or white, whichever has the higher contrast (WCAG relative luminance)."""
    parts = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in fill.getRgbF()[:3]]
    luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    return QColor("#FFFFFF") if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else QColor("#171B19")
