"""The Predict page: pictures are dropped, pasted or opened, and named by the current run, kept or being trained."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTemporaryDir
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QWidget

from sft_gui.data.formats import READABLE
from sft_gui.errors import UserError
from sft_gui.messages import counted, say
from sft_gui.ui.core import jobs
from sft_gui.ui.core.current_run import Choice
from sft_gui.ui.core.run_list import RunList
from sft_gui.ui.core.state import AppState
from sft_gui.ui.core.without_model import without_model
from sft_gui.ui.look import formats, theme, words
from sft_gui.ui.look.class_colours import ClassColours
from sft_gui.ui.look.words import put, tr
from sft_gui.ui.overlays.shapes import Shapes
from sft_gui.ui.pages.predict.answer_table import AnswerTable
from sft_gui.ui.pages.predict.files import gather, keep_pasted, truth_of
from sft_gui.ui.pages.predict.filing import NOTICE, Filing
from sft_gui.ui.pages.predict.naming import Naming
from sft_gui.ui.pages.predict.views import view_name
from sft_gui.ui.pages.predict.workspace import Workspace
from sft_gui.ui.tasks import registry as views
from sft_gui.ui.tasks.panels.picture import Item
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.drop_zone import DropZone
from sft_gui.ui.widgets.layout import grow, vbox
from sft_gui.ui.widgets.run_picker import Foreign, RunPicker
from sft_gui.ui.widgets.text import IconLabel
from sft_gui.ui.widgets.title_row import TitleRow

if TYPE_CHECKING:
    from sft_gui.prediction.predictor import Answer  # imports torch


@dataclass(frozen=True)
class Cleared:
    """What Undo brings back."""

    pictures: list[tuple[Item, Answer | None]]
    sources: list[Path]
    asked: Choice | None
    shown: Path | None


class PredictPage(QWidget):
    """Takes ``state.pictures_dropped`` and ``state.image_pasted``, on whichever page they were dropped."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        RunList.of(state)  # tells the state of the kept runs
        self._pasted = QTemporaryDir()
        self.answers = AnswerTable(self)
        self.naming = Naming(self)
        self.picker, self.foreign = RunPicker(), Foreign()
        self._asked: Choice | None = None  # who has named, or is naming, what is on show
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
        self._on_current()

    # Layout

    def _lay_out(self) -> None:
        head = TitleRow(say("Predict"))
        head.add(self.foreign, self.picker, self.open, self.save)
        self.zone.actions.addWidget(self.zone_button)
        self._stack = QStackedLayout()
        vbox(
            head,
            grow(self._stack),  # before it has anything to show, which would be a window of its own
            spacing=14,
            margins=(theme.MARGIN, 18, theme.MARGIN, 14),
            inside=self,
        )
        self._stack.addWidget(self.zone)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.workspace)
        self._stack.addWidget(scroll)

    def _connect(self) -> None:
        state, naming, work, filing = self._state, self.naming, self.workspace, self.filing
        state.pictures_dropped.connect(self.take)
        state.image_pasted.connect(self.take_image)
        state.session_changed.connect(self._follow_session)
        state.current.changed.connect(self._on_current)
        self.picker.picked.connect(lambda choice: state.current.choose(choice.run.run, is_live=choice.is_live))
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
        naming.failed.connect(lambda error: state.tell_error(error, key=NOTICE, on_page=True))
        naming.noted.connect(lambda note: state.tell(NOTICE, note, severity="warn", on_page=True))
        words.changed.connect(self._show)
        QShortcut(QKeySequence.StandardKey.Save, self).activated.connect(self._ask_how_to_save)
        for keys, by in (("PgUp", -1), ("PgDown", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=by: work.views.step(by))
        for keys, by in (("[", -1), ("]", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=by: work.step_panel(by))
        QShortcut(QKeySequence("T"), self).activated.connect(work.toggle_truth)

    # Which run

    def _follow_session(self) -> None:
        if self._state.session is not None:
            self.naming.follow(self._state.session)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_current()

    def _on_current(self) -> None:
        """Show the current run, and ask it where the page is looked at."""
        state = self._state
        project = state.project.folder if state.project is not None else None
        self.picker.show_current(state.current, project, with_live=True)
        choice = self.picker.choice()
        self.foreign.show_choice(choice, is_foreign=state.current.is_foreign(choice))
        if choice is None or self.isVisible() or not self.answers.rowCount():
            self._ask_current()
        elif self._asked is not None and not self._is_asked(choice):
            self._drop_answers()  # of another run: they must not stand under this one's name
        self._show()

    def _is_asked(self, choice: Choice | None) -> bool:
        asked = self._asked
        if asked is None or choice is None or asked.key != choice.key:
            return asked is choice
        return choice.is_live or asked.run.stamp == choice.run.stamp  # better weights came meanwhile

    def _ask_current(self) -> None:
        """Have the pictures named by the current run, where another one, or nobody, has named them."""
        choice = self.picker.choice()
        if self._is_asked(choice):
            return
        if choice is not None:
            view = views.of(choice.run.task)
            self.workspace.set_view(view, ClassColours(choice.run.classes, choice.run.legend))
            put(self.save, "setText", view.save_words)
        self._asked = choice
        self._state.withdraw(NOTICE)  # it was about the one before
        self.name_again()
        self._show()

    def _drop_answers(self) -> None:
        self._asked = None
        self.naming.cancel()
        self.answers.forget_answers()
        self.workspace.show_current()

    # What is to be named

    def take(self, paths: list[Path]) -> None:
        """Name these files, and the pictures in these folders."""
        self.filing.sources += paths
        self.workspace.show_reading(True)
        jobs.run(gather, paths, done=self._on_gathered, failed=self._on_failed, owner=self)

    def take_image(self, image: QImage) -> None:
        """Name a picture that has no file."""
        name = tr("Pasted at {time}", time=formats.clock())
        folder = Path(self._pasted.path())
        done = lambda item: self._on_gathered([item])  # noqa: E731
        jobs.run(keep_pasted, image, folder, name, done=done, failed=self._on_failed, owner=self)

    def _on_gathered(self, items: list[Item]) -> None:
        self.workspace.show_reading(False)
        if not items:
            fact = say("There are no pictures in it.")
            self._state.tell(NOTICE, fact, READABLE, severity="warn", on_page=True)
            return
        self._state.withdraw(NOTICE)
        first = self.answers.add(items)
        if first is not None:
            self.workspace.views.set_current(first)
        self._name()
        self._show()

    def name_again(self) -> None:
        """Name every picture anew, by what is current now."""
        self.naming.cancel()
        self.answers.forget_answers()
        self._name()
        self.workspace.show_current()

    def _name(self) -> None:
        self._ask_current()
        choice = self._asked
        if choice is not None:
            waiting = self.naming.asked()
            self.naming.name(choice, [each for each in self.answers.unanswered() if each[0] not in waiting])

    def clear(self) -> None:
        """Forget the pictures; their files stay, and Undo brings all back."""
        kept = Cleared(self.answers.kept(), list(self.filing.sources), self._asked, self.workspace.path())
        self.naming.cancel()
        self.answers.clear()
        self.filing.sources = []
        self.workspace.show_current()
        self._show()
        done = counted(len(kept.pictures), "{count} picture cleared", "{count} pictures cleared")
        self._state.offer_undo(done, lambda: self._bring_back(kept), icon="x", everywhere=True)

    def _bring_back(self, kept: Cleared) -> None:
        is_same = kept.asked is not None and self._is_asked(kept.asked)  # else they are named anew
        self.answers.bring_back(kept.pictures, with_answers=is_same)
        self.filing.sources += [source for source in kept.sources if source not in self.filing.sources]
        if kept.shown is not None:
            self.workspace.views.set_current(self.answers.row_of(kept.shown))
        self._name()
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
            jobs.run(truth_of, project, path, self.workspace.view, done=done, owner=self, priority=3)

    def _on_truth(self, path: Path, truth: Shapes | None) -> None:
        if path == self.workspace.path():
            self.workspace.show_truth(truth)

    # What is shown

    def _show(self) -> None:
        choice, count = self.picker.choice(), self.answers.rowCount()
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
            fact, rest, act = without_model(self._state.current, waiting)
            put(self.zone.title, "setText", fact)
            put(self.zone_button, "setText", act)
        put(self.zone.sentence, "setText", rest)

    def _on_zone_button(self) -> None:
        other = self._state.current.other()
        if self.picker.choice() is not None:
            self.filing.ask_for_files()
        elif other is not None:
            self._state.current.choose(other.run)
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
        self._state.tell_error(error, key=NOTICE, on_page=True)
