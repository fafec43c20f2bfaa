"""Measures how many threads the model's arithmetic is fastest with, on this machine as busy as it is now."""

from __future__ import annotations

import time
from dataclasses import replace

import torch
from torch import nn

from sft_gui.data.loader import Size
from sft_gui.training import device
from sft_gui.training.device import Execution

PICTURES = 4
REPEATS = 3
MARGIN = 0.9  # more threads must be this much faster to be worth their competition with loader and window


def measured(execution: Execution, model: nn.Module, image_size: Size) -> Execution:
    """Return ``execution`` with the best thread count among 1, 2, 4, ... and the usable cores."""
    if execution.device != "cpu" or execution.threads == 1:
        return execution
    candidates = sorted({1, *(2**n for n in range(1, 8) if 2**n < execution.threads), execution.threads})
    height, width = image_size if isinstance(image_size, tuple) else (image_size, image_size)
    images = torch.zeros(PICTURES, 3, height, width).to(memory_format=device.memory_layout(execution))
    was_training = model.training
    model.eval()
    best, best_seconds = 1, float("inf")
    for threads in candidates:
        torch.set_num_threads(threads)
        seconds = _seconds(model, images)
        if seconds < best_seconds * MARGIN:
            best, best_seconds = threads, seconds
        elif seconds > best_seconds * 2:
            break  # still more threads only get in each other's way
    model.train(was_training)
    torch.set_num_threads(best)
    return replace(execution, threads=best)


@torch.inference_mode()
def _seconds(model: nn.Module, images: torch.Tensor) -> float:
    """Return the best of some forward passes, the first one not counted."""
    timings = []
    for _ in range(REPEATS + 1):
        began = time.perf_counter()
        model(images)
        timings.append(time.perf_counter() - began)
    return min(timings[1:])
