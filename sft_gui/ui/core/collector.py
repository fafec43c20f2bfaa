"""Cyclic garbage dies on the GUI thread only.

Python collects cycles on whichever thread happens to allocate. In a program whose training thread allocates all the
time, that would destroy pyqtgraph's items, timers and other Qt objects on the wrong thread, and hold the lock for the
hundreds of milliseconds that a walk over PyTorch's modules takes (``engine.load`` takes those out of the walk).
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 200


class Collector(QObject):
    """Takes the collection over while it lives; Python's own thresholds hold."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones."""
        due = [counted > most for counted, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[0]:
            gc.collect(2 if all(due) else 1 if due[1] else 0)

    def stop(self) -> None:
        """Give the collection back to Python."""
        self._timer.stop()
        gc.enable()
