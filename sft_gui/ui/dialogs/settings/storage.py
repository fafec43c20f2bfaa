"""Settings, storage: where projects are kept and how they go elsewhere, the cache, and the crash reports."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from sft_gui import paths
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say
from sft_gui.ui.core import jobs
from sft_gui.ui.core.state import AppState
from sft_gui.ui.dialogs.settings.pages import amount, open_folder
from sft_gui.ui.dialogs.settings.row import SettingsPage
from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put, put_plain, tr
from sft_gui.ui.widgets import thumbnails
from sft_gui.ui.widgets.bars import ProgressBar
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.layout import gap, grow, hbox, stretch, vbox
from sft_gui.ui.widgets.text import Rule, Text


class MoveOrPoint(Dialog):
    """Asks whether the projects that there are go to another folder too; Esc changes nothing."""

    POINT, MOVE = 2, 3

    def __init__(self, count: int, to: Path, parent: QWidget) -> None:
        super().__init__(parent)
        put(self, "setWindowTitle", "Where projects are to be kept")
        title = counted(count, "Move 1 project?", "Move {count} projects?")
        column = self.lay_out(
            put(Text("heading", wrap=True), "setText", title),
            put(
                Text("body", "text2", wrap=True),
                "setText",
                "What is moved is copied to {folder} and read back before the originals are removed. What is left "
                "where it is can still be opened from there; new projects are kept in the new place.",
                folder=str(to),
            ),
            gap(14),
            spacing=6,
        )
        self.stay = put(Button("quiet"), "setText", "Cancel")
        self.point = put(Button(), "setText", "Leave them")
        self.move_button = put(Button("primary"), "setText", "Move them")
        for button, answer in ((self.stay, 0), (self.point, self.POINT), (self.move_button, self.MOVE)):
            button.clicked.connect(lambda _=False, answer=answer: self.done(answer))
        column.addLayout(hbox(stretch(), self.stay, self.point, self.move_button, spacing=8))
        self.move_button.setDefault(True)
        self.setFixedWidth(theme.px(520))


class StoragePage(SettingsPage):
    """Where things are kept, how much the cache takes, and a way to empty it; projects can be kept elsewhere."""

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self._state = state
        self._job: jobs.Job | None = None
        self._was: Path | None = None  # the project that was open before the move
        self.empty = put(Button(size="small"), "setText", "Empty the cache")
        self.empty.clicked.connect(self._on_empty)
        self.change = put(Button(size="small", icon="edit"), "setText", "Change…")
        self.change.clicked.connect(self.ask_for_folder)
        buttons = hbox(self.change, self._open(paths.projects), spacing=8)
        self._projects = self.row(say("Projects"), None, buttons, last=True)
        self.progress = put(ProgressBar(), "setAccessibleName", "Moving the projects")
        self.cancel = put(Button("quiet", size="small"), "setText", "Cancel")
        self.cancel.clicked.connect(lambda: self._job is not None and self._job.cancel())
        self.said = Text("small", "text2", wrap=True)
        self._below = QWidget()
        moving = hbox(grow(self.progress), self.cancel, spacing=8)
        vbox(moving, self.said, margins=0, inside=self._below)
        self.add(self._below)
        self.add(Rule())
        self._cache = self.row(say("Cache"), None, self.empty)
        logs = self.row(say("Crash reports"), None, self._open(paths.logs_folder), last=True)
        put_plain(logs, "setText", str(paths.logs_folder()))
        self._show_projects()
        self._show_moving(False)
        self._say(None)
        self._measure()

    # The folder of the projects

    def _show_projects(self) -> None:
        put_plain(self._projects, "setText", str(paths.projects()))

    def _show_moving(self, on: bool) -> None:
        self.progress.setVisible(on)
        self.cancel.setVisible(on)
        self.change.setEnabled(not on)
        self._below.setVisible(on or not self.said.isHidden())

    def _say(self, message: Message | None, tone: str = "text2") -> None:
        self.said.set_tone(tone)
        self.said.setVisible(message is not None)
        self._below.setVisible(message is not None or self._job is not None)
        if message is not None:
            put(self.said, "setText", message)

    def _is_training(self) -> bool:
        session = self._state.session
        return session is not None and session.is_busy

    def ask_for_folder(self) -> None:
        """Ask where projects are to be kept, and whether those that there are go there too."""
        self._say(None)
        if self._is_training():
            self._say(say("A run is being trained. Stop it or wait for its end, then move the projects."), "danger")
            return
        chosen = QFileDialog.getExistingDirectory(self, tr("Where projects are to be kept"), str(paths.projects()))
        if chosen:
            self.keep_in(Path(chosen))

    def keep_in(self, chosen: Path) -> None:
        """Move the projects to a chosen folder, or only keep them there from now on, as the user says."""
        from sft_gui.training import projects_folder

        to = projects_folder.place_in(chosen)
        count, here = len(projects_folder.kept_in(paths.projects())), len(projects_folder.kept_in(to))
        if not count or here:
            self._point(to, here)
            return
        asked = MoveOrPoint(count, to, self)
        answer = asked.exec()
        asked.deleteLater()
        if answer == MoveOrPoint.MOVE:
            self._move(to)
        elif answer == MoveOrPoint.POINT:
            self._point(to, here)

    def _point(self, to: Path, here: int) -> None:
        from sft_gui.training import projects_folder

        try:
            projects_folder.point(to)
        except UserError as error:
            self._on_failed(error)
            return
        self._show_projects()
        found = counted(here, "1 project was found there.", "{count} projects were found there.")
        self._say(found if here else say("New projects are kept there from now on."))
        self._state.project_changed.emit()

    def _move(self, to: Path) -> None:
        from sft_gui.training import projects_folder

        project = self._state.project
        self._was, self._from = project.folder if project is not None else None, paths.projects()
        if project is not None:
            self._state.open_project(None)
            project.close()
        if self._state.session is not None:
            self._state.session.bin.empty()
        self._show_moving(True)
        self._job = jobs.run(
            projects_folder.move,
            to,
            done=self._on_moved,
            failed=self._on_failed,
            stopped=lambda: self._on_stopped(to),
            progress=self._on_progress,
            owner=self,
            is_long=True,
        )

    def _on_progress(self, done: int, total: int | None, what: Message) -> None:
        self.progress.set_progress(done, total)
        self._say(what)

    def _on_moved(self, left: list[Path]) -> None:
        self._end_move()
        self._say(
            say("The projects are kept there now.")
            if not left
            else say("The projects are kept there now; what could not be removed is still in {folder}.",
                     folder=str(left[0].parent)),
            "text2" if not left else "warn",
        )  # fmt: skip

    def _on_stopped(self, to: Path) -> None:
        if paths.projects() == to.absolute():  # it was over already
            self._on_moved([])
            return
        self._end_move()
        self._say(say("The projects stay where they were."))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._end_move()
        self._say(error.what if error.do is None else say("{what} {do}", what=error.what, do=error.do), "danger")

    def _end_move(self) -> None:
        self._show_moving(False)
        self._show_projects()
        if self._job is None:
            return
        self._job, folder = None, self._was
        if folder is not None and folder.parent == self._from:
            folder = paths.projects() / folder.name
        if folder is not None:
            jobs.run(open_kept, folder, done=self._state.open_project, failed=self._state.tell_error, owner=self)
        else:
            self._state.project_changed.emit()

    def _open(self, folder: Callable[[], Path]) -> Button:
        button = put(Button(size="small", icon="folder"), "setText", "Show in folder")
        button.clicked.connect(lambda: open_folder(folder()))
        return button

    def _measure(self) -> None:
        jobs.run(size_of, paths.cache_folder(), done=self._on_measured, owner=self)

    def _on_measured(self, size: int) -> None:
        put(
            self._cache, "setText", "{size} of thumbnails and decoded pictures; made again as needed", size=amount(size)
        )

    def _on_empty(self) -> None:
        self.empty.setEnabled(False)
        jobs.run(empty_folder, paths.cache_folder(), done=self._on_emptied, owner=self)

    def _on_emptied(self, _: object) -> None:
        self.empty.setEnabled(True)
        thumbnails.shared().forget()
        self._measure()


def open_kept(folder: Path) -> object:
    """Open a kept project; for the pool."""
    from sft_gui.data.project import Project

    return Project.open(folder)


def size_of(folder: Path) -> int:
    """Add up the files below a folder; for the pool."""
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                total += Path(root, name).stat().st_size
            except OSError:  # gone meanwhile
                continue
    return total


def empty_folder(folder: Path) -> None:
    """Remove what is in a cache folder of ours; for the pool."""
    for entry in folder.iterdir() if folder.is_dir() else ():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)
