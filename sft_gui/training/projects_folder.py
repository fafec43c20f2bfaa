"""Where projects are kept, chosen by the user: kept elsewhere from now on, or moved there with all that is in them.

A move copies first, reads every copy back, then switches, then removes the originals: whenever it ends early, what is
listed is complete, and what is missing in one place is whole in the other.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from sft_gui import files, paths
from sft_gui.data.drafts import draft_in
from sft_gui.data.project_file import PROJECT_FILE
from sft_gui.errors import Cancelled, UserError
from sft_gui.messages import Message, say
from sft_gui.training import ownership
from sft_gui.training.preflight import never

RUNS = "runs"  # a project's folder of them
Progress = Callable[[int, int | None, Message], object]
Stamp = tuple[str, int, int]  # of a file: its path in the project, its size and when it was written
BLOCK = 1 << 20


def kept_in(folder: Path) -> list[Path]:
    """Return the folders of the projects that are kept in a folder."""
    with contextlib.suppress(OSError):
        return sorted(file.parent for file in folder.glob(f"*/{PROJECT_FILE}") if not file.parent.name.startswith("."))
    return []


def place_in(chosen: Path) -> Path:
    """Return where projects go in a folder that was chosen: right there, or in a folder of ours beside other things."""
    has_others = chosen.is_dir() and any(chosen.iterdir()) and not kept_in(chosen)
    return chosen / paths.APP if has_others else chosen


def point(to: Path) -> None:
    """Keep projects in ``to`` from now on: those that are there are listed; the others stay where they are.

    Raises:
        UserError: nothing can be written there, or the choice cannot be kept.
    """
    _check_writable(to)
    files.make_folder(paths.places_file().parent)
    files.write_json(paths.places_file(), {"format": paths.PLACES_FORMAT, "projects": str(to.absolute())})


def move(to: Path, *, on_progress: Progress | None = None, cancelled: Callable[[], bool] = never) -> list[Path]:
    """Move every kept project to ``to`` and keep projects there from now on. None of them may be open.

    Returns:
        Originals that could not be removed; their copies are what is used.

    Raises:
        UserError: why it is not done; then all is as it was.
        Cancelled: ``cancelled`` said so; then all is as it was.
    """
    to, old = to.absolute(), paths.projects()
    projects = kept_in(old)
    _check(projects, old, to)
    total = sum(size for project in projects for _, size, _ in _stamps(project))
    copied: list[tuple[Path, Path, list[Stamp]]] = []
    with draft_in(to) as draft:
        done = 0
        for project in projects:
            before = _stamps(project)
            for path, size, _ in before:
                if cancelled():
                    raise Cancelled
                _copy(project / path, draft / project.name / path)
                done += size
                if on_progress is not None:
                    on_progress(done, total, say("Copying {name}", name=project.name))
            copied.append((project, to / project.name, before))
        _check(projects, old, to)  # nothing may have begun meanwhile
        if any(_stamps(project) != before for project, _, before in copied):
            raise UserError(
                say("Something in the projects changed while they were copied."),
                say("Close other programs, then try again."),
            )
        _put_in_place(draft, copied)
    _remove_empty(draft)
    try:
        point(to)
    except UserError:
        for _, copy, _ in copied:
            shutil.rmtree(copy, ignore_errors=True)
        raise
    return [project for project, _, before in copied if not _removed(project, before)]


def _check(projects: list[Path], old: Path, to: Path) -> None:
    here, there = Path(os.path.realpath(old)), Path(os.path.realpath(to))
    if here == there:
        raise UserError(say("The projects are kept in {folder} already.", folder=str(to)))
    if here in there.parents or there in here.parents:
        raise UserError(
            say("{folder} lies in the folder of the projects, or around it.", folder=str(to)),
            say("Choose a folder elsewhere."),
        )
    taken = next((project.name for project in projects if (to / project.name).exists()), None)
    if taken is not None:
        raise UserError(
            say("There is a {name} in {folder} already.", name=taken, folder=str(to)),
            say("Choose an empty folder, or rename the project."),
        )
    for project in projects:
        for run in (project / RUNS).glob("*"):
            if ownership.is_live(run):
                raise UserError(
                    say("A run of {name} is being trained.", name=project.name),
                    say("Stop it or wait for its end, then move the projects."),
                )


def _check_writable(to: Path) -> None:
    files.make_folder(to)
    probe = to / ".writable"
    files.write_text(probe, "")
    probe.unlink(missing_ok=True)


def _stamps(project: Path) -> list[Stamp]:
    """List every file of a project; folders that hold nothing are not missed.

    Raises:
        UserError: something of it cannot be looked at.
    """
    try:
        looks = [(path, path.stat()) for path in _files(project)]
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(say("{name} cannot be read: {why}.", name=project.name, why=why)) from error
    return sorted((path.relative_to(project).as_posix(), look.st_size, look.st_mtime_ns) for path, look in looks)


def _files(folder: Path) -> Iterator[Path]:
    for root, _, names in os.walk(folder):
        yield from (Path(root, name) for name in names if not Path(root, name).is_symlink())


def _copy(source: Path, target: Path) -> None:
    """Copy a file, have the disk keep it, and read it back."""
    files.make_folder(target.parent)
    wanted = hashlib.blake2b()
    with files.told_if_unwritable(target):
        with source.open("rb") as reading, target.open("xb") as writing:
            while block := reading.read(BLOCK):
                wanted.update(block)
                writing.write(block)
            writing.flush()
            os.fsync(writing.fileno())
        shutil.copystat(source, target)
        found = hashlib.blake2b()
        with target.open("rb") as reading:
            while block := reading.read(BLOCK):
                found.update(block)
    if found.digest() != wanted.digest():
        raise UserError(
            say("{name} came out different when it was copied.", name=source.name),
            say("Check the disk that the projects are to be moved to."),
        )


def _put_in_place(draft: Path, copied: list[tuple[Path, Path, list[Stamp]]]) -> None:
    placed: list[Path] = []
    try:
        for project, copy, _ in copied:
            with files.told_if_unwritable(copy):
                os.replace(draft / project.name, copy)
            placed.append(copy)
        files.fsync_folder(draft.parent)
    except BaseException:
        for copy in placed:
            shutil.rmtree(copy, ignore_errors=True)
        raise


def _remove_empty(draft: Path) -> None:
    with contextlib.suppress(OSError):
        draft.rmdir()


def _removed(project: Path, before: list[Stamp]) -> bool:
    """Remove an original, unless it is another one than was copied."""
    try:
        if _stamps(project) != before:
            return False
    except UserError:
        return False
    shutil.rmtree(project, ignore_errors=True)
    return not project.exists()
