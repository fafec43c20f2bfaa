"""Which device, precision, memory layout and thread count a run uses; resolved once and kept in its manifest."""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

import psutil

from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

if TYPE_CHECKING:
    import torch
    from torch import nn

# <malloc.h>: M_MMAP_THRESHOLD, M_TRIM_THRESHOLD (bytes), M_ARENA_MAX
MALLOC_OPTIONS = {-3: 2**30, -1: 2**31 - 1, -8: 1}


@dataclass(frozen=True)
class ComputeConfig:
    """How the arithmetic is done; a resumed run uses the same, so that its weights come out the same."""

    device: str  # "cpu", "cuda" or "mps"
    precision: str  # of training: "float32", "bfloat16" or "float16"
    channels_last: bool
    threads: int
    fold_norm: bool = False  # BatchNorm whose statistics stand still is computed with the convolution before it
    inference_precision: str = ""  # of features, validation and prediction; where none is given, that of training
    keeps_activations: bool = False  # of the frozen part, through which every picture then goes only once

    def __post_init__(self) -> None:
        if not self.inference_precision:  # in a manifest from before the two were told apart
            object.__setattr__(self, "inference_precision", self.precision)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> ComputeConfig:
        """Read what a manifest holds; what earlier versions could do besides is passed over (see :func:`left_out`)."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in known})

    def words(self) -> Message:
        """Say it in short: "CPU, 2 threads, inference in bfloat16"."""
        device = self.device_words()
        training, inference = self.precision, self.inference_precision
        if training == inference:
            return device if training == "float32" else say("{device}, {precision}", device=device, precision=training)
        if training == "float32":
            return say("{device}, inference in {precision}", device=device, precision=inference)
        return say("{device}, training in {precision}", device=device, precision=training)

    def device_words(self) -> Message:
        """Say what computes, whatever the task: "CPU, 2 threads"."""
        if self.device == "cpu":
            return counted(self.threads, "CPU, {count} thread", "CPU, {count} threads")
        return say("{device}", device=self.device.upper())


def prepare_process() -> None:
    """Let OpenMP's threads wait without spinning, and keep freed memory; to be called before torch is imported.

    On cores shared with other programs, threads that spin for one that is not running were measured up to 30 times
    slower than a single thread; with this bound they were never much slower than it. On Linux the C library gives
    each freed activation back to the kernel, which clears the page when it is asked for again: a training step of
    EfficientNet-Lite0 took a fifth less time where it does not.
    """
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        for option, value in MALLOC_OPTIONS.items():
            libc.mallopt(option, value)


def usable_cores() -> int:
    """Return the physical cores that this process may use."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(allowed, psutil.cpu_count(logical=False) or allowed))


def core_seconds() -> tuple[float, float]:
    """Return the seconds that all cores together have worked since the system's start, and worked or rested.

    Not by ``psutil.cpu_percent``, which remembers its last call by thread.
    """
    times = psutil.cpu_times()
    guests = getattr(times, "guest", 0.0) + getattr(times, "guest_nice", 0.0)  # in user's and nice's time already
    both = sum(times) - guests
    return both - times.idle - getattr(times, "iowait", 0.0), both


def resolve(settings: Mapping[str, Any], *, is_square: bool = True) -> ComputeConfig:
    """Turn the device settings into what this machine has, by rule: nothing is measured, so nothing hangs on a clock.

    The thread count is part of it, since sums of gradients depend on it in their last bits. On a CPU bfloat16 is for
    inference: there it was measured a quarter quicker, in training steps half as quick (docs/benchmarks.md).

    Args:
        is_square: whether the model sees squares cut out of pictures. Coordinates of boxes need more than bfloat16's
            8 bits, so what sees whole pictures gets it on a CPU only where it is asked for.

    Raises:
        UserError: a device or precision that is not here.
    """
    import torch

    device = settings["device.name"]
    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    if device == "cuda" and not torch.cuda.is_available():
        raise _missing(say("No NVIDIA GPU was found."))
    if device == "mps" and not torch.backends.mps.is_available():
        raise _missing(say("No Apple GPU was found."))
    layout, asked = settings["device.channels_last"], settings["device.precision"]
    precision = _precision(asked, device)
    folds = settings["device.fold_norm"]
    return ComputeConfig(
        device=device,
        precision=precision,
        channels_last=layout == "on" or (layout == "auto" and device != "mps"),
        threads=settings["device.threads"] or usable_cores(),
        fold_norm=folds == "on" or (folds == "auto" and device == "cpu"),
        inference_precision=_of_inference(asked, is_square) if device == "cpu" else precision,
    )


def left_out(kept: Mapping[str, Any]) -> list[Message]:
    """Name what a run of an earlier version was trained with that this one does without."""
    gone = (
        (kept.get("replicas", 1) > 1, say("replicas of the model")),
        (kept.get("compiles", False), say("torch.compile")),
        (kept.get("augments_together", False), say("augmentation by batch")),
    )
    return [what for is_so, what in gone if is_so]


def _of_inference(asked: str, is_square: bool) -> str:
    is_wanted = asked == "bfloat16" or (asked == "auto" and is_square)
    return "bfloat16" if is_wanted and has_bfloat16() else "float32"


def _precision(asked: str, device: str) -> str:
    import torch

    if asked == "auto":
        if device != "cuda":
            return "float32"
        return "bfloat16" if torch.cuda.is_bf16_supported(including_emulation=False) else "float16"
    if asked == "float16" and device == "cpu":
        raise UserError(say("float16 needs a GPU."), say("Choose bfloat16 or Automatic."), field="device.precision")
    return str(asked)


def has_bfloat16() -> bool:
    """Whether this CPU computes in bfloat16; where it only emulates that, it was measured seven times slower."""
    import torch

    if platform.machine().lower() in ("x86_64", "amd64"):  # where oneDNN's own check counts emulation too
        checks = [getattr(torch.cpu, f"_is_{name}_supported", None) for name in ("avx512_bf16", "amx_tile")]
    else:
        checks = [getattr(torch.ops.mkldnn, "_is_mkldnn_bf16_supported", None)]
    return any(check() for check in checks if check is not None)


def _missing(what: Any) -> UserError:
    return UserError(what, say("Choose CPU or Automatic as the device."), field="device.name")


def apply_threads(compute: ComputeConfig) -> None:
    """Set torch's thread count for this process."""
    import torch

    if torch.get_num_threads() != compute.threads:
        torch.set_num_threads(compute.threads)


def torch_device(compute: ComputeConfig) -> torch.device:
    import torch

    return torch.device(compute.device)


def placed(model: nn.Module, compute: ComputeConfig) -> nn.Module:
    """Move a model to the device and into its layout.

    On NVIDIA GPUs float32 products may round their factors to TF32 from then on, as PyTorch lets convolutions do.
    """
    import torch

    if compute.device == "cuda":
        torch.backends.cuda.matmul.allow_tf32 = True
    return model.to(torch_device(compute)).to(memory_format=memory_layout(compute))  # type: ignore[call-overload, no-any-return]


def synchronise(compute: ComputeConfig) -> None:
    """Wait until the device has done what it was given, so that a clock can be read."""
    import torch

    if compute.device == "cuda":
        torch.cuda.synchronize()


def memory_layout(compute: ComputeConfig) -> torch.memory_format:
    import torch

    return torch.channels_last if compute.channels_last else torch.contiguous_format


def zero_pictures(compute: ComputeConfig, size: int | tuple[int, int], *, count: int = 1) -> torch.Tensor:
    """Return what a model takes, ``(count, 3, H, W)`` float32, for what does not depend on its values."""
    import torch

    height, width = size if isinstance(size, tuple) else (size, size)
    images = torch.zeros(count, 3, height, width, device=torch_device(compute))
    return images.to(memory_format=memory_layout(compute))


def autocast(compute: ComputeConfig) -> torch.autocast:
    """Return the context in which the model computes while it learns."""
    return _autocast(compute.device, compute.precision)


def inference_autocast(compute: ComputeConfig) -> torch.autocast:
    """Return the context in which the model computes features, validation and predictions."""
    return _autocast(compute.device, compute.inference_precision)


def _autocast(device: str, precision: str) -> torch.autocast:
    import torch

    dtype = {"bfloat16": torch.bfloat16, "float16": torch.float16}.get(precision)
    return torch.autocast(device, dtype=dtype, enabled=dtype is not None)
