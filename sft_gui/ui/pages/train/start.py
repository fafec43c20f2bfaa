"""``StartBar()``: the foot of the Train page: the run's name, why it cannot start or when it is done, and Start."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSizePolicy, QWidget

from sft_gui.messages import Message
from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put, told
from sft_gui.ui.widgets.button import Button, LinkButton
from sft_gui.ui.widgets.layout import grow, hbox, stretch, vbox
from sft_gui.ui.widgets.text import IconLabel, Text

STACKED_BELOW = 640  # of the width: then Start stands below the rest
NAME, START, SAID = 200, 250, 330


class StartBar(QWidget):
    """``started`` is emitted by the button; ``field_asked`` by the way to what is wrong; ``name_edited``."""

    started = Signal()
    field_asked = Signal(str)
    name_edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit()
        self.name.setMaxLength(80)
        self.name.textEdited.connect(self.name_edited)
        self.label = put(Text("small", "text2"), "setText", "Name of the run")
        self.label.setBuddy(self.name)
        put(self.name, "setAccessibleName", "Name of the run")
        self.start = put(Button("primary", icon="play", size="big"), "setText", "Start training")
        self.start.set_hint("Ctrl ↵")
        self.start.clicked.connect(self.started)
        self.why = Text("small", "danger", wrap=True)
        self._why_icon = IconLabel("error", "danger", 16)
        self.go = put(LinkButton(), "setText", "Show it")
        self.go.clicked.connect(lambda: self.field_asked.emit(self._field))
        self.promise = Text("small", "text2", wrap=True)
        self.promise.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        put(self.promise, "setText", "You can pause or close the app; nothing is lost.")
        self._field = ""
        self._lay_out()
        self._fit()
        self.show_reason(None)
        theme.changed.connect(self._fit)

    def _lay_out(self) -> None:
        name = hbox(self.label, self.name, stretch(), spacing=10)
        reason = hbox(stretch(), self._why_icon, grow(self.why, 100), self.go, grow(self.promise, 100), spacing=8)
        self._beside = hbox(grow(name), grow(reason), spacing=16)
        self._row = hbox(grow(self._beside), self.start, spacing=16)
        vbox(self._row, margins=0, inside=self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_stacked = self.width() < theme.px(STACKED_BELOW)
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if is_stacked else beside)
        self.name.setFixedWidth(theme.px(NAME))
        self.start.setMinimumWidth(theme.px(START))

    def show_reason(self, reason: Message | None, field: str = "", *, is_error: bool = True) -> None:
        """Say why the run cannot start, and at which setting; None: it can.

        Args:
            is_error: something is wrong; else it only waits for something, which is no reason for red.
        """
        self._field = field
        self.start.setEnabled(reason is None)
        self.why.setText(told(reason) if reason is not None else "")
        self.why.set_tone("danger" if is_error else "text2")
        self._why_icon.set_icon("error" if is_error else "info", "danger" if is_error else "text2")
        self.start.setAccessibleDescription(self.why.text())
        for widget in (self.why, self._why_icon):
            widget.setVisible(reason is not None)
        self.go.setVisible(bool(field))
        self.promise.setVisible(reason is None)

    def show_promise(self, promise: Message) -> None:
        """Say when the run would be done."""
        put(self.promise, "setText", promise)
