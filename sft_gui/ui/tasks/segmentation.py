"""Segmentation in the window: a mask over the picture, and the share of it that each class takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from sft_gui.messages import CLASSES, PICTURES, Message, say
from sft_gui.ui.look import formats
from sft_gui.ui.look.class_colours import BACKGROUND
from sft_gui.ui.look.words import tr
from sft_gui.ui.overlays.shapes import Shapes
from sft_gui.ui.tasks.view import Cell, Counts, Sample, TaskView

if TYPE_CHECKING:
    from sft_gui.data.annotations import Annotations
    from sft_gui.data.index import Picture
    from sft_gui.tasks.segmentation import MaskPrediction
    from sft_gui.tasks.shape_evaluation import ShapeEvaluation
    from sft_gui.ui.core.session import ShownRun
    from sft_gui.ui.tasks.panels.panel import Panel
    from sft_gui.ui.tasks.panels.picture import PictureCard
    from sft_gui.ui.tasks.results.result import Result


class MaskView(TaskView):
    """Of a sample's mask the left half is annotated, the right half predicted."""

    class_unit = say("pictures")
    draws = True
    sample_hint = say("one square per epoch: the fuller, the better; left half: as annotated")
    shows_strip = False
    save_words = say("Save masks")
    columns = (say("Largest class"), say("Share"), say("Next largest"))

    def contents(self, pictures: int, counts: Counts) -> Message:
        values = {"pictures": PICTURES.of(pictures), "classes": CLASSES.of(len(counts))}
        return say("{pictures} with masks of {classes}. Your folder is only read, never changed.", **values)

    def annotation_words(self, picture: Picture) -> str:
        pixels = (picture.annotation or {}).get("pixels", {})
        whole = max(sum(pixels.values()), 1)
        shares = sorted(pixels.items(), key=lambda each: (each[0] == BACKGROUND, -each[1]))
        return ", ".join(f"{name} {formats.percent(count / whole, 0)}" for name, count in shares)

    # Drawing

    def annotated(self, picture: Picture, annotations: Annotations) -> Shapes:
        return Shapes(picture.width, picture.height, mask=annotations.mask(picture))

    def augmented(self, target: Mapping[str, Any], size: tuple[int, int], classes: Sequence[str]) -> Shapes:
        return Shapes(size[1], size[0], mask=target["mask"].numpy())

    def predicted(self, prediction: MaskPrediction, width: int, height: int) -> Shapes:
        return Shapes.of_mask(prediction, width, height)

    def sampled(self, told: Mapping[str, Any], shown: ShownRun, picture: Picture) -> Shapes:
        with Image.open(shown.run.folder / told["mask"]) as file:
            mask = np.array(file)
        half = mask.shape[1] // 2
        mask[:, :half] = shown.annotations.mask(picture)[:, :half]
        return Shapes(picture.width, picture.height, mask=mask)

    def sample(self, told: Mapping[str, Any]) -> Sample:
        return Sample(tr("mean IoU"), told["score"], told["score"])

    # Predicting

    def panel(self, card: PictureCard) -> Panel:
        from sft_gui.ui.tasks.panels.mask import MaskPanel

        return MaskPanel(card)

    def words(self, prediction: MaskPrediction) -> str:
        return prediction.shares[0][0]

    def cells(self, prediction: MaskPrediction) -> tuple[Cell, ...]:
        (name, share), *rest = prediction.shares
        first, second = Cell(name, (name.casefold(), -share)), Cell(formats.percent(share), share, share)
        if not rest:
            return first, second, Cell("", "")
        return first, second, Cell(f"{rest[0][0]} {formats.percent(rest[0][1])}", rest[0][0].casefold())

    def note(self, prediction: MaskPrediction) -> str:
        return f"{100 * prediction.shares[0][1]:.0f}"

    def sentence(self, name: str, prediction: MaskPrediction) -> str:
        label, share = prediction.shares[0]
        return tr("{name}: {label}, {confidence}", name=name, label=label, confidence=formats.percent(share, 0))

    # Evaluating

    def result(self) -> Result:
        from sft_gui.ui.tasks.results.shape_result import ShapeResult

        return ShapeResult(self.annotated, counted=say("Share of pixels"), term="pixel_share", as_shares=True)

    def report_html(self, evaluation: ShapeEvaluation) -> list[str]:
        from sft_gui.ui.tasks.results.report_parts import shapes

        return shapes(evaluation, tr("Pixels"))
