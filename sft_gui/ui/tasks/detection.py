"""Detection in the window: boxes over pictures, counted by class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sft_gui.messages import BOXES, CLASSES, PICTURES, Message, say
from sft_gui.tasks.boxes import SURE
from sft_gui.ui.look import formats
from sft_gui.ui.look.words import tr
from sft_gui.ui.overlays.shapes import Box, Shapes, boxes_of
from sft_gui.ui.tasks.view import Cell, Counts, Sample, TaskView

if TYPE_CHECKING:
    from sft_gui.data.annotations import Annotations
    from sft_gui.data.index import Index, Picture
    from sft_gui.tasks.detection import BoxPrediction
    from sft_gui.tasks.shape_evaluation import ShapeEvaluation
    from sft_gui.ui.core.session import ShownRun
    from sft_gui.ui.tasks.panels.panel import Panel
    from sft_gui.ui.tasks.panels.picture import PictureCard
    from sft_gui.ui.tasks.results.result import Result


class BoxView(TaskView):
    """Annotated boxes beside found ones are dashed."""

    class_unit = say("boxes")
    draws = True
    sample_hint = say("one square per epoch: the fuller, the better; dashed: as annotated")
    shows_strip = False
    save_words = say("Save boxes")
    columns = (say("Found"), say("Highest confidence"), say("Boxes"))

    def class_counts(self, index: Index) -> Counts:
        return index.amounts()

    def contents(self, pictures: int, counts: Counts) -> Message:
        boxes = sum(sum(by_split.values()) for by_split in counts.values())
        return say(
            "{pictures} with {boxes} of {classes}. Your folder is only read, never changed.",
            pictures=PICTURES.of(pictures),
            boxes=BOXES.of(boxes),
            classes=CLASSES.of(len(counts)),
        )

    def annotation_words(self, picture: Picture) -> str:
        found = picture.annotation
        return "" if found is None else _counted(found.get("labels", ())) or tr("nothing in it")

    # Drawing

    def annotated(self, picture: Picture, annotations: Annotations) -> Shapes:
        places, labels, _ = annotations.boxes(picture)
        return Shapes(picture.width, picture.height, _boxes(places.tolist(), labels, annotations.classes))

    def augmented(self, target: Mapping[str, Any], size: tuple[int, int], classes: Sequence[str]) -> Shapes:
        height, width = size
        return Shapes(width, height, _boxes(target["boxes"].tolist(), target["labels"].tolist(), classes))

    def predicted(self, prediction: BoxPrediction, width: int, height: int) -> Shapes:
        return Shapes.found(prediction, width, height)

    def thumbnail(self, prediction: BoxPrediction, width: int, height: int) -> Shapes:
        shapes = self.predicted(prediction, width, height)
        return replace(shapes, boxes=_sure(shapes.boxes))

    def sampled(self, told: Mapping[str, Any], shown: ShownRun, picture: Picture) -> Shapes:
        found, truth = _sure(boxes_of(told["shapes"])), boxes_of(told["truth"])
        return Shapes(picture.width, picture.height, found, truth)

    def sample(self, told: Mapping[str, Any]) -> Sample:
        right, wrong = told["correct"], told["mixed_up"] + told["false_alarms"]
        said = tr("{right} of {total}", right=right, total=right + told["mixed_up"] + told["missed"])
        said = tr("{found}, {wrong} wrong", found=said, wrong=wrong) if wrong else said
        return Sample(said, told["score"], told["score"])

    # Predicting

    def panel(self, card: PictureCard) -> Panel:
        from sft_gui.ui.tasks.panels.boxes import BoxesPanel

        return BoxesPanel(card)

    def words(self, prediction: BoxPrediction) -> str:
        return _counted(each.label for each in prediction.above(SURE)) or tr("nothing found")

    def cells(self, prediction: BoxPrediction) -> tuple[Cell, ...]:
        said, count = self.words(prediction), len(prediction.above(SURE))
        best = prediction.objects[0].score if prediction.objects else 0.0
        surest = Cell(formats.percent(best), best, best) if prediction.objects else Cell("", best)
        return Cell(said, (said.casefold(), -best)), surest, Cell(formats.count(count), count)

    def note(self, prediction: BoxPrediction) -> str:
        return f"{100 * prediction.objects[0].score:.0f}" if prediction.objects else ""

    def sentence(self, name: str, prediction: BoxPrediction) -> str:
        if not prediction.objects:
            return tr("{name}: nothing found", name=name)
        confidence = formats.percent(prediction.objects[0].score, 0)
        return tr("{name}: {label}, {confidence}", name=name, label=self.words(prediction), confidence=confidence)

    # Evaluating

    def result(self) -> Result:
        from sft_gui.ui.tasks.results.shape_result import ShapeResult

        return ShapeResult(self.annotated, counted=say("Boxes"), term="boxes")

    def report_html(self, evaluation: ShapeEvaluation) -> list[str]:
        from sft_gui.ui.tasks.results.report_parts import shapes

        return shapes(evaluation, tr("Boxes"))


def _boxes(places: Iterable[Sequence[float]], labels: Iterable[int], classes: Sequence[str]) -> tuple[Box, ...]:
    return tuple(Box(tuple(place), classes[label]) for place, label in zip(places, labels, strict=True))


def _sure(boxes: Iterable[Box]) -> tuple[Box, ...]:
    return tuple(box for box in boxes if (box.score or 0.0) >= SURE)


def _counted(labels: Iterable[str]) -> str:
    return ", ".join(f"{name} ×{count}" for name, count in Counter(labels).most_common())
