"""Measures how the model's arithmetic is fastest on this machine, as busy as it is now: threads, layout, BatchNorm."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import torch
from torch import nn

from sft_gui.data.loader import Size
from sft_gui.models import heads
from sft_gui.models.norm_folding import NormFolding
from sft_gui.training import device, speed_memory
from sft_gui.training.device import Execution

PICTURES = 4
REPEATS = 3
MARGIN = 0.9  # more threads must be this much faster to be worth their competition with loader and window


def probed(execution: Execution, model: nn.Module, image_size: Size, settings: Mapping[str, Any]) -> Execution:
    """Return ``execution`` with what the settings leave open on a CPU, as it was measured today or is measured now."""
    if execution.device != "cpu":
        return execution
    known = speed_memory.execution(settings, image_size)
    if known is None:
        known = execution
        if settings["device.threads"] is None:
            known = with_best_threads(known, model, image_size)
        if settings["train.epochs"] == 0:  # a first model: to measure more would take longer than it can save
            known = replace(known, fold_norm=settings["device.fold_norm"] != "off")
        else:
            if settings["device.channels_last"] == "auto":
                known = with_best_layout(known, model, image_size)
            if settings["device.fold_norm"] == "auto":
                known = with_best_norm(known, model, image_size)
            speed_memory.keep_execution(settings, image_size, known)
    device.apply_threads(known)
    return known


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
    model.to(memory_format=device.memory_layout(execution))  # type: ignore[call-overload]
    folding = NormFolding(model, device.zero_pictures(execution, image_size))
    if not len(folding):
        return replace(execution, fold_norm=True)
    by_itself = _seconds(execution, model, image_size)
    try:
        with heads.evaluating(model):
            folding.fold()
            folded = _seconds(execution, model, image_size)
    finally:
        folding.unfold()
    return replace(execution, fold_norm=folded < by_itself)


def _seconds(execution: Execution, model: nn.Module, image_size: Size) -> float:
    """Return the best of some forward passes, the first one not counted."""
    device.apply_threads(execution)
    images = device.zero_pictures(execution, image_size, count=PICTURES)
    was_training = model.training
    # Not in inference mode: its parameters could no longer learn.
    model.to(memory_format=device.memory_layout(execution)).eval()  # type: ignore[call-overload]
    timings = []
    for _ in range(REPEATS + 1):
        began = time.perf_counter()
        with torch.inference_mode():
            model(images)
        timings.append(time.perf_counter() - began)
    model.train(was_training)
    return min(timings[1:])
