"""Folders on their way to the system's bin: for some minutes they wait where Undo can bring them back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.ui.core import jobs

WAITING = ".bin"  # beside the folder's own parent, on the same disk: a rename, nothing is copied
UNDO_MS = 600_000  # the key takes back what it can for so long; the toast goes much sooner


class Bin(QObject):
    """Throws folders away so that Undo works on every system."""

    failed = Signal(object)  # UserError: the system has no bin for this disk; the folder is back in its place

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[Path, Path] = {}  # where it was: where it waits
        self._timer = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._timer.timeout.connect(self.empty)

    def throw(self, folder: Path, *, beside: Path | None = None) -> None:
        """Take ``folder`` out of sight; the system's bin gets it when Undo is over.

        Args:
            beside: in which folder, on the same disk, the place is where it waits; a run's waits in its project.
        """
        waits = (beside or folder.parent.parent) / WAITING / folder.name
        waits.parent.mkdir(exist_ok=True)
        self._waiting[folder] = waits  # before it is there, or ``collect`` would take it for a left one
        try:
            folder.rename(waits)
        except OSError:
            del self._waiting[folder]
            raise
        self._timer.start()

    def take_back(self, folder: Path) -> bool:
        """Put a folder back in its place; False where the system's bin has it already."""
        waits = self._waiting.pop(folder, None)
        if waits is None:
            return False
        try:
            waits.rename(folder)
        except OSError:  # somebody else gave it to the system's bin
            return False
        return True

    def waiting(self) -> list[Path]:
        """Give the places where folders wait; any thread."""
        return list(self._waiting.values())

    def empty(self) -> None:
        """Give all that waits to the system's bin."""
        waiting, self._waiting = self._waiting, {}
        for folder, waits in waiting.items():
            jobs.run(_to_bin, waits, failed=lambda error, f=folder, w=waits: self._put_back(f, w))

    def empty_now(self) -> None:
        """Like :meth:`empty`, before returning: for the end of the program."""
        waiting, self._waiting = self._waiting, {}
        self._timer.stop()
        for folder, waits in waiting.items():
            try:
                _to_bin(waits)
            except OSError:
                waits.rename(folder)

    def _put_back(self, folder: Path, waits: Path) -> None:
        waits.rename(folder)
        self.failed.emit(
            UserError(
                say("{name} could not be moved to the bin; it is back in its place.", name=folder.name),
                say("This disk may have no bin. Delete the folder in your file manager."),
            )
        )


def collect(home: Path, keep: Callable[[], Collection[Path]] = tuple) -> None:
    """Give the system's bin what a killed app left waiting in a project's folder, or beside projects; any thread.

    Args:
        keep: gives what waits there for this app's own Undo, now.
    """
    folder = home / WAITING
    for waits in folder.iterdir() if folder.is_dir() else ():
        if waits in keep():
            continue
        try:
            _to_bin(waits)
        except OSError:
            return  # no bin here; nothing is lost and nothing is in the way


def _to_bin(folder: Path) -> None:
    from send2trash import send2trash  # slow to import on some systems, seldom needed

    send2trash(folder)
