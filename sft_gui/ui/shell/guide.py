"""Drives the real window from a script: the demo and the screenshots."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from sft_gui.data.project import Project
from sft_gui.ui.core import jobs
from sft_gui.ui.core.crash import Report
from sft_gui.ui.shell.application import Application

TICK_MS = 50


class Guide:
    """A window with its pages, and ways to wait for it and to take its picture.

    Args:
        shots: the folder for pictures, made when the first is taken.
        patience_s: how long one wait may last, in seconds; for ever where it is not given.
    """

    def __init__(self, shots: Path, *, patience_s: float | None = None) -> None:
        self.patience_s = patience_s
        self.app = Application(is_guided=True)
        self.window, self.state = self.app.window, self.app.state
        self.shots = shots
        self._is_closed = False
        self._crash = ""
        self.app.crashes.crashed.connect(self._on_crashed)
        self._waker = QTimer(interval=TICK_MS)  # or waiting for events could wait for ever
        self._waker.timeout.connect(lambda: None)
        self._waker.start()

    def open(self) -> None:
        """Show the window and wait until everything that a run needs is imported."""
        self.app.show()
        self.app.qt.lastWindowClosed.connect(self._on_closed)
        self.wait_for(lambda: self.state.is_ready)

    def _on_closed(self) -> None:
        self._is_closed = True

    def _on_crashed(self, report: Report) -> None:
        self._crash = report.details

    def wait_for(self, condition: Callable[[], object]) -> None:
        """Let the window live until ``condition`` holds.

        Raises:
            KeyboardInterrupt: the window was closed meanwhile.
            RuntimeError: the program failed meanwhile.
            TimeoutError: it took longer than ``patience_s``.
        """
        began = time.monotonic()
        while not condition():
            if self._is_closed:
                raise KeyboardInterrupt
            if self._crash:
                raise RuntimeError(self._crash)
            if self.patience_s is not None and time.monotonic() - began > self.patience_s:
                raise TimeoutError
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def settle(self, ms: int = 400) -> None:
        """Let short jobs and paints end."""
        over: list[bool] = []
        QTimer.singleShot(ms, lambda: over.append(True))
        self.wait_for(lambda: over)

    def wait_until_idle(self) -> None:
        """Let all short jobs end, those that they begin included."""
        self.settle()
        while not jobs.is_idle():
            self.wait_for(jobs.is_idle)
            self.settle()

    def open_project(self, project: Project, page: str = "data") -> None:
        """Open a project and show a page of it."""
        self.state.open_project(project)
        self.show(page)

    def show(self, page: str) -> QWidget:
        """Show a page and return it."""
        self.window.navigate(page)
        self.wait_until_idle()
        shown = self.window.page()
        assert shown is not None
        return shown

    def drop(self, paths: Sequence[Path]) -> None:
        """Drop files on the window, as a hand would."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        middle = QPointF(self.window.rect().center())
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        self.window.dropEvent(QDropEvent(middle, Qt.DropAction.CopyAction, data, buttons, keys))
        self.settle()

    def shot(self, name: str) -> Path:
        """Take a picture of the window."""
        self.wait_until_idle()
        self.shots.mkdir(parents=True, exist_ok=True)
        path = self.shots / f"{name}.png"
        self.window.grab().save(str(path))
        return path
