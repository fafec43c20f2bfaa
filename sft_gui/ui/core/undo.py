"""``state.undos``: what can be taken back, newest first: the toast's button and Ctrl+Z, on whichever page.

``state.offer_undo(say("…"), take_back)``. Steps belong to the project that was open: another one opened drops them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from sft_gui.messages import Message

MOST = 50


@dataclass(frozen=True, eq=False)
class Step:
    """What was done, and how it is taken back."""

    done: Message
    take_back: Callable[[], object]
    project: Path | None  # None: whichever is open


class Undos(QObject):
    """A stack; a step is taken back once, by whoever asks first."""

    undone = Signal(object)  # Step, just before it is taken back, or dropped because its project is closed

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: list[Step] = []

    def add(self, step: Step) -> None:
        """Remember the newest step."""
        self._steps = [*self._steps, step][-MOST:]

    def newest(self) -> Step | None:
        """Give what the key would take back."""
        return self._steps[-1] if self._steps else None

    def take_back(self, step: Step | None = None) -> bool:
        """Take back this step, or the newest; False where there is nothing, or it is taken back already."""
        step = step or self.newest()
        if step is None or step not in self._steps:
            return False
        self._steps.remove(step)
        self.undone.emit(step)
        step.take_back()
        return True

    def enter(self, project: Path | None) -> None:
        """Drop the steps of other projects than this one."""
        gone = [step for step in self._steps if step.project not in (None, project)]
        self._steps = [step for step in self._steps if step not in gone]
        for step in gone:
            self.undone.emit(step)
