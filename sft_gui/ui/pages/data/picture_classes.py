"""The classes of a project as a Qt list: name, and pictures by split."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sft_gui.data.index import Split
from sft_gui.ui.look.words import tooltip, tr

COUNTS = Qt.ItemDataRole.UserRole + 1  # dict[Split, int]
AnyIndex = QModelIndex | QPersistentModelIndex


class ClassModel(QAbstractListModel):
    """Rows are classes in their order; a change of numbers alone is no reset."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._counts: list[dict[Split, int]] = []
        self.largest = 0  # pictures of the largest class

    def show_counts(self, counts: dict[str, dict[Split, int]]) -> None:
        """Show these classes."""
        same = list(counts) == self._names
        if not same:
            self.beginResetModel()
        self._names, self._counts = list(counts), list(counts.values())
        self.largest = max((sum(each.values()) for each in self._counts), default=0)
        if not same:
            self.endResetModel()
        elif self._names:
            self.dataChanged.emit(self.index(0), self.index(len(self._names) - 1))

    def name(self, row: int) -> str:
        """Give the class of a row."""
        return self._names[row]

    def row_of(self, name: str | None) -> int | None:
        """Give the row of a class, where there is one."""
        return self._names.index(name) if name in self._names else None

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._names)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        name, counts = self._names[index.row()], self._counts[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == COUNTS:
            return counts
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            said = tr(
                "{name}: {train} train, {val} validation, {test} test",
                name=name,
                train=counts[Split.TRAIN],
                val=counts[Split.VAL],
                test=counts[Split.TEST],
            )
            return tooltip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return None
