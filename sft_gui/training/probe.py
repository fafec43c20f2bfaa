"""Measures how the model's arithmetic is fastest on this machine, as busy as it is now.

Threads, memory layout, BatchNorm folded or by itself, precision, replicas; on a GPU where pictures are changed.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.func import functional_call

from sft_gui.data import augment, batch_augment, memory
from sft_gui.data.loader import STORED_SIDE, Size, torch_pool
from sft_gui.data.watcher import Progress
from sft_gui.messages import say
from sft_gui.models import parts
from sft_gui.models.norm_folding import NormFolding
from sft_gui.training import device, tuning_cache
from sft_gui.training.data_parallel import LEAST, Replicas, is_separable
from sft_gui.training.device import ComputeConfig

Step = Callable[[ComputeConfig], ComputeConfig]  # measures one thing and chooses

PICTURES = 4
MOST_SECONDS = 15.0  # of measuring before a run; more would not be won back by most
REPEATS, ENOUGH_SECONDS = 3, 0.5  # timed passes: so many, or fewer where they are long
BUSY_SHARE = 0.25  # of all cores taken by others: the figures tell more of them than of the machine
MARGIN = 0.9  # what has a price must be this much faster: threads compete with loader and window, bfloat16 rounds


def probed(
    compute: ComputeConfig,
    model: nn.Module,
    image_size: Size,
    settings: Mapping[str, Any],
    on_progress: Progress = lambda done, total, what: None,
) -> ComputeConfig:
    """Return ``execution`` with what the settings leave open, as it was measured today or is measured now.

    All is measured before the first step, since results depend on it, and for no longer than :data:`MOST_SECONDS`:
    what is still open then stays as it usually is.

    Args:
        model: as it is to learn, in its modes and in what has gradients; nothing but its memory layout changes.
        on_progress: told how many of how many measurements are done; what it raises ends them.
    """
    if isinstance(image_size, tuple):
        compute = replace(compute, augments_together=False)  # boxes and masks move with their picture
    if compute.device == "mps":
        return compute
    known = tuning_cache.compute(settings, image_size, compute.device)
    if known is None:
        before, until = _others_core_seconds(), time.perf_counter() + MOST_SECONDS
        measures = _measures if compute.device == "cpu" else measures_by_batch
        steps, known, done = measures(model, image_size, settings, until), compute, 0
        for step in steps:
            on_progress(done, len(steps), say("Measuring how this computer is fastest"))
            if time.perf_counter() >= until:
                break
            known, done = step(known), done + 1
        others, both = (now - then for then, now in zip(before, _others_core_seconds(), strict=True))
        was_busy = others > BUSY_SHARE * both or done < len(steps)
        tuning_cache.keep_compute(settings, image_size, known, was_busy=was_busy)
    device.apply_threads(known)
    return known


def _others_core_seconds() -> tuple[float, float]:
    """Return the seconds that all cores together have worked for other processes, and worked at all or rested."""
    worked, both = device.core_seconds()
    return worked - time.process_time(), both


def _measures(model: nn.Module, image_size: Size, settings: Mapping[str, Any], until: float) -> list[Step]:
    """Return what is to be measured on a CPU, one after the other."""
    is_first = settings["train.epochs"] == 0  # a first model: to measure all would take longer than it can save
    steps: list[Step] = []
    if settings["device.threads"] is None:
        steps.append(lambda known: with_best_threads(known, model, image_size, until=until))
    if settings["device.channels_last"] == "auto" and not is_first:
        steps.append(lambda known: with_best_layout(known, model, image_size))
    if settings["device.fold_norm"] == "auto":
        steps.append(
            lambda known: replace(known, fold_norm=True) if is_first else with_best_norm(known, model, image_size)
        )
    # Coordinates of boxes need more than bfloat16's 8 bits, so only what sees squares gets it unasked.
    if settings["device.precision"] == "auto" and isinstance(image_size, int) and device.has_bfloat16():
        inference = tuning_cache.inference_precision(settings, image_size)
        has_backward = settings["train.trainable_layers"] != "head"
        steps.append(
            lambda known: with_best_precision(known, model, image_size, inference=inference, has_backward=has_backward)
        )
    if settings["device.replicas"] is not None:
        steps.append(lambda known: _with_replicas(known, model, image_size, settings["device.replicas"]))
    # What learns in part gains less from replicas than it takes to measure them.
    elif settings["train.trainable_layers"] == "all" and not is_first:
        steps.append(lambda known: with_best_replicas(known, model, image_size))
    return steps


def _with_replicas(compute: ComputeConfig, model: nn.Module, image_size: Size, count: int) -> ComputeConfig:
    """Return it with so many replicas where there can be some; nothing is measured."""
    can_be = _can_be_replicated(compute, model, image_size)
    return replace(compute, replicas=min(count, compute.threads) if can_be else 1)


def measures_by_batch(model: nn.Module, image_size: Size, settings: Mapping[str, Any], until: float) -> list[Step]:
    """Return what is to be measured by passes of whole batches, which is what a GPU is busy with.

    What has no room in memory is not chosen. Of models that see whole pictures and learn from boxes or masks, passes
    cannot be timed without those.
    """
    if settings["train.epochs"] == 0 or not isinstance(image_size, int):
        return []
    size, count = image_size, settings["train.batch_size"]

    @functools.cache
    def seconds(candidate: ComputeConfig) -> float:
        return pass_seconds(candidate, model, size, learns=True, count=count)

    steps: list[Step] = []
    if settings["device.channels_last"] == "auto":
        steps.append(lambda known: min(known, replace(known, channels_last=False), key=seconds))
    if settings["device.fold_norm"] == "auto":
        steps.append(lambda known: min(known, replace(known, fold_norm=True), key=seconds))
    if settings["device.precision"] == "auto":
        steps.append(
            lambda known: min(known, replace(known, precision="float32", inference_precision="float32"), key=seconds)
        )
    if settings["device.augmentation"] == "auto":
        steps.append(lambda known: with_best_augmentation(known, size, settings, learn_seconds=seconds(known)))
    return steps


def with_best_augmentation(
    compute: ComputeConfig, image_size: int, settings: Mapping[str, Any], *, learn_seconds: float
) -> ComputeConfig:
    """Choose whether a batch is changed at once on the device, whose time that takes, or by the loader's threads.

    Args:
        learn_seconds: that the device takes to learn from a batch.
    """
    count, side = settings["train.batch_size"], round(STORED_SIDE * image_size)
    pixels = np.full((side, side * 4 // 3, 3), augment.GREY, dtype=np.uint8)
    recipe, image = augment.RECIPES[settings["data.augmentation"]], torch.from_numpy(pixels).permute(2, 0, 1)
    draws = [augment.draw(recipe, seed=0, epoch=0, index=i, height=side, width=pixels.shape[1]) for i in range(count)]
    cuts = [batch_augment.cut_out(draw, pixels) for draw in draws]
    parts = batch_augment.stacked(cuts, is_pinned=compute.device == "cuda")

    def by_thread(draw: augment.Draw) -> None:
        augment.apply(draw, image, {}, size=image_size)

    def at_once() -> None:
        batch_augment.apply(draws, parts.to(device.torch_device(compute), non_blocking=True), size=image_size)
        device.synchronise(compute)

    with torch_pool(device.usable_cores(), "probe") as pool:
        threads_seconds = _best(lambda: list(pool.map(by_thread, draws)))
    # Threads work while the device learns; what the device does itself comes on top.
    at_once_seconds = _if_it_has_room(lambda: _best(at_once))
    is_better = learn_seconds + at_once_seconds < max(learn_seconds, threads_seconds)
    return replace(compute, augments_together=is_better)


def _if_it_has_room(measure: Callable[[], float]) -> float:
    """Return what is measured, infinity where memory runs out."""
    try:
        return measure()
    except Exception as error:
        if not memory.is_out_of_memory(error):
            raise
    memory.give_back()
    return float("inf")


def with_best_threads(
    compute: ComputeConfig, model: nn.Module, image_size: Size, *, until: float = float("inf")
) -> ComputeConfig:
    """Choose among 1, 2, 4, ... and the usable cores, as far as the clock's ``until`` allows."""
    candidates = sorted({1, *(2**n for n in range(1, 8) if 2**n < compute.threads), compute.threads})
    best, best_seconds = 1, float("inf")
    for threads in candidates if len(candidates) > 1 else ():
        seconds = pass_seconds(replace(compute, threads=threads), model, image_size)
        if seconds < best_seconds * MARGIN:
            best, best_seconds = threads, seconds
        elif seconds > best_seconds * 2 or time.perf_counter() >= until:
            break  # still more threads only get in each other's way
    return replace(compute, threads=best)


def with_best_layout(compute: ComputeConfig, model: nn.Module, image_size: Size) -> ComputeConfig:
    """Choose between channels last and the plain layout; the model's values stay, their order in memory may change."""
    layouts = [replace(compute, channels_last=on) for on in (True, False)]
    return min(layouts, key=lambda each: pass_seconds(each, model, image_size))


def with_best_norm(compute: ComputeConfig, model: nn.Module, image_size: Size) -> ComputeConfig:
    """Choose whether BatchNorm is folded into the convolutions; where nothing can be, it is all the same."""
    folded = replace(compute, fold_norm=True)
    if not len(NormFolding(model, device.zero_pictures(compute, image_size))):
        return folded
    by_itself = replace(compute, fold_norm=False)
    return min(by_itself, folded, key=lambda each: pass_seconds(each, model, image_size))


def with_best_precision(
    compute: ComputeConfig, model: nn.Module, image_size: Size, *, inference: str | None, has_backward: bool
) -> ComputeConfig:
    """Choose float32 or bfloat16 for inference by forward passes, for training by forward and backward ones.

    Args:
        inference: what is known to be best for it.
        has_backward: whether more learns than the head; else a step is hardly more than its forward pass.
    """
    half = replace(compute, precision="bfloat16", inference_precision="bfloat16")

    def faster(*, learns: bool) -> str:
        single_seconds, half_seconds = (
            pass_seconds(each, model, image_size, learns=learns) for each in (compute, half)
        )
        return "bfloat16" if half_seconds < single_seconds * MARGIN else "float32"

    inference = inference or faster(learns=False)
    training = faster(learns=True) if has_backward else inference
    return replace(compute, precision=training, inference_precision=inference)


def with_best_replicas(compute: ComputeConfig, model: nn.Module, image_size: Size) -> ComputeConfig:
    """Choose between the model alone on all threads and as many replicas as there are threads."""
    alone, many = (replace(compute, replicas=count) for count in (1, compute.threads))
    if compute.threads == 1 or not _can_be_replicated(compute, model, image_size):
        return alone
    return min(alone, many, key=lambda each: _if_it_has_room(lambda: _replicated_seconds(each, model, image_size)))


def _can_be_replicated(compute: ComputeConfig, model: nn.Module, image_size: Size) -> bool:
    if not isinstance(image_size, int) or not any(parameter.requires_grad for parameter in model.parameters()):
        return False  # detectors and segmenters also have losses that are no means over pictures
    return is_separable(model, device.zero_pictures(compute, image_size, count=2))


def _replicated_seconds(compute: ComputeConfig, model: nn.Module, image_size: Size) -> float:
    """Return the best of some forward and backward passes by the replicas; gradients are left as none."""
    device.apply_threads(compute)
    images = device.zero_pictures(compute, image_size, count=LEAST * compute.threads)
    folded = _folded(NormFolding(model, images[:1]), model, learns=True) if compute.fold_norm else nullcontext()

    def work(replica: nn.Module, part: slice) -> None:
        with device.autocast(compute):
            outputs = replica(images[part])
        outputs.float().sum().backward()

    with folded, closing(Replicas(model, count=compute.replicas, threads=compute.threads)) as replicas:
        seconds = _best(lambda: replicas.backward(work, slice(0, len(images))))
    model.zero_grad(set_to_none=True)
    return seconds


def pass_seconds(
    compute: ComputeConfig, model: nn.Module, image_size: Size, *, learns: bool = False, count: int = PICTURES
) -> float:
    """Return the best of some passes, as in validation or, with ``learns``, in training; the first is not counted.

    Infinity where memory runs out.
    """
    return _if_it_has_room(lambda: _pass_seconds(compute, model, image_size, learns, count))


def _pass_seconds(compute: ComputeConfig, model: nn.Module, image_size: Size, learns: bool, count: int) -> float:
    device.apply_threads(compute)
    images = device.zero_pictures(compute, image_size, count=count)
    # Not in inference mode: its parameters could no longer learn.
    model.to(memory_format=device.memory_layout(compute))  # type: ignore[call-overload]
    folded = _folded(NormFolding(model, images[:1]), model, learns) if compute.fold_norm else nullcontext()
    work = _forward_backward if learns else _forward
    with folded:
        return _best(lambda: work(compute, model, images))


def _best(work: Callable[[], object]) -> float:
    return best_of(work)[0]


def best_of(work: Callable[[], object]) -> tuple[float, int]:
    """Return the seconds of the best pass, the first not counted, and how many passes there were."""
    timings: list[float] = []
    while len(timings) < 2 or (len(timings) <= REPEATS and sum(timings) < ENOUGH_SECONDS):
        began = time.perf_counter()
        work()
        timings.append(time.perf_counter() - began)
    return min(timings[1:]), len(timings)


@contextmanager
def _folded(folding: NormFolding, model: nn.Module, learns: bool) -> Iterator[None]:
    """Fold for a while: anew for every backward pass, else once, since few pictures would make much of its cost."""
    hooks = folding.attach(model) if learns else ()
    try:
        if not learns:
            with parts.evaluating(model):
                folding.fold()
        yield
    finally:
        folding.unfold()
        for hook in hooks:
            hook.remove()


def _forward(compute: ComputeConfig, model: nn.Module, images: Tensor) -> None:
    with parts.evaluating(model), torch.inference_mode(), device.inference_autocast(compute):
        model(images)
    device.synchronise(compute)


def _forward_backward(compute: ComputeConfig, model: nn.Module, images: Tensor) -> None:
    """Leave gradients, statistics and random numbers as they are."""
    statistics = {name: buffer.clone() for name, buffer in model.named_buffers()}
    learn_from(compute, model, images, lambda images: functional_call(model, statistics, images))


def learn_from(compute: ComputeConfig, model: nn.Module, images: Tensor, call: Callable[[Tensor], Any]) -> None:
    """Pass forward by ``call`` and backward to the model's parameters; gradients and random numbers stay."""
    with torch.random.fork_rng(devices=()), device.autocast(compute):
        outputs = call(images)
    learning = [parameter for parameter in model.parameters() if parameter.requires_grad]
    torch.autograd.grad(outputs.float().sum(), learning, allow_unused=True)
    device.synchronise(compute)
