"""What the frozen part of a model makes of a run's pictures, computed once where every epoch shows them the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle

from sft_gui.data.loader import Batch, Loader, Size, order
from sft_gui.inference import device
from sft_gui.inference.device import ComputeConfig
from sft_gui.models import last_stage, parts
from sft_gui.models.spec import ModelSpec
from sft_gui.training import memory_meter


class Activations:
    """The activations of the pictures that are learned from, one by one, and of those that evaluate, batch by batch."""

    def __init__(self) -> None:
        self._train: Tensor | None = None  # (N, ...), in the loader's order
        self._val: list[Batch] = []

    @property
    def are_there(self) -> bool:
        """Whether the pictures have been looked at."""
        return self._train is not None

    @property
    def nbytes(self) -> int:
        """The memory that they take."""
        return sum(each.nbytes for each in (self._train, *(batch.images for batch in self._val)) if each is not None)

    def fill(self, pictures: int, train: Iterable[Batch], val: Iterable[Batch]) -> None:
        """Take the activations of so many pictures that are learned from, and of those that are evaluated together."""
        whole: Tensor | None = None
        done = 0
        for batch in train:
            if whole is None:
                shape = (pictures, *batch.images.shape[1:])
                whole = torch.empty(shape, dtype=batch.images.dtype, memory_format=layout_of(batch.images))
            whole[done : done + len(batch.images)] = batch.images
            done += len(batch.images)
        self._val = list(val)
        self._train = whole

    def chosen(self, indices: Iterable[int]) -> Tensor:
        """Return those of some training pictures, in that order."""
        assert self._train is not None
        return self._train[torch.tensor(list(indices))]

    def train_batches(
        self, loader: Loader, *, batch_size: int, seed: int, epoch: int, skip_batches: int = 0
    ) -> Iterator[Batch]:
        """Yield an epoch's batches in the loader's order; their images are activations."""
        targets = loader.targets()
        indices = order(len(loader), seed=seed, epoch=epoch).tolist()[skip_batches * batch_size :]
        for start in range(0, len(indices), batch_size):
            chosen = indices[start : start + batch_size]
            pictures = tuple(loader.pictures[index] for index in chosen)
            yield Batch(self.chosen(chosen), [targets[index] for index in chosen], pictures)

    def val_batches(self) -> Iterator[Batch]:
        """Yield the batches that are evaluated; their images are activations."""
        return iter(self._val)


def layout_of(images: Tensor) -> torch.memory_format:
    """Return the layout of pictures or activations, for what takes them over: other kernels give other last bits."""
    is_plain = images.dim() != 4 or images.is_contiguous()
    return torch.contiguous_format if is_plain else torch.channels_last


def open_if_kept(
    model: nn.Module, spec: ModelSpec, settings: Mapping[str, Any], size: Size, compute: ComputeConfig, pictures: int
) -> bool:
    """Open the model's door where a part is frozen, pictures stay the same and memory suffices; return whether it is.

    Pictures are then shown as they are evaluated, in inference's precision, and the frozen part draws no dropout.
    """
    if (
        settings["train.trainable_layers"] == "all"
        or settings["train.epochs"] == 0
        or settings["data.augmentation"] != "none"
        or settings["eval.tta_flip"]
    ):
        return False
    if not isinstance(size, int):
        return False
    door = open_split_point(model, spec, settings, size, compute)
    if door is None:
        return False
    with parts.evaluating(model), torch.no_grad(), device.inference_autocast(compute):
        activations = last_stage.frozen_forward(model, device.zero_pictures(compute, size))
    if activations.nbytes * pictures > memory_meter.cache_bytes():
        door.remove()
        return False
    return True


def open_split_point(
    model: nn.Module, spec: ModelSpec, settings: Mapping[str, Any], size: Size, compute: ComputeConfig
) -> RemovableHandle | None:
    """Let the model and its copies be entered where it begins to learn; return the door, None where there is none."""
    learning = [spec.head] if settings["train.trainable_layers"] == "head" else [*spec.last_stage, spec.head]
    images = device.zero_pictures(compute, size, count=2)
    images[1] = 1.0
    return last_stage.open_split_point(model, learning, images, least_picture(spec, compute))


def least_picture(spec: ModelSpec, compute: ComputeConfig) -> Tensor:
    """Return the smallest picture that the model takes."""
    return device.zero_pictures(compute, spec.image_size if spec.fixed_size else spec.min_size)
