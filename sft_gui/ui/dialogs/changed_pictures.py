"""``ChangedPictures``: pictures are not what they were, which ones, and the ways to go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from sft_gui.data.drift import Change, Drift, Fate
from sft_gui.messages import Message, counted, say
from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put, told
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.layout import fill, gap, hbox, stretch
from sft_gui.ui.widgets.text import Elided, Text

NAMED = 5
LOOK_AGAIN, ACCEPT, LEAVE_OUT, NEW_RUN = "look_again", "accept", "leave_out", "new_run"


@dataclass(frozen=True)
class Choice:
    """One way to go on."""

    key: str
    label: Message
    hint: Message


def choices_before_start(drift: Drift) -> list[Choice]:
    """Return what can be done before a new run."""
    hint = say("The pictures are read as they are now. Your decisions stay.")
    return [Choice(LOOK_AGAIN, say("Look again and start"), hint)]


def choices_before_resuming(drift: Drift) -> list[Choice]:
    """Return what can be done before a run goes on."""
    changed, lost = len(drift.of(Fate.CHANGED)), len(drift.of(Fate.GONE, Fate.BROKEN))
    recorded = say("This is kept in the run, which then differs from one that was never interrupted.")
    found = []
    if changed:
        label = say("Go on with the new contents")
        if lost:
            label = counted(
                lost,
                "Go on with the new contents, without {count} that is lost",
                "Go on with the new contents, without {count} that are lost",
            )
        found.append(Choice(ACCEPT, label, recorded))
    count = changed + lost
    without = counted(count, "Go on without {count} picture", "Go on without {count} pictures")
    found.append(Choice(LEAVE_OUT, without, recorded))
    again = say("The run stays as it is; a new one with its settings learns from the pictures as they are now.")
    return [*found, Choice(NEW_RUN, say("Look again and train anew"), again)]


class ChangedPictures(Dialog):
    """After ``exec()``, ``chosen`` is the key of a choice, or "" where nothing is to be done."""

    def __init__(self, drift: Drift, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = ""
        self.buttons: dict[str, Button] = {}
        put(self, "setWindowTitle", say("Pictures have changed"))
        column = self.lay_out(
            put(Text("heading", wrap=True), "setText", drift.message()), _names(drift.changes), gap(10), spacing=6
        )
        for place, choice in enumerate(choices):
            button = put(Button("primary" if place == 0 else "secondary"), "setText", choice.label)
            button.clicked.connect(lambda _=False, key=choice.key: self._choose(key))
            self.buttons[choice.key] = button
            fill(column, button, put(Text("hint", "text3", wrap=True), "setText", choice.hint), gap(6))
        self.stay = put(Button("quiet"), "setText", say("Cancel"))
        self.stay.clicked.connect(self.reject)
        row = hbox(stretch(), self.stay)
        column.addLayout(row)
        first = next(iter(self.buttons.values()))
        first.setDefault(True)
        first.setFocus()
        self.setFixedWidth(theme.px(520))

    def _choose(self, key: str) -> None:
        self.chosen = key
        self.accept()


def _names(changes: Sequence[Change]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    for row, change in enumerate(changes[:NAMED]):
        name, reason = Elided("small_strong"), Elided("small", "text2")
        name.setText(change.picture.path)
        reason.setText(told(change.reason))
        grid.addWidget(name, row, 0)
        grid.addWidget(reason, row, 1)
    if len(changes) > NAMED:
        more = put(Text("small", "text2"), "setText", say("and {count} more", count=len(changes) - NAMED))
        grid.addWidget(more, NAMED, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
    return grid
