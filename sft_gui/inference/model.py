"""One model as it is used, from a file's pixels to a prediction.

Validation while training, the snapshot that predicts meanwhile, evaluation, prediction, and whatever exports or serves
a model use this one object, so what they give is the same to the last bit.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from sft_gui.data.levels import Levels
from sft_gui.data.loader import Size
from sft_gui.inference import device
from sft_gui.inference.device import ComputeConfig
from sft_gui.inference.view import View
from sft_gui.messages import Message
from sft_gui.models.spec import ModelSpec
from sft_gui.tasks.task import Prediction, Sizes, Task


class Normalise(nn.Module):
    """Turns uint8 pixels ``(N, 3, H, W)`` into float32, with the mean and deviation that pretrained weights expect."""

    mean: Tensor
    std: Tensor

    def __init__(self, mean: Sequence[float], std: Sequence[float]) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(mean).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("std", torch.tensor(std).view(1, 3, 1, 1), persistent=False)

    def forward(self, images: Tensor) -> Tensor:
        normalised: Tensor = images.float().div_(255).sub_(self.mean).div_(self.std)  # float() has made a copy
        return normalised


@dataclass(frozen=True)
class InferenceModel:
    """A network with all that its use takes. Usable from several threads.

    ``network`` is in evaluation mode; the whole way as one module is :meth:`module`.
    """

    task: Task
    spec: ModelSpec
    classes: tuple[str, ...]
    view: View
    compute: ComputeConfig
    network: nn.Module
    tta_flip: bool  # test-time augmentation: the mean with the mirror image's outputs counts
    levels: Levels | None = None  # black and white of pictures with more than 8 bits, as it was trained with
    note: Message | None = None  # what the user should know of these weights

    @property
    def image_size(self) -> Size:
        """What the network sees: the side of a square, or (height, width) of whole pictures, px."""
        return self.view.size

    def seen(self, pixels: np.ndarray, own: tuple[int, int]) -> Tensor:
        """Turn a decoded picture ``(h, w, 3)``, whose own size is (height, width), into ``(3, H, W)`` uint8."""
        return self.view.apply(pixels, own)

    def inputs(self, images: Tensor) -> Tensor:
        """Turn ``(N, 3, H, W)`` uint8 into what the network takes, on its device and in its layout."""
        return normalised(images, self.spec, self.compute)

    def outputs(self, images: Tensor, sizes: Sizes) -> Any:
        """Return the task's outputs for ``(N, 3, H, W)`` uint8 pictures whose own sizes are ``sizes``."""
        with computing_threads(self.compute.threads):
            return self.outputs_of(self.network, self.inputs(images), sizes)

    def outputs_of(self, network: nn.Module, inputs: Tensor, sizes: Sizes) -> Any:
        """Return the task's outputs of ``network``, which stands for this one's, for what it takes."""
        with torch.inference_mode(), device.inference_autocast(self.compute):
            return self.task.outputs(network, inputs, sizes, flipped=self.tta_flip)

    def decode(self, outputs: Any) -> list[Prediction]:
        """Turn outputs into one prediction a picture."""
        with torch.inference_mode():
            return self.task.decode(outputs, self.classes)

    def predictions(self, images: Tensor, sizes: Sizes) -> list[Prediction]:
        """Return one prediction for each of ``(N, 3, H, W)`` uint8 pictures whose own sizes are ``sizes``."""
        return self.decode(self.outputs(images, sizes))

    def module(self) -> nn.Sequential:
        """Return the way from uint8 pixels ``(N, 3, H, W)`` to what the task reads, as one module for an exporter."""
        return nn.Sequential(Normalise(self.spec.mean, self.spec.std), self.network, self.task.postprocess())

    def on_threads(self, count: int) -> InferenceModel:
        """Return the same model, computing on so many CPU threads."""
        return replace(self, compute=replace(self.compute, threads=count))


def normalised(images: Tensor, spec: ModelSpec, compute: ComputeConfig) -> Tensor:
    """Return uint8 pictures ``(N, 3, H, W)`` as a network takes them, on its device and in its layout."""
    target = device.torch_device(compute)
    floats: Tensor = _normalise(spec.mean, spec.std, target)(images.to(target, non_blocking=True))
    return floats.contiguous(memory_format=device.memory_layout(compute))


@lru_cache(maxsize=8)
def _normalise(mean: tuple[float, ...], std: tuple[float, ...], target: torch.device) -> Normalise:
    return Normalise(mean, std).to(target)


@contextlib.contextmanager
def computing_threads(count: int) -> Iterator[None]:
    """Compute with so many CPU threads in the calling thread alone; a training in another thread keeps its own."""
    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)
