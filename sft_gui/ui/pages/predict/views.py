"""``AnswerViews``: the pictures to be named as a strip, a grid or a table; whichever is on show leads the others."""

from __future__ import annotations

from functools import partial
from typing import Literal, cast

from PySide6.QtCore import QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QSizePolicy, QWidget

from sft_gui.messages import PICTURES
from sft_gui.ui.look import icons, paint, theme
from sft_gui.ui.look.class_colours import ClassColours
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.overlays.drawn import Drawn
from sft_gui.ui.pages.predict.answer_table import ANSWER, FILE, ITEM, AnswerTable
from sft_gui.ui.pages.predict.table import AnswerRows
from sft_gui.ui.tasks.panels.picture import Item
from sft_gui.ui.tasks.view import TaskView
from sft_gui.ui.widgets.drop_zone import paint_zone
from sft_gui.ui.widgets.thumbnail_delegate import AnyIndex, Thumb
from sft_gui.ui.widgets.thumbnail_grid import ThumbnailGrid

ViewName = Literal["strip", "grid", "table"]
STRIP_THUMB, GRID_THUMB = 84, 132


def describe(index: AnyIndex, view: TaskView, colours: ClassColours) -> Thumb:
    """Show a picture with what is predicted: in words, and drawn over it where the task draws."""
    item: Item = index.data(ITEM)
    answer = index.data(ANSWER)
    if answer is None:
        return Thumb(item.key, item.path, caption="…")
    if answer.prediction is None:
        return Thumb(item.key, item.path, caption=tr("cannot be read"), state="unreadable")
    prediction = answer.prediction
    tone = "warn" if view.is_low(prediction) else "text3"
    drawn = None
    if view.draws:
        shapes = partial(view.thumbnail, prediction, answer.width, answer.height)
        drawn = Drawn(f"{id(prediction)} {answer.seconds}", colours, shapes)
    note = view.note(prediction)
    return Thumb(item.key, item.path, caption=view.words(prediction), note=note, note_tone=tone, drawn=drawn)


class AnswerViews(QObject):
    """Makes the three views; ``current_changed(row)`` when another picture is looked at."""

    current_changed = Signal(int)
    opened = Signal(int)

    def __init__(self, answers: AnswerTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.answers = answers
        self._view, self._colours = answers.view, ClassColours(())
        self.strip = put(ThumbnailGrid(rows=1), "setAccessibleName", "Pictures")
        self.grid = put(ThumbnailGrid(), "setAccessibleName", "Pictures")
        self.table = AnswerRows(answers)
        self.strip.set_thumb_width(STRIP_THUMB)
        self.grid.set_thumb_width(GRID_THUMB)
        for grid in (self.strip, self.grid):
            grid.set_describe(self._describe)
            grid.setModel(answers)
            grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for view in self.views().values():
            view.selectionModel().currentRowChanged.connect(self._on_current)
            view.opened.connect(lambda index: self.opened.emit(index.row()))

    def set_view(self, view: TaskView, colours: ClassColours) -> None:
        """Say what is predicted as this view does, and draw it in these colours."""
        self._view, self._colours = view, colours
        for grid in (self.strip, self.grid):
            grid.viewport().update()

    def _describe(self, index: AnyIndex) -> Thumb:
        return describe(index, self._view, self._colours)

    def views(self) -> dict[ViewName, QAbstractItemView]:
        """Give each view by its name."""
        return {"strip": self.strip, "grid": self.grid, "table": self.table}

    def current(self) -> int:
        """Give the row looked at, -1 where there is none."""
        return self.strip.currentIndex().row()

    def set_current(self, row: int) -> None:
        """Look at a row in every view."""
        if 0 <= row < self.answers.rowCount() and row != self.current():
            self.strip.setCurrentIndex(self.answers.index(row, FILE))

    def step(self, by: int) -> None:
        """Look at a neighbour."""
        self.set_current(self.current() + by)

    def _on_current(self, current: QModelIndex) -> None:
        if not current.isValid():
            return
        for view in self.views().values():
            if view.currentIndex().row() != current.row():
                view.setCurrentIndex(self.answers.index(current.row(), FILE))
        if self.sender() is self.strip.selectionModel():
            self.current_changed.emit(current.row())


class DropMore(QPushButton):
    """A dashed box at the head of the strip that asks for further pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.focus_radius = theme.RADIUS_CARD
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(132), theme.px(70))

    def paintEvent(self, event: QPaintEvent) -> None:
        font, side = theme.font("small"), theme.px(16)
        tone = "text" if self.underMouse() else "text2"
        with paint.begin(self) as painter:
            paint_zone(painter, QRectF(self.rect()), "rest", fill="hover" if self.underMouse() else "surface")
            width = side + theme.px(8) + paint.width_of(self.text(), font)
            x = (self.width() - width) / 2
            icons.paint(painter, "plus", tone, x, (self.height() - side) / 2, side)
            rest = QRectF(self.rect()).adjusted(x + side + theme.px(8), 0, 0, 0)
            paint.text(painter, rest, self.text(), font, tone)


def view_name(text: str) -> ViewName:
    """Read a remembered view's name; the strip where it is none."""
    return cast(ViewName, text) if text in ("strip", "grid", "table") else "strip"


def count_words(count: int) -> str:
    """Say how many pictures there are."""
    return told(PICTURES.of(count))
