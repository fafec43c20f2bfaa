"""``FindingsCard()``: what makes the data weak, a sentence each, with the way to the pictures that are meant."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sft_gui.data.findings import Finding
from sft_gui.messages import counted
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.button import LinkButton
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.layout import aligned, fill, gap, vbox
from sft_gui.ui.widgets.text import IconLabel, Text


class FindingsCard(Card):
    """Hidden where there is none. ``pictures_asked`` gives the finding whose pictures are to be listed."""

    pictures_asked = Signal(object)  # Finding

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.head.insertWidget(0, IconLabel("warn", "warn", 18))
        put(self.title, "setText", "Worth a look")
        self.findings: Sequence[Finding] = ()
        self.rows: list[tuple[Text, LinkButton]] = []
        self._column = vbox(spacing=2)
        self.body.addLayout(self._column)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these, the worst first."""
        self.findings = findings
        while len(self.rows) < len(findings):
            self.rows.append(self._add_row(len(self.rows)))
        for finding, (text, link) in zip(findings, self.rows, strict=False):
            put(text, "setText", finding.message)
            put(link, "setText", counted(len(finding.ids), "Show the {count} picture", "Show the {count} pictures"))
        for place, row in enumerate(self.rows):
            for widget in row:
                widget.setVisible(place < len(findings))
        self.setVisible(bool(findings))

    def _add_row(self, place: int) -> tuple[Text, LinkButton]:
        text, link = Text("small", "text2", wrap=True), LinkButton(trailing="right")
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        link.clicked.connect(lambda: self.pictures_asked.emit(self.findings[place]))
        fill(self._column, text, aligned(link, Qt.AlignmentFlag.AlignLeft), gap(4))
        return text, link
