"""Kept runs as lists show them: read from a few small files each, in the pool."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sft_gui.data import project_file
from sft_gui.data.project import Project
from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.models import catalogue
from sft_gui.sealed import Damaged
from sft_gui.tasks import registry
from sft_gui.tasks.intervals import Interval, wilson
from sft_gui.tasks.metric import Metric
from sft_gui.tasks.score_words import share_of
from sft_gui.tasks.task import Task
from sft_gui.training import checkpoint
from sft_gui.training.baseline import PRESET as FIRST
from sft_gui.training.damaged_runs import DamagedRun, damaged_runs
from sft_gui.training.events import RESUMABLE, RunState
from sft_gui.training.report import Report
from sft_gui.training.run_folder import RunFolder, folders_below


@dataclass(frozen=True)
class RunSummary:
    """One run in a line."""

    run: RunFolder
    project: str  # the project's name
    name: str
    model: str  # the model's proper name
    metric: Metric  # the headline, by which the best weights were chosen
    report: Report
    created: datetime  # local
    stamp: int  # changes with the best weights; 0 where there are none yet
    task: Task
    classes: tuple[str, ...]
    legend: dict[str, Any] | None  # a mask's own colours
    damage: DamagedRun | None = None  # why it cannot be read, and what of it can; then most of the above is unknown
    weights_note: Message | None = None  # what is wrong with the best weights, once they were looked at
    is_first: bool = False  # a first model: no training of the user's

    @property
    def has_model(self) -> bool:
        """Whether there are weights to name pictures with."""
        return self.stamp > 0 and self.damage is None

    @property
    def folder(self) -> Path:
        return self.run.folder

    @property
    def state(self) -> RunState:
        return self.report.state

    @property
    def score(self) -> float | None:
        """The headline metric on validation, of the best weights."""
        return self.report.scores.get(f"val.{self.metric.name}")

    @property
    def interval(self) -> Interval | None:
        """The score's 95 % interval, where the score is a share of counted pictures."""
        share = share_of(self.metric, self.report.scores, "val.")
        return wilson(*share) if share is not None else None

    @property
    def is_resumable(self) -> bool:
        return self.state in RESUMABLE and self.damage is None

    @property
    def curve(self) -> list[float]:
        return [value for _, value in self.report.curve]


def read_run(run: RunFolder, project: str) -> RunSummary:
    """Read one run.

    Raises:
        UserError: it was made by a later version.
    """
    return RunSummary(
        run=run,
        project=project,
        name=run.name,
        model=_model_label(run.settings["model.name"]),
        metric=registry.find(run.task).metrics[0],
        report=run.report(),
        created=datetime.fromisoformat(run.created).astimezone(),
        stamp=run.best_weights.stat().st_mtime_ns if run.has_model else 0,
        task=registry.find(run.task),
        classes=run.classes,
        legend=run.legend,
        is_first=run.preset == FIRST,
    )


def look_at_weights(
    runs: Sequence[RunSummary], *, cancelled: Callable[[], bool]
) -> dict[tuple[Path, int], Message | None]:
    """Read the best weights of runs whole and say of each, by folder and stamp, what is wrong with them; for the pool.

    0.7 GB a second on one core, so it is done once for each file and never while a run is trained.
    """
    found: dict[tuple[Path, int], Message | None] = {}
    for run in runs:
        if cancelled():
            break
        found[run.folder, run.stamp] = None
        try:
            checkpoint.verify(run.run.best_weights)
        except Damaged as error:
            note = say("{what} Those of the last checkpoint are used instead.", what=error.what)
            found[run.folder, run.stamp] = note
        except UserError:  # gone meanwhile, or told where they are used
            pass
    return found


def read_damaged(damaged: DamagedRun, project: str, task: str) -> RunSummary:
    """Tell of a run that cannot be read what its other files tell.

    Args:
        task: the project's.
    """
    about = damaged.about_weights()
    the_task = registry.TASKS.get(str(about.get("task", task)), registry.TASKS["classification"])
    return RunSummary(
        run=damaged.run,
        project=project,
        name=damaged.name,
        model=_model_label(str(about["model"])) if "model" in about else "–",
        metric=the_task.metrics[0],
        report=damaged.report(),
        created=datetime.fromisoformat(damaged.created).astimezone(),
        stamp=0,
        task=the_task,
        classes=(),
        legend=None,
        damage=damaged,
    )


def _model_label(model: str) -> str:
    with contextlib.suppress(UserError):  # a model that this version does not know keeps its plain name
        model = model.removeprefix("timm/") if model.startswith("timm/") else catalogue.find(model).label
    return model


def read_runs(projects: Sequence[tuple[Path, str]]) -> list[RunSummary]:
    """Read the runs of projects (folder, name): project by project, newest first, also those that cannot be read."""
    return [summary for folder, name in projects for summary in _runs_of(folder, name)]


def all_projects(first: tuple[Path, str] | None = None) -> list[tuple[Path, str]]:
    """List the kept projects (folder, name), ``first`` before the others."""
    others = [(summary.folder, summary.name) for summary in Project.recent()]
    if first is None:
        return others
    return [first, *(other for other in others if other[0] != first[0])]


def _runs_of(project: Path, name: str) -> list[RunSummary]:
    runs = list[RunSummary]()
    for each in folders_below(project / "runs"):
        with contextlib.suppress(UserError, OSError):
            runs.append(read_run(RunFolder.open(each), name))
    damaged = damaged_runs(project / "runs", whole=[run.folder for run in runs])
    if damaged:
        task = _task_of(project)
        runs += [read_damaged(each, name, task) for each in damaged]
    return sorted(runs, key=lambda summary: summary.created, reverse=True)


def _task_of(project: Path) -> str:
    with contextlib.suppress(UserError):
        return project_file.read(project).task
    return ""
