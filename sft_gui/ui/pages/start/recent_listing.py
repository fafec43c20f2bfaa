"""What the Start page reads of the kept projects and of what is dropped on it. Plain functions for the pool."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.tasks.metric import Metric

if TYPE_CHECKING:
    from sft_gui.data.project import Project
    from sft_gui.data.readers.reader import Choice
    from sft_gui.data.summary import ProjectSummary

TILES = 4  # pictures in a project's mosaic
Progress = Callable[[int, int | None, Message], None]


@dataclass(frozen=True)
class Details:
    """What takes longer to read than a project's own file."""

    pictures: tuple[tuple[str, Path], ...] = ()  # digest and file, of different classes where there are enough
    metric: Metric | None = None
    scores: Mapping[str, float] | None = None  # of the best of its runs


@dataclass(frozen=True)
class Opened:
    """A project, and whether it was there already."""

    project: Project
    was_kept: bool


def recent() -> list[ProjectSummary]:
    """List the kept projects, newest first."""
    from sft_gui.data.project import Project  # numpy and PIL come with it: after the first paint

    return Project.recent()


def details(summary: ProjectSummary) -> Details:
    """Read a project's first pictures and its best score; what cannot be read stays empty."""
    from sft_gui.data.project import Project  # as above
    from sft_gui.tasks import registry

    metric = registry.find(summary.task).metrics[0]
    try:
        project = Project.open(summary.folder)
    except UserError:
        return Details()
    try:
        return Details(_mosaic(project), metric, _best_scores(project, metric))
    finally:
        project.close()


def _mosaic(project: Project) -> tuple[tuple[str, Path], ...]:
    classes = project.index.classes
    each = -(-TILES // max(min(len(classes), TILES), 1))
    ids = [id for name in classes[:TILES] for id in project.index.ids(label=name)[:each]]
    pictures = project.index.some(ids[:TILES])
    return tuple((picture.digest, project.path_of(picture)) for picture in pictures)


def _best_scores(project: Project, metric: Metric) -> Mapping[str, float] | None:
    from sft_gui.training.run_folder import kept_runs

    key, best = f"val.{metric.name}", max if metric.higher_is_better else min
    found = [scores for run in kept_runs(project) if key in (scores := run.report().scores)]
    return best(found, key=lambda scores: scores[key], default=None)


def open_source(
    source: Path,
    *,
    name: str | None = None,
    wanted: Choice | None = None,
    on_progress: Progress,
    cancelled: Callable[[], bool],
) -> Opened:
    """Open a folder, ZIP file or table: as the project it is or was, else as a new one, read as ``wanted``.

    Raises:
        UserError: it is nothing that can be read; the sentence says why.
        Cancelled: the user asked for it.
    """
    from sft_gui.data.project import Project  # as above
    from sft_gui.data.project_file import PROJECT_FILE

    if (source / PROJECT_FILE).is_file():
        return Opened(Project.open(source, on_progress, cancelled, mend=True), was_kept=True)
    known = Project.find(source)
    if known is not None:
        return Opened(known, was_kept=True)
    made = Project.create(source, name=name, wanted=wanted, on_progress=on_progress, cancelled=cancelled)
    return Opened(made, was_kept=False)


def open_kept(
    folder: Path, *, on_progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
) -> Opened:
    """Open a kept project; a damaged list of pictures is made anew, which takes as long as a first look."""
    from sft_gui.data.project import Project  # as above

    return Opened(Project.open(folder, on_progress, cancelled, mend=True), was_kept=True)


def open_sample(task: str, *, on_progress: Progress, cancelled: Callable[[], bool]) -> Opened:
    """Open a task's built-in sample, written out on its first use."""
    from sft_gui.data.sample import NAMES, sample_source  # as above

    on_progress(0, None, say("Writing the sample"))
    return open_source(sample_source(task), name=NAMES[task], on_progress=on_progress, cancelled=cancelled)


def rename(folder: Path, name: str) -> None:
    """Give a kept project another name."""
    project = open_kept(folder).project
    try:
        project.rename(name)
    finally:
        project.close()
