"""How a model sees a picture: decoded at one size, resized, cropped or fitted; the same in training and in use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from sft_gui.data import augment, scene
from sft_gui.data.loader import STORED_SIDE, Batch, Loader, Size
from sft_gui.models.spec import ModelSpec


@dataclass(frozen=True)
class View:
    """What a model of this kind sees at this size."""

    spec: ModelSpec
    size: Size  # the side of a square that is cut out, or (height, width) that the whole picture is fitted in

    @classmethod
    def of(cls, spec: ModelSpec, plan: Mapping[str, Any]) -> View:
        """Take the size from what a task has planned."""
        size = plan["size"]
        return cls(spec, size if isinstance(size, int) else (size[0], size[1]))

    @property
    def resize(self) -> int:
        """The short side before the centre crop, in the model's own proportion; a whole picture's is the view's."""
        if isinstance(self.size, tuple):
            return min(self.size)
        return round(self.size * self.spec.resize / self.spec.image_size)

    @property
    def stored_side(self) -> int:
        """The short side at which pictures are decoded."""
        return round(STORED_SIDE * self.resize)

    def apply(self, pixels: np.ndarray, own: tuple[int, int]) -> Tensor:
        """Turn a decoded picture ``(h, w, 3)`` into what the model is shown, ``(3, H, W)`` uint8.

        Args:
            own: the picture's own (height, width), before it was decoded smaller.
        """
        image, size = torch.from_numpy(pixels).permute(2, 0, 1), self.size
        if isinstance(size, tuple):
            return scene.whole_view(image, size, own)
        interpolation = self.spec.interpolation
        return augment.evaluation_view(image, {}, size=size, resize=self.resize, interpolation=interpolation)[0]

    def batches(self, loader: Loader, batch_size: int) -> Iterator[Batch]:
        """Yield a loader's pictures as they are evaluated and predicted: nothing is random."""
        return loader.eval_batches(
            size=self.size, resize=self.resize, batch_size=batch_size, interpolation=self.spec.interpolation
        )
