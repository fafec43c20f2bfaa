"""What a command's DATA and RUN mean: a path, a project of ours, or a run's name."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from sft_gui.commands.console import Console
from sft_gui.commands.reading import read_as_wanted
from sft_gui.data.project import Project
from sft_gui.data.project_file import PROJECT_FILE
from sft_gui.data.readers.reader import Choice
from sft_gui.data.summary import Changes
from sft_gui.data.watcher import Progress
from sft_gui.errors import SourceGone, UserError
from sft_gui.messages import say
from sft_gui.training.run_folder import RunFolder, kept_runs

MAX_NAMED = 6
MOVED = say("Connect its drive, or say with --moved-to FOLDER where it is now.")


def add_moved_to(parser: argparse.ArgumentParser) -> None:
    """Add the way to say where the pictures are now."""
    parser.add_argument(
        "--moved-to", metavar="FOLDER", type=Path, help="where the pictures are now, if they were moved"
    )


def project_of(
    data: Path,
    console: Console,
    *,
    folder: Path | None = None,
    moved_to: Path | None = None,
    wanted: Choice | None = None,
) -> tuple[Project, Changes]:
    """Open the project of a data set, looking again for what has changed in it, or make one.

    Args:
        data: a data set or a project's folder.
        folder: where the project is kept, instead of among the others.
        moved_to: where a kept project's pictures are now.
        wanted: how it is to be read, where that is said.

    Returns:
        The project, and what another look has found.

    Raises:
        UserError: nothing that can be read, or ``folder`` belongs to another data set.
    """
    project = kept_project(data, folder=folder)
    with console.progress() as on_progress:
        if project is None:
            made = Project.create(data, folder=folder, wanted=wanted, on_progress=on_progress)
            return made, Changes(0, 0, 0)
        try:
            show_moved(project, moved_to, console)
            read_as_wanted(project, wanted or Choice(), on_progress, console)
            changes = look_again(project, on_progress)
        except BaseException:
            project.close()
            raise
    if changes:
        console.note(changes.message())
    return project, changes


def look_again(project: Project, on_progress: Progress) -> Changes:
    """Look at the source again; raise SourceGone with what to do on a command line."""
    try:
        return project.look_again(on_progress)
    except SourceGone as error:
        raise UserError(error.what, MOVED) from error


def show_moved(project: Project, moved_to: Path | None, console: Console) -> None:
    """Tell a project where its pictures are now, if that was said."""
    if moved_to is not None:
        console.note(say("The pictures are now in {path}.", path=str(project.relocate(moved_to))))


def show_run_moved(run: RunFolder, moved_to: Path | None, console: Console) -> None:
    """Tell a run's project the same."""
    if moved_to is not None:
        with contextlib.closing(Project.open(run.folder.parent.parent)) as project:
            show_moved(project, moved_to, console)


def kept_project(data: Path, *, folder: Path | None = None) -> Project | None:
    """Return the kept project of a data set or in a project's folder, if there is one, as it is."""
    if (data / PROJECT_FILE).is_file() and folder is None:
        return Project.open(data, mend=True)
    if folder is None:
        return Project.find(data)
    if not (folder / PROJECT_FILE).is_file():
        return None
    project = Project.open(folder, mend=True)
    if os.path.realpath(project.source) != os.path.realpath(data):
        source = project.source
        project.close()
        raise UserError(
            say("{folder} is the project of {source}.", folder=str(folder), source=str(source)),
            say("Choose another folder for --project."),
        )
    return project


def run_of(text: str, console: Console) -> RunFolder:
    """Find a run by its folder, or by its name or the beginning of it.

    Raises:
        UserError: there is none, or several fit.
    """
    if (Path(text) / "run.toml").is_file():
        return RunFolder.open(Path(text))
    runs = [run for project in kept_projects(console) for run in kept_runs(project)]
    exact = [run for run in runs if text in (run.name, run.folder.name)]
    fitting = exact or [run for run in runs if run.name.startswith(text) or run.folder.name.startswith(text)]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise UserError(say("There is no run {name}.", name=text), say("The command runs lists them."))
    names = ", ".join(str(run.folder) for run in fitting[:MAX_NAMED]) + (", ..." if len(fitting) > MAX_NAMED else "")
    raise UserError(say("Several runs are called {name}.", name=text), say("Name the folder: {names}.", names=names))


def kept_projects(console: Console) -> Iterator[Project]:
    """Yield the projects kept among the user's, newest first; each is closed when the next is asked for.

    One that cannot be opened now is noted and passed over: it must not hide the others.
    """
    for summary in Project.recent():
        try:
            project = Project.open(summary.folder)
        except UserError as error:
            console.note(str(error))
            continue
        try:
            yield project
        finally:
            project.close()
