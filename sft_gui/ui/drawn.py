"""What a thumbnail shows beside its picture: boxes or a mask, found or annotated, read when the thumbnail is made."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPainter, QTransform

from sft_gui.data.annotations import Annotations
from sft_gui.data.index import Picture
from sft_gui.errors import UserError
from sft_gui.tasks.task import Prediction
from sft_gui.ui.shapes import SURE, ClassColours, Shapes
from sft_gui.ui.widgets.overlay_paint import paint_shapes

if TYPE_CHECKING:
    from sft_gui.prediction.predictor import Answer  # imports torch


@dataclass(frozen=True, eq=False)
class Drawn:
    """Two that have the same key draw the same."""

    key: str
    colours: ClassColours
    shapes: Callable[[], Shapes]  # called in the pool; may raise UserError

    @classmethod
    def said(cls, answer: Answer, colours: ClassColours) -> Drawn:
        """Draw what a model found."""
        assert answer.prediction is not None
        shapes = partial(_sure, answer.prediction, answer.width, answer.height)
        return cls(f"said {id(answer.prediction)} {answer.seconds}", colours, shapes)

    @classmethod
    def true(cls, picture: Picture, annotations: Annotations, overlay: str, colours: ClassColours) -> Drawn:
        """Draw what is annotated."""
        text = json.dumps([picture.annotation, colours.classes])
        key = hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
        return cls(key, colours, partial(Shapes.true, picture, annotations, overlay, colours.classes))

    def draw(self, image: QImage, place: QTransform, own_width: int) -> None:
        """Draw on a thumbnail; ``place`` brings a picture ``own_width`` pixels wide to the thumbnail's pixels.

        A mask that cannot be read leaves the picture as it is: the list of problems says so.
        """
        with contextlib.suppress(UserError):
            shapes = self.shapes()
            factor = own_width / max(shapes.width, 1)
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_shapes(painter, shapes, self.colours, QTransform.fromScale(factor, factor) * place)
            painter.end()


def _sure(prediction: Prediction, width: int, height: int) -> Shapes:
    shapes = Shapes.said(prediction, width, height)
    return replace(shapes, boxes=tuple(box for box in shapes.boxes if (box.score or 0.0) >= SURE))
