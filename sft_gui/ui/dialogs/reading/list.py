"""``ReadingSheet()``: "Read it differently", in the place of the grid, or in a dialog where nothing is open yet.

Nothing is kept before the button.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from sft_gui.data.readers.reader import Proposal
from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.ui.core import jobs
from sft_gui.ui.dialogs.reading.columns import ColumnTable
from sft_gui.ui.dialogs.reading.model import Ways, by_column, offered
from sft_gui.ui.dialogs.reading.row import ReadingRow
from sft_gui.ui.look import theme, words
from sft_gui.ui.look.words import put, told
from sft_gui.ui.widgets.announce import announce
from sft_gui.ui.widgets.button import Button, IconButton
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.layout import fill, grow, hbox, stretch, vbox
from sft_gui.ui.widgets.page_scroll import PageScroll
from sft_gui.ui.widgets.text import Elided, Rule, Text


class ReadingSheet(Card):
    """Arrow keys choose, Enter takes, Esc closes."""

    taken = Signal(object)  # Proposal
    chosen = Signal(object)  # Proposal: the counts beside the sheet follow it; None where it is closed
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(titled=False, padded=False, parent=parent)
        self._ways = Ways()
        self._asking = jobs.Latest()
        self._rows: list[ReadingRow] = []
        self.columns = put(ColumnTable(), "setAccessibleName", "Which column holds the answer?")
        self.columns.asked.connect(self._on_column)
        self.said = Text("body", "text2", wrap=True)
        self._table_name = Elided("hint", "text3")
        self.take, self.keep = Button("primary"), put(Button(), "setText", "Keep it as it is")
        self.take.clicked.connect(self._take)
        self.keep.clicked.connect(self.closed)
        self.close_button = put(IconButton("x"), "set_label", "Close")
        self.close_button.clicked.connect(self.closed)
        self.heading = put(Text("section"), "setText", "Read it differently")
        self._follow = put(Text("hint", "text3"), "setText", "Counts follow your choice at once")
        self._list = vbox(spacing=0)
        self._lay_out()
        words.changed.connect(self._name_button)

    def _lay_out(self) -> None:
        head = hbox(
            self.heading, self._follow, stretch(), self.close_button, spacing=12, margins=(theme.PADDING, 12, 10, 12)
        )
        inside = QWidget()
        self.said.setContentsMargins(theme.PADDING, 16, theme.PADDING, 16)
        vbox(self._list, self.said, self._columns_part(), stretch(), spacing=0, margins=0, inside=inside)
        self._kept = Text("hint", "text3", wrap=True)
        put(self._kept, "setText", "Kept with the project. You can change it back here.")
        foot = hbox(grow(self._kept), stretch(0), self.keep, self.take, spacing=8, margins=(theme.PADDING, 9, 12, 9))
        fill(self.body, head, Rule(), grow(PageScroll(inside)), Rule(), foot, spacing=0)

    def _columns_part(self) -> QWidget:
        self._part = QWidget()
        row = hbox(put(Text("small_strong"), "setText", "Which column holds the answer?"), grow(self._table_name))
        self._table_name.setAlignment(Qt.AlignmentFlag.AlignRight)
        frame = Card(titled=False, padded=False)
        fill(frame.body, self.columns, margins=1)
        vbox(row, frame, spacing=8, margins=(theme.PADDING, 10, theme.PADDING, 14), inside=self._part)
        return self._part

    def set_heading(self, heading: Message, *, keep: Message) -> None:
        """Name the sheet where nothing is open yet, and the button that leaves it so."""
        put(self.heading, "setText", heading)
        put(self.keep, "setText", keep)
        self._follow.hide()
        self._kept.hide()
        self.close_button.hide()

    # What is shown

    def show_looking(self) -> None:
        """Say that the ways are being looked for."""
        self._show(Ways(), say("Looking for other ways to read it…"))

    def show_failed(self, error: UserError) -> None:
        """Say why there are none."""
        self._show(Ways(), error.what)

    def show_ways(self, ways: Ways) -> None:
        """Offer these; the surest is chosen."""
        nothing = say("I found no other way to read it.") if not offered(ways) and not ways.columns else None
        self._show(ways, nothing)
        if self._rows:
            self._rows[0].setChecked(True)
            self._rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, ways: Ways, instead: Message | None) -> None:
        self._asking.drop()
        self._ways = ways
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._add_row(each) for each in offered(ways)]
        self.said.setVisible(instead is not None)
        if instead is not None:
            put(self.said, "setText", instead)
        present = ways.present.label if ways.present else None
        self.columns.columns_model.show_columns(ways.columns, present)
        self._part.setVisible(bool(ways.columns))
        self._table_name.setText(ways.table)
        self._on_chosen()

    def _add_row(self, proposal: Proposal) -> ReadingRow:
        row = ReadingRow(proposal, self._ways.root)
        row.toggled.connect(self._on_chosen)
        self._list.addWidget(row)
        return row

    def proposal(self) -> Proposal | None:
        """Give the way that is chosen."""
        return next((row.proposal for row in self._rows if row.isChecked()), None)

    def _on_chosen(self) -> None:
        proposal = self.proposal()
        self.columns.columns_model.choose(proposal.choice.label if proposal else None)
        self._name_button()
        self.chosen.emit(proposal)

    def _name_button(self) -> None:
        proposal = self.proposal()
        self.take.setEnabled(proposal is not None)
        label = proposal.choice.label if proposal else None
        put(self.take, "setText", say("Read it by “{name}”", name=label) if label else say("Read it so"))

    # What the user does

    def _on_column(self, name: str) -> None:
        """Let another column be the answer of the chosen way, or of the table's first one."""
        if self._ways.present is not None and name == self._ways.present.label:
            return
        for row in self._rows:
            if row.proposal.choice.label == name:
                row.setChecked(True)
                return
        self._asking.run(by_column, self._ways, name, done=self._on_by_column, failed=self._on_no_column, owner=self)

    def _on_by_column(self, proposal: Proposal) -> None:
        row = next((row for row in self._rows if row.proposal.columns), None)
        if row is None:
            row = self._add_row(proposal)
            self._rows.append(row)
        row.show_proposal(proposal)
        row.setChecked(True)
        self._on_chosen()

    def _on_no_column(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.said.setVisible(True)
        put(self.said, "setText", error.what)
        announce(self, told(error.what))

    def _take(self) -> None:
        proposal = self.proposal()
        if proposal is not None:
            self.taken.emit(proposal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Escape: self.closed.emit,
            Qt.Key.Key_Return: self._take,
            Qt.Key.Key_Enter: self._take,
        }
        if event.key() in keys:
            keys[event.key()]()
        else:
            super().keyPressEvent(event)
