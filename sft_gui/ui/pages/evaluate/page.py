"""The Evaluate page: how good a run is on one split, what it mixes up, and the pictures behind every number."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QScrollArea, QStackedLayout, QWidget

from sft_gui.data.index import Split
from sft_gui.errors import SourceGone, UserError
from sft_gui.messages import say
from sft_gui.tasks.evaluation import Evaluation
from sft_gui.ui.core import file_manager, jobs
from sft_gui.ui.core.baseline import COMPARED_AT_ONCE, compare_with_first
from sft_gui.ui.core.current_run import Choice
from sft_gui.ui.core.notices import Action
from sft_gui.ui.core.run_list import RunList
from sft_gui.ui.core.state import AppState
from sft_gui.ui.core.without_model import without_model
from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put, tr
from sft_gui.ui.pages.evaluate.evaluating import Evaluating, Opened
from sft_gui.ui.pages.evaluate.report import write_report
from sft_gui.ui.pages.evaluate.waiting import Waiting
from sft_gui.ui.pages.evaluate.weak import WeakData
from sft_gui.ui.tasks import registry as views
from sft_gui.ui.tasks.results.result import Result
from sft_gui.ui.tasks.view import TaskView
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.empty_state import EmptyState
from sft_gui.ui.widgets.layout import grow, vbox
from sft_gui.ui.widgets.run_picker import Foreign, RunPicker
from sft_gui.ui.widgets.segmented import Segmented
from sft_gui.ui.widgets.split_marks import SPLIT_NAMES
from sft_gui.ui.widgets.title_row import TitleRow

ORDER = (Split.VAL, Split.TEST, Split.TRAIN)
AT_ONCE = 2000  # so many pictures are evaluated unasked
NOTHING, WAITING, READING = 0, 1, 2


class EvaluatePage(QWidget):
    """Evaluates the current run."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        RunList.of(state)  # tells the state of the kept runs
        self._evaluating = Evaluating(self)
        self._opened: Opened | None = None
        self._evaluation: Evaluation | None = None
        self.result: Result | None = None  # shows the evaluation, as its task does
        self._results: dict[TaskView, Result] = {}
        self._scrolled: dict[Result, QScrollArea] = {}
        self._choice: Choice | None = None  # what is evaluated
        self.picker, self.foreign = RunPicker(), Foreign()
        self.splits = Segmented()
        self.save = put(Button(icon="download"), "setText", "Save report…")
        self._comparing = jobs.Latest()
        self.waiting, self.weak = Waiting(), WeakData(state)
        self._lay_out()
        self._connect()
        self._on_current()

    # Layout

    def _lay_out(self) -> None:
        head = TitleRow(say("Evaluate"))
        for split in ORDER:
            put(self.splits.add(split), "setText", SPLIT_NAMES[split])
        head.add(self.foreign, self.splits, self.picker, self.save)
        head.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 12)
        weak = vbox(self.weak, margins=(theme.MARGIN, 0, theme.MARGIN, 0))
        self._stack = QStackedLayout()
        vbox(
            head,
            weak,
            grow(self._stack),  # before it has anything to show, which would be a window of its own
            spacing=0,
            margins=(0, 15, 0, 0),
            inside=self,
        )
        self._stack.addWidget(self._nothing())
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self._reading())

    def _nothing(self) -> EmptyState:
        self._empty = EmptyState("evaluate")
        self._empty_button = self._empty.add_button(Button("primary"))
        self._empty_button.clicked.connect(self._on_empty_button)
        return self._empty

    def _reading(self) -> EmptyState:
        reading = EmptyState("evaluate")
        put(reading.fact, "setText", "Looking for models")
        put(reading.sentence, "setText", "The kept runs are being read.")
        return reading

    def _connect(self) -> None:
        self._state.current.changed.connect(self._on_current)
        self._state.session_changed.connect(self._follow_session)
        self._follow_session()
        self._state.data_changed.connect(lambda: self._opened is not None and self.weak.look(self._opened.run.run))
        self.picker.picked.connect(lambda choice: self._state.current.choose(choice.run.run))
        self.splits.changed.connect(lambda _: self._look())
        self.save.clicked.connect(self._ask_and_save)
        self.waiting.asked.connect(self._evaluate)
        self.waiting.cancelled.connect(self._evaluating.cancel)
        evaluating = self._evaluating
        evaluating.opened.connect(self._on_opened)
        evaluating.missing.connect(self._on_missing)
        evaluating.evaluated.connect(self._on_evaluated)
        evaluating.progressed.connect(self.waiting.show_progress)
        evaluating.stopped.connect(self._on_stopped)
        evaluating.failed.connect(self._on_failed)
        QShortcut(QKeySequence.StandardKey.Save, self).activated.connect(self._ask_and_save)

    # Which run, which split

    def _on_current(self) -> None:
        state = self._state
        project = state.project.folder if state.project is not None else None
        self.picker.show_current(state.current, project, with_live=False)
        choice, before = self.picker.choice(), self._choice
        self.foreign.show_choice(choice, is_foreign=state.current.is_foreign(choice))
        if choice is None:
            self._choice = None
            self._show_nothing()
        elif before is None or before.key != choice.key or before.run.stamp != choice.run.stamp:
            self._choice = choice  # another run, or better weights of the same
            self._forget()
            self._stack.setCurrentIndex(READING)
            self._evaluating.drop()
            self._open()

    def _open(self) -> None:
        if self._choice is not None and self._opened is None and self.isVisible():
            self._evaluating.open(self._choice.run)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._open()

    def _follow_session(self) -> None:
        if self._state.session is not None:
            self._state.session.run_ended.connect(self.entered)
            self._state.session.run_started.connect(self._compare)  # which ends: the training needs the cores

    def _forget(self) -> None:
        """What is known of one run must not stand under the name of another."""
        self._opened = self._evaluation = None
        self._state.withdraw("evaluate")
        self.weak.look(None)
        self.splits.setEnabled(False)
        self.save.setEnabled(False)
        self._compare()

    def _show_nothing(self) -> None:
        self._evaluating.drop()
        self._forget()
        current = self._state.current
        if not current.is_read or (current.run is not None and current.summary is None):
            self._stack.setCurrentIndex(READING)
            return
        fact, rest, act = without_model(current)
        put(self._empty.fact, "setText", fact)
        put(self._empty.sentence, "setText", rest)
        put(self._empty_button, "setText", act)
        self._stack.setCurrentIndex(NOTHING)

    def _on_empty_button(self) -> None:
        other = self._state.current.other()
        if other is not None:
            self._state.current.choose(other.run)
        else:
            self._state.navigate.emit("train")

    def _on_opened(self, opened: Opened) -> None:
        self._opened = opened
        self.weak.look(opened.run.run)
        self.splits.setEnabled(True)
        for split in ORDER:
            self.splits.button(split).setEnabled(opened.counts[split] > 0)
        if not opened.counts[self._split()]:
            self.splits.set_value(next((split for split in ORDER if opened.counts[split]), Split.VAL))
        self._look()

    def _split(self) -> Split:
        return Split(self.splits.value())

    def _look(self) -> None:
        """Show what is kept of this run and split, else evaluate it, or offer to."""
        self._evaluation = None
        self.save.setEnabled(False)
        if self._opened is not None:
            self._evaluating.look(self._opened.run.run, self._split())

    def _on_missing(self) -> None:
        assert self._opened is not None
        count = self._opened.counts[self._split()]
        is_busy = self._state.session is not None and self._state.session.is_busy
        self._stack.setCurrentIndex(WAITING)
        self.waiting.show_offer(count, SPLIT_NAMES[self._split()], is_busy=is_busy)
        if self.isVisible() and count <= AT_ONCE and not is_busy:
            self._evaluate()

    def entered(self) -> None:
        """Begin what waited for the page to be looked at."""
        if self._stack.currentIndex() == WAITING and not self.waiting.is_busy() and self._opened is not None:
            self._on_missing()

    def _evaluate(self) -> None:
        if self._opened is not None:
            self.waiting.show_busy()
            self._evaluating.evaluate(self._opened.run.run, self._split())

    def _on_stopped(self) -> None:
        if self._opened is not None:
            self.waiting.show_offer(self._opened.counts[self._split()], SPLIT_NAMES[self._split()], is_busy=False)

    def _on_failed(self, error: UserError) -> None:
        self._stack.setCurrentIndex(WAITING)
        self.waiting.show_failure(error)
        if isinstance(error, SourceGone):  # the banner can ask where the pictures are
            self._state.tell_error(error, key="evaluate", again=self._evaluate, on_page=True)

    # What was found

    def _on_evaluated(self, evaluation: Evaluation) -> None:
        self.save.setEnabled(True)
        if evaluation.note is not None:
            self._state.tell("evaluate", evaluation.note, severity="warn", on_page=True)
        assert self._opened is not None
        self._evaluation = evaluation
        self.result = self._result_of(views.of(self._opened.run.task))
        self.result.show_evaluation(evaluation, self._opened.pictures)
        self._compare()
        self._stack.setCurrentWidget(self._scrolled[self.result])

    def _result_of(self, view: TaskView) -> Result:
        if view not in self._results:
            result = self._results[view] = view.result()
            result.picture_asked.connect(self._on_picture_asked)
            self._scrolled[result] = _scrolled(result)
            self._stack.addWidget(self._scrolled[result])
        return self._results[view]

    def _compare(self, _: object = None) -> None:
        """Say whether the run beat the first model, on validation, where both can be evaluated at once."""
        self._comparing.drop()
        if self.result is not None:
            self.result.verdict.show_verdict(None)
        is_busy = self._state.session is not None and self._state.session.is_busy
        if self._opened is None or self._evaluation is None or is_busy or self._evaluation.split != Split.VAL:
            return
        if self._opened.run.task.has_baseline and self._evaluation.total <= COMPARED_AT_ONCE:
            self._comparing.run(
                compare_with_first,
                self._opened.run.run,
                done=self.result.verdict.show_verdict,
                failed=self._on_not_compared,
                owner=self,
                is_long=True,
            )

    def _on_not_compared(self, error: Exception) -> None:
        if not isinstance(error, UserError):  # the first model's pictures or weights are gone
            raise error

    def _on_picture_asked(self, path: str) -> None:
        """Show on the Predict page what this run predicts for a picture."""
        assert self._opened is not None
        self._state.navigate.emit("predict")
        self._state.pictures_dropped.emit([self._opened.pictures.files.root / path])

    # Report

    def _ask_and_save(self) -> None:
        if self._opened is None or self._evaluation is None:
            return
        name = f"{self._opened.run.name} {self._split()}.html".replace("/", "-")
        folder = Path(self._state.memory.get("save_folder", str(Path.home())))
        kinds = f"{tr('Web page')} (*.html);;JSON (*.json)"
        chosen, kind = QFileDialog.getSaveFileName(self, tr("Save report"), str(folder / name), kinds)
        if chosen:
            path = Path(chosen)
            self.save_report(path.with_suffix(".json") if kind.startswith("JSON") else path)

    def save_report(self, path: Path) -> None:
        """Write the report of what is on show."""
        assert self._opened is not None
        self._state.memory.set("save_folder", str(path.parent))
        jobs.run(
            write_report,
            path,
            self._opened.run,
            self._evaluation,
            done=self._on_saved,
            failed=self._on_not_saved,
            owner=self,
        )

    def _on_saved(self, path: Path) -> None:
        show = Action(say("Show in folder"), lambda: file_manager.show(path))
        self._state.tell(
            "report", say("The report is saved:"), say("{name}", name=path.name), actions=(show,), on_page=True
        )

    def _on_not_saved(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._state.tell_error(error, key="report", on_page=True)


def _scrolled(content: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(content)
    return scroll
