"""A table's columns as rows: the name, values in it, how many are different, what it can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from sft_gui.data.readers.reader import Column as Source
from sft_gui.messages import say
from sft_gui.ui.look import formats
from sft_gui.ui.look.words import told, tr
from sft_gui.ui.widgets.column_model import AnyIndex, Column, ColumnModel
from sft_gui.ui.widgets.row_roles import RIGHT

CHOSEN = Qt.ItemDataRole.UserRole + 60  # whether the column is the one that would be read
CHOOSABLE = Qt.ItemDataRole.UserRole + 61
MARK = 0  # the column of the circles


class ReadingColumns(ColumnModel):
    """One row a column of the table, in its order."""

    def __init__(self, parent: QObject | None = None) -> None:
        self.chosen: str | None = None
        self.present: str | None = None
        columns = (
            Column(width=44),
            self._column(
                head=say("Column"), words=lambda source: source.name, role="small_strong", width=120, stretch=1
            ),
            self._column(head=say("Values in it"), words=_values, tone="text2", width=160, stretch=3),
            self._column(
                head=say("Different"), words=lambda source: formats.count(source.different), align=RIGHT, width=76
            ),
            self._column(head=say("Can be"), words=self._can_be, width=120, stretch=1),
        )
        super().__init__(columns, parent=parent)

    def _column(self, *, tone: str = "text", role: str = "small", **declared: Any) -> Column:
        def tip(source: Source) -> str:
            return told(source.hint) if source.hint is not None else declared["words"](source)

        return Column(role=role, tone=lambda source: tone if source.is_choosable else "disabled", tip=tip, **declared)

    def show_columns(self, columns: Sequence[Source], present: str | None) -> None:
        """Show these; ``present`` is the one that is read now."""
        self.present, self.chosen = present, None
        self.show(columns)

    def choose(self, name: str | None) -> None:
        """Mark the column that would be read."""
        self.chosen = name
        self.say_again()

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags if self.rows[index.row()].is_choosable else flags & ~Qt.ItemFlag.ItemIsEnabled

    def more(self, index: AnyIndex, role: int) -> Any:
        source = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == MARK:
                return tr("chosen") if source.name == self.chosen else ""
            case _ if role == CHOSEN:
                return source.name == self.chosen
            case _ if role == CHOOSABLE:
                return source.is_choosable
        return None

    def _can_be(self, source: Source) -> str:
        can_be = told(source.can_be)
        return tr("{what}, read now", what=can_be) if source.name == self.present else can_be


def _values(source: Source) -> str:
    shown = ", ".join(source.examples) + (", …" if source.different > len(source.examples) else "")
    return tr("{values} ({count} empty)", values=shown, count=source.empty) if source.empty else shown
