"""``ask_epochs(...)``: how many epochs more a run is to be trained for."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QSpinBox, QWidget

from sft_gui.messages import say
from sft_gui.settings.catalogue import SETTINGS
from sft_gui.ui.core.run_summaries import RunSummary
from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.field import Field
from sft_gui.ui.widgets.layout import gap, hbox, stretch
from sft_gui.ui.widgets.text import Text


class ExtendDialog(Dialog):
    """``epochs()`` after ``exec()`` is True."""

    def __init__(self, run: RunSummary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        put(self, "setWindowTitle", "Extend the run")
        done, meant = run.report.epoch, run.report.epochs
        self._epochs = QSpinBox()
        self._epochs.setRange(1, int(SETTINGS["train.epochs"].maximum or 10_000))
        self._epochs.setValue(max(meant // 2, 1))
        field = put(Field(self._epochs), "set_label", "More epochs")
        field.setMaximumWidth(theme.px(200))
        self._cancel = put(Button(), "setText", "Cancel")
        self._extend = put(Button("primary", icon="play"), "setText", "Train on")
        self._extend.setDefault(True)
        told = say(
            "It has trained {done} of {meant} epochs and goes on from its last checkpoint.", done=done, meant=meant
        )
        self.lay_out(
            put(Text("heading", wrap=True), "setText", say("Extend “{name}”", name=run.name)),
            put(Text("body", "text2", wrap=True), "setText", told),
            gap(6),
            field,
            gap(8),
            hbox(stretch(), self._cancel, self._extend, spacing=8),
            spacing=8,
        )
        self._cancel.clicked.connect(self.reject)
        self._extend.clicked.connect(self.accept)
        self.setFixedWidth(theme.px(460))

    def epochs(self) -> int:
        """Give the number asked for."""
        return self._epochs.value()


def ask_epochs(run: RunSummary, parent: QWidget) -> int | None:
    """Ask and wait; None when the user thought better of it."""
    dialog = ExtendDialog(run, parent)
    try:
        return dialog.epochs() if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
