"""How much memory is in use and can be had, on the CPU or the GPU, and the most that a piece of work took."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from types import TracebackType

import psutil

from sft_gui.training.forecast import Machine

SAMPLE_SECONDS = 0.005
# Decoded pictures may take a quarter of what is free, and no more than this, so that sets of any size fit.
CACHE_SHARE, MAX_CACHE_BYTES = 4, 1024**3
MAX_DISK_BYTES = 16 * 1024**3


def machine(device: str, folder: Path) -> Machine:
    """Return what this machine has now: the process's own memory counts as reachable."""
    folder = next(each for each in (folder, *folder.parents) if each.exists())
    disk = shutil.disk_usage(folder).free
    if device == "cuda":
        import torch

        free, total = torch.cuda.mem_get_info()
        return Machine(total, free + torch.cuda.memory_reserved(), disk)
    memory = psutil.virtual_memory()
    return Machine(memory.total, memory.available + in_use(device), disk, cache_bytes())


def cache_bytes() -> int:
    """Return how much memory decoded pictures may take."""
    return min(psutil.virtual_memory().available // CACHE_SHARE, MAX_CACHE_BYTES)


def in_use(device: str) -> int:
    """Return the bytes that this process holds on the device."""
    if device == "cuda":
        import torch

        return int(torch.cuda.memory_allocated())
    return int(psutil.Process().memory_info().rss)


class PeakMeter:
    """``with PeakMeter("cpu") as meter: ...``, then ``meter.peak``: the most bytes held meanwhile."""

    def __init__(self, device: str) -> None:
        self._device = device
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.peak = 0

    def __enter__(self) -> PeakMeter:
        if self._device == "cuda":
            import torch

            torch.cuda.reset_peak_memory_stats()
        else:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._device == "cuda":
            import torch

            self.peak = int(torch.cuda.max_memory_allocated())
        else:
            self._over.set()
            self._thread.join()
            self.peak = max(self.peak, in_use(self._device))

    def _watch(self) -> None:
        process = psutil.Process()
        while not self._over.wait(SAMPLE_SECONDS):
            self.peak = max(self.peak, process.memory_info().rss)
