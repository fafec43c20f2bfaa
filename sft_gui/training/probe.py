"""Measures how the model's arithmetic is fastest on this machine, as busy as it is now.

Threads, memory layout, BatchNorm folded or by itself, precision, replicas.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext
from dataclasses import replace
from typing import Any

import torch
from torch import Tensor, nn
from torch.func import functional_call

from sft_gui.data.loader import Size
from sft_gui.models import heads
from sft_gui.models.norm_folding import NormFolding
from sft_gui.training import device, speed_memory
from sft_gui.training.data_parallel import LEAST, Replicas, is_separable
from sft_gui.training.device import Execution

PICTURES = 4
REPEATS, ENOUGH_SECONDS = 3, 0.5  # timed passes: so many, or fewer where they are long
BUSY_SHARE = 0.25  # of all cores taken by others: the figures tell more of them than of the machine
MARGIN = 0.9  # what has a price must be this much faster: threads compete with loader and window, bfloat16 rounds


def probed(execution: Execution, model: nn.Module, image_size: Size, settings: Mapping[str, Any]) -> Execution:
    """Return ``execution`` with what the settings leave open on a CPU, as it was measured today or is measured now.

    Args:
        model: as it is to learn, in its modes and in what has gradients; nothing but its memory layout changes.
    """
    if execution.device != "cpu":
        return execution
    known = speed_memory.execution(settings, image_size)
    if known is None:
        before = _others_core_seconds()
        known = _measured(execution, model, image_size, settings)
        others, both = (now - then for then, now in zip(before, _others_core_seconds(), strict=True))
        speed_memory.keep_execution(settings, image_size, known, was_busy=others > BUSY_SHARE * both)
    device.apply_threads(known)
    return known


def _others_core_seconds() -> tuple[float, float]:
    """Return the seconds that all cores together have worked for other processes, and worked at all or rested."""
    worked, both = device.core_seconds()
    return worked - time.process_time(), both


def _measured(execution: Execution, model: nn.Module, image_size: Size, settings: Mapping[str, Any]) -> Execution:
    is_first = settings["train.epochs"] == 0  # a first model: to measure all would take longer than it can save
    if settings["device.threads"] is None:
        execution = with_best_threads(execution, model, image_size)
    if settings["device.channels_last"] == "auto" and not is_first:
        execution = with_best_layout(execution, model, image_size)
    if settings["device.fold_norm"] == "auto":
        folded = replace(execution, fold_norm=True)
        execution = folded if is_first else with_best_norm(execution, model, image_size)
    # Coordinates of boxes need more than bfloat16's 8 bits, so only what sees squares gets it unasked.
    if settings["device.precision"] == "auto" and isinstance(image_size, int) and device.has_bfloat16():
        inference = speed_memory.inference_precision(settings, image_size)
        has_backward = settings["train.what"] != "head"
        execution = with_best_precision(execution, model, image_size, inference=inference, has_backward=has_backward)
    if settings["device.replicas"] is not None:
        replicas = min(settings["device.replicas"], execution.threads)
        return replace(execution, replicas=replicas if _can_be_replicated(execution, model, image_size) else 1)
    # What learns in part gains less from replicas than it takes to measure them.
    is_worth_it = settings["train.what"] == "all" and not is_first
    return with_best_replicas(execution, model, image_size) if is_worth_it else execution


def with_best_threads(execution: Execution, model: nn.Module, image_size: Size) -> Execution:
    """Choose among 1, 2, 4, ... and the usable cores."""
    candidates = sorted({1, *(2**n for n in range(1, 8) if 2**n < execution.threads), execution.threads})
    best, best_seconds = 1, float("inf")
    for threads in candidates if len(candidates) > 1 else ():
        seconds = _seconds(replace(execution, threads=threads), model, image_size)
        if seconds < best_seconds * MARGIN:
            best, best_seconds = threads, seconds
        elif seconds > best_seconds * 2:
            break  # still more threads only get in each other's way
    return replace(execution, threads=best)


def with_best_layout(execution: Execution, model: nn.Module, image_size: Size) -> Execution:
    """Choose between channels last and the plain layout; the model's values stay, their order in memory may change."""
    layouts = [replace(execution, channels_last=on) for on in (True, False)]
    return min(layouts, key=lambda each: _seconds(each, model, image_size))


def with_best_norm(execution: Execution, model: nn.Module, image_size: Size) -> Execution:
    """Choose whether BatchNorm is folded into the convolutions; where nothing can be, it is all the same."""
    folded = replace(execution, fold_norm=True)
    if not len(NormFolding(model, device.zero_pictures(execution, image_size))):
        return folded
    by_itself = replace(execution, fold_norm=False)
    return min(by_itself, folded, key=lambda each: _seconds(each, model, image_size))


def with_best_precision(
    execution: Execution, model: nn.Module, image_size: Size, *, inference: str | None, has_backward: bool
) -> Execution:
    """Choose float32 or bfloat16 for inference by forward passes, for training by forward and backward ones.

    Args:
        inference: what is known to be best for it.
        has_backward: whether more learns than the head; else a step is hardly more than its forward pass.
    """
    half = replace(execution, precision="bfloat16", inference_precision="bfloat16")

    def faster(*, learns: bool) -> str:
        single_seconds, half_seconds = (_seconds(each, model, image_size, learns=learns) for each in (execution, half))
        return "bfloat16" if half_seconds < single_seconds * MARGIN else "float32"

    inference = inference or faster(learns=False)
    training = faster(learns=True) if has_backward else inference
    return replace(execution, precision=training, inference_precision=inference)


def with_best_replicas(execution: Execution, model: nn.Module, image_size: Size) -> Execution:
    """Choose between the model alone on all threads and as many replicas as there are threads."""
    alone, many = (replace(execution, replicas=count) for count in (1, execution.threads))
    if execution.threads == 1 or not _can_be_replicated(execution, model, image_size):
        return alone
    return min(alone, many, key=lambda each: _replicated_seconds(each, model, image_size))


def _can_be_replicated(execution: Execution, model: nn.Module, image_size: Size) -> bool:
    if not isinstance(image_size, int) or not any(parameter.requires_grad for parameter in model.parameters()):
        return False  # detectors and segmenters also have losses that are no means over pictures
    return is_separable(model, device.zero_pictures(execution, image_size, count=2))


def _replicated_seconds(execution: Execution, model: nn.Module, image_size: Size) -> float:
    """Return the best of some forward and backward passes by the replicas; gradients are left as none."""
    device.apply_threads(execution)
    images = device.zero_pictures(execution, image_size, count=LEAST * execution.threads)
    folded = _folded(NormFolding(model, images[:1]), model, learns=True) if execution.fold_norm else nullcontext()

    def work(replica: nn.Module, part: slice) -> None:
        with device.autocast(execution):
            outputs = replica(images[part])
        outputs.float().sum().backward()

    with folded, closing(Replicas(model, count=execution.replicas, threads=execution.threads)) as replicas:
        seconds = _best(lambda: replicas.backward(work, slice(0, len(images))))
    model.zero_grad(set_to_none=True)
    return seconds


def _seconds(execution: Execution, model: nn.Module, image_size: Size, *, learns: bool = False) -> float:
    """Return the best of some passes, as in validation or, with ``learns``, in training; the first is not counted."""
    device.apply_threads(execution)
    images = device.zero_pictures(execution, image_size, count=PICTURES)
    # Not in inference mode: its parameters could no longer learn.
    model.to(memory_format=device.memory_layout(execution))  # type: ignore[call-overload]
    folded = _folded(NormFolding(model, images[:1]), model, learns) if execution.fold_norm else nullcontext()
    work = _forward_backward if learns else _forward
    with folded:
        return _best(lambda: work(execution, model, images))


def _best(work: Callable[[], object]) -> float:
    """Return the seconds of the best pass; the first is not counted."""
    timings: list[float] = []
    while len(timings) < 2 or (len(timings) <= REPEATS and sum(timings) < ENOUGH_SECONDS):
        began = time.perf_counter()
        work()
        timings.append(time.perf_counter() - began)
    return min(timings[1:])


@contextmanager
def _folded(folding: NormFolding, model: nn.Module, learns: bool) -> Iterator[None]:
    """Fold for a while: anew for every backward pass, else once, since few pictures would make much of its cost."""
    hooks = folding.attach(model) if learns else ()
    try:
        if not learns:
            with heads.evaluating(model):
                folding.fold()
        yield
    finally:
        folding.unfold()
        for hook in hooks:
            hook.remove()


def _forward(execution: Execution, model: nn.Module, images: Tensor) -> None:
    with heads.evaluating(model), torch.inference_mode(), device.inference_autocast(execution):
        model(images)


def _forward_backward(execution: Execution, model: nn.Module, images: Tensor) -> None:
    """Leave gradients, statistics and random numbers as they are."""
    statistics = {name: buffer.clone() for name, buffer in model.named_buffers()}
    with torch.random.fork_rng(devices=()), device.autocast(execution):
        outputs = functional_call(model, statistics, images)
    learning = [parameter for parameter in model.parameters() if parameter.requires_grad]
    torch.autograd.grad(outputs.float().sum(), learning, allow_unused=True)
