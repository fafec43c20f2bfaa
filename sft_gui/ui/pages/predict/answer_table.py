"""Pictures to be named and what was answered, as a table that sorts itself; grid and strip show the same rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sft_gui.tasks.registry import DEFAULT
from sft_gui.ui.look import words
from sft_gui.ui.look.words import told, tr
from sft_gui.ui.tasks import registry as views
from sft_gui.ui.tasks.panels.picture import Item
from sft_gui.ui.tasks.view import Cell, TaskView
from sft_gui.ui.widgets.row_roles import LEFT, RIGHT, ROLE, TONE

if TYPE_CHECKING:
    from sft_gui.prediction.predictor import Answer  # imports torch

AnyIndex = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole + 1
ANSWER = Qt.ItemDataRole.UserRole + 2

FILE = 0  # the first column; then those of the task's view, then the size


class AnswerTable(QAbstractTableModel):
    """Rows are pictures. An item is known by its number, the order in which it came; rows move when sorted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = views.of(DEFAULT)
        self._items: list[Item] = []
        self._answers: list[Answer | None] = []
        self._order: list[int] = []  # row: number
        self._rows: dict[int, int] = {}  # number: row
        self._numbers: dict[Path, int] = {}
        words.changed.connect(self._say_again)

    def _say_again(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.size_column)
        if self._items:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._items) - 1, self.size_column))

    # Filling

    def add(self, items: Sequence[Item]) -> int | None:
        """Add what is not here yet; return the row of the first one given, None where there is none."""
        new = [item for item in items if item.path not in self._numbers]
        if new:
            first = len(self._items)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            for number, item in enumerate(new, first):
                self._numbers[item.path] = number
                self._rows[number] = len(self._order)
                self._order.append(number)
            self._items += new
            self._answers += [None] * len(new)
            self.endInsertRows()
        return self._rows[self._numbers[items[0].path]] if items else None

    def clear(self) -> None:
        """Forget every picture."""
        self.beginResetModel()
        self._items, self._answers, self._order = [], [], []
        self._rows, self._numbers = {}, {}
        self.endResetModel()

    def kept(self) -> list[tuple[Item, Answer | None]]:
        """Give every picture with its answer, in the order they came: for :meth:`bring_back`."""
        return list(zip(self._items, self._answers, strict=True))

    def bring_back(self, pictures: Sequence[tuple[Item, Answer | None]], *, with_answers: bool) -> None:
        """Take back what was cleared, without what came again meanwhile."""
        new = [(item, answer) for item, answer in pictures if item.path not in self._numbers]
        self.add([item for item, _ in new])
        if with_answers:
            self.set_answers([(self._numbers[item.path], answer) for item, answer in new if answer is not None])

    def row_of(self, path: Path) -> int:
        """Give the row of a file, -1 where it is not here."""
        return self._rows[self._numbers[path]] if path in self._numbers else -1

    def forget_answers(self) -> None:
        """Keep the pictures, to be named by another run."""
        self._answers = [None] * len(self._items)
        self._say_again()

    def set_answers(self, answers: Iterable[tuple[int, Answer]]) -> None:
        """Take answers by the numbers of their pictures."""
        rows = []
        for number, answer in answers:
            self._answers[number] = answer
            rows.append(self._rows[number])
        if rows:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), self.size_column))

    @property
    def size_column(self) -> int:
        """The last one: the picture's size."""
        return 1 + len(self.view.columns)

    def set_view(self, view: TaskView) -> None:
        """Say answers in the columns of another task's view."""
        before, after = len(self.view.columns), len(view.columns)
        if after > before:
            self.beginInsertColumns(QModelIndex(), before + 1, after)
        elif after < before:
            self.beginRemoveColumns(QModelIndex(), after + 1, before)
        self.view = view
        if after > before:
            self.endInsertColumns()
        elif after < before:
            self.endRemoveColumns()
        self._say_again()

    # Reading

    def unanswered(self) -> list[tuple[int, Path]]:
        """Give number and path of the pictures that are still to be named."""
        return [(n, item.path) for n, item in enumerate(self._items) if self._answers[n] is None]

    def answers(self) -> list[Answer]:
        """Give the answers there are, in the order shown."""
        return [answer for number in self._order if (answer := self._answers[number]) is not None]

    def item(self, row: int) -> Item:
        """Give the picture of a row."""
        return self._items[self._order[row]]

    def answer(self, row: int) -> Answer | None:
        """Give the answer of a row, None while it is being worked on."""
        return self._answers[self._order[row]]

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._order)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return self.size_column + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section == self.size_column else LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (tr("File"), *map(told, self.view.columns), tr("Size"))[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item, answer, column = self.item(index.row()), self.answer(index.row()), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(item, answer, column)
            case Qt.ItemDataRole.ToolTipRole:
                return words.tooltip(str(item.path) if column == FILE else self._words(item, answer, column)) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.sentence(index.row())
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if column == self.size_column else LEFT
            case _ if role == ITEM:
                return item
            case _ if role == ANSWER:
                return answer
            case _ if role == ROLE:
                return "button" if column == FILE + 1 else "body"
            case _ if role == TONE:
                return self._tone(answer, column)
        return None

    def cell(self, row: int, column: int) -> Cell | None:
        """Give what a column of the task's says of a row's picture; None where there is nothing to say."""
        answer = self.answer(row)
        if answer is None or answer.prediction is None or not FILE < column < self.size_column:
            return None
        return self.view.cells(answer.prediction)[column - 1]

    def _tone(self, answer: Answer | None, column: int) -> str:
        if answer is not None and answer.error is not None and column == FILE + 1:
            return "warn"
        return "text" if column <= FILE + 1 else "text2"

    def _words(self, item: Item, answer: Answer | None, column: int) -> str:
        if column == FILE:
            return item.shown_name
        if answer is None:
            return ""
        if answer.prediction is None:
            return told(answer.error) if column == FILE + 1 and answer.error is not None else ""
        if column == self.size_column:
            return f"{answer.width}\u00a0×\u00a0{answer.height}"
        return self.view.cells(answer.prediction)[column - 1].words

    def sentence(self, row: int) -> str:
        """Say a row in words, for a screen reader."""
        item, answer = self.item(row), self.answer(row)
        if answer is None:
            return item.shown_name
        if answer.prediction is None:
            return told(answer.error) if answer.error is not None else item.shown_name
        return self.view.sentence(item.shown_name, answer.prediction)

    # Sorting

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, unreadable pictures last; by -1 in the order in which they came."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        numbers = [self._order[index.row()] for index in before]
        is_down = order == Qt.SortOrder.DescendingOrder
        self._order = sorted(range(len(self._items)), key=self._key(column), reverse=is_down and column >= 0)
        if is_down and column >= 0:
            self._order.sort(key=self._is_unnamed)  # stable: only those without an answer move, to the end
        self._rows = {number: row for row, number in enumerate(self._order)}
        after = [self.index(self._rows[n], index.column()) for n, index in zip(numbers, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _is_unnamed(self, number: int) -> bool:
        answer = self._answers[number]
        return answer is None or answer.prediction is None

    def _key(self, column: int) -> Any:
        def key(number: int) -> Any:
            answer = self._answers[number]
            if column < 0:
                return number
            if column == FILE:
                return (False, self._items[number].shown_name.casefold())
            if answer is None or answer.prediction is None:
                return (True,)
            if column == self.size_column:
                return (False, answer.width * answer.height)
            return (False, self.view.cells(answer.prediction)[column - 1].key)

        return key
