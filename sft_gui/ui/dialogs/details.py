"""Technical details behind a button, to read or to copy."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.layout import grow, hbox, stretch
from sft_gui.ui.widgets.text import Text


class DetailsDialog(Dialog):
    """A text in a fixed font."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        put(self, "setWindowTitle", "Details")
        self.text = QPlainTextEdit(details)
        self.text.setProperty("kind", "report")
        self.text.setReadOnly(True)
        self.text.setFont(theme.font("mono"))
        put(self.text, "setAccessibleName", "Details")
        copy = put(Button(icon="copy"), "setText", "Copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        close = put(Button("primary"), "setText", "Close")
        close.clicked.connect(self.accept)
        self.lay_out(
            put(Text("heading"), "setText", "Details"), grow(self.text), hbox(copy, stretch(), close), spacing=14
        )
        self.resize(theme.px(640), theme.px(420))
