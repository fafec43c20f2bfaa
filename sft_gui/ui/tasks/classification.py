"""Classification in the window: a class with its confidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sft_gui.messages import CLASSES, PICTURES, Message, say
from sft_gui.ui.look import formats
from sft_gui.ui.look.words import tr
from sft_gui.ui.tasks.view import Cell, Counts, Sample, TaskView

if TYPE_CHECKING:
    from sft_gui.tasks.class_evaluation import ClassEvaluation
    from sft_gui.tasks.classification import ClassPrediction
    from sft_gui.ui.tasks.panels.panel import Panel
    from sft_gui.ui.tasks.panels.picture import PictureCard
    from sft_gui.ui.tasks.results.result import Result

LOW = 0.7  # confidences below are marked


class ClassView(TaskView):
    """One class a picture: nothing is drawn over it."""

    sample_hint = say("one square per epoch: filled when correct")
    strip_hint = say("confidence in per cent; below 70 is marked")
    save_words = say("Save as CSV…")
    columns = (say("Class"), say("Confidence"), say("Next best"))

    def contents(self, pictures: int, counts: Counts) -> Message:
        values = {"pictures": PICTURES.of(pictures), "classes": CLASSES.of(len(counts))}
        return say("{pictures} in {classes}. Your folder is only read, never changed.", **values)

    def sample(self, told: Mapping[str, Any]) -> Sample:
        is_correct = bool(told["correct"])
        return Sample(str(told["label"]), float(is_correct), told["confidence"], is_correct, str(told["truth"]))

    def panel(self, card: PictureCard) -> Panel:
        from sft_gui.ui.tasks.panels.classes import ClassPanel

        return ClassPanel(self.words, self.is_low)

    def words(self, prediction: ClassPrediction) -> str:
        return prediction.label

    def cells(self, prediction: ClassPrediction) -> tuple[Cell, ...]:
        label, confidence = prediction.label, prediction.confidence
        first = Cell(label, (label.casefold(), -confidence))
        second = Cell(formats.percent(confidence), confidence, confidence)
        if len(prediction.ranked) == 1:
            return first, second, Cell("", "")
        name, share = prediction.ranked[1]
        return first, second, Cell(f"{name} {formats.percent(share)}", name.casefold())

    def note(self, prediction: ClassPrediction) -> str:
        return f"{100 * prediction.confidence:.0f}"

    def is_low(self, prediction: ClassPrediction) -> bool:
        return prediction.confidence < LOW

    def sentence(self, name: str, prediction: ClassPrediction) -> str:
        confidence = formats.percent(prediction.confidence, 0)
        return tr("{name}: {label}, {confidence}", name=name, label=prediction.label, confidence=confidence)

    def result(self) -> Result:
        from sft_gui.ui.tasks.results.class_result import ClassResult

        return ClassResult()

    def report_json(self, evaluation: ClassEvaluation) -> dict[str, Any]:
        from sft_gui.ui.tasks.results.report_parts import classes_json

        return classes_json(evaluation)

    def report_html(self, evaluation: ClassEvaluation) -> list[str]:
        from sft_gui.ui.tasks.results.report_parts import classes

        return classes(evaluation)

    def figures(self, evaluation: ClassEvaluation) -> list[tuple[str, str, str]]:
        from sft_gui.ui.tasks.results.report_parts import class_scores

        return class_scores(evaluation)
