"""``ClassDialog``: which class the selected pictures get, one there is or a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from sft_gui.messages import counted
from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.field import Field
from sft_gui.ui.widgets.layout import hbox, stretch
from sft_gui.ui.widgets.text import Text


class ClassDialog(Dialog):
    """``chosen(name)`` is emitted when the user agrees; the name may be new."""

    chosen = Signal(str)

    def __init__(self, classes: Sequence[str], num_pictures: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes = set(classes)
        title = counted(num_pictures, "Change the class of {count} picture", "Change the class of {count} pictures")
        put(self, "setWindowTitle", title)
        self.name = QLineEdit()
        completer = QCompleter(list(classes), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.name.setCompleter(completer)
        self.field = put(Field(self.name), "set_label", "Class")
        self.cancel = put(Button(), "setText", "Cancel")
        self.take = put(Button("primary"), "setText", "Change class")
        self.take.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self._on_taken)
        self.name.textChanged.connect(self._on_typed)
        self.lay_out(
            put(Text("heading", wrap=True), "setText", title),
            self.field,
            hbox(stretch(), self.cancel, self.take, spacing=8),
            spacing=14,
        )
        self.setFixedWidth(theme.px(420))
        self._on_typed("")
        self.name.setFocus()

    def _on_typed(self, text: str) -> None:
        name = text.strip()
        self.take.setEnabled(bool(name))
        if name and name not in self._classes:
            put(self.field, "set_hint", "This is a new class. Your folder itself stays as it is.")
        else:
            put(self.field, "set_hint", "Only this project remembers it. Your folder itself stays as it is.")

    def _on_taken(self) -> None:
        self.chosen.emit(self.name.text().strip())
        self.accept()
