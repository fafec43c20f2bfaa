"""The Evaluate page: how good a run is on one split, what it mixes up, and the pictures behind every number."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QScrollArea, QStackedLayout, QWidget

from sft_gui.data.index import Split
from sft_gui.errors import SourceGone, UserError
from sft_gui.messages import Message, say
from sft_gui.tasks.class_evaluation import ClassEvaluation, Row
from sft_gui.tasks.evaluation import Evaluation
from sft_gui.tasks.shape_evaluation import ShapeEvaluation
from sft_gui.ui.core import file_manager, jobs
from sft_gui.ui.core.baseline import COMPARED_AT_ONCE, compare_with_first
from sft_gui.ui.core.current_run import Choice
from sft_gui.ui.core.run_list import RunList
from sft_gui.ui.core.state import AppState
from sft_gui.ui.core.without_model import without_model
from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.pages.evaluate.classes import ClassScores
from sft_gui.ui.pages.evaluate.evaluating import Evaluating, Opened
from sft_gui.ui.pages.evaluate.matrix import MatrixCard
from sft_gui.ui.pages.evaluate.numbers import Finding, Numbers
from sft_gui.ui.pages.evaluate.report import write_report
from sft_gui.ui.pages.evaluate.shapes import ShapeResult
from sft_gui.ui.pages.evaluate.waiting import Waiting
from sft_gui.ui.pages.evaluate.weak import WeakData
from sft_gui.ui.widgets.banner import Action
from sft_gui.ui.widgets.baseline_callout import Verdict
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.empty_state import EmptyState
from sft_gui.ui.widgets.evaluated_grid import AllPictures, Mistakes
from sft_gui.ui.widgets.layout import fill, grow, hbox, vbox
from sft_gui.ui.widgets.run_picker import Foreign, RunPicker
from sft_gui.ui.widgets.segmented import Segmented
from sft_gui.ui.widgets.split_marks import SPLIT_NAMES
from sft_gui.ui.widgets.text import Text
from sft_gui.ui.widgets.title_row import TitleRow

ORDER = (Split.VAL, Split.TEST, Split.TRAIN)
AT_ONCE = 2000  # so many pictures are evaluated unasked
MATRIX, CLASSES = 27, 37  # shares of the width
STACKED_BELOW = 860
NOTHING, WAITING, RESULT, SHAPES, READING = 0, 1, 2, 3, 4


class EvaluatePage(QWidget):
    """Evaluates the current run."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        RunList.of(state)  # tells the state of the kept runs
        self._evaluating = Evaluating(self)
        self._opened: Opened | None = None
        self._evaluation: ClassEvaluation | None = None
        self._shapes: ShapeEvaluation | None = None  # in its place where the task draws boxes or masks
        self._choice: Choice | None = None  # what is evaluated
        self.picker, self.foreign = RunPicker(), Foreign()
        self.splits = Segmented()
        self.save = put(Button(icon="download"), "setText", "Save report…")
        self.numbers, self.finding, self.verdict = Numbers(), Finding(), Verdict()
        self._comparing = jobs.Latest()
        self.matrix, self.classes, self.mistakes = MatrixCard(), ClassScores(), Mistakes()
        self.shapes = ShapeResult()
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
        self._stack.addWidget(self._result())
        self._stack.addWidget(_scrolled(self.shapes))
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

    def _result(self) -> QScrollArea:
        card = Card(padded=False)
        put(card.title, "setText", "Class by class")
        fill(
            card.head,
            put(Text("small", "text2"), "setText", "in per cent, with 95\u00a0% intervals"),
            margins=(theme.PADDING + 2, 14, theme.PADDING + 2, 4),
        )
        card.body.addWidget(self.classes)
        self._columns = hbox(grow(self.matrix, MATRIX), grow(card, CLASSES), spacing=theme.GAP)
        content = QWidget()
        vbox(
            self.numbers,
            self.finding,
            self.verdict,
            grow(self._columns),
            self.mistakes,
            spacing=12,
            margins=(theme.MARGIN, 0, theme.MARGIN, 16),
            inside=content,
        )
        return _scrolled(content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < theme.px(STACKED_BELOW)
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(below if is_narrow else beside)

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
        self.finding.asked.connect(self._show_finding)
        self.matrix.matrix.chosen.connect(lambda row, column: self._show_mistakes())
        self.matrix.matrix.unchosen.connect(self._show_mistakes)
        self.mistakes.unfilter_asked.connect(lambda: self.matrix.matrix.choose(None))
        self.mistakes.all_asked.connect(self._show_all)
        self.shapes.picture_asked.connect(self._on_picture_asked)
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
        self._opened = self._evaluation = self._shapes = None
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
        self._evaluation = self._shapes = None
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
        if isinstance(evaluation, ShapeEvaluation):
            assert self._opened is not None
            self._shapes = evaluation
            self.shapes.show_evaluation(evaluation, self._opened.evaluated)
            self._stack.setCurrentIndex(SHAPES)
            return
        self._evaluation = evaluation
        self.numbers.show_evaluation(evaluation)
        is_good = evaluation.right == evaluation.total
        has_pictures = bool(self._finding_rows())
        self.finding.show_finding(evaluation.main_finding(), is_good=is_good, has_pictures=has_pictures)
        self.matrix.show_evaluation(evaluation)
        self.classes.show_scores(evaluation.per_class)
        self._show_mistakes()
        self._compare()
        self._stack.setCurrentIndex(RESULT)

    def _compare(self, _: object = None) -> None:
        """Say whether the run beat the first model, on validation, where both can be evaluated at once."""
        self._comparing.drop()
        self.verdict.show_verdict(None)
        is_busy = self._state.session is not None and self._state.session.is_busy
        if self._opened is None or self._evaluation is None or is_busy or self._evaluation.split != Split.VAL:
            return
        if self._evaluation.total <= COMPARED_AT_ONCE:
            self._comparing.run(
                compare_with_first,
                self._opened.run.run,
                done=self.verdict.show_verdict,
                failed=self._on_not_compared,
                owner=self,
                is_long=True,
            )

    def _on_not_compared(self, error: Exception) -> None:
        if not isinstance(error, UserError):  # the first model's pictures or weights are gone
            raise error

    def _chosen_cell(self) -> tuple[str, str] | None:
        cell = self.matrix.matrix.chosen_cell()
        if cell is None or self._evaluation is None:
            return None
        return self._evaluation.classes[cell[0]], self._evaluation.classes[cell[1]]

    def _shown_rows(self) -> tuple[list[Row], Message, Message]:
        """Give the pictures that the matrix asks for, their title, and what is said where there are none."""
        assert self._evaluation is not None
        cell = self._chosen_cell()
        if cell is None:
            return self._evaluation.mistakes(), say("Worst mistakes first"), say("There are no mistakes.")
        truth, said = cell
        none = say("There are no such pictures.")
        if truth == said:
            return self._evaluation.cell(truth, said), say("{name}, correct", name=truth), none
        return self._evaluation.cell(truth, said), say("{truth} taken for {said}", truth=truth, said=said), none

    def _show_mistakes(self) -> None:
        if self._evaluation is None or self._opened is None:
            return
        rows, title, none = self._shown_rows()
        is_correct = bool(rows) and rows[0].is_correct
        total = self._evaluation.right if is_correct else self._evaluation.total - self._evaluation.right
        evaluated = self._opened.files.evaluated(rows)
        is_filtered = self._chosen_cell() is not None
        self.mistakes.show_pictures(evaluated, title, none, total=total, is_filtered=is_filtered)

    def _show_all(self) -> None:
        if self._opened is not None:
            rows, title, _ = self._shown_rows()
            AllPictures(self._opened.files.evaluated(rows), told(title), self).open()

    def _finding_rows(self) -> list[Row]:
        """Give the pictures behind the main finding: a pair of classes, or one class."""
        evaluation = self._evaluation
        finding = evaluation.main_finding() if evaluation is not None else None
        if evaluation is None or finding is None:
            return []
        values = finding.values
        if "first" in values:
            pair = {values["first"], values["second"]}
            return [row for row in evaluation.mistakes() if {row.truth, row.predicted} == pair]
        return [row for row in evaluation.mistakes() if row.truth == values.get("name")]

    def _show_finding(self) -> None:
        rows = self._finding_rows()
        if rows and self._opened is not None:
            names = " / ".join(sorted({name for row in rows for name in (row.truth, row.predicted)}))
            AllPictures(self._opened.files.evaluated(rows), names, self).open()

    def _on_picture_asked(self, path: str) -> None:
        """Show on the Predict page what this run finds in a picture."""
        assert self._opened is not None
        self._state.navigate.emit("predict")
        self._state.pictures_dropped.emit([self._opened.evaluated.root / path])

    # Report

    def _ask_and_save(self) -> None:
        if self._opened is None or (self._evaluation is None and self._shapes is None):
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
            self._shapes or self._evaluation,
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
