"""``Field(editor)``: label above, hint below; an error (red) or warning (amber) replaces the hint.

``put(field, "set_label", "Batch size")``, ``put(field, "set_hint", "92 steps an epoch")``,
``field.set_error("Too large: ...")``, ``field.set_warning(...)``, ``field.set_changed(True)``, ``field.reset_asked``.
Wraps any QLineEdit, QAbstractSpinBox, QComboBox, Switch or other widget; spin boxes leave the wheel to the page.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractSpinBox, QSizePolicy, QWidget

from sft_gui.ui.look import paint, theme
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.button import IconButton
from sft_gui.ui.widgets.layout import aligned, grow, hbox, stretch, vbox
from sft_gui.ui.widgets.text import IconLabel, Text


class _WheelGuard(QObject):
    """Leaves the wheel to the page unless the editor has the focus."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


class _Dot(QWidget):
    """Marks a setting that differs from its preset."""

    def sizeHint(self) -> QSize:
        return QSize(theme.px(6), theme.px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            paint.box(painter, QRectF(self.rect()), self.height() / 2, fill="accent")


class _Reset(IconButton):
    def sizeHint(self) -> QSize:
        return QSize(theme.px(24), theme.px(15))  # no higher than the label: the editor must not jump when it shows


class Field(QWidget):
    """A labelled editor. ``reset_asked`` is emitted by the way back that a changed field shows."""

    reset_asked = Signal()

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._hint = self._error = self._warning = ""
        self.label = Text("small_strong")
        self.label.setBuddy(editor)
        self._dot = _Dot()
        self._dot.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._reset = put(_Reset("undo"), "set_label", "Back to the preset's value")
        self._reset.clicked.connect(self.reset_asked)
        self._icon = IconLabel("warn", "warn", 14)
        self._below = Text("hint", "text3", wrap=True)
        self._lay_out()
        self.set_changed(False)
        self._show_below()
        if isinstance(editor, QAbstractSpinBox):
            editor.lineEdit().setTextMargins(10, 0, 8, 0)
            editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            editor.installEventFilter(_WheelGuard(editor))

    def _lay_out(self) -> None:
        head = hbox(self.label, self._dot, stretch(), self._reset, spacing=6, margins=0)
        below = hbox(aligned(self._icon, Qt.AlignmentFlag.AlignTop), grow(self._below), spacing=6)
        vbox(head, self.editor, below, stretch(), spacing=5, margins=0, inside=self)

    def set_label(self, label: str) -> None:
        """Name the field; the editor takes it as its accessible name."""
        self.label.setText(label)
        self.editor.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        """Say what the value does or which are usual."""
        self._hint = hint
        self._show_below()

    def set_error(self, error: str) -> None:
        """Mark the value as wrong, with what and the allowed range; "" takes the mark away."""
        self._error = error
        self._show_below()

    def set_warning(self, warning: str) -> None:
        """Mark the value as unusual; "" takes the mark away."""
        self._warning = warning
        self._show_below()

    def set_changed(self, changed: bool) -> None:
        """Show the mark of a changed setting and the way back."""
        self._dot.setVisible(changed)
        self._reset.setVisible(changed)

    def state(self) -> str:
        """Give "error", "warn" or ""."""
        return "error" if self._error else "warn" if self._warning else ""

    def _show_below(self) -> None:
        state = self.state()
        said = self._error or self._warning or self._hint
        tone = {"error": "danger", "warn": "warn", "": "text3"}[state]
        self._icon.setVisible(bool(state))
        self._icon.set_icon("error" if state == "error" else "warn", tone)
        self._below.setText(said)
        self._below.set_tone(tone)
        self.editor.setAccessibleDescription(said)
        if self.editor.property("state") != state:
            theme.restyle(self.editor, state=state)
