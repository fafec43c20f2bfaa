"""What the pages share: the open project, the run on show, the training session, and ways to ask the window.

Every page gets the one ``AppState`` and never another page. Signals tell of changes; methods ask for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from sft_gui.errors import SourceGone, UserError
from sft_gui.messages import Message, say
from sft_gui.ui.core.current_run import CurrentRun
from sft_gui.ui.core.memory import Memory
from sft_gui.ui.core.notices import Action, Notice, Scope, Severity, notice_of
from sft_gui.ui.core.undo import Step, Undos

if TYPE_CHECKING:
    from sft_gui.data.project import Project


class AppState(QObject):
    """The window's shared state. Lives on the GUI thread.

    Signals a page may listen to:
        project_changed(): another project, or none, is open; ``state.project``.
        data_changed(): pictures, labels or split of the open project changed.
        run_changed(): another run is current; ``state.run`` (a RunFolder or None), see ``state.current``.
        runs_changed(): a run was added, renamed, removed or has ended.
        session_changed(): a training session came into place; ``state.session`` tells of its own changes.
        model_changed(): the model that Train has chosen; ``state.model_label``.
        pictures_dropped(list[Path]): name these pictures (files or folders); the window is on Predict by then.
        image_pasted(QImage): name this picture from the clipboard, which has no file.
        folder_dropped(Path): open this folder, .zip or .csv as a project; the window is on Start by then.
        ready_changed(): torch and what a run needs are imported; ``state.is_ready``.
        preset_asked(str): choose this preset on Train; the window is on Train by then.
        sample_asked(): make and open the built-in sample (Welcome's button); Start is on show.
    Signals a page may emit:
        navigate(str): show the page of this key.
    """

    project_changed = Signal()
    data_changed = Signal()
    run_changed = Signal()
    runs_changed = Signal()
    session_changed = Signal()
    model_changed = Signal()
    pictures_dropped = Signal(list)
    image_pasted = Signal(object)
    folder_dropped = Signal(Path)
    preset_asked = Signal(str)
    sample_asked = Signal()
    navigate = Signal(str)
    noticed = Signal(object)  # Notice; shown by the window
    notice_withdrawn = Signal(str)
    noted = Signal(object)  # Message, from any thread: a warning that is no failure; shown as a notice
    undo_offered = Signal(object, object, str)  # Message, function that takes it back, icon
    relocate_asked = Signal(object, str, object)  # SourceGone, the notice's key, what to do again (or None)
    undo_wanted = Signal()  # of the page on show: nothing else is left to take back
    undo_gone = Signal(object)  # the message of what was offered, and is taken back or no longer can be
    counts_changed = Signal()
    ready_changed = Signal()

    def __init__(self, memory: Memory | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.memory = memory or Memory(parent=self)
        self.project: Project | None = None
        self.session: Any = None
        self.page = ""  # the key of the page on show
        self.model_label = ""
        self.current = CurrentRun(self)
        self.undos = Undos(self)
        self.undos.undone.connect(lambda step: self.undo_gone.emit(step.done))
        self.counts: dict[str, int] = {}
        self.makes_first_models = True  # a script that drives the window may not want them
        self.is_ready = False  # torch and what a run needs are imported
        self.noted.connect(self._on_noted)

    @property
    def run(self) -> Any:
        """The current run (a RunFolder), or None."""
        return self.current.run

    @property
    def answering(self) -> Message | None:
        """Which model names dropped pictures: "Answered by Best, ..."."""
        return self.current.answering()

    def open_project(self, project: Project | None) -> None:
        """Make a project the open one (None closes it)."""
        self.project = project
        self.current.enter()
        self.undos.enter(self._folder())
        self.memory.set("project", str(project.folder) if project is not None else "")
        self.project_changed.emit()
        self.run_changed.emit()
        self.current.changed.emit()
        self.runs_changed.emit()

    def _folder(self) -> Path | None:
        return self.project.folder if self.project is not None else None

    def show_run(self, run: Any) -> None:
        """Make a run (a RunFolder) current because the user wants it; None: what nobody chose is current again."""
        if run is None:
            self.current.forget()
        else:
            self.current.choose(run)

    def set_session(self, session: Any) -> None:
        """Put a training session in place, once; it tells of its changes itself."""
        self.session = session
        self.current.follow(session)
        self.session_changed.emit()

    def set_model(self, label: str) -> None:
        """Show the chosen model in the top bar."""
        self.model_label = label
        self.model_changed.emit()

    def set_count(self, page: str, count: int) -> None:
        """Show a number beside a page's name in the rail ("data": pictures, "history": runs)."""
        self.counts[page] = count
        self.counts_changed.emit()

    def tell(
        self,
        key: str,
        fact: Message,
        rest: Message | None = None,
        *,
        severity: Severity = "info",
        actions: tuple[Action, ...] = (),
        closable: bool = True,
        on_page: bool = False,
        everywhere: bool = False,
    ) -> None:
        """Show a banner over the page; another with the same key replaces it.

        It goes when another project is opened, unless it is true ``everywhere``; with ``on_page`` also when the page
        on show is left. What may end earlier is taken back with :meth:`withdraw`.
        """
        notice = Notice(key, severity, fact, rest, actions, closable)
        self._post(notice, on_page=on_page, everywhere=everywhere)

    def tell_error(
        self,
        error: UserError,
        *,
        key: str = "error",
        actions: tuple[Action, ...] = (),
        on_page: bool = False,
        everywhere: bool = False,
        again: Callable[[], object] | None = None,
    ) -> None:
        """Show an expected failure as a banner, for as long as :meth:`tell` says.

        Where pictures have moved it has the way to show where they are now.

        Args:
            again: what failed, to be done again once the pictures are found.
        """
        if isinstance(error, SourceGone):
            actions = (self.show_where(error, key, again), *actions)
        self._post(notice_of(error, key=key, actions=actions), on_page=on_page, everywhere=everywhere)

    def _post(self, notice: Notice, *, on_page: bool, everywhere: bool) -> None:
        scope = None if everywhere else Scope(self._folder(), self.page if on_page else "")
        self.noticed.emit(replace(notice, scope=scope))

    def show_where(self, error: SourceGone, key: str, again: Callable[[], object] | None) -> Action:
        """Return the button that asks where moved pictures are now."""
        return Action(say("Show where it is now…"), lambda: self.relocate_asked.emit(error, key, again))

    def _on_noted(self, message: Message) -> None:
        self.tell("noted", message, severity="warn")

    def withdraw(self, key: str) -> None:
        """Take a banner back."""
        self.notice_withdrawn.emit(key)

    def offer_undo(
        self, done: Message, take_back: Callable[[], object], *, icon: str = "trash", everywhere: bool = False
    ) -> None:
        """Show a toast with Undo; Ctrl+Z does the same, also when the toast is gone.

        It can be taken back until another project is opened; where it has nothing to do with one, ``everywhere``.
        """
        step = Step(done, take_back, None if everywhere else self._folder())
        self.undos.add(step)
        self.undo_offered.emit(done, lambda: self.undos.take_back(step), icon)

    def undo(self) -> None:
        """Take back what was offered last, on whichever page that was; else what the page on show can."""
        if not self.undos.take_back():
            self.undo_wanted.emit()

    def set_ready(self) -> None:
        """Tell that torch and its kind are imported: Start and predictions no longer stall."""
        self.is_ready = True
        self.ready_changed.emit()
