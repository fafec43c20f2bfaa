"""A project is open in one window at a time, or two programs would decide about the same pictures."""

from __future__ import annotations

import contextlib

from PySide6.QtCore import QObject, QTimer

from sft_gui.errors import UserError
from sft_gui.locks import FileLock
from sft_gui.messages import say
from sft_gui.ui.core.state import AppState

LOCK_FILE = "open.lock"  # in the project's folder


class OneWindow(QObject):
    """Holds the open project for this program, and closes it again where another has it."""

    def __init__(self, state: AppState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._lock: FileLock | None = None
        state.project_changed.connect(self._on_project_changed)

    def _on_project_changed(self) -> None:
        self.let_go()
        project = self._state.project
        if project is None:
            return
        lock = FileLock(project.folder / LOCK_FILE)
        with contextlib.suppress(
            OSError
        ):  # nothing can be written, so nothing can be decided, or the disk has no locks
            if lock.take():
                self._lock = lock
            else:
                QTimer.singleShot(0, self, lambda: self._refuse(project.name))  # everybody hears of its opening first

    def _refuse(self, name: str) -> None:
        self._state.open_project(None)
        self._state.tell_error(
            UserError(say("{name} is open in another window.", name=name), say("Go on there.")), on_page=True
        )

    def let_go(self) -> None:
        """Let another window open the project."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None
