"""``state.current``: the one run that Run, Evaluate, Predict and History are about; each project has its own.

Who wants another one calls ``state.current.choose(run)``; whoever shows it listens to ``changed``. Where nobody chose,
it is the run of this window's session, else the newest trained one. A run of another project is current only where
the user chose it, and ``is_foreign`` says so, also after a restart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from sft_gui.messages import Message, say
from sft_gui.training.events import LIVE, RunState

if TYPE_CHECKING:
    from sft_gui.training.run_folder import RunFolder
    from sft_gui.ui.core.run_summaries import RunSummary

KEY = "current_runs"  # in the window's memory: project: what the user chose there, the last choice first
DEPTH, PROJECTS = 6, 60  # choices kept of a project, and projects
HAS_LOOP = (RunState.RUNNING, RunState.PAUSED)  # the newest weights can be asked for


@dataclass(frozen=True)
class Choice:
    """A run, by its best weights or (while it is being trained) by its newest."""

    run: RunSummary
    is_live: bool = False

    @property
    def key(self) -> tuple[Path, bool]:
        """What stays the same while the run's numbers change."""
        return self.run.folder, self.is_live


def project_of(folder: Path) -> Path:
    """Give the folder of the project that a run's folder is in."""
    return folder.parent.parent


def title(choice: Choice, project: Path | None) -> Message:
    """Name a choice; one that is not of ``project`` with its own project before it."""
    run, is_own = choice.run, project_of(choice.run.folder) == project
    values = {"run": run.name, "model": run.model, "project": run.project}
    if choice.is_live:
        return say("{run}", **values) if is_own else say("{project}: {run}", **values)
    return say("{run}, {model}", **values) if is_own else say("{project}: {run}, {model}", **values)


class Owner(Protocol):
    """What of the window's state this needs: ``AppState`` has it, and is a QObject."""

    run_changed: Any
    runs_changed: Any
    project: Any
    session: Any
    memory: Any


class CurrentRun(QObject):
    """Owned by ``AppState``; told of the kept runs by ``RunList``. All on the GUI thread."""

    changed = Signal()  # another run, other numbers of it, or other runs to choose from

    def __init__(self, state: Owner) -> None:
        super().__init__(state)
        self._state = state
        self._runs: list[RunSummary] = []
        self._chosen: list[Path] = self._remembered(None)
        self._live: Path | None = None  # the user asked for the newest weights of this run
        self._new: dict[Path, RunFolder] = {}  # chosen before the list knew them
        self._gone: set[Path] = set()  # thrown away since the list was read
        self.run: RunFolder | None = None
        self.is_read = False  # the kept runs of the open project are known

    # Who is current

    def choose(self, run: RunFolder, *, is_live: bool = False) -> None:
        """Make a run current because the user wants it; ``is_live``: by its newest weights."""
        self._chosen = [run.folder, *(folder for folder in self._chosen if folder != run.folder)][:DEPTH]
        self._live = run.folder if is_live else None
        self._gone.discard(run.folder)
        self._remember(self._project(), self._chosen)
        is_new, was_current = self.find(run.folder) is None, self.run is not None and self.run.folder == run.folder
        if is_new:
            self._new[run.folder] = run
        self._update()
        if was_current:  # shown as it is now
            self._state.run_changed.emit()
        if is_new:
            self._state.runs_changed.emit()  # read it

    def forget(self) -> None:
        """Take back what the user chose in this project."""
        self._chosen, self._live = [], None
        self._remember(self._project(), [])
        self._update()

    def drop(self, folder: Path) -> None:
        """A run was thrown away; until the list is read again, nobody takes it for a kept one."""
        self._gone.add(folder)
        self._new.pop(folder, None)
        self._update()

    def set_runs(self, runs: Sequence[RunSummary]) -> None:
        """Take the kept runs of all projects as they are now, the open project's first, the newest first."""
        self._runs, self.is_read = list(runs), True
        self._new, self._gone = {}, set()
        self._update()

    def enter(self) -> None:
        """Another project is open, or none; the state tells so."""
        self._chosen, self._live, self.is_read = self._remembered(self._project()), None, False
        self._new = {}
        self.run = self._find()

    def follow(self, session: Any) -> None:
        """Take the session whose run is current where the user did not choose another."""
        session.run_started.connect(self._on_run_started)
        session.state_changed.connect(self._update)
        session.run_discarded.connect(lambda shown: self.drop(shown.run.folder))
        self._update()

    # What is known of it

    @property
    def summary(self) -> RunSummary | None:
        """The current run in a line, where it is read."""
        return self.find(self.run.folder) if self.run is not None else None

    def choice(self) -> Choice | None:
        """Give what names pictures: the current run's best weights, its newest while it has no best, or nothing."""
        run = self.summary
        if run is not None and self._has_loop(run.folder) and (self._live == run.folder or not run.has_model):
            return Choice(run, is_live=True)
        return self.kept_choice()

    def kept_choice(self) -> Choice | None:
        """Give what can be evaluated: the current run's best weights, where it has some."""
        run = self.summary
        return Choice(run) if run is not None and run.has_model else None

    def choices(self, *, with_live: bool = True) -> list[Choice]:
        """Give all there is to choose from, the open project's first."""
        runs = [run for run in self._runs if run.folder not in self._gone]
        live = [Choice(run, is_live=True) for run in runs if with_live and self._has_loop(run.folder)]
        return live + [Choice(run) for run in runs if run.has_model]

    def other(self) -> RunSummary | None:
        """Give the run of this project that could be asked while the current one has no model."""
        found = self._default(self._of(self._project()))
        return found if found is not None and found.has_model else None

    def is_own(self, folder: Path) -> bool:
        """Tell whether a run is of the open project."""
        return self._project() is not None and project_of(folder) == self._project()

    def is_foreign(self, choice: Choice | None) -> bool:
        """Tell whether what answers is of another project than the open one."""
        return choice is not None and not self.is_own(choice.run.folder)

    def title(self, choice: Choice) -> Message:
        """Name a choice, with its project where it is another one."""
        return title(choice, self._project())

    def answering(self) -> Message | None:
        """Say who names a dropped picture."""
        choice = self.choice()
        return say("Predicted by {run}", run=self.title(choice)) if choice is not None else None

    # How it is found

    def _project(self) -> Path | None:
        return self._state.project.folder if self._state.project is not None else None

    def _update(self) -> None:
        before, self.run = self.run, self._find()
        if (before.folder if before is not None else None) != (self.run.folder if self.run is not None else None):
            self._state.run_changed.emit()
        self.changed.emit()

    def _find(self) -> RunFolder | None:
        for folder in self._chosen:  # one that is gone gives way to the choice before it
            run = self._there(folder)
            if run is not None:
                return run
        project, own = self._project(), self._own()
        if own is not None and project_of(own.folder) == project and self._there(own.folder) is not None:
            return own
        found = self._default(self._of(project)) if project is not None else self._newest_of_any()
        return found.run if found is not None else None

    def _there(self, folder: Path) -> RunFolder | None:
        if folder in self._gone:
            return None
        own, found = self._own(), self.find(folder)
        if own is not None and own.folder == folder and (self._state.session.is_busy or not self.is_read):
            return own
        if found is not None:
            return found.run if found.damage is None else None
        return self._new.get(folder)

    def _own(self) -> RunFolder | None:
        """Give the run of this window's session, trained or just ended."""
        session = self._state.session
        return session.current.run if session is not None and session.current is not None else None

    def _has_loop(self, folder: Path) -> bool:
        session, own = self._state.session, self._own()
        is_own = own is not None and own.folder == folder
        return bool(is_own and session.is_busy and session.current.progress.state in HAS_LOOP)

    def find(self, folder: Path) -> RunSummary | None:
        """Give a kept run, of whichever project, where it is read."""
        return next((run for run in self._runs if run.folder == folder), None)

    def _of(self, project: Path | None) -> list[RunSummary]:
        return [run for run in self._runs if project_of(run.folder) == project and run.folder not in self._gone]

    def _newest_of_any(self) -> RunSummary | None:
        # Nothing is open: the project used last that has a model answers, by what is current there.
        for project in dict.fromkeys(project_of(run.folder) for run in self._runs):
            runs = self._of(project)
            chosen = [run for folder in self._remembered(project) for run in runs if run.folder == folder]
            found = next(iter(chosen), None) or self._default(runs)
            if found is not None and found.has_model:
                return found
        return None

    @staticmethod
    def _default(runs: Sequence[RunSummary]) -> RunSummary | None:
        # The newest that was trained; the first model while there is none. One that some process trains now changes
        # all the time: only where there is nothing else.
        with_model = [run for run in runs if run.has_model]
        ended = [run for run in with_model if run.state not in LIVE]
        trained = [run for run in ended if not run.is_first]
        whole = [run for run in runs if run.damage is None]
        return next(iter([*trained, *ended, *with_model, *whole]), None)

    def _on_run_started(self, shown: Any) -> None:
        # Who starts or resumes a run wants to see it.
        project = project_of(shown.run.folder)
        self._remember(project, [])
        self._gone.discard(shown.run.folder)
        self._new[shown.run.folder] = shown.run
        if project == self._project():
            self._chosen, self._live = [], None
        self._update()

    # What is remembered

    def _remembered(self, project: Path | None) -> list[Path]:
        kept = self._state.memory.get(KEY, {}).get(str(project or ""), [])
        return [Path(folder) for folder in kept] if isinstance(kept, list) else []

    def _remember(self, project: Path | None, chosen: Iterable[Path]) -> None:
        key, kept = str(project or ""), dict(self._state.memory.get(KEY, {}))
        kept.pop(key, None)
        folders = [str(folder) for folder in chosen]
        if folders:
            kept[key] = folders
        self._state.memory.set(KEY, dict(list(kept.items())[-PROJECTS:]))
