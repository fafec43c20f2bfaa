"""The Predict page: pictures are dropped, pasted or opened, and named by any kept run or by the one being trained."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTemporaryDir
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from sft_gui.data.formats import READABLE
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say
from sft_gui.training.events import RunState
from sft_gui.ui import formats, tasks_pool, theme, words
from sft_gui.ui.pages.predict_files import gather, keep_pasted, truth_of
from sft_gui.ui.pages.predict_filing import NOTICE, Filing
from sft_gui.ui.pages.predict_naming import Naming
from sft_gui.ui.pages.predict_workspace import Workspace
from sft_gui.ui.qtmodels.answer_table import AnswerTable, Item
from sft_gui.ui.qtmodels.run_list import RunList
from sft_gui.ui.qtmodels.run_summaries import RunSummary
from sft_gui.ui.shapes import ClassColours, Shapes
from sft_gui.ui.state import AppState
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.drop_zone import DropZone
from sft_gui.ui.widgets.predict_views import view_name
from sft_gui.ui.widgets.run_picker import Choice, RunPicker
from sft_gui.ui.widgets.text import IconLabel
from sft_gui.ui.widgets.title_row import TitleRow
from sft_gui.ui.words import put, tr

SAVE_WORDS: dict[str, Message] = {
    "label": say("Save as CSV…"),
    "boxes": say("Save boxes"),
    "mask": say("Save masks"),
}


class PredictPage(QWidget):
    """Takes ``state.pictures_dropped`` and ``state.image_pasted``, on whichever page they were dropped."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._list = RunList.of(state)
        self._pasted = QTemporaryDir()
        self.answers = AnswerTable(self)
        self.naming = Naming(self)
        self.picker = RunPicker()
        self.open = put(Button(icon="folder"), "setText", "Open…")
        self.save = put(Button(icon="download"), "setText", "Save as CSV…")
        self.zone = DropZone(art=IconLabel("predict", "accent", 32), big=True)
        self.zone_button = Button("primary")
        self.workspace = Workspace(self.answers)
        self.filing = Filing(state, self.answers, self.naming, self.workspace, self)
        self._lay_out()
        self._connect()
        self.workspace.show_view(view_name(state.memory.get("predict_view", "strip")))
        self._follow_session()
        self._on_runs()

    # Layout

    def _lay_out(self) -> None:
        head = TitleRow(say("Predict"))
        head.add(self.picker, self.open, self.save)
        self.zone.actions.addWidget(self.zone_button)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.zone)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.workspace)
        self._stack.addWidget(scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, 18, theme.MARGIN, 14)
        column.setSpacing(14)
        column.addWidget(head)
        column.addLayout(self._stack, 1)

    def _connect(self) -> None:
        state, naming, work, filing = self._state, self.naming, self.workspace, self.filing
        state.pictures_dropped.connect(self.take)
        state.image_pasted.connect(self.take_image)
        state.session_changed.connect(self._follow_session)
        state.run_changed.connect(self._follow_run)
        state.project_changed.connect(self.picker.forget)
        self._list.changed.connect(self._on_runs)
        self.picker.picked.connect(self._on_picked)
        self.open.clicked.connect(lambda: filing.ask_what(self.open))
        self.zone_button.clicked.connect(self._on_zone_button)
        self.save.clicked.connect(self._ask_how_to_save)
        work.more_asked.connect(filing.ask_what)
        work.sort_asked.connect(filing.ask_and_sort)
        work.again_asked.connect(self.name_again)
        work.clear_asked.connect(self.clear)
        work.cancel_asked.connect(self._cancel)
        work.truth_asked.connect(self._look_for_truth)
        work.view_chosen.connect(lambda name: state.memory.set("predict_view", name))
        filing.chosen.connect(self.take)
        filing.sorting_ended.connect(self._show_work)
        naming.answered.connect(self._on_answered)
        naming.state_changed.connect(self._show_work)
        naming.failed.connect(lambda error: state.tell_error(error, key=NOTICE))
        naming.noted.connect(lambda note: state.tell(NOTICE, note, severity="warn"))
        words.changed.connect(self._show)
        QShortcut(QKeySequence.StandardKey.Save, self).activated.connect(self._ask_how_to_save)
        for keys, by in (("PgUp", -1), ("PgDown", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=by: work.views.step(by))
        for keys, by in (("[", -1), ("]", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=by: work.step_overlay(by))
        QShortcut(QKeySequence("T"), self).activated.connect(work.toggle_truth)

    # Which run

    def _follow_session(self) -> None:
        session = self._state.session
        if session is not None:
            self.naming.follow(session)
            session.state_changed.connect(self._on_runs)

    def _follow_run(self) -> None:
        if self._state.run is not None:
            self.picker.choose(self._state.run.folder)

    def _live(self) -> RunSummary | None:
        """Give the run being trained, once its loop can hand out weights."""
        session = self._state.session
        current = session.current if session is not None and session.is_busy else None
        if current is None or current.progress.state not in (RunState.RUNNING, RunState.PAUSED):
            return None
        return self._list.find(current.run.folder)

    def _on_runs(self) -> None:
        before = self.picker.choice()
        project = self._state.project
        self.picker.set_runs(self._list.runs, project.name if project is not None else "", live=self._live())
        choice = self.picker.choice()
        is_same = before is not None and choice is not None and before.key == choice.key and not choice.is_live
        if is_same and before.run.stamp != choice.run.stamp:
            self.name_again()  # better weights came meanwhile
        self._show()

    def _on_picked(self, choice: Choice | None) -> None:
        by = say("Answered by {run}", run=self.picker.title(choice)) if choice is not None else None
        self._state.set_answering(by)
        if choice is not None:
            self.workspace.set_overlay(choice.run.task.overlay, ClassColours(choice.run.classes, choice.run.legend))
            put(self.save, "setText", SAVE_WORDS[choice.run.task.overlay])
        self.name_again()
        self._show()

    # What is to be named

    def take(self, paths: list[Path]) -> None:
        """Name these files, and the pictures in these folders."""
        self.filing.sources += paths
        self.workspace.show_reading(True)
        tasks_pool.run(gather, paths, done=self._on_gathered, failed=self._on_failed, owner=self)

    def take_image(self, image: QImage) -> None:
        """Name a picture that has no file."""
        name = tr("Pasted at {time}", time=formats.clock())
        folder = Path(self._pasted.path())
        done = lambda item: self._on_gathered([item])  # noqa: E731
        tasks_pool.run(keep_pasted, image, folder, name, done=done, failed=self._on_failed, owner=self)

    def _on_gathered(self, items: list[Item]) -> None:
        self.workspace.show_reading(False)
        if not items:
            fact, rest = say("There are no pictures in it."), READABLE
            self._state.tell(NOTICE, fact, rest, severity="warn")
            return
        self._state.withdraw(NOTICE)
        first = self.answers.add(items)
        if first is not None:
            self.workspace.views.set_current(first)
        self._name()
        self._show()

    def name_again(self) -> None:
        """Name every picture anew, by what is chosen now."""
        self.naming.cancel()
        self.answers.forget_answers()
        self._name()
        self.workspace.show_current()

    def _name(self) -> None:
        choice = self.picker.choice()
        if choice is not None:
            waiting = self.naming.asked()
            self.naming.name(choice, [each for each in self.answers.unanswered() if each[0] not in waiting])

    def clear(self) -> None:
        """Forget the pictures; their files stay."""
        self.naming.cancel()
        self.answers.clear()
        self.filing.sources = []
        self.workspace.show_current()
        self._show()

    def _on_answered(self, answers: list) -> None:
        self.answers.set_answers(answers)
        self.workspace.device = self.naming.device
        self.workspace.show_current()

    def _look_for_truth(self, path: Path) -> None:
        """Show what is annotated of a picture of the open project, if it is one."""
        project, choice = self._state.project, self.picker.choice()
        if project is not None and choice is not None and path.is_relative_to(project.root):
            done = partial(self._on_truth, path)
            tasks_pool.run(truth_of, project, path, choice.run.task.overlay, done=done, owner=self, priority=3)

    def _on_truth(self, path: Path, truth: Shapes | None) -> None:
        if path == self.workspace.path():
            self.workspace.show_truth(truth)

    # What is shown

    def _show(self) -> None:
        choice, count = self.picker.choice(), self.answers.rowCount()
        self.picker.setEnabled(choice is not None)
        self._stack.setCurrentIndex(1 if count and choice is not None else 0)
        self.workspace.set_live(choice is not None and choice.is_live)
        self._show_zone(count)
        self._show_work()

    def _show_zone(self, waiting: int) -> None:
        choice = self.picker.choice()
        if choice is not None:
            put(self.zone.title, "setText", "Drop pictures here")
            by = self.picker.title(choice)
            rest = say("One, many or a whole folder, or paste one with Ctrl+V. {run} names them.", run=by)
            put(self.zone_button, "setText", "Choose pictures…")
        else:
            put(self.zone.title, "setText", _no_model(waiting) if self._list.is_read else say("Looking for models"))
            rest = say("Train one on the Train page: its first validation already makes a model.")
            put(self.zone_button, "setText", "Go to Train")
        put(self.zone.sentence, "setText", rest)

    def _on_zone_button(self) -> None:
        if self.picker.choice() is not None:
            self.filing.ask_for_files()
        else:
            self._state.navigate.emit("train" if self._state.project is not None else "start")

    def _show_work(self) -> None:
        can_save = bool(self.naming.classes) and bool(self.answers.rowCount()) and not self.naming.is_busy
        self.save.setEnabled(can_save)
        self.workspace.show_work(self.naming.done, self.naming.total, is_busy=self.naming.is_busy)

    def _ask_how_to_save(self) -> None:
        if self.save.isEnabled():
            self.filing.ask_how_to_save(self.save)

    def _cancel(self) -> None:
        if not self.filing.stop_sorting():
            self.naming.cancel()

    def _on_failed(self, error: Exception) -> None:
        self.workspace.show_reading(False)
        if not isinstance(error, UserError):
            raise error
        self._state.tell_error(error, key=NOTICE)


def _no_model(waiting: int) -> Message:
    if not waiting:
        return say("There is no model yet")
    return counted(
        waiting,
        "The picture waits: there is no model yet",
        "{count} pictures wait: there is no model yet",
    )
