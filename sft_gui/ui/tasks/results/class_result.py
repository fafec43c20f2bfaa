"""``ClassResult``: an evaluation of classes: scores, the confusion matrix, class by class, and the mistakes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from sft_gui.messages import Message, say
from sft_gui.tasks.class_evaluation import ClassEvaluation, Row
from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put, told
from sft_gui.ui.tasks.results.classes import ClassScores
from sft_gui.ui.tasks.results.matrix import MatrixCard
from sft_gui.ui.tasks.results.numbers import Numbers
from sft_gui.ui.tasks.results.result import Result
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.evaluated_grid import AllPictures, Mistakes
from sft_gui.ui.widgets.evaluated_list import Evaluated
from sft_gui.ui.widgets.layout import fill, grow, hbox
from sft_gui.ui.widgets.text import Text

MATRIX, CLASSES = 27, 37  # shares of the width


class ClassResult(Result):
    """A cell of the matrix chooses the pictures behind it."""

    evaluation: ClassEvaluation | None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.finding.asked.connect(self._show_finding)
        self.matrix.matrix.chosen.connect(lambda row, column: self._show_mistakes())
        self.matrix.matrix.unchosen.connect(self._show_mistakes)
        self.mistakes.unfilter_asked.connect(lambda: self.matrix.matrix.choose(None))
        self.mistakes.all_asked.connect(self._show_all)

    def make_head(self) -> QWidget:
        self.numbers = Numbers()
        return self.numbers

    def make_columns(self) -> QHBoxLayout:
        self.matrix, self.classes = MatrixCard(), ClassScores()
        card = Card(padded=False)
        put(card.title, "setText", "Class by class")
        fill(
            card.head,
            put(Text("small", "text2"), "setText", "in per cent, with 95\u00a0% intervals"),
            margins=(theme.PADDING + 2, 14, theme.PADDING + 2, 4),
        )
        card.body.addWidget(self.classes)
        return hbox(grow(self.matrix, MATRIX), grow(card, CLASSES))

    def make_foot(self) -> QWidget:
        self.mistakes = Mistakes()
        return self.mistakes

    def show_parts(self) -> None:
        evaluation = self.evaluation
        assert evaluation is not None
        self.numbers.show_evaluation(evaluation)
        is_good = evaluation.num_correct == evaluation.total
        has_pictures = bool(self._finding_rows())
        self.finding.show_finding(evaluation.main_finding(), is_good=is_good, has_pictures=has_pictures)
        self.matrix.show_evaluation(evaluation)
        self.classes.show_scores(evaluation.per_class)
        self._show_mistakes()

    def say_scores(self) -> None:
        """Leave it to ``numbers``, which follow the language themselves."""

    def _chosen_cell(self) -> tuple[str, str] | None:
        cell = self.matrix.matrix.chosen_cell()
        if cell is None or self.evaluation is None:
            return None
        return self.evaluation.classes[cell[0]], self.evaluation.classes[cell[1]]

    def _shown_rows(self) -> tuple[list[Row], Message, Message]:
        """Give the pictures that the matrix asks for, their title, and what is said where there are none."""
        assert self.evaluation is not None
        cell = self._chosen_cell()
        if cell is None:
            return self.evaluation.mistakes(), say("Worst mistakes first"), say("There are no mistakes.")
        truth, said = cell
        none = say("There are no such pictures.")
        if truth == said:
            return self.evaluation.cell(truth, said), say("{name}, correct", name=truth), none
        return self.evaluation.cell(truth, said), say("{truth} predicted as {said}", truth=truth, said=said), none

    def _evaluated(self, rows: Iterable[Row]) -> list[Evaluated]:
        assert self.run_pictures is not None
        return self.run_pictures.files.evaluated((row.path, row.outcome) for row in rows)

    def _show_mistakes(self) -> None:
        if self.evaluation is None:
            return
        rows, title, none = self._shown_rows()
        is_correct = bool(rows) and rows[0].is_correct
        total = self.evaluation.num_correct if is_correct else self.evaluation.total - self.evaluation.num_correct
        is_filtered = self._chosen_cell() is not None
        self.mistakes.show_pictures(self._evaluated(rows), title, none, total=total, is_filtered=is_filtered)

    def _show_all(self) -> None:
        rows, title, _ = self._shown_rows()
        AllPictures(self._evaluated(rows), told(title), self).open()

    def _finding_rows(self) -> list[Row]:
        """Give the pictures behind the main finding: a pair of classes, or one class."""
        evaluation = self.evaluation
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
        if rows:
            names = " / ".join(sorted({name for row in rows for name in (row.truth, row.predicted)}))
            AllPictures(self._evaluated(rows), names, self).open()
