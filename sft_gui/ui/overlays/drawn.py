"""What a thumbnail shows beside its picture: boxes or a mask, found or annotated, read when the thumbnail is made."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image
from PySide6.QtGui import QImage, QPainter, QTransform

from sft_gui.data.annotations import Annotations
from sft_gui.data.index import Picture
from sft_gui.errors import UserError
from sft_gui.tasks.task import Prediction
from sft_gui.ui.overlays.paint import paint_shapes
from sft_gui.ui.overlays.shapes import SURE, ClassColours, Shapes, boxes_of

if TYPE_CHECKING:
    from sft_gui.prediction.predictor import Answer  # imports torch
    from sft_gui.ui.core.session import ShownRun


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

    @classmethod
    def sample(cls, said: Mapping[str, Any], shown: ShownRun) -> Drawn | None:
        """Draw what a run being trained says of a sample picture with what is annotated; None where that is a class.

        Boxes lie over the annotated ones, which are dashed; of a mask the left half is annotated, the right half said.
        """
        picture = shown.pictures.get(said["path"])
        if picture is None or "label" in said:
            return None
        read = partial(_sample_shapes, said, shown, picture)
        key = json.dumps([shown.run.folder.name, said.get("mask"), said.get("shapes")])
        return cls(hashlib.blake2b(key.encode(), digest_size=12).hexdigest(), shown.colours, read)

    def draw(self, image: QImage, place: QTransform, own_width: int) -> None:
        """Draw on a thumbnail; ``place`` brings a picture ``own_width`` pixels wide to the thumbnail's pixels.

        A mask that cannot be read leaves the picture as it is: the list of problems says so.
        """
        with contextlib.suppress(UserError, OSError):
            shapes = self.shapes()
            factor = own_width / max(shapes.width, 1)
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_shapes(painter, shapes, self.colours, QTransform.fromScale(factor, factor) * place)
            painter.end()


def _sample_shapes(said: Mapping[str, Any], shown: ShownRun, picture: Picture) -> Shapes:
    if "mask" not in said:
        boxes = tuple(box for box in boxes_of(said["shapes"]) if (box.score or 0.0) >= SURE)
        return Shapes(picture.width, picture.height, boxes, truth=boxes_of(said["truth"]))
    with Image.open(shown.run.folder / said["mask"]) as file:
        mask = np.array(file)
    half = mask.shape[1] // 2
    mask[:, :half] = shown.annotations.mask(picture)[:, :half]
    return Shapes(picture.width, picture.height, mask=mask)


def _sure(prediction: Prediction, width: int, height: int) -> Shapes:
    shapes = Shapes.said(prediction, width, height)
    return replace(shapes, boxes=tuple(box for box in shapes.boxes if (box.score or 0.0) >= SURE))
