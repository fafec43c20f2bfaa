"""``ColumnModel``: a table whose columns are declared: head, words, order, look. ``RowTable`` shows it.

``ColumnModel((Column(say("Class"), lambda row: row.name, width=92, stretch=2), ...))``, then ``model.show(rows)``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sft_gui.messages import Message
from sft_gui.ui.look import words
from sft_gui.ui.look.words import told
from sft_gui.ui.widgets.row_roles import LEFT, ROLE, ROW, SORT, TONE

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column; a row is whatever the model was given."""

    head: Message | None = None
    words: Callable[[Any], str] = lambda row: ""
    order: Callable[[Any], Any] | None = None  # what it sorts by; else by its words, whatever their case
    meaning: Message | None = None  # the head's tooltip
    tip: Callable[[Any], str] | None = None  # the cell's tooltip
    align: int = LEFT
    role: str = "body"  # of theme.font
    tone: str | Callable[[Any], str] = "text2"
    width: int = 0  # px at least, at 100 % text size
    stretch: int = 0  # share of what is left over


class ColumnModel(QAbstractTableModel):
    """One row each of :meth:`show`, in its order. A subclass adds roles of its own in :meth:`more`."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Any] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns, self.rows = tuple(columns), list(rows)
        words.changed.connect(self.say_again)

    def say_again(self) -> None:
        """Say heads and cells anew: the language or what they hold has changed."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))

    def show(self, rows: Sequence[Any], columns: Sequence[Column] | None = None) -> None:
        """Show other rows, maybe in other columns."""
        self.beginResetModel()
        self.rows = list(rows)
        self.columns = self.columns if columns is None else tuple(columns)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical or section >= len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.align
            case Qt.ItemDataRole.DisplayRole:
                return self.head(section)
            case Qt.ItemDataRole.ToolTipRole:
                return words.tooltip(self.meaning(section)) or None
        return None

    def head(self, section: int) -> str:
        """Say what a column holds."""
        head = self.columns[section].head
        return told(head) if head is not None else ""

    def meaning(self, section: int) -> str:
        """Explain a column's head; nothing where it explains itself."""
        meaning = self.columns[section].meaning
        return told(meaning) if meaning is not None else ""

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if (own := self.more(index, role)) is not None:
            return own
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.words(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.align
            case Qt.ItemDataRole.ToolTipRole:
                return words.tooltip(column.tip(row)) or None if column.tip is not None else None
            case _ if role == ROW:
                return row
            case _ if role == SORT:
                return column.order(row) if column.order is not None else column.words(row).casefold()
            case _ if role == ROLE:
                return column.role
            case _ if role == TONE:
                return column.tone if isinstance(column.tone, str) else column.tone(row)
        return None

    def more(self, index: AnyIndex, role: int) -> Any:
        """Return what a role means here and nowhere else; None where it means what it always does."""
        return None
