"""The roles by which a model tells a ``RowTable`` how its cells look."""

from __future__ import annotations

from PySide6.QtCore import Qt

ROLE = Qt.ItemDataRole.UserRole + 40  # a type role of theme.font for the cell's text
TONE = Qt.ItemDataRole.UserRole + 41  # a text colour token
MARKED = Qt.ItemDataRole.UserRole + 42  # whether the row stands out, as a ticked one does
SORT = Qt.ItemDataRole.UserRole + 43  # what a proxy sorts by
ROW = Qt.ItemDataRole.UserRole + 45  # what the whole row stands for
FIND = Qt.ItemDataRole.UserRole + 44  # what a proxy looks for a text in

RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
