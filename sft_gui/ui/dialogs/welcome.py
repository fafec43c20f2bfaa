"""Welcome, once: what the app does in three steps, and the two ways to begin."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from sft_gui.ui.core.state import AppState
from sft_gui.ui.look import icons, paint, theme, words
from sft_gui.ui.look.words import put, put_plain
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.layout import fill, gap, grow, hbox, stretch, vbox
from sft_gui.ui.widgets.text import IconLabel, Text

SAMPLE, OWN = 10, 11  # results of exec(); anything else closes without choosing
SEEN = "welcome_seen"


class _Number(QWidget):
    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(24), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            rect = QRectF(self.rect())
            paint.box(painter, rect, rect.height() / 2, fill="accent_soft")
            paint.text(painter, rect, str(self._number), theme.font("small_strong"), "accent_text", paint.CENTER)


class _BigMark(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(theme.px(40), theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            icons.paint(painter, "mark", "accent", 0, 0, theme.px(40))


class WelcomeDialog(Dialog):
    """``exec()`` gives SAMPLE, OWN or Rejected."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        put(self, "setWindowTitle", "Welcome")
        say_what = put(
            Text("body", "text2", wrap=True),
            "setText",
            "Show it photos, and it learns to tell them apart. Everything stays on this computer.",
        )
        column = vbox(
            _BigMark(),
            gap(12),
            put(Text("title"), "setText", "Welcome"),
            say_what,
            gap(14),
            spacing=8,
            margins=(30, 30, 30, 22),
            inside=self,
        )
        for number, step in enumerate(
            (
                put(Text("body"), "setText", "Drop a folder of photos"),
                put(Text("body"), "setText", "Press Start and watch it learn"),
                put(Text("body"), "setText", "Drop a new photo to try it"),
            ),
            start=1,
        ):
            row = hbox(_Number(number), grow(step), spacing=12)
            fill(column, row, gap(12))
        column.addStretch(1)
        self.sample = put(Button("primary"), "setText", "Try the sample (1 min)")
        self.own = put(Button(), "setText", "Use my photos…")
        self.sample.clicked.connect(lambda: self.done(SAMPLE))
        self.own.clicked.connect(lambda: self.done(OWN))
        fill(column, self.sample, self.own, gap(4), self._languages())
        self.setFixedSize(theme.px(396), theme.px(514))
        state.memory.set(SEEN, True)

    def _languages(self) -> QHBoxLayout:
        row = hbox(stretch(), IconLabel("language", "text2", 16), spacing=2)
        for code, name in words.LANGUAGES.items():
            button = put_plain(Button("quiet", size="small"), "setText", name)
            button.clicked.connect(lambda _=False, code=code: self._choose(code))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _choose(self, code: str) -> None:
        self._state.memory.set("language", code)
        words.set_language(code)
