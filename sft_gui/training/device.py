"""Which device, precision, memory layout and thread count a run uses; resolved once and kept in its manifest."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import psutil

from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

if TYPE_CHECKING:
    import torch

# <malloc.h>: M_MMAP_THRESHOLD, M_TRIM_THRESHOLD (bytes), M_ARENA_MAX
MALLOC_OPTIONS = {-3: 2**30, -1: 2**31 - 1, -8: 1}


@dataclass(frozen=True)
class Execution:
    """How the arithmetic is done; a resumed run uses the same, so that its weights come out the same."""

    device: str  # "cpu", "cuda" or "mps"
    precision: str  # "float32", "bfloat16" or "float16"
    channels_last: bool
    threads: int
    fold_norm: bool = False  # BatchNorm whose statistics stand still is computed with the convolution before it

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def words(self) -> Message:
        """Say it in short: "CPU, 2 threads"."""
        if self.device == "cpu":
            return counted(self.threads, "CPU, {count} thread", "CPU, {count} threads")
        if self.precision == "float32":
            return say("{device}", device=self.device.upper())
        return say("{device}, {precision}", device=self.device.upper(), precision=self.precision)


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


def give_back_memory() -> None:
    """Hand the memory that a training has freed back to the system."""
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)


def usable_cores() -> int:
    """Return the physical cores that this process may use."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(allowed, psutil.cpu_count(logical=False) or allowed))


def resolve(settings: Mapping[str, Any]) -> Execution:
    """Turn the device settings into what this machine has.

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
    layout = settings["device.channels_last"]
    return Execution(
        device=device,
        precision=_precision(settings["device.precision"], device),
        channels_last=layout == "on" or (layout == "auto" and device != "mps"),
        threads=settings["device.threads"] or usable_cores(),
        fold_norm=settings["device.fold_norm"] == "on",
    )


def _precision(asked: str, device: str) -> str:
    import torch

    if asked == "auto":
        # bfloat16 without hardware for it is several times slower than float32, so only CUDA gets it unasked.
        if device != "cuda":
            return "float32"
        return "bfloat16" if torch.cuda.is_bf16_supported(including_emulation=False) else "float16"
    if asked == "float16" and device == "cpu":
        raise UserError(say("float16 needs a GPU."), say("Choose bfloat16 or Automatic."), field="device.precision")
    return str(asked)


def _missing(what: Any) -> UserError:
    return UserError(what, say("Choose CPU or Automatic as the device."), field="device.name")


def is_out_of_memory(error: BaseException) -> bool:
    """Whether the error says that memory ran out, on any device."""
    import torch

    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    text = str(error).lower()
    return isinstance(error, RuntimeError) and ("out of memory" in text or "can't allocate memory" in text)


def apply_threads(execution: Execution) -> None:
    """Set torch's thread count for this process."""
    import torch

    if torch.get_num_threads() != execution.threads:
        torch.set_num_threads(execution.threads)


def torch_device(execution: Execution) -> torch.device:
    import torch

    return torch.device(execution.device)


def memory_layout(execution: Execution) -> torch.memory_format:
    import torch

    return torch.channels_last if execution.channels_last else torch.contiguous_format


def zero_pictures(execution: Execution, size: int | tuple[int, int], *, count: int = 1) -> torch.Tensor:
    """Return what a model takes, ``(count, 3, H, W)`` float32, for what does not depend on its values."""
    import torch

    height, width = size if isinstance(size, tuple) else (size, size)
    images = torch.zeros(count, 3, height, width, device=torch_device(execution))
    return images.to(memory_format=memory_layout(execution))


def autocast(execution: Execution) -> torch.autocast:
    """Return the context in which the model computes at the run's precision."""
    import torch

    dtype = {"bfloat16": torch.bfloat16, "float16": torch.float16}.get(execution.precision)
    return torch.autocast(execution.device, dtype=dtype, enabled=dtype is not None)
