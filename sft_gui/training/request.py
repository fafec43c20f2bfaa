"""What the engine is asked to do, and the handle by which it is paused, stopped and looked into."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sft_gui.training.run_folder import RunFolder

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class FitRequest:
    """Train this run: from its start, or from its last checkpoint where there is one."""

    run: RunFolder


class Control:
    """Pause, resume, stop or leave a training run from any thread; the loop looks between steps."""

    def __init__(self) -> None:
        self._go = threading.Event()
        self._go.set()
        self._stop = False
        self._leave = False
        self._snapshot_wanted = threading.Event()
        self._snapshot_taken = threading.Condition()
        self._snapshot: dict[str, Tensor] | None = None
        self._ended = False

    def pause(self) -> None:
        """Ask for a pause after the step under way; a checkpoint is written first."""
        self._go.clear()

    def resume(self) -> None:
        self._go.set()

    def stop(self) -> None:
        """Ask for the end: the best weights are kept."""
        self._stop = True
        self._go.set()

    def leave(self) -> None:
        """Ask the engine to write a checkpoint and return with the run paused, so that the app can close."""
        self._leave = True
        self._go.set()

    @property
    def pause_wanted(self) -> bool:
        return not self._go.is_set()

    @property
    def stop_wanted(self) -> bool:
        return self._stop

    @property
    def leave_wanted(self) -> bool:
        return self._leave

    @property
    def end_wanted(self) -> bool:
        """Whether to stop or leave; also what long preparations ask as their ``cancelled``."""
        return self._stop or self._leave

    def wait_until_resumed(self, while_waiting: float = 0.1) -> bool:
        """Wait a moment for the pause to end and say whether it has; called by the engine in a loop."""
        return self._go.wait(while_waiting)

    # The newest weights, for naming pictures while training goes on

    def snapshot(self, timeout: float = 30.0) -> dict[str, Tensor] | None:
        """Return a copy of the weights as they are after some whole step; None when the run has ended.

        Called from any thread but the engine's.
        """
        with self._snapshot_taken:
            if self._ended:
                return None
            self._snapshot = None
            self._snapshot_wanted.set()
            self._snapshot_taken.wait_for(lambda: self._snapshot is not None or self._ended, timeout)
            return self._snapshot

    @property
    def snapshot_wanted(self) -> bool:
        return self._snapshot_wanted.is_set()

    def give_snapshot(self, weights: dict[str, Tensor]) -> None:
        """Hand over a copy; called by the engine between steps."""
        with self._snapshot_taken:
            self._snapshot = weights
            self._snapshot_wanted.clear()
            self._snapshot_taken.notify_all()

    def ended(self) -> None:
        """Release whoever waits for a snapshot; called by the engine at the end."""
        with self._snapshot_taken:
            self._ended = True
            self._snapshot_taken.notify_all()
