"""``ShapeResult``: an evaluation of boxes or masks: scores, the confusion matrix, classes, worst pictures first."""

from __future__ import annotations

import math

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sft_gui.messages import Message, say
from sft_gui.tasks.metric import Metric
from sft_gui.tasks.shape_evaluation import ClassFinding, ShapeEvaluation
from sft_gui.ui.look import formats, theme
from sft_gui.ui.look.terms import TERMS
from sft_gui.ui.look.words import put
from sft_gui.ui.tasks.results.matrix import MatrixCard
from sft_gui.ui.tasks.results.result import Annotated, Result
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.column_model import Column, ColumnModel
from sft_gui.ui.widgets.layout import fill, grow, hbox
from sft_gui.ui.widgets.row_roles import RIGHT, SORT
from sft_gui.ui.widgets.row_table import RowTable
from sft_gui.ui.widgets.text import Elided

SEEN = 6  # classes that are never scrolled within the table


def columns_of(evaluation: ShapeEvaluation, counted: Message, term: str, *, as_shares: bool) -> list[Column]:
    """Declare the columns of a class: name, how much of it there is, and the task's own metrics."""
    whole = max(sum(each.count for each in evaluation.per_class), 1)

    def amount(found: ClassFinding) -> str:
        return formats.percent(found.count / whole) if as_shares else formats.count(found.count)

    name = Column(
        head=say("Class"), words=lambda found: found.name, meaning=TERMS["class"], role="button", tone="text", width=92,
        stretch=2,
    )  # fmt: skip
    count = Column(
        head=counted, words=amount, order=lambda found: found.count, meaning=TERMS[term], align=RIGHT, width=88,
        stretch=1,
    )  # fmt: skip
    return [name, count, *(_column_of(metric, n == 0) for n, metric in enumerate(evaluation.task.class_metrics))]


def _column_of(metric: Metric, is_main: bool) -> Column:
    def value(found: ClassFinding) -> float:
        value = found.values.get(metric.name, math.nan)
        return -1.0 if math.isnan(value) else value

    return Column(
        head=metric.label, words=lambda found: formats.score(metric, value(found)) if value(found) >= 0 else "–",
        order=value, meaning=metric.help, align=RIGHT, role="button" if is_main else "body", tone="text", width=88,
        stretch=1,
    )  # fmt: skip


class ShapeResult(Result):
    """A cell of the matrix chooses the pictures behind it.

    Args:
        counted: what there is of a class, over its column of the table; ``term`` explains it.
        as_shares: whether that is a share of all pixels, not a number.
    """

    def __init__(
        self,
        annotated: Annotated,
        *,
        counted: Message,
        term: str,
        as_shares: bool = False,
    ) -> None:
        self._counted, self._term, self._as_shares = counted, term, as_shares
        super().__init__(annotated)
        self.matrix.matrix.chosen.connect(lambda row, column: self._show_cell())
        self.matrix.matrix.unchosen.connect(self._show_cell)
        self.unfilter.clicked.connect(lambda: self.matrix.matrix.choose(None))

    def make_columns(self) -> QHBoxLayout:
        self.matrix = MatrixCard()
        self.table = put(RowTable(), "setAccessibleName", "Class by class")
        self.classes = ColumnModel((), parent=self.table)
        proxy = QSortFilterProxyModel(self.table)
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
        return hbox(grow(self.matrix), grow(card))

    def make_foot(self) -> QWidget:
        foot = super().make_foot()
        self.unfilter = put(Button("quiet", icon="x", size="small"), "setText", "Show all pictures")
        self.unfilter.hide()
        self.worst.head.insertWidget(2, self.unfilter)
        return foot

    def show_parts(self) -> None:
        evaluation: ShapeEvaluation = self.evaluation
        how = evaluation.task.counted_as
        self.how.setVisible(how is not None)
        if how is not None:
            put(self.how, "setText", say("Recall: {how}", how=how))
        self.matrix.unit.set_value("share" if self._as_shares else "count")
        self.matrix.matrix.set_share(self._as_shares)
        self.matrix.show_shapes(evaluation)
        columns = columns_of(evaluation, self._counted, self._term, as_shares=self._as_shares)
        self.classes.show(evaluation.per_class, columns)
        self.table.setMinimumHeight(self.table.height_of(min(len(evaluation.per_class), SEEN)))
        super().show_parts()

    def _show_cell(self) -> None:
        evaluation: ShapeEvaluation | None = self.evaluation
        if evaluation is None:
            return
        cell = self.matrix.matrix.chosen_cell()
        self.unfilter.setVisible(cell is not None)
        if cell is None or cell[0] == cell[1]:
            self.show_pictures(say("Worst pictures first"), evaluation.worst())
        else:
            self.show_pictures(say("{what}", what=self.matrix.matrix.describe(cell)), evaluation.cell(*cell))
