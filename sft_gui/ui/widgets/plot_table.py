"""A plot's values as a table, for a screen reader and for copying."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTableView, QWidget

from sft_gui.ui.look import theme, words
from sft_gui.ui.look.words import tr
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.layout import vbox

AnyIndex = QModelIndex | QPersistentModelIndex
Column = tuple[str, Sequence[float], Sequence[float]]  # name, places, values


class _Values(QAbstractTableModel):
    def __init__(self, columns: Sequence[Column], format: Callable[[float], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._names = [name for name, _, _ in columns]
        self._values = [dict(zip(xs, ys, strict=True)) for _, xs, ys in columns]
        self._places = sorted(set().union(*(values.keys() for values in self._values)))
        self._format = format

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._places)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._names) + 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        place = self._places[index.row()]
        if index.column() == 0:
            return f"{place:,.6g}"
        value = self._values[index.column() - 1].get(place)
        return "" if value is None else self._format(value)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr("At") if section == 0 else words.shown(self._names[section - 1])
        return None


class ValueTable(QTableView):
    """A table whose selection Ctrl+C copies with tabs, as spreadsheets take it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        rows: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column())):
            rows.setdefault(index.row(), []).append(str(index.data() or ""))
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows.values()))


class PlotTable(Dialog):
    """A window with the values of every curve."""

    def __init__(self, title: str, columns: Sequence[Column], format: Callable[[float], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.window_title(title))
        self.table = ValueTable()
        self.table.setModel(_Values(columns, format, self))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        vbox(self.table, margins=(1, 8, 1, 8), inside=self)
        self.resize(theme.px(420), theme.px(480))
