"""Data parallelism on one CPU: replicas of the model compute side by side, on parts of a batch or a batch each.

Where all threads share one batch, they wait for the slowest of them after every layer, and for whoever else has its
core. A replica computes on threads of its own and waits once a step. On two cores, pictures being read meanwhile, steps
of EfficientNet-Lite0 took 4 % less time and features 15 %. The idea is torch.nn.DataParallel's; here the replicas share
the parameters' memory.
"""

from __future__ import annotations

import copy
import functools
import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

import torch
from torch import Tensor, nn
from torch.func import functional_call

from sft_gui.data.loader import torch_pool

LEAST = 4  # pictures for a replica; fewer replicas share a batch that is smaller

Given = TypeVar("Given")
Told = TypeVar("Told")


class Replicas:
    """A model and its replicas, whose parameters and gradients are the model's.

    Args:
        model: what is hooked onto it and its modes are taken over with the first batch.
        count: of replicas; one is the model itself, in the calling thread.
        threads: of all of them together.
    """

    def __init__(self, model: nn.Module, *, count: int, threads: int) -> None:
        self.count = count
        self._model, self._threads = model, threads

    def backward(self, work: Callable[[nn.Module, slice], Told], pictures: slice) -> list[Told]:
        """Let the replicas do ``work`` on parts of these pictures; return what it returns, in the parts' order.

        ``work`` ends in a backward pass, and the gradients of all parts are added up in the model's parameters: in the
        parts' order, so that the same batch gives the same sum to the last bit.
        """
        total = pictures.stop - pictures.start
        count = min(self.count, max(total // LEAST, 1))
        if count == 1:
            return [work(self._model, pictures)]
        ends = [pictures.start + total * number // count for number in range(count + 1)]
        parts = [slice(*pair) for pair in itertools.pairwise(ends)]
        replicas = self._replicas[:count]
        futures = [self._pool.submit(work, *pair) for pair in zip(replicas, parts, strict=True)]
        wait(futures)  # where one fails, for the others too: the same batch may be tried again
        try:
            told = [future.result() for future in futures]
        except BaseException:
            for replica in replicas:
                replica.zero_grad(set_to_none=True)
            raise
        for own, *others in zip(*(each.parameters() for each in (self._model, *replicas)), strict=True):
            _take_gradients(own, others)
        return told

    def map(self, work: Callable[[nn.Module, Given], Told], given: Iterable[Given]) -> Iterator[Told]:
        """Yield in order what ``work`` returns of each thing given, which the replicas take one each, side by side."""
        if self.count == 1:
            yield from (work(self._model, each) for each in given)
            return
        doing: deque[Future[Told]] = deque()
        try:
            for replica, each in zip(itertools.cycle(self._replicas), given):
                doing.append(self._pool.submit(work, replica, each))
                if len(doing) == self.count:  # so that the next replica is free again
                    yield doing.popleft().result()
            while doing:
                yield doing.popleft().result()
        finally:
            wait(doing)

    @functools.cached_property
    def _replicas(self) -> list[nn.Module]:
        return [_replica(self._model) for _ in range(self.count)]

    @functools.cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return torch_pool(self.count, "replica", torch_threads=max(self._threads // self.count, 1))

    def close(self) -> None:
        """End the threads."""
        if "_pool" in vars(self):
            self._pool.shutdown()
            del self._pool


def _replica(model: nn.Module) -> nn.Module:
    """Return a copy whose parameters lie in the model's memory but have gradients of their own."""
    own: dict[int, Tensor] = {id(buffer): buffer for buffer in model.buffers()}
    for parameter in model.parameters():
        own[id(parameter)] = nn.Parameter(parameter.detach(), parameter.requires_grad)
    return copy.deepcopy(model, own)  # type: ignore[arg-type]


def _take_gradients(own: nn.Parameter, others: Sequence[nn.Parameter]) -> None:
    for other in others:
        if other.grad is not None:
            own.grad = other.grad if own.grad is None else own.grad.add_(other.grad)
        other.grad = None


def is_separable(model: nn.Module, images: Tensor) -> bool:
    """Whether a picture is treated alike whatever else is in its batch: nothing is drawn, no statistics are learned.

    Args:
        model: in the modes that it is trained in.
        images: ``(N, 3, H, W)`` float32; its values do not matter.
    """
    before = {name: buffer.clone() for name, buffer in model.named_buffers()}
    after = {name: buffer.clone() for name, buffer in before.items()}
    with torch.random.fork_rng(devices=()), torch.no_grad():
        state = torch.get_rng_state()
        functional_call(model, after, images)
        is_drawn = not torch.equal(state, torch.get_rng_state())
    return not is_drawn and all(torch.equal(before[name], after[name]) for name in before)
