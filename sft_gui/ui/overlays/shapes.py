"""What is drawn over a picture, whatever the task: boxes or a mask, in the picture's own pixels, and their colours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sft_gui.data.annotations import IGNORE

if TYPE_CHECKING:
    from sft_gui.tasks.detection import BoxPrediction
    from sft_gui.tasks.segmentation import MaskPrediction


@dataclass(frozen=True)
class Box:
    """One thing, found or annotated."""

    place: tuple[float, float, float, float]  # left, top, right, bottom
    label: str
    score: float | None = None  # None where it is annotated


@dataclass(frozen=True, eq=False)
class Shapes:
    """What is drawn over one picture of this size."""

    width: int
    height: int
    boxes: tuple[Box, ...] = ()
    truth: tuple[Box, ...] = ()  # annotated boxes beside found ones
    mask: np.ndarray | None = None  # (H, W) uint8 class indices, 255 where nothing is said

    @classmethod
    def found(cls, prediction: BoxPrediction, width: int, height: int) -> Shapes:
        """Take the objects that a model finds."""
        return cls(width, height, tuple(Box(each.box, each.label, each.score) for each in prediction.objects))

    @classmethod
    def of_mask(cls, prediction: MaskPrediction, width: int, height: int) -> Shapes:
        """Take the mask that a model predicts."""
        return cls(width, height, mask=np.asarray(prediction.mask))

    def shares(self, count: int) -> np.ndarray:
        """Return the share of the picture that each of ``count`` classes takes."""
        assert self.mask is not None
        return np.bincount(self.mask.ravel(), minlength=IGNORE + 1)[:count] / max(self.mask.size, 1)


def boxes_of(kept: Iterable[Mapping[str, Any]]) -> tuple[Box, ...]:
    """Take boxes as events hold them; annotated ones have no score."""
    return tuple(Box(tuple(each["box"]), each["label"], each.get("score")) for each in kept)
