"""``WeakData(state)``: what makes a score worth less than it looks, above the numbers: copies, hardly any pictures."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from sft_gui.data.findings import findings, sentences
from sft_gui.data.project import Project
from sft_gui.messages import Message
from sft_gui.training.run_folder import RunFolder
from sft_gui.ui.core import jobs
from sft_gui.ui.core.state import AppState
from sft_gui.ui.look import paint, theme, words
from sft_gui.ui.look.words import told
from sft_gui.ui.widgets.layout import grow, hbox
from sft_gui.ui.widgets.still import Still
from sft_gui.ui.widgets.text import IconLabel, Text

BELOW = 12  # px to what comes next, which would stay if the layout kept it


class WeakData(QFrame):
    """Speaks of the open project's runs only: of others' pictures nothing is known here."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._said: list[Message] = []
        self._looking = jobs.Latest()
        self.sentence = Text("small", wrap=True)
        hbox(
            IconLabel("warn", "warn", 18), grow(self.sentence), spacing=10, margins=(14, 8, 14, 8 + BELOW), inside=self
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._still = Still(self)
        words.changed.connect(self._say)
        paint.follow_theme(self)
        self.hide()

    def look(self, run: RunFolder | None) -> None:
        """Look at the pictures of a run's project; None: there is nothing to speak of."""
        self._looking.drop()
        project = self._state.project
        if run is None or project is None or run.folder.parent.parent != project.folder:
            self._show([])
        else:
            self._looking.run(_sentences, project, done=self._show, owner=self)

    def _show(self, said: list[Message]) -> None:
        self._said = said
        self._say()

    def _say(self) -> None:
        self.sentence.setText(words.joined(*(told(each) for each in self._said)))
        self.setAccessibleName(self.sentence.text())
        self._still.show(bool(self._said))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            paint.box(
                painter,
                QRectF(self.rect()).adjusted(0, 0, 0, -BELOW),
                theme.RADIUS_CARD,
                fill="warn_soft",
                line="warn_line",
            )


def _sentences(project: Project) -> list[Message]:
    return sentences(findings(project), warnings_only=True)
