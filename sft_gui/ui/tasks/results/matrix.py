"""``MatrixCard``: what is taken for what, as counts or shares; a cell filters the mistakes below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from sft_gui.messages import counted, say
from sft_gui.tasks.class_evaluation import ClassEvaluation
from sft_gui.tasks.evaluation import Evaluation
from sft_gui.tasks.shape_evaluation import ShapeEvaluation
from sft_gui.ui.look import formats, theme
from sft_gui.ui.look.terms import explain
from sft_gui.ui.look.theme import restyle
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.tasks.results.confusion_matrix import ConfusionMatrix
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.layout import fill, vbox
from sft_gui.ui.widgets.plot_table import ValueTable
from sft_gui.ui.widgets.segmented import Segmented
from sft_gui.ui.widgets.text import Text

AID = say("Rows: ground truth. Columns: predicted.")
MANY, SEARCH = 12, 170  # classes from which one is searched for
MOST_SEEN, AROUND = 306, 108  # the matrix scrolls beyond; title, switch and reading aid


class MatrixCard(Card):
    """A confusion matrix with its switch and its reading aid."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._evaluation: Evaluation | None = None
        self._rows: Sequence[str] = ()
        self._columns: Sequence[str] = ()
        explain(put(self.title, "setText", "Confusion matrix"), "confusion")
        self.unit = Segmented()
        put(self.unit.add("count"), "setText", "Count")
        put(self.unit.add("share"), "setText", "Share")
        self.search = put(QLineEdit(), "setPlaceholderText", "Find a class…")
        put(self.search, "setAccessibleName", "Find a class in the matrix")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(theme.px(SEARCH))
        self.search.textChanged.connect(self._find)
        fill(self.head, self.search, self.unit)
        self.matrix = ConfusionMatrix()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.matrix)
        scroll.setCornerWidget(QWidget(scroll))  # Fusion draws a box of its own between the scroll bars
        self.matrix.cursor_moved.connect(
            lambda cell: scroll.ensureVisible(cell.center().x(), cell.center().y(), cell.width(), cell.height())
        )
        self.body.addWidget(scroll, 1)
        self.aid = put(Text("small", "text2", wrap=True), "setText", AID)
        self.body.addWidget(self.aid)
        self.unit.changed.connect(lambda key: self.matrix.set_share(key == "share"))
        self.table_action = put(QAction(self), "setText", "Show as table")
        self.table_action.triggered.connect(self.show_table)
        self.addAction(self.table_action)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def show_evaluation(self, evaluation: ClassEvaluation) -> None:
        """Show the counts of another evaluation."""
        self._evaluation = evaluation
        put(self.aid, "setText", AID)
        self._show(evaluation.classes, evaluation.classes)
        self.matrix.show_counts(evaluation.classes, evaluation.confusion)

    def show_shapes(self, evaluation: ShapeEvaluation) -> None:
        """Show how many boxes or pixels are taken for what; for boxes what is missed, and what is a false alarm."""
        self._evaluation = evaluation
        rows, columns = list(evaluation.classes), list(evaluation.classes)
        if evaluation.has_missed:
            rows, columns = [*rows, tr("false alarm")], [*columns, tr("missed")]
        how = evaluation.task.counted_as
        put(self.aid, "setText", AID if how is None else say("{aid} {how}.", aid=AID, how=how))
        self._show(rows, columns)
        words = partial(shape_cell_words, evaluation)
        self.matrix.show_counts(rows, evaluation.confusion, heads=columns, words=words)

    def _show(self, rows: Sequence[str], columns: Sequence[str]) -> None:
        self._rows, self._columns = rows, columns
        self.search.setVisible(len(rows) > MANY)
        self.search.clear()
        seen = min(ConfusionMatrix.least_height(len(rows)), theme.px(MOST_SEEN))
        self.setMinimumHeight(seen + theme.px(AROUND))

    def _find(self, text: str) -> None:
        found = self.matrix.find(text)
        restyle(self.search, state="warn" if text.strip() and not found else "")

    def show_table(self) -> None:
        """Show the counts as a table, for a screen reader and for copying."""
        if self._evaluation is not None:
            _MatrixTable(self._rows, self._columns, self._evaluation.confusion, self).show()


def shape_cell_words(evaluation: ShapeEvaluation, cell: tuple[int, int]) -> str:
    """Say a cell of boxes or pixels in words."""
    row, column = cell
    count, last = evaluation.confusion[row][column], len(evaluation.classes)
    whole = sum(evaluation.confusion[row])
    values = {"count": formats.count(count), "whole": formats.count(whole)}
    if row == last:
        if column == last:
            return ""
        return told(
            counted(
                count,
                "{count} box of {name} where there is nothing (false positive)",
                "{count} boxes of {name} where there is nothing (false positives)",
                name=evaluation.classes[column],
            )
        )
    values["name"] = evaluation.classes[row]
    if column == last:
        return tr("{count} of {whole} boxes of {name} missed (false negatives)", **values)
    share = formats.percent(count / max(whole, 1))
    if row == column:
        return tr("{share} of {name} is correct: {count} of {whole}", share=share, **values)
    said = evaluation.classes[column]
    return tr("{share} of {name} is predicted as {said}: {count} of {whole}", share=share, said=said, **values)


class _MatrixTable(Dialog):
    def __init__(
        self, rows: Sequence[str], columns: Sequence[str], confusion: Sequence[Sequence[int]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Confusion matrix"))
        model = QStandardItemModel(self)
        model.setHorizontalHeaderLabels([tr("Is"), *columns])
        for name, counts in zip(rows, confusion, strict=True):
            model.appendRow([QStandardItem(name), *(QStandardItem(f"{count:,}") for count in counts)])
        table = ValueTable()
        table.setModel(model)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        vbox(table, margins=(1, 8, 1, 8), inside=self)
        self.resize(theme.px(560), theme.px(420))
