"""Measures how the model's arithmetic is fastest on this machine, as busy as it is now: thread count, memory layout."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import torch
from torch import nn

from sft_gui.data.loader import Size
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
        if settings["device.channels_last"] == "auto":
            known = with_best_layout(known, model, image_size)
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


def _seconds(execution: Execution, model: nn.Module, image_size: Size) -> float:
    """Return the best of some forward passes, the first one not counted."""
    device.apply_threads(execution)
    layout = device.memory_layout(execution)
    height, width = image_size if isinstance(image_size, tuple) else (image_size, image_size)
    images = torch.zeros(PICTURES, 3, height, width).to(memory_format=layout)
    was_training = model.training
    model.to(memory_format=layout).eval()  # not in inference mode: its parameters could no longer learn
    timings = []
    for _ in range(REPEATS + 1):
        began = time.perf_counter()
        with torch.inference_mode():
            model(images)
        timings.append(time.perf_counter() - began)
    model.train(was_training)
    return min(timings[1:])
