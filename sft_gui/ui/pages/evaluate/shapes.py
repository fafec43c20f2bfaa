"""``ShapeResult``: an evaluation of boxes or masks: figures, what is taken for what, classes, worst pictures first.

A picture that is clicked opens on the Predict page, where what is found is drawn beside what is annotated.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from sft_gui.data.annotations import Annotations
from sft_gui.data.index import Picture
from sft_gui.evaluation.score_help import score_help
from sft_gui.messages import Message, say
from sft_gui.tasks.metric import Metric
from sft_gui.tasks.shape_evaluation import PictureScore, ShapeEvaluation
from sft_gui.ui.look import formats, theme, words
from sft_gui.ui.look.terms import TERMS, explain
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.overlays.drawn import Drawn
from sft_gui.ui.overlays.shapes import ClassColours
from sft_gui.ui.pages.evaluate.matrix import MatrixCard
from sft_gui.ui.pages.evaluate.numbers import Finding, Number, about_pictures
from sft_gui.ui.widgets import row_table
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.layout import fill, grow, hbox, vbox
from sft_gui.ui.widgets.row_roles import LEFT, RIGHT, ROLE, SORT, TONE
from sft_gui.ui.widgets.row_table import RowTable
from sft_gui.ui.widgets.text import Elided, Text, VerticalRule
from sft_gui.ui.widgets.thumbnail_delegate import Thumb
from sft_gui.ui.widgets.thumbnail_grid import ThumbnailGrid

AnyIndex = QModelIndex | QPersistentModelIndex
SCORED = Qt.ItemDataRole.UserRole + 1
THUMB, SEEN, STACKED_BELOW = 132, 6, 860
COUNTED: dict[str, Message] = {"boxes": say("Boxes"), "mask": say("Share of pixels")}


@dataclass(frozen=True)
class Evaluated:
    """What a run was evaluated on: its pictures by id, and how they are drawn."""

    root: Path
    pictures: dict[int, Picture]
    annotations: Annotations
    overlay: str
    colours: ClassColours


class _Classes(QAbstractTableModel):
    """A row a class: name, how much of it there is, and the task's own metrics."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._evaluation: ShapeEvaluation | None = None
        words.changed.connect(self._say_heads)

    def _say_heads(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def show(self, evaluation: ShapeEvaluation) -> None:
        self.beginResetModel()
        self._evaluation = evaluation
        self.endResetModel()

    def metrics(self) -> tuple[Metric, ...]:
        return self._evaluation.task.class_metrics if self._evaluation is not None else ()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        is_root = parent is None or not parent.isValid()
        return len(self._evaluation.per_class) if is_root and self._evaluation is not None else 0

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 2 + len(self.metrics())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical or self._evaluation is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if section == 0 else RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            counts = TERMS["boxes" if self._evaluation.task.overlay == "boxes" else "pixel_share"]
            return told((TERMS["class"], counts, *(metric.help for metric in self.metrics()))[section])
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        counted = told(COUNTED[self._evaluation.task.overlay])
        return (tr("Class"), counted, *(told(metric.label) for metric in self.metrics()))[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._evaluation is None:
            return None
        column = index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(index.row(), column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return LEFT if column == 0 else RIGHT
            case _ if role == SORT:
                return self._value(index.row(), column)
            case _ if role == ROLE:
                return "button" if column in (0, 2) else "body"
            case _ if role == TONE:
                return "text2" if column == 1 else "text"
        return None

    def _value(self, row: int, column: int) -> Any:
        assert self._evaluation is not None
        finding = self._evaluation.per_class[row]
        if column < 2:
            return finding.name.casefold() if column == 0 else finding.count
        value = finding.values.get(self.metrics()[column - 2].name, math.nan)
        return -1.0 if math.isnan(value) else value

    def _words(self, row: int, column: int) -> str:
        assert self._evaluation is not None
        finding, value = self._evaluation.per_class[row], self._value(row, column)
        if column == 0:
            return finding.name
        if column == 1 and self._evaluation.task.overlay == "mask":
            return formats.percent(value / max(sum(each.count for each in self._evaluation.per_class), 1))
        if column == 1:
            return formats.count(value)
        return formats.score(self.metrics()[column - 2], value) if value >= 0 else "–"


class _Pictures(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.scores: Sequence[PictureScore] = ()

    def show(self, scores: Sequence[PictureScore]) -> None:
        self.beginResetModel()
        self.scores = scores
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.scores)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        score = self.scores[index.row()]
        if role == SCORED:
            return score
        said = f"{score.path}  {formats.percent(score.score, 0)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(said)
        if role == Qt.ItemDataRole.DisplayRole:
            return said
        return None


class ShapeResult(QWidget):
    """``picture_asked(path)`` is emitted with the path of a picture, as the run knows it."""

    picture_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evaluation: ShapeEvaluation | None = None
        self._evaluated: Evaluated | None = None
        self.numbers = Card(titled=False)
        self._row = hbox(spacing=theme.PADDING + 2)
        fill(self.numbers.body, self._row, margins=(20, 10, 20, 11))
        self.finding = Finding()
        self.matrix = MatrixCard()
        self.classes = _Classes(self)
        self.pictures = _Pictures(self)
        self._lay_out()
        self.matrix.matrix.chosen.connect(lambda row, column: self._show_pictures())
        self.matrix.matrix.unchosen.connect(self._show_pictures)
        self.unfilter.clicked.connect(lambda: self.matrix.matrix.choose(None))
        self.grid.clicked.connect(self._on_opened)
        self.grid.opened.connect(self._on_opened)
        words.changed.connect(self._say)

    def _lay_out(self) -> None:
        self.table = put(RowTable(), "setAccessibleName", "Class by class")
        proxy = QSortFilterProxyModel(self)
        proxy.setSourceModel(self.classes)
        proxy.setSortRole(SORT)
        self.table.setModel(proxy)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        card = Card(padded=False)
        put(card.title, "setText", "Class by class")
        self.how = Elided("hint", "text2")
        self.how.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        fill(card.head, grow(self.how), margins=(theme.PADDING + 2, 14, theme.PADDING + 2, 4))
        card.body.addWidget(self.table)
        self._columns = hbox(grow(self.matrix), grow(card), spacing=theme.GAP)
        vbox(
            self.numbers,
            self.finding,
            grow(self._columns),
            self._worst_card(),
            spacing=12,
            margins=(theme.MARGIN, 0, theme.MARGIN, 16),
            inside=self,
        )

    def _worst_card(self) -> Card:
        self.worst = Card()
        self.count = Text("small", "text2")
        self.unfilter = put(Button("quiet", icon="x", size="small"), "setText", "Show all pictures")
        self.grid = put(ThumbnailGrid(rows=1), "setAccessibleName", "Worst pictures first")
        self.grid.set_thumb_width(THUMB)
        self.grid.set_describe(self._describe)
        self.grid.setModel(self.pictures)
        self.worst.head.insertWidget(1, self.count)
        self.worst.head.insertWidget(2, self.unfilter)
        self.worst.head.addWidget(put(Text("hint", "text2"), "setText", "as annotated; a click shows what is found"))
        fill(self.worst.body, self.grid, margins=(11, 4, 11, 4))
        return self.worst

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < theme.px(STACKED_BELOW)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    # What is shown

    def show_evaluation(self, evaluation: ShapeEvaluation, evaluated: Evaluated) -> None:
        """Show what evaluating found."""
        self._evaluation, self._evaluated = evaluation, evaluated
        how = evaluation.task.counted_as
        self.how.setVisible(how is not None)
        if how is not None:
            put(self.how, "setText", say("Recall: {how}", how=how))
        self.matrix.unit.set_value("share" if evaluation.task.overlay == "mask" else "count")
        self.matrix.matrix.set_share(evaluation.task.overlay == "mask")
        self.matrix.show_shapes(evaluation)
        self.classes.show(evaluation)
        metrics = len(evaluation.task.class_metrics)
        self.table.set_columns([row_table.Column(92, stretch=2), *[row_table.Column(88, stretch=1)] * (1 + metrics)])
        self.table.setMinimumHeight(self.table.height_of(min(len(evaluation.per_class), SEEN)))
        self.finding.show_finding(evaluation.main_finding(), is_good=False, has_pictures=False)
        self._say()
        self._show_pictures()

    def _say(self) -> None:
        if self._evaluation is None:
            return
        while self._row.count():
            item = self._row.takeAt(0).widget()
            if item is not None:
                item.hide()  # until it is deleted it would be painted under the new one
                item.deleteLater()
        for metric in self._evaluation.task.metrics:
            number = Number(metric.label)
            scores = {**self._evaluation.scores, "total": self._evaluation.total}
            number.show_value(formats.score(metric, scores[metric.name]), formats.whole(metric, scores))
            said = score_help(metric, scores, "", split=f"{self._evaluation.split}.")
            number.setToolTip(words.tooltip(told(said)))
            fill(self._row, grow(number), VerticalRule())
        number = Number(say("Pictures"))
        number.show_value(formats.count(self._evaluation.total), about_pictures(self._evaluation))
        explain(number, "pictures")
        self._row.addWidget(number, 2)

    def _show_pictures(self) -> None:
        if self._evaluation is None:
            return
        cell = self.matrix.matrix.chosen_cell()
        if cell is None or cell[0] == cell[1]:
            title, scores = say("Worst pictures first"), self._evaluation.worst()
        else:
            title, scores = say("{what}", what=self.matrix.matrix.describe(cell)), self._evaluation.cell(*cell)
        put(self.worst.title, "setText", title)
        self.count.setText(formats.count(len(scores)))
        self.unfilter.setVisible(cell is not None)
        self.pictures.show(scores)

    def _describe(self, index: AnyIndex) -> Thumb | None:
        score, evaluated = index.data(SCORED), self._evaluated
        if evaluated is None or score.id not in evaluated.pictures:
            return None
        picture = evaluated.pictures[score.id]
        return Thumb(
            picture.digest,
            evaluated.root / picture.path,
            caption=picture.path.rsplit("/", 1)[-1],
            note=formats.percent(score.score, 0),
            drawn=Drawn.true(picture, evaluated.annotations, evaluated.overlay, evaluated.colours),
        )

    def _on_opened(self, index: QModelIndex) -> None:
        self.picture_asked.emit(index.data(SCORED).path)
