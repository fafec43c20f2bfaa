"""``TaskView``: how one task looks in the window. Its defaults show any task; a task's file says what suits it better.

Everything that a page does differently for one task than for another is asked of its view, and of its ``Task``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sft_gui.messages import PICTURES, Message, say
from sft_gui.tasks.boxes import SURE
from sft_gui.ui.look.words import tr

if TYPE_CHECKING:
    from sft_gui.data.annotations import Annotations
    from sft_gui.data.index import Index, Picture, Split
    from sft_gui.tasks.evaluation import Evaluation
    from sft_gui.tasks.task import Prediction, Task
    from sft_gui.ui.core.session import ShownRun
    from sft_gui.ui.overlays.shapes import Shapes
    from sft_gui.ui.tasks.panels.panel import Panel
    from sft_gui.ui.tasks.panels.picture import PictureCard
    from sft_gui.ui.tasks.results.result import Result

Counts = dict[str, dict["Split", int]]  # class -> split -> how many


@dataclass(frozen=True)
class Cell:
    """One column of a prediction in a table."""

    words: str
    key: Any  # by which the column sorts
    share: float | None = None  # 0 to 1, drawn as a bar


@dataclass(frozen=True)
class Sample:
    """What is said under a sample picture after an epoch."""

    words: str
    score: float  # 0 to 1: how full the epoch's square is
    percent: float  # 0 to 1: the number beside the squares
    is_correct: bool | None = None  # None where a prediction is neither correct nor wrong
    truth: str = ""  # where it is wrong: what it is


class TaskView:
    """The defaults: words and scores, nothing drawn over pictures."""

    def __init__(self, task: Task) -> None:
        self.task = task

    # Data

    class_unit: Message | None = None  # what the classes' bars count, where that is not pictures

    def class_counts(self, index: Index) -> Counts:
        """Count what there is of each class; for the pool."""
        return index.counts()

    def contents(self, pictures: int, counts: Counts) -> Message:
        """Say what a project holds; ``counts`` are those of :meth:`class_counts`."""
        return say("{pictures}. Your folder is only read, never changed.", pictures=PICTURES.of(pictures))

    def annotation_words(self, picture: Picture) -> str:
        """Say in a line what a picture's annotation holds; nothing where it has none."""
        return ""

    # What is drawn over a picture

    draws = False  # whether anything is

    def annotated(self, picture: Picture, annotations: Annotations) -> Shapes | None:
        """Read what is annotated; for the pool. Raises Unreadable where a file of it is gone."""
        return None

    def augmented(self, target: Mapping[str, Any], size: tuple[int, int], classes: Sequence[str]) -> Shapes | None:
        """Take a target that was augmented with its picture, which is now ``size`` = (height, width)."""
        return None

    def predicted(self, prediction: Prediction, width: int, height: int) -> Shapes | None:
        """Take what a model predicts for a picture of this size."""
        return None

    def thumbnail(self, prediction: Prediction, width: int, height: int) -> Shapes | None:
        """Take what a thumbnail shows of a prediction; for the pool."""
        return self.predicted(prediction, width, height)

    def sampled(self, told: Mapping[str, Any], shown: ShownRun, picture: Picture) -> Shapes | None:
        """Read what a run predicts for a sample picture, with what is annotated; for the pool."""
        return None

    # Train

    sample_hint: Message = say("one square per epoch: the fuller, the better")

    def sample(self, told: Mapping[str, Any]) -> Sample:
        """Say a sample picture's prediction, which is what ``Task.sample`` returned."""
        return Sample("", float(told["score"]), float(told["score"]))

    # Predict

    strip_hint: Message | None = None  # above it
    shows_strip = True  # of all pictures below the one looked at; else that one has all the room, with a pager
    save_words: Message = say("Save…")
    columns: tuple[Message, ...] = (say("Prediction"),)  # at most three

    def panel(self, card: PictureCard) -> Panel:
        """Make what stands beside the picture on ``card``, and may draw over it."""
        from sft_gui.ui.tasks.panels.panel import WordsPanel

        return WordsPanel(self.words, self.is_low)

    def words(self, prediction: Prediction) -> str:
        """Say a prediction in a line."""
        return self.task.in_words(prediction, (), SURE)

    def cells(self, prediction: Prediction) -> tuple[Cell, ...]:
        """Say a prediction in the columns of a table."""
        said = self.words(prediction)
        return (Cell(said, said.casefold()),)

    def note(self, prediction: Prediction) -> str:
        """Say how confident the model is, in the room of three digits."""
        return ""

    def is_low(self, prediction: Prediction) -> bool:
        """Tell whether the model's confidence is so low that somebody should look."""
        return False

    def sentence(self, name: str, prediction: Prediction) -> str:
        """Say a picture's prediction, for a screen reader."""
        return tr("{name}: {prediction}", name=name, prediction=self.words(prediction))

    # Evaluate

    def result(self) -> Result:
        """Make what shows an evaluation."""
        from sft_gui.ui.tasks.results.result import Result

        return Result(self.annotated if self.draws else None)

    def report_json(self, evaluation: Evaluation) -> dict[str, Any]:
        """Return the task's part of a report as JSON; shares are between 0 and 1."""
        found = {name: value for name, value in evaluation.to_json().items() if name not in ("split", "scores")}
        return {**found, "worst": [{"path": each.path, "score": each.score} for each in evaluation.worst()]}

    def report_html(self, evaluation: Evaluation) -> list[str]:
        """Return the task's part of a report's page, below its figures."""
        from sft_gui.ui.tasks.results.report_parts import worst

        return worst(evaluation)

    def figures(self, evaluation: Evaluation) -> list[tuple[str, str, str]]:
        """Return name, value and note of each score of an evaluation."""
        from sft_gui.ui.tasks.results.report_parts import scores

        return scores(evaluation)
