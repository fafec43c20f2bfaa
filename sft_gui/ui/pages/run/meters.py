"""``MetersCard()``: how busy this computer is, once a second while in sight."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import psutil
from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from sft_gui.inference import device
from sft_gui.ui.core import jobs
from sft_gui.ui.look import formats, words
from sft_gui.ui.look.words import put, tr
from sft_gui.ui.widgets.bars import MeterRow
from sft_gui.ui.widgets.card import Card

INTERVAL_MS = 1000
GIGABYTE = 10**9


@dataclass(frozen=True)
class Load:
    """What was measured; bytes, and shares from 0 to 1."""

    cpu_busy: float  # seconds since the system's start, of all cores
    cpu_total: float
    memory_used: int
    memory_total: int
    gpu_used: int | None  # None: no GPU found
    gpu_total: int | None
    disk_free: int
    disk_total: int


def measure(folder: Path) -> Load:
    """Ask the system; for the pool, since a sleeping disk may take its time."""
    memory, disk = psutil.virtual_memory(), psutil.disk_usage(str(folder))
    cpu_busy, cpu_total = device.core_seconds()
    gpu_used, gpu_total = _gpu_memory()
    return Load(
        cpu_busy=cpu_busy,
        cpu_total=cpu_total,
        memory_used=memory.total - memory.available,
        memory_total=memory.total,
        gpu_used=gpu_used,
        gpu_total=gpu_total,
        disk_free=disk.free,
        disk_total=disk.total,
    )


def _gpu_memory() -> tuple[int | None, int | None]:
    torch = sys.modules.get("torch")  # asking must not import it
    cuda = getattr(torch, "cuda", None)
    if cuda is None or not cuda.is_available():
        return None, None
    free, total = cuda.mem_get_info()
    return total - free, total


class MetersCard(Card):
    """CPU, memory, GPU memory and disk. ``folder``: the disk that runs are kept on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        put(self.title, "setText", "This computer")
        self.folder = Path.home()
        self._load: Load | None = None
        self._before: Load | None = None
        self._is_measuring = False
        self.cpu, self.memory, self.gpu, self.disk = (MeterRow(icon) for icon in ("cpu", "memory", "gpu", "disk"))
        put(self.cpu, "set_name", "CPU")
        put(self.memory, "set_name", "Memory")
        put(self.gpu, "set_name", "GPU")
        put(self.disk, "set_name", "Disk")
        for row in (self.cpu, self.memory, self.gpu, self.disk):
            self.body.addWidget(row)
        self.body.addStretch(1)
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self._measure)
        words.changed.connect(self._show)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self._measure()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _measure(self) -> None:
        if not self._is_measuring:
            self._is_measuring = True
            jobs.run(measure, self.folder, done=self._on_measured, failed=self._on_failed, owner=self)

    def _on_measured(self, load: Load) -> None:
        self._is_measuring = False
        self._before, self._load = self._load, load
        self._show()

    def _on_failed(self, error: Exception) -> None:
        self._is_measuring = False  # a disk that is gone for a moment; the next second asks again

    def _show(self) -> None:
        load = self._load
        if load is None:
            return
        if self._before is not None and load.cpu_total > self._before.cpu_total:
            share = (load.cpu_busy - self._before.cpu_busy) / (load.cpu_total - self._before.cpu_total)
            self.cpu.set_share(share)
            self.cpu.amount.setText(formats.percent(share, 0))
        self.memory.set_share(load.memory_used / load.memory_total)
        self.memory.amount.setText(_of(load.memory_used, load.memory_total))
        if load.gpu_used is not None and load.gpu_total:
            self.gpu.set_share(load.gpu_used / load.gpu_total)
            self.gpu.amount.setText(_of(load.gpu_used, load.gpu_total))
        else:
            self.gpu.set_share(None)
            self.gpu.amount.setText(tr("none found"))
        self.disk.set_share(1 - load.disk_free / load.disk_total)
        self.disk.amount.setText(tr("{size} GB free", size=f"{load.disk_free / GIGABYTE:,.0f}"))


def _of(used: int, total: int) -> str:
    return tr("{used} of {total} GB", used=f"{used / GIGABYTE:.1f}", total=f"{total / GIGABYTE:.1f}")
