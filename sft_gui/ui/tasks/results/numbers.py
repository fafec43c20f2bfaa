"""``Numbers``: the few figures that sum up an evaluation, and ``Finding``: what stands out, in a sentence."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from sft_gui.data.index import Split
from sft_gui.evaluation.score_help import score_help
from sft_gui.messages import Message, counted, say
from sft_gui.tasks.class_evaluation import ClassEvaluation
from sft_gui.tasks.classification import CLASSIFICATION
from sft_gui.tasks.evaluation import Evaluation
from sft_gui.ui.look import formats, theme, words
from sft_gui.ui.look.terms import explain
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.layout import aligned, fill, grow, hbox, vbox
from sft_gui.ui.widgets.text import Elided, IconLabel, Text, VerticalRule

MEANING: dict[Split, Message] = {
    Split.VAL: say("not learned from"),
    Split.TEST: say("never seen before"),
    Split.TRAIN: say("learned from"),
}
WHY: dict[Split, Message] = {
    Split.VAL: say("The model did not learn from these pictures, but the best epoch was chosen by them."),
    Split.TEST: say("The model has never seen these pictures: the fairest score."),
    Split.TRAIN: say("The model learned from these pictures: such a score flatters."),
}
COLON = (": ", "：")
NARROW = 900


class Number(QWidget):
    """A figure under its name, with a note beside it."""

    def __init__(self, label: Message) -> None:
        super().__init__()
        self.label = put(Text("hint", "text2"), "setText", label)
        self.value = Text("number")
        self.note = Elided("small", "text2")
        row = hbox(
            aligned(self.value, Qt.AlignmentFlag.AlignBaseline),
            aligned(self.note, Qt.AlignmentFlag.AlignBaseline, 1),
            spacing=9,
        )
        vbox(self.label, row, spacing=2, margins=0, inside=self)

    def show_value(self, value: str, note: str) -> None:
        """Show another figure."""
        self.value.setText(value)
        self.note.setText(note)
        self.note.setToolTip(words.tooltip(note))
        self.setAccessibleName(f"{self.label.text()} {value} {note}")


class Numbers(Card):
    """Accuracy with its interval, balanced accuracy, macro F1, and how many pictures of which kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(titled=False, parent=parent)
        self._evaluation: ClassEvaluation | None = None
        self.accuracy = Number(say("Accuracy"))
        self.balanced = Number(say("Balanced accuracy"))
        self.f1 = Number(say("Macro F1"))
        self.pictures = Number(say("Pictures"))
        put(self.balanced, "setToolTip", CLASSIFICATION.metrics[1].help)
        explain(self.f1, "macro_f1")
        self._rules = [VerticalRule() for _ in range(3)]
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.PADDING + 2)
        self._grid.setVerticalSpacing(10)
        fill(self.body, self._grid, margins=(20, 10, 20, 11))
        self._is_narrow: bool | None = None
        words.changed.connect(self._say)

    def _arrange(self, *, is_narrow: bool) -> None:
        """Stand the figures in one row, or in two where the notes beside them would not fit."""
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        numbers = ((self.accuracy, 13), (self.balanced, 13), (self.f1, 5), (self.pictures, 10))
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 0)
        for place, (number, stretch) in enumerate(numbers):
            row, column = divmod(place, 2) if is_narrow else (0, place)
            self._grid.addWidget(number, row, 2 * column)
            self._grid.setColumnStretch(2 * column, 1 if is_narrow else stretch)
        for place, rule in enumerate(self._rules):
            self._grid.addWidget(rule, 0, 2 * place + 1)
            rule.setVisible(not is_narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(is_narrow=self.width() < theme.px(NARROW))

    def show_evaluation(self, evaluation: ClassEvaluation) -> None:
        """Show the figures of another evaluation."""
        self._evaluation = evaluation
        self._say()

    def _say(self) -> None:
        shown = self._evaluation
        if shown is None:
            return
        interval = formats.percent_range(shown.accuracy.low, shown.accuracy.high)
        values = {"right": formats.count(shown.num_correct), "total": formats.count(shown.total), "interval": interval}
        self.accuracy.show_value(formats.percent(shown.accuracy.value), tr("{right} of {total}, {interval}", **values))
        scores = {"accuracy": shown.accuracy.value, "correct": shown.num_correct, "total": shown.total}
        said = score_help(CLASSIFICATION.metrics[0], scores, "", split=f"{shown.split}.")
        self.accuracy.setToolTip(words.tooltip(told(said)))
        self.balanced.show_value(formats.percent(shown.balanced_accuracy), tr("classes count the same"))
        self.f1.show_value(f"{shown.macro_f1:.3f}", "")
        self.pictures.show_value(formats.count(shown.total), about_pictures(shown))
        self.pictures.setToolTip(words.tooltip(told(WHY[shown.split])))


def about_pictures(shown: Evaluation) -> str:
    """Say what the evaluated pictures are to the model, or how many are gone."""
    if shown.missing:
        return told(counted(shown.missing, "one more is no longer there", "{count} more are no longer there"))
    return told(MEANING[shown.split])


class Finding(QFrame):
    """The main finding, with a button that shows the pictures behind it."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._finding: Message | None = None
        self._icon = IconLabel("warn", "warn", 18)
        self.sentence = Text("body", wrap=True)
        self.sentence.setTextFormat(words.RICH)
        self.button = put(Button(size="small"), "setText", "Show these pictures")
        hbox(self._icon, grow(self.sentence), self.button, spacing=10, margins=(16, 7, 8, 7), inside=self)
        self.setMinimumHeight(theme.px(44))
        self.button.clicked.connect(self.asked)
        words.changed.connect(self._say)

    def show_finding(self, finding: Message | None, *, is_good: bool, has_pictures: bool) -> None:
        """Say what stands out; hidden where nothing does."""
        self._finding = finding
        self._icon.set_icon("ok" if is_good else "warn", "accent" if is_good else "warn")
        self.button.setVisible(has_pictures)
        self.setVisible(finding is not None)
        self._say()

    def _say(self) -> None:
        if self._finding is None:
            return
        said = told(self._finding)
        colon = next((sign for sign in COLON if sign in said), None)
        fact, rest = said.split(colon, 1) if colon else (said, "")
        end = colon.rstrip() if colon else ""
        space = " " if colon == COLON[0] else ""
        bold = f'<span style="font-weight: 600">{words.escape(fact + end)}</span>'
        self.sentence.setText(f"{bold}{space}{words.escape(rest)}")
        self.setAccessibleName(said)
