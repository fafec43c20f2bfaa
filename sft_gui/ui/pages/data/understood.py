"""``UnderstoodCard()``: what the app understood of the user's data, with its evidence, and the way to read it anew."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from sft_gui.data.readers.reader import Evidence
from sft_gui.data.understand import Understood
from sft_gui.ui.look import paint, theme, words
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.pages.data.flow_layout import FlowLayout
from sft_gui.ui.widgets.button import Button, LinkButton
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.column_model import Column
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.layout import aligned, grow, hbox
from sft_gui.ui.widgets.row_table import RowTable
from sft_gui.ui.widgets.text import IconLabel, Text

HEIGHT = 26  # of a check: with or without a way to its cases, they stand in line


class Check(QWidget):
    """One thing that was checked; one that fails is amber, and a click lists its cases."""

    asked = Signal(object)  # Evidence

    def __init__(self, evidence: Evidence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fit()
        theme.changed.connect(self._fit)
        good = evidence.is_good
        row = hbox(
            IconLabel("ok" if good else "warn", "accent" if good else "warn", 16),
            spacing=7,
            margins=(0, 0, 12, 0),
            inside=self,
        )
        if evidence.cases:
            row.setSpacing(0)
            self.link = put(LinkButton(), "setText", evidence.message)
            self.link.clicked.connect(lambda: self.asked.emit(evidence))
            row.addWidget(self.link)
        else:
            row.addWidget(put(Text("small", "text2" if good else "warn"), "setText", evidence.message))

    def _fit(self) -> None:
        self.setFixedHeight(theme.px(HEIGHT))


class UnderstoodCard(QFrame):
    """Hidden in projects of earlier versions, which did not keep it."""

    differently_asked = Signal()
    cases_asked = Signal(object)  # Evidence

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._understood: Understood | None = None
        self.sentence = Text("body", wrap=True)
        self.sentence.setTextFormat(words.RICH)
        self.differently = put(Button("secondary", icon="edit"), "setText", "Read it differently…")
        self.differently.setCheckable(True)
        self.differently.clicked.connect(self.differently_asked)
        self._checks = FlowLayout(spacing=4)
        said = QGridLayout()
        said.setHorizontalSpacing(14)
        said.setVerticalSpacing(3)
        said.addWidget(IconLabel("eye", "accent", 20), 0, 0)
        said.addWidget(self.sentence, 0, 1)
        said.addLayout(self._checks, 1, 1)
        said.setColumnStretch(1, 1)
        hbox(
            grow(said),
            aligned(self.differently, Qt.AlignmentFlag.AlignVCenter),
            spacing=14,
            margins=(16, 13, 12, 13),
            inside=self,
        )
        words.changed.connect(self._say)
        paint.follow_theme(self)
        self.hide()

    def show_understood(self, understood: Understood | None) -> None:
        """Show what a project keeps of it."""
        if understood != self._understood:
            self._understood = understood
            self._checks.clear()
            for each in understood.evidence if understood else ():
                check = Check(each)
                check.asked.connect(self.cases_asked)
                self._checks.addWidget(check)
            self._say()
        self.differently.setVisible(understood is not None and understood.has_others)
        self.setVisible(understood is not None)

    def _say(self) -> None:
        if self._understood is None:
            return
        lead, said = tr("What I understood:"), tr("{sentence}.", sentence=self._understood.sentence)
        said = said.replace("….", "…")  # a list that goes on needs no further dot
        self.sentence.setText(
            words.joined(f'<span style="font-weight:600">{words.escape(lead)}</span>', words.escape(said))
        )
        self.setAccessibleName(words.joined(lead, said))
        checks = [told(each.message) for each in self._understood.evidence]
        self.setAccessibleDescription("\n".join(checks))

    def set_open(self, is_open: bool) -> None:
        """Show that the sheet is open."""
        self.differently.setChecked(is_open)

    def paintEvent(self, event: object) -> None:
        with paint.begin(self) as painter:
            paint.box(painter, self.rect().toRectF(), theme.RADIUS_CARD, fill="surface", line="line")


class CaseList(Dialog):
    """The cases of a check that failed."""

    def __init__(self, evidence: Evidence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        put(self, "setWindowTitle", evidence.message)
        self.table = put(RowTable(), "setAccessibleName", evidence.message)
        self.table.setModel(QStringListModel(list(evidence.cases), self))
        self.table.horizontalHeader().hide()
        self.table.set_columns([Column(width=300, stretch=1)])
        close = put(Button("primary"), "setText", "Close")
        close.clicked.connect(self.accept)
        card = Card(titled=False, padded=False)
        card.body.addWidget(self.table)
        self.lay_out(
            put(Text("heading", wrap=True), "setText", evidence.message),
            grow(card),
            aligned(close, Qt.AlignmentFlag.AlignRight),
            spacing=10,
        )
        self.resize(theme.px(620), theme.px(460))
