"""What the window says of a project as a whole: that it can only be looked at, and where its pictures are now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from sft_gui.errors import SourceGone, UserError
from sft_gui.messages import say
from sft_gui.ui.core import jobs
from sft_gui.ui.core.state import AppState
from sft_gui.ui.look.words import tr

if TYPE_CHECKING:
    from sft_gui.data.project import Project

READ_ONLY, MOVED = "read-only", "moved"


class ProjectWatch(QObject):
    """Follows the open project on behalf of the window."""

    def __init__(self, state: AppState, window: QWidget) -> None:
        super().__init__(window)
        self._state, self._window = state, window
        state.project_changed.connect(self._on_project_changed)
        state.relocate_asked.connect(self.ask_where)
        self._on_project_changed()

    def _on_project_changed(self) -> None:
        project = self._state.project
        self._state.withdraw(READ_ONLY)
        if project is not None and project.read_only is not None:
            self._state.tell(
                READ_ONLY,
                say("This project can only be looked at, evaluated and predicted with: {why}.", why=project.read_only),
                say("What you decide, train or evaluate here is not kept."),
                severity="warn",
            )

    def ask_where(self, error: SourceGone, key: str, again: Callable[[], object] | None) -> None:
        """Ask for the folder that the pictures are in now, then do ``again`` what has failed."""
        start = next((folder for folder in error.source.parents if folder.is_dir()), Path.home())
        chosen = QFileDialog.getExistingDirectory(self._window, tr("Where are the pictures now?"), str(start))
        if not chosen:
            return

        def moved(found: Path) -> None:
            self._state.withdraw(key)
            self._state.data_changed.emit()
            self._state.tell(MOVED, say("The pictures are now in {path}.", path=str(found)))
            if again is not None:
                again()

        def failed(problem: Exception) -> None:
            if not isinstance(problem, UserError):
                raise problem
            # The offer stands until the pictures are found.
            self._state.tell_error(problem, key=key, actions=(self._state.show_where(error, key, again),))

        jobs.run(_relocate, self._state.project, error.folder, Path(chosen), done=moved, failed=failed, owner=self)


def _relocate(project: Project | None, folder: Path, source: Path) -> Path:
    from sft_gui.data.project import Project  # numpy and PIL come with it: after the first paint

    if project is not None and project.folder == folder:
        return project.relocate(source)
    return Project.relocate_kept(folder, source)
