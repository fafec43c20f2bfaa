"""``StartCard()``: what is known of the run before it starts, its name, and the Start button with why it cannot."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.messages import Message
from sft_gui.settings.setting import Settings
from sft_gui.training.device import Execution
from sft_gui.ui import engine, formats
from sft_gui.ui.widgets.button import Button, LinkButton
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.field import Field
from sft_gui.ui.widgets.text import IconLabel, Rule, Text
from sft_gui.ui.words import put, told, tr


@dataclass(frozen=True)
class Facts:
    """What is counted, not guessed."""

    classes: int
    train: int  # pictures
    val: int
    execution: Execution | None  # None until PyTorch is loaded


def look_up(project: Project, settings: Settings) -> Facts:
    """Count the pictures and ask for the device; for the pool.

    Raises:
        UserError: the device or precision asked for is not here; ``field`` says which.
    """
    index = project.index
    execution = None
    if engine.is_loaded():
        from sft_gui.training import device  # resolving asks torch

        execution = device.resolve(settings)
    train, val = (len(index.ids(split=split)) for split in (Split.TRAIN, Split.VAL))
    return Facts(len(project.classes), train, val, execution)


class _Row(QWidget):
    """A fact: what, a note in small, the value."""

    def __init__(self) -> None:
        super().__init__()
        self.what, self.note, self.value = Text("body", "text2"), Text("hint", "text3"), Text("button")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.what)
        row.addStretch(1)
        row.addWidget(self.note)
        row.addWidget(self.value)

    def show_fact(self, value: str, note: str = "") -> None:
        self.value.setText(value)
        self.note.setText(note)


class StartCard(Card):
    """``started`` is emitted by the button; ``field_asked`` by the way to what is wrong."""

    started = Signal()
    field_asked = Signal(str)
    name_edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        put(self.title, "setText", "Before you start")
        self.pictures, self.steps, self.parameters, self.device = _Row(), _Row(), _Row(), _Row()
        put(self.pictures.what, "setText", "Pictures")
        put(self.steps.what, "setText", "Steps in all")
        put(self.parameters.what, "setText", "Parameters")
        put(self.device.what, "setText", "Device")
        self.name = QLineEdit()
        self.name.setMaxLength(80)
        self.name.textEdited.connect(self.name_edited)
        self.start = put(Button("primary", icon="play", size="big"), "setText", "Start training")
        self.start.set_hint("Ctrl ↵")
        self.start.clicked.connect(self.started)
        self.why = Text("small", "danger", wrap=True)
        self._why_icon = IconLabel("error", "danger", 16)
        self.go = put(LinkButton(), "setText", "Show it")
        self.go.clicked.connect(lambda: self.field_asked.emit(self._field))
        self.promise = put(
            Text("hint", "text3", wrap=True), "setText", "You can pause or close the app; nothing is lost."
        )
        self.promise.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._field = ""
        self._lay_out()
        self.show_reason(None)

    def _lay_out(self) -> None:
        rows = QVBoxLayout()
        rows.setSpacing(9)
        for row in (self.pictures, self.steps, self.parameters, self.device):
            rows.addWidget(row)
        reason = QHBoxLayout()
        reason.setSpacing(8)
        reason.addWidget(self._why_icon, 0, Qt.AlignmentFlag.AlignTop)
        reason.addWidget(self.why, 1)
        reason.addWidget(self.go, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(rows)
        self.body.addSpacing(4)
        self.body.addWidget(Rule())
        self.body.addSpacing(4)
        self.body.addWidget(put(Field(self.name), "set_label", "Name of the run"))
        self.body.addStretch(1)
        self.body.addLayout(reason)
        self.body.addWidget(self.start)
        self.body.addWidget(self.promise)

    def show_facts(self, facts: Facts, *, batch_size: int, epochs: int, parameters: str) -> None:
        """Show what is known of the run that these settings make."""
        steps = -(-facts.train // batch_size)
        said = tr("{count} for validation", count=formats.count(facts.val))
        self.pictures.show_fact(formats.count(facts.train), said)
        self.steps.show_fact(formats.count(steps * epochs), tr("{count} an epoch", count=formats.count(steps)))
        self.parameters.show_fact(parameters)
        self.device.show_fact(told(facts.execution.words()) if facts.execution is not None else "–")

    def show_reason(self, reason: Message | None, field: str = "") -> None:
        """Say why the run cannot start, and at which setting; None: it can."""
        self._field = field
        self.start.setEnabled(reason is None)
        self.why.setText(told(reason) if reason is not None else "")
        self.start.setAccessibleDescription(self.why.text())
        for widget in (self.why, self._why_icon):
            widget.setVisible(reason is not None)
        self.go.setVisible(bool(field))
        self.promise.setVisible(reason is None)
