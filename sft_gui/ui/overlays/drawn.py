"""What a thumbnail shows over its picture: boxes or a mask, found or annotated, read when the thumbnail is made."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QImage, QPainter, QTransform

from sft_gui.errors import UserError
from sft_gui.ui.look.class_colours import ClassColours
from sft_gui.ui.overlays.paint import paint_shapes
from sft_gui.ui.overlays.shapes import Shapes


@dataclass(frozen=True, eq=False)
class Drawn:
    """Two that have the same key draw the same."""

    key: str
    colours: ClassColours
    shapes: Callable[[], Shapes | None]  # called in the pool; may raise UserError

    @classmethod
    def of(cls, what: object, colours: ClassColours, shapes: Callable[[], Shapes | None]) -> Drawn:
        """Draw shapes that follow from ``what``, which can be written as JSON, and the classes."""
        text = json.dumps([what, colours.classes])
        return cls(hashlib.blake2b(text.encode(), digest_size=12).hexdigest(), colours, shapes)

    def draw(self, image: QImage, place: QTransform, own_width: int) -> None:
        """Draw on a thumbnail; ``place`` brings a picture ``own_width`` pixels wide to the thumbnail's pixels.

        A mask that cannot be read leaves the picture as it is: the list of problems says so.
        """
        with contextlib.suppress(UserError, OSError):
            shapes = self.shapes()
            if shapes is None:
                return
            factor = own_width / max(shapes.width, 1)
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_shapes(painter, shapes, self.colours, QTransform.fromScale(factor, factor) * place)
            painter.end()
