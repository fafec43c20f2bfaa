"""``Dialog``: a window over the window, with the focus ring; ``confirm(...)`` asks one question with two answers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from sft_gui.messages import Message
from sft_gui.ui.core import tab_order
from sft_gui.ui.look import theme
from sft_gui.ui.look.dressing import dress
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.button import Button, Kind
from sft_gui.ui.widgets.focus_ring import FocusRing
from sft_gui.ui.widgets.layout import Item, gap, hbox, stretch, vbox
from sft_gui.ui.widgets.text import Text


class Dialog(QDialog):
    """The base of every dialog: our ground colour and the focus ring; Esc closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._ring = FocusRing(self)
        dress(self)

    def lay_out(self, *items: Item, spacing: int) -> QVBoxLayout:
        """Set items below each other, with the margins that every dialog has."""
        return vbox(*items, spacing=spacing, margins=(24, 22, 24, 20), inside=self)

    def focusNextPrevChild(self, next: bool) -> bool:
        return tab_order.move(self, forward=next)


class Confirm(Dialog):
    """A question: title, what will happen, the way out on the left, the deed on the right.

    ``exec()`` is True for the deed. The safe answer has the focus for a deed that destroys.
    """

    def __init__(
        self,
        title: Message,
        text: Message,
        *,
        act: Message,
        stay: Message,
        kind: Kind = "confirm",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        put(self, "setWindowTitle", title)
        self.stay_button = put(Button(), "setText", stay)
        self.act_button = put(Button(kind), "setText", act)
        self.lay_out(
            put(Text("heading", wrap=True), "setText", title),
            put(Text("body", "text2", wrap=True), "setText", text),
            gap(14),
            hbox(stretch(), self.stay_button, self.act_button, spacing=8),
            spacing=6,
        )
        self.stay_button.clicked.connect(self.reject)
        self.act_button.clicked.connect(self.accept)
        safe = self.stay_button if kind == "confirm" else self.act_button
        safe.setDefault(True)
        safe.setFocus()
        self.setFixedWidth(theme.px(520))


def confirm(
    parent: QWidget, title: Message, text: Message, *, act: Message, stay: Message, kind: Kind = "confirm"
) -> bool:
    """Ask and wait; True when the user chose ``act``."""
    dialog = Confirm(title, text, act=act, stay=stay, kind=kind, parent=parent)
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
