"""From pictures to batches, on threads; what comes out does not depend on how many there are."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from torch import Tensor
from torchvision.transforms.v2 import functional as F
from torchvision.tv_tensors import TVTensor

from sft_gui.data import augment, memory, scene
from sft_gui.data.augment import RECIPES, Recipe
from sft_gui.data.cache import PictureCache
from sft_gui.data.counted import Purpose, generator
from sft_gui.data.decode import Unreadable
from sft_gui.data.index import Picture
from sft_gui.data.levels import Levels
from sft_gui.errors import UserError
from sft_gui.messages import say

AHEAD = 3  # batches in work or ready besides the one in use
STORED_SIDE = 1.5  # decoded pictures are kept this much larger than the model sees, so that crops stay sharp

Size = int | tuple[int, int]  # the side of a square that is cut out, or (height, width) that the whole picture is in
Changed = tuple[Tensor, dict[str, Any]]
View = Callable[[int, Tensor, dict[str, Any]], Changed]  # index, picture, target in the picture's own pixels
Made = TypeVar("Made")
Pending = tuple[list[Future[Any]], Callable[[], "Batch"]]  # what is in work for a batch, and how to wait for that


@dataclass(frozen=True)
class Batch:
    """Pictures ready for the model's normalisation."""

    images: Tensor  # (N, 3, H, W) uint8, channels last in memory
    targets: list[dict[str, Any]]  # of whole pictures that are evaluated, in the pictures' own pixels
    pictures: tuple[Picture, ...]


def order(count: int, *, seed: int, epoch: int) -> np.ndarray:
    """Return the order of an epoch's pictures, a permutation of range(count)."""
    return generator(Purpose.ORDER, seed=seed, epoch=epoch).permutation(count)


class Loader:
    """Reads, decodes, changes and collates pictures ahead of the model.

    Args:
        pictures: all that the batches may come from.
        root: what their paths are relative to.
        cache: where decoded pictures are kept.
        read_target: a picture's target; its tv_tensors are in the picture's own (upright) pixels.
        threads: how many work ahead.
        stored_side: the short side at which pictures are decoded and kept.
        levels: black and white of pictures with more than 8 bits, as decided for the data set.
        is_pinned: whether batches lie in memory from which an NVIDIA GPU copies while the CPU goes on.
    """

    def __init__(
        self,
        pictures: Sequence[Picture],
        *,
        root: Path,
        cache: PictureCache,
        read_target: Callable[[Picture], dict[str, Any]],
        threads: int,
        stored_side: int,
        levels: Levels | None = None,
        is_pinned: bool = False,
    ) -> None:
        self._pictures = tuple(pictures)
        self._root, self._cache, self._read_target = root, cache, read_target
        self._threads, self._stored_side, self._is_pinned = max(1, threads), stored_side, is_pinned
        self._levels = levels
        self._pool: ThreadPoolExecutor | None = None
        self._alone = threading.Lock()

    def __len__(self) -> int:
        return len(self._pictures)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """All that the batches may come from."""
        return self._pictures

    def targets(self) -> list[dict[str, Any]]:
        """Return the target of every picture, in order, without reading its pixels."""
        return [self._read_target(picture) for picture in self._pictures]

    def train_batches(
        self, *, recipe: Recipe | str, size: Size, batch_size: int, seed: int, epoch: int, skip_batches: int = 0
    ) -> Iterator[Batch]:
        """Yield an epoch's batches in its order, each picture changed as drawn for it; the last may be smaller.

        Raises:
            UserError: a file has become unreadable; it is named, never skipped.
        """
        chosen = RECIPES[recipe] if isinstance(recipe, str) else recipe
        indices = order(len(self), seed=seed, epoch=epoch).tolist()[skip_batches * batch_size :]

        def view(index: int, image: Tensor, target: dict[str, Any]) -> Changed:
            height, width = image.shape[-2:]
            target = _fitted(target, height, width)
            if isinstance(size, tuple):
                drawn_scene = scene.draw_scene(chosen, seed=seed, epoch=epoch, index=index)
                return scene.apply_scene(drawn_scene, image, target, size=size)
            draw = augment.draw(chosen, seed=seed, epoch=epoch, index=index, height=height, width=width)
            return augment.apply(draw, image, target, size=size)

        return self._batches(indices, batch_size, lambda some: self._submit(some, size, view))

    def eval_batches(
        self,
        *,
        size: Size,
        resize: int,
        batch_size: int,
        indices: Sequence[int] | None = None,
        interpolation: str = "bilinear",
    ) -> Iterator[Batch]:
        """Yield all pictures, or those at ``indices``, in that order and unchanged but for size; raises as above."""

        def view(index: int, image: Tensor, target: dict[str, Any]) -> Changed:
            if isinstance(size, tuple):
                picture = self._pictures[index]
                return scene.whole_view(image, size, (picture.height, picture.width)), target
            target = _fitted(target, *image.shape[-2:])
            return augment.evaluation_view(image, target, size=size, resize=resize, interpolation=interpolation)

        chosen = range(len(self)) if indices is None else indices
        return self._batches(chosen, batch_size, lambda some: self._submit(some, size, view))

    def give_back_memory(self) -> None:
        """Give up the decoded pictures that are kept in memory."""
        self._cache.forget()

    def close(self) -> None:
        """Wait for the threads to end; the loader can be used again afterwards."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _batches(
        self, indices: Sequence[int], batch_size: int, submit: Callable[[Sequence[int]], Pending]
    ) -> Iterator[Batch]:
        pending: deque[Pending] = deque()
        try:
            for start in range(0, len(indices), batch_size):
                pending.append(submit(indices[start : start + batch_size]))
                if len(pending) > AHEAD:
                    yield pending.popleft()[1]()
            while pending:
                yield pending.popleft()[1]()
        finally:
            wait([future for futures, _ in pending for future in futures if not future.cancel()])

    def _submit(self, indices: Sequence[int], size: Size, view: View) -> Pending:
        """Have a batch made picture by picture."""
        pool = self._started_pool()
        height, width = size if isinstance(size, tuple) else (size, size)
        images = self._with_room(
            lambda: torch.empty(
                (len(indices), 3, height, width),
                dtype=torch.uint8, memory_format=torch.channels_last, pin_memory=self._is_pinned,
            )
        )  # fmt: skip
        batch = Batch(images, [{}] * len(indices), tuple(self._pictures[index] for index in indices))
        futures = [pool.submit(self._fill, batch, slot, index, view) for slot, index in enumerate(indices)]

        def finished() -> Batch:
            for future in futures:
                future.result()
            return batch

        return futures, finished

    def _fill(self, batch: Batch, slot: int, index: int, view: View) -> None:
        """Make one picture of a batch; runs in the pool."""
        picture = batch.pictures[slot]

        def fill() -> None:
            image = torch.from_numpy(self._pixels(picture)).permute(2, 0, 1)
            batch.images[slot], batch.targets[slot] = view(index, image, self._read_target(picture))

        self._with_room(fill)

    def _with_room(self, work: Callable[[], Made]) -> Made:
        """Do ``work``; where memory runs out, give up the pictures kept in it and do the work again, one at a time."""
        try:
            return work()
        except Exception as error:
            if not memory.is_out_of_memory(error):
                raise
        with self._alone:
            self.give_back_memory()
            memory.give_back()
            return work()

    def _pixels(self, picture: Picture) -> np.ndarray:
        try:
            return self._cache.get(self._root / picture.path, picture.digest, self._stored_side, self._levels)
        except Unreadable as error:
            if isinstance(error.__cause__, MemoryError):
                raise MemoryError(f"{picture.path} {error.reason}") from error
            raise UserError(
                say("{path} {reason}.", path=picture.path, reason=error.reason),
                say("Resume the run without it, or look at the data again for a new run."),
            ) from error

    def _started_pool(self) -> ThreadPoolExecutor:
        if self._pool is None:
            self._pool = torch_pool(self._threads, "loader")
        return self._pool


def torch_pool(threads: int, name: str, *, torch_threads: int = 1) -> ThreadPoolExecutor:
    """Return a pool whose threads each do torch's operations alone, or with so many threads of its own.

    The calling thread's own number stays.
    """
    own = torch.get_num_threads()
    all_there = threading.Barrier(threads)
    pool = ThreadPoolExecutor(threads, name, initializer=_use_torch_threads, initargs=(torch_threads,))
    wait([pool.submit(all_there.wait) for _ in range(threads)])
    torch.set_num_threads(own)  # what the pool's threads set is also the default of threads to come
    return pool


def _use_torch_threads(count: int) -> None:
    """Keep torch from forking a large team for each small operation of this thread: 10 times slower when busy."""
    torch.get_num_threads()  # or the first operation would take over the process's number again
    torch.set_num_threads(count)


def _fitted(target: dict[str, Any], height: int, width: int) -> dict[str, Any]:
    """Bring boxes and masks from the picture's own pixels to those it is stored at."""
    return {
        key: F.resize(value, [height, width]) if isinstance(value, TVTensor) else value for key, value in target.items()
    }
