"""``MatrixCard``: what is taken for what, as counts or shares; a cell filters the mistakes below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from sft_gui.evaluation.evaluation import Evaluation
from sft_gui.ui import theme
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.confusion_matrix import ConfusionMatrix
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.plot_table import ValueTable
from sft_gui.ui.widgets.segmented import Segmented
from sft_gui.ui.widgets.text import Text
from sft_gui.ui.words import put, tr

MOST_SEEN, AROUND = 260, 108  # the matrix scrolls beyond; title, switch and reading aid


class MatrixCard(Card):
    """A confusion matrix with its switch and its reading aid."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._evaluation: Evaluation | None = None
        put(self.title, "setText", "What is taken for what")
        self.unit = Segmented()
        put(self.unit.add("count"), "setText", "Count")
        put(self.unit.add("share"), "setText", "Share")
        self.head.addWidget(self.unit)
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
        self.body.addWidget(put(Text("small", "text2"), "setText", "Rows: what it is. Columns: what the model says."))
        self.unit.changed.connect(lambda key: self.matrix.set_share(key == "share"))
        self.table_action = put(QAction(self), "setText", "Show as table")
        self.table_action.triggered.connect(self.show_table)
        self.addAction(self.table_action)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show the counts of another evaluation."""
        self._evaluation = evaluation
        self.matrix.show_counts(evaluation.classes, evaluation.confusion)
        seen = min(self.matrix.minimumSizeHint().height(), theme.px(MOST_SEEN))
        self.setMinimumHeight(seen + theme.px(AROUND))

    def show_table(self) -> None:
        """Show the counts as a table, for a screen reader and for copying."""
        if self._evaluation is not None:
            _MatrixTable(self._evaluation, self).show()


class _MatrixTable(Dialog):
    def __init__(self, evaluation: Evaluation, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("What is taken for what"))
        model = QStandardItemModel(self)
        model.setHorizontalHeaderLabels([tr("Is"), *evaluation.classes])
        for name, counts in zip(evaluation.classes, evaluation.confusion, strict=True):
            model.appendRow([QStandardItem(name), *(QStandardItem(f"{count:,}") for count in counts)])
        table = ValueTable()
        table.setModel(model)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 8)
        column.addWidget(table)
        self.resize(theme.px(560), theme.px(420))
