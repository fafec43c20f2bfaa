"""``ProblemList``: every file that something is to be said of, such as that it cannot be read, in a dialog."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sft_gui.messages import Message
from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.column_model import ColumnModel
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.layout import gap, grow, hbox, stretch
from sft_gui.ui.widgets.row_table import RowTable
from sft_gui.ui.widgets.text import Text


class ProblemList(Dialog):
    """Enter or a double click shows a file in its folder."""

    show_in_folder_asked = Signal(object)  # Picture

    def __init__(self, model: ColumnModel, title: Message, rest: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = model.rows
        model.setParent(self)
        put(self, "setWindowTitle", title)
        self.table = put(RowTable(), "setAccessibleName", title)
        self.table.setModel(model)
        self.table.opened.connect(lambda index: self._show(index.row()))
        self.show_button = put(Button(icon="folder"), "setText", "Show in folder")
        self.show_button.clicked.connect(lambda: self._show(self.table.currentIndex().row()))
        close = put(Button("primary"), "setText", "Close")
        close.clicked.connect(self.accept)
        self._lay_out(title, rest, close)
        self.table.selectRow(0)
        self.table.setFocus()

    def _lay_out(self, title: Message, rest: Message, close: Button) -> None:
        card = Card(titled=False, padded=False)
        card.body.addWidget(self.table)
        self.lay_out(
            put(Text("heading", wrap=True), "setText", title),
            put(Text("body", "text2", wrap=True), "setText", rest),
            gap(10),
            grow(card),
            gap(10),
            hbox(self.show_button, stretch(), close),
            spacing=6,
        )
        self.resize(theme.px(820), theme.px(520))

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._pictures):
            self.show_in_folder_asked.emit(self._pictures[row])
