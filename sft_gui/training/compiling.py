"""torch.compile for a run's steps, where it saves more time than compiling takes.

On CPUs it did not: compiling took 60 to 170 s, and steps were no faster afterwards. So it is tried unasked on NVIDIA
GPUs only, in runs that are long enough to win the trial back, and what it gave is remembered.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

import torch
from torch import Tensor, nn

from sft_gui import build_info
from sft_gui.data.loader import Size
from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.training import device, probe, tuning_cache
from sft_gui.training.device import ComputeConfig
from sft_gui.training.forecast import Trial
from sft_gui.training.schedule import PictureSize

WORTH_TRYING = 600.0  # seconds of passes; in a shorter run a trial of a minute or two would cost more than it can give


class Compiled:
    """A model's passes over whole batches in training, compiled; for any other batch the model is to be called."""

    def __init__(self, model: nn.Module, shape: torch.Size) -> None:
        torch.compiler.reset()  # what earlier runs of this process have compiled is of no use, but counts as a limit
        self.shape = shape
        self.module: nn.Module = torch.compile(model, dynamic=False)  # type: ignore[assignment]
        self.trial: Trial | None = None


def compiled(
    compute: ComputeConfig, model: nn.Module, image_size: Size, settings: Mapping[str, Any], *, pictures: int
) -> Compiled | None:
    """Return a new run's compiled model where that is asked for or pays; None is the model as it is.

    Args:
        model: as it is to learn, in its modes, layout and in what has gradients; it stays as it is.
        pictures: that are learned from.

    Raises:
        UserError: it is asked for and cannot be had.
    """
    asked, count = settings["device.compile"], settings["train.batch_size"]
    if asked == "off" or (asked == "auto" and not _may_pay(compute)):
        return None
    if not isinstance(image_size, int) or compute.keeps_activations:  # boxes and masks; steps that are short anyway
        return None
    steps = pictures // count * _epochs_at(image_size, settings)
    if steps == 0:
        return None
    known = tuning_cache.trial(settings, image_size, compute)
    if asked == "auto" and known is not None and not known.pays(steps):
        return None
    plain = probe.pass_seconds(compute, model, image_size, learns=True, count=count)
    if math.isinf(plain):
        return None  # a whole batch has no room in memory
    if settings["stop.minutes"] is not None:
        steps = min(steps, int(settings["stop.minutes"] * 60 / plain))
    if asked == "auto" and known is None and steps * plain < WORTH_TRYING:
        return None
    images = device.zero_pictures(compute, image_size, count=count)
    made, trial = None, Trial(0.0, plain, plain)  # as if nothing had been gained, where it fails
    try:
        made = Compiled(model, images.shape)
        made.trial = trial = _tried(compute, model, made.module, images, plain)
    except Exception as error:  # whatever a compiler may say; the packaged app has none
        if asked == "on":
            reason = (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
            raise UserError(
                say("The model cannot be compiled here: {reason}.", reason=reason),
                say("Choose Automatic or Off for torch.compile."),
                field="device.compile",
            ) from error
    tuning_cache.keep_trial(settings, image_size, compute, trial)
    return made if asked == "on" or trial.compiled_seconds < plain else None


def again(compute: ComputeConfig, model: nn.Module, image_size: Size, settings: Mapping[str, Any]) -> Compiled | None:
    """Return the compiled model of a run that goes on, where it was compiled and can be here too."""
    if not compute.compiles:
        return None
    images = device.zero_pictures(compute, image_size, count=settings["train.batch_size"])
    try:
        made = Compiled(model, images.shape)
        _tried(compute, model, made.module, images, plain=0.0)
    except Exception:  # the run may come from another computer
        return None
    return made


def _epochs_at(image_size: int, settings: Mapping[str, Any]) -> int:
    """Return how many epochs show pictures of that size, where pictures grow up to it."""
    sizes, epochs = PictureSize(image_size, settings["data.start_size"]), settings["train.epochs"]
    return sum(sizes.at(epoch, epochs) == image_size for epoch in range(epochs))


def _may_pay(compute: ComputeConfig) -> bool:
    return compute.device == "cuda" and build_info.folder() is None and find_spec("triton") is not None


def _tried(compute: ComputeConfig, model: nn.Module, compiled: nn.Module, images: Tensor, plain: float) -> Trial:
    statistics = {name: buffer.clone() for name, buffer in model.named_buffers()}
    began = time.perf_counter()
    try:
        seconds, passes = probe.best_of(lambda: probe.learn_from(compute, model, images, compiled))
    finally:
        for name, buffer in model.named_buffers():
            buffer.copy_(statistics[name])
    return Trial(max(time.perf_counter() - began - passes * seconds, 0.0), plain, seconds)


def as_compiled(compute: ComputeConfig) -> ComputeConfig:
    """Return how a compiled model computes: its compiler joins layers itself, and there is one of it."""
    return replace(compute, compiles=True, fold_norm=False, replicas=1)
