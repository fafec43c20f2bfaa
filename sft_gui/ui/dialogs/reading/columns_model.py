"""A table's columns as rows: the name, values in it, how many are different, what it can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sft_gui.data.readers.reader import Column
from sft_gui.ui.look import formats
from sft_gui.ui.look.words import told, tooltip, tr
from sft_gui.ui.widgets.row_roles import LEFT, RIGHT, ROLE, TONE

AnyIndex = QModelIndex | QPersistentModelIndex
CHOSEN = Qt.ItemDataRole.UserRole + 60  # whether the column is the one that would be read
CHOOSABLE = Qt.ItemDataRole.UserRole + 61
MARK, NAME, VALUES, DIFFERENT, CAN_BE = range(5)


class ColumnModel(QAbstractTableModel):
    """One row a column of the table, in its order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: Sequence[Column] = ()
        self.chosen: str | None = None
        self.present: str | None = None

    def show_columns(self, columns: Sequence[Column], present: str | None) -> None:
        """Show these; ``present`` is the one that is read now."""
        self.beginResetModel()
        self.columns, self.present, self.chosen = columns, present, None
        self.endResetModel()

    def choose(self, name: str | None) -> None:
        """Mark the column that would be read."""
        self.chosen = name
        if self.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.columns) - 1, CAN_BE))

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 5

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags if self.columns[index.row()].is_choosable else flags & ~Qt.ItemFlag.ItemIsEnabled

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column, place = self.columns[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(column, place)
            case Qt.ItemDataRole.AccessibleTextRole if place == MARK:
                return tr("chosen") if column.name == self.chosen else ""
            case Qt.ItemDataRole.ToolTipRole:
                words = told(column.hint) if column.hint is not None else self._text(column, place)
                return tooltip(words) if words else None
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if place == DIFFERENT else LEFT
            case _ if role == ROLE:
                return "small_strong" if place == NAME else "small"
            case _ if role == TONE:
                return self._tone(column, place)
            case _ if role == CHOSEN:
                return column.name == self.chosen
            case _ if role == CHOOSABLE:
                return column.is_choosable
        return None

    def _tone(self, column: Column, place: int) -> str:
        if not column.is_choosable:
            return "disabled"
        return "text2" if place == VALUES else "text"

    def _text(self, column: Column, place: int) -> str:
        if place == NAME:
            return column.name
        if place == VALUES:
            shown = ", ".join(column.examples) + (", …" if column.different > len(column.examples) else "")
            return tr("{values} ({count} empty)", values=shown, count=column.empty) if column.empty else shown
        if place == DIFFERENT:
            return formats.count(column.different)
        if place == CAN_BE:
            can_be = told(column.can_be)
            return tr("{what}, read now", what=can_be) if column.name == self.present else can_be
        return ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section == DIFFERENT else LEFT
        if role == Qt.ItemDataRole.DisplayRole:
            return ("", tr("Column"), tr("Values in it"), tr("Different"), tr("Can be"))[section]
        return None
