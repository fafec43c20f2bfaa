"""Reading the data differently: the card and the sheet of the Data page, and what the pool does for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from sft_gui.data.project import Project
from sft_gui.data.readers.reader import Choice, Proposal
from sft_gui.data.understand import Understood
from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.ui.core import jobs
from sft_gui.ui.core.state import AppState
from sft_gui.ui.dialogs.reading import model as readings
from sft_gui.ui.dialogs.reading.list import ReadingSheet
from sft_gui.ui.pages.data.understood import UnderstoodCard


class Rereading(QObject):
    """Belongs to the page; ``opened`` and ``closed`` say which of sheet and grid is on show."""

    opened, closed = Signal(), Signal()
    reading = Signal(bool)
    progressed = Signal(int, object, object)  # as a look at the source tells it
    chosen = Signal(object)  # Proposal or None: what the counts are shown by
    cases_asked = Signal(object)  # Evidence

    def __init__(self, state: AppState, card: UnderstoodCard, sheet: ReadingSheet, parent: QObject) -> None:
        super().__init__(parent)
        self._state, self._card, self._sheet = state, card, sheet
        self._looking, self._reading = jobs.Latest(), jobs.Latest()
        self._project: Project | None = None
        self._is_open = False
        card.differently_asked.connect(lambda: self.close() if self._is_open else self.open())
        card.cases_asked.connect(self.cases_asked)
        sheet.closed.connect(self.close)
        sheet.taken.connect(self._on_taken)
        sheet.chosen.connect(self.chosen)

    def show_project(self, project: Project | None) -> None:
        """Belong to another project, or none."""
        self._project = project
        self._looking.drop()
        self._reading.drop()
        self.close()

    def is_reading(self) -> bool:
        """Tell whether the source is being read in another way."""
        return self._reading.is_under_way

    def cancel(self) -> None:
        """End the reading; what was before stays."""
        self._reading.cancel()

    def open(self) -> None:
        """Look for the ways and offer them."""
        if self._project is None:
            return
        self._is_open = True
        self._sheet.show_looking()
        self._card.set_open(True)
        self.opened.emit()
        self._looking.run(
            readings.ways_of,
            self._project,
            done=self._sheet.show_ways,
            failed=self._on_no_ways,
            owner=self,
            is_long=True,
        )

    def close(self) -> None:
        """Leave everything as it is."""
        self._is_open = False
        self._looking.drop()
        self._card.set_open(False)
        self.chosen.emit(None)
        self.closed.emit()

    def _on_no_ways(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._sheet.show_failed(error)

    def _on_taken(self, proposal: Proposal) -> None:
        project = self._project
        if project is None:
            return
        before, said = project.choice, project.understood
        done = say("Read anew: {how}", how=proposal.sentence)
        back = partial(self._read, before, said, None, None)
        self._read(proposal.choice, readings.said_of(proposal), done, back)

    def _read(
        self,
        choice: Choice,
        understood: Understood | None,
        done: Message | None,
        back: Callable[[], object] | None,
    ) -> None:
        """Read the open project's source in this way, and offer the way back."""
        project, session = self._state.project, self._state.session
        if project is None:
            return
        if session is not None and session.is_busy:
            fact = say("“{name}” is being trained.", name=project.name)
            self._state.tell("data", fact, say("Stop the run first."), severity="warn", on_page=True)
            return
        self.close()
        self.reading.emit(True)
        self._reading.run(
            readings.read_as,
            project,
            choice,
            understood,
            done=partial(self._on_read, project, done, back),
            failed=self._on_failed,
            stopped=lambda: self.reading.emit(False),
            progress=lambda *told: self.progressed.emit(*told),
            owner=self,
            is_long=True,
        )

    def _on_read(
        self, before: Project, done: Message | None, back: Callable[[], object] | None, project: Project
    ) -> None:
        self.reading.emit(False)
        if self._state.project is not before:  # another one was opened meanwhile
            project.close()
            return
        self._state.open_project(project)
        before.close()
        if done is not None and back is not None:
            self._state.offer_undo(done, back, icon="ok")

    def _on_failed(self, error: Exception) -> None:
        self.reading.emit(False)
        if not isinstance(error, UserError):
            raise error
        self._state.tell_error(error, key="data", on_page=True)
