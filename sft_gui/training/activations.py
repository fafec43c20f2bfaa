"""What the frozen part of a model makes of a run's pictures, computed once where every epoch shows them the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle

from sft_gui.data.loader import Batch, Loader, Size, order
from sft_gui.models import heads, last_stage
from sft_gui.models.catalogue import ModelSpec
from sft_gui.training import device, memory_meter
from sft_gui.training.data_parallel import Replicas
from sft_gui.training.device import Execution

if TYPE_CHECKING:
    from sft_gui.training.setup import Training

# Always so many at once, the last ones filled up: the same arithmetic for every picture, so that what is seen in it
# does not depend, not even in the last bit, on its neighbours or on the thread count.
BATCH = 16
MOST_BATCHES = 4  # at the same time on a CPU, each on threads of its own


class Activations:
    """The activations of the pictures that are learned from, one by one, and of those that judge, batch by batch."""

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
        """Take the activations of so many pictures that are learned from, and of those that are judged together."""
        whole: Tensor | None = None
        done = 0
        for batch in train:
            if whole is None:
                shape = (pictures, *batch.images.shape[1:])
                layout = torch.channels_last if batch.images.dim() == 4 else torch.contiguous_format
                whole = torch.empty(shape, dtype=batch.images.dtype, memory_format=layout)
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
        """Yield the batches that are judged; their images are activations."""
        return iter(self._val)


def can_be_kept(
    model: nn.Module, spec: ModelSpec, settings: Mapping[str, Any], size: Size, execution: Execution, pictures: int
) -> bool:
    """Return whether a part is frozen, pictures stay the same, the model can be entered behind it and memory suffices.

    Pictures are then shown as they are judged, in inference's precision, and the frozen part draws no dropout.
    """
    is_same = settings["data.augmentation"] == "none" and settings["data.start_size"] is None
    if settings["train.what"] == "all" or settings["train.epochs"] == 0 or not is_same or settings["data.test_flip"]:
        return False
    if not isinstance(size, int):
        return False
    door = open_door(model, spec, settings, size, execution)
    if door is None:
        return False
    with heads.evaluating(model), torch.no_grad(), device.inference_autocast(execution):
        activations = last_stage.before(model, device.zero_pictures(execution, size))
    door.remove()
    return activations.nbytes * pictures <= memory_meter.cache_bytes()


def open_door(
    model: nn.Module, spec: ModelSpec, settings: Mapping[str, Any], size: Size, execution: Execution
) -> RemovableHandle | None:
    """Let the model and its copies be entered where it begins to learn; return the door, None where there is none."""
    learning = [spec.head] if settings["train.what"] == "head" else [*spec.last_stage, spec.head]
    images = device.zero_pictures(execution, size, count=2)
    images[1] = 1.0
    return last_stage.open_door(model, learning, images, least_picture(spec, execution))


def least_picture(spec: ModelSpec, execution: Execution) -> Tensor:
    """Return the smallest picture that the model takes."""
    return device.zero_pictures(execution, spec.image_size if spec.fixed_size else spec.min_size)


def look(training: Training, on_progress: Callable[[int, int], None]) -> None:
    """Let the frozen part look at all pictures of the run, if what it makes of them is to be kept and is not there.

    Args:
        on_progress: told how many of how many are done; what it raises ends the work.

    Raises:
        UserError: a picture has become unreadable.
    """
    kept, total = training.activations, len(training.loader) + len(training.val_loader)
    if kept is None or kept.are_there:
        return
    done = 0

    def seen(model: nn.Module, batch: Batch, *, at_least: int) -> Batch:
        images = training.normalised(filled(batch.images, at_least))
        with heads.evaluating(model), torch.no_grad(), training.inference_autocast():
            activations = last_stage.before(model, images)[: len(batch.pictures)].cpu()
        return Batch(activations, batch.targets, batch.pictures)

    def seen_by(replicas: Replicas, batches: Iterator[Batch], *, at_least: int) -> Iterator[Batch]:
        nonlocal done
        for batch in replicas.map(partial(seen, at_least=at_least), batches):
            done += len(batch.pictures)
            on_progress(done, total)
            yield batch

    on_progress(0, total)
    execution = training.execution
    alone = Replicas(training.model, count=1, threads=execution.threads)  # as in use, to the last bit
    with closing(side_by_side(training.model, execution)) as replicas:
        train = seen_by(replicas, training.eval_batches(training.loader, BATCH), at_least=BATCH)
        kept.fill(len(training.loader), train, seen_by(alone, training.val_batches(), at_least=1))


def side_by_side(model: nn.Module, execution: Execution) -> Replicas:
    """Return replicas that look at batches, one each; on a GPU the model alone."""
    count = min(execution.threads, MOST_BATCHES) if execution.device == "cpu" else 1
    return Replicas(model, count=count, threads=execution.threads)


def filled(images: Tensor, at_least: int = BATCH) -> Tensor:
    """Return the pictures or activations of a batch as so many, black ones added to fewer."""
    if len(images) >= at_least:
        return images
    whole = torch.zeros(at_least, *images.shape[1:], dtype=images.dtype)
    whole = whole.to(memory_format=torch.channels_last) if images.dim() == 4 else whole
    whole[: len(images)] = images
    return whole
