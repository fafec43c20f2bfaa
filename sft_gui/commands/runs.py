"""``runs``: the kept runs of one project or of all, newest first."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sft_gui.commands.console import Console
from sft_gui.commands.dry_run import seconds_text
from sft_gui.commands.lookup import kept_project, kept_projects
from sft_gui.data.project import Project
from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.tasks import registry
from sft_gui.tasks.score_words import score_words
from sft_gui.training.damaged_runs import DamagedRun, damaged_runs
from sft_gui.training.run_folder import RunFolder, kept_runs

HELP = "list the kept runs, newest first"

COLUMNS = ("Name", "Project", "State", "Score", "Epochs", "Time", "Folder")
ONLY_PRINTED = ("score", "time")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("data", metavar="DATA", nargs="?", type=Path, help="only those of a data set or a project")


def run(args: argparse.Namespace, console: Console) -> int:
    """Print one line a run."""
    found = _of_one(args.data) if args.data else [each for project in kept_projects(console) for each in _of(project)]
    if found:
        keys = [column.lower() for column in COLUMNS]
        console.table([COLUMNS, *([each[key] for key in keys] for each in found)])
        for each in found:
            if "problem" in each:
                console.say(f"{each['name']}: {each['problem']}")
    else:
        console.say(say("No run is kept yet."))
    console.result({"runs": [{key: value for key, value in each.items() if key not in ONLY_PRINTED} for each in found]})
    return 0


def _of_one(data: Path) -> list[dict[str, Any]]:
    project = kept_project(data)
    if project is None:
        raise UserError(say("There is no project of {data}.", data=str(data)), say("The command train makes one."))
    try:
        return _of(project)
    finally:
        project.close()


def _of(project: Project) -> list[dict[str, Any]]:
    whole = kept_runs(project)
    damaged = damaged_runs(project.runs_folder, whole=[kept.folder for kept in whole])
    found = [_about(project, kept) for kept in whole] + [_about_damaged(project, each) for each in damaged]
    return sorted(found, key=lambda each: str(each["created"]), reverse=True)


def _about(project: Project, kept: RunFolder) -> dict[str, Any]:
    report, metric = kept.report(), registry.find(kept.task).metrics[0]
    has_score = f"val.{metric.name}" in report.scores
    return {
        "run": str(kept.folder.absolute()),
        "folder": str(kept.folder.absolute()),
        "name": kept.name,
        "project": project.name,
        "created": kept.created,
        "state": str(report.state),
        "score": str(score_words(metric, report.scores, "val.")) if has_score else "",
        "epochs": f"{report.epoch}/{report.epochs}",
        "time": seconds_text(report.seconds),
        "seconds": round(report.seconds),
        **report.scores,
    }


def _about_damaged(project: Project, damaged: DamagedRun) -> dict[str, Any]:
    report = damaged.report()
    return {
        "run": str(damaged.run.folder.absolute()),
        "folder": str(damaged.run.folder.absolute()),
        "name": damaged.name,
        "project": project.name,
        "created": damaged.created,
        "state": "unreadable",
        "problem": f"{damaged.reason.what} {damaged.what_is_left()}",
        "score": "",
        "epochs": f"{report.epoch}/{report.epochs}",
        "time": seconds_text(report.seconds),
        "seconds": round(report.seconds),
        **report.scores,
    }
