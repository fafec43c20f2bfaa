"""Every key of the window, in groups."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QWidget

from sft_gui.messages import Message, say
from sft_gui.ui.look import paint, theme
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.layout import grow, hbox, stretch, vbox
from sft_gui.ui.widgets.text import Text

GROUPS: tuple[tuple[Message, tuple[tuple[str, Message], ...]], ...] = (
    (
        say("Everywhere"),
        (
            ("Ctrl+1 – Ctrl+7", say("Show a page, in the order of the rail")),
            ("Ctrl+O", say("Open a folder")),
            ("Ctrl+V", say("Predict the pictures on the clipboard")),
            ("Ctrl+.", say("Stop the run and keep its best weights")),
            ("Ctrl++  Ctrl+-  Ctrl+0", say("Larger, smaller or normal text")),
            ("Ctrl+,", say("Settings")),
            ("F1", say("Guide, at what fits the page")),
            ("Ctrl+/", say("This list")),
            ("Esc", say("Close, or cancel a drag")),
        ),
    ),
    (
        say("Data and History"),
        (
            ("Ctrl+F", say("Find")),
            ("Ctrl+Z", say("Undo")),
            ("X", say("Leave the chosen pictures out")),
            ("F2", say("Rename")),
            ("F5", say("Look at the folder again")),
            ("Del", say("Move to the bin")),
            ("Enter", say("Open")),
        ),
    ),
    (
        say("Train and Run"),
        (
            ("Ctrl+Enter", say("Start training")),
            ("Space", say("Pause or resume")),
        ),
    ),
    (
        say("Guide"),
        (
            ("Ctrl+F", say("Find in the guide")),
            ("F3  Shift+F3", say("Next or previous match")),
            ("Alt+← Alt+→", say("Back and forward")),
        ),
    ),
    (
        say("Predict"),
        (
            ("Ctrl+S", say("Save the predictions")),
            ("+  -  0  1", say("Larger, smaller, fitted, pixel for pixel")),
            ("Home  End  ← →", say("Go through the pictures")),
        ),
    ),
)


class _Keys(QWidget):
    def __init__(self, keys: str) -> None:
        super().__init__()
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(keys)

    def _width(self) -> int:
        return paint.width_of(self._text(), theme.font("hint")) + theme.px(16)

    def _text(self) -> str:
        # As this system writes them: ⌘ for Ctrl on macOS.
        first = self._keys.split(" ")[0]
        native = QKeySequence(first).toString(QKeySequence.SequenceFormat.NativeText)
        return native if native and first == self._keys else self._keys

    def sizeHint(self) -> QSize:
        return QSize(self._width(), theme.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            rect = QRectF(self.rect())
            paint.box(painter, rect, 5, fill="sunken", line="line2")
            paint.text(painter, rect, self._text(), theme.font("hint"), "text2", paint.CENTER)


class ShortcutsDialog(Dialog):
    """A list to read; any of it can be reached by the mouse too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        put(self, "setWindowTitle", "Shortcuts")
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        row = 0
        for title, keys in GROUPS:
            grid.setRowMinimumHeight(row, theme.px(34) if row else 0)
            head = put(Text("section"), "setText", title)
            grid.addWidget(head, row, 0, 1, 2, Qt.AlignmentFlag.AlignBottom)
            for key, meaning in keys:
                row += 1
                grid.addWidget(_Keys(key), row, 0)
                grid.addWidget(put(Text("body", "text2", wrap=True), "setText", meaning), row, 1)
            row += 1
        grid.setColumnStretch(1, 1)
        content = QWidget()
        vbox(grid, stretch(), margins=(0, 0, 12, 0), inside=content)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        done = put(Button("primary"), "setText", "Done")
        done.clicked.connect(self.accept)
        vbox(
            put(Text("title"), "setText", "Shortcuts"),
            grow(scroll),
            hbox(stretch(), done),
            spacing=14,
            margins=(24, 22, 12, 20),
            inside=self,
        )
        self.resize(theme.px(600), theme.px(640))
