"""Boxes and masks with the bundled backbone: "Best" in a given time, from the folder to the test split's scores."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.recipes import SHARED
from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.evaluation.evaluate import evaluate
from sft_gui.settings import presets
from sft_gui.training.events import EpochEnded, Event
from sft_gui.training.fit import fit
from sft_gui.training.request import Control, FitRequest
from sft_gui.training.run_folder import RunFolder


class Trial(NamedTuple):
    """A data set, the minutes that training may take, and the score that is aimed at."""

    name: str
    minutes: float
    metric: str
    goal: float


TRIALS = (Trial("det_bccd", 28.0, "map50", 0.75), Trial("seg_camvid", 43.0, "miou", 0.55))


def measure(arguments: argparse.Namespace) -> None:
    """Print one line for each data set: all scores on its test split, epochs, minutes of the whole program."""
    wanted = [Path(name) for name in arguments.data]
    print("| data | model | epochs | minutes in all | test split | goal |\n|---|---|---|---|---|---|")
    for trial in TRIALS:
        source = next((path for path in wanted if path.name == trial.name), None if wanted else SHARED / trial.name)
        if source is not None and source.is_dir():
            one_line(trial, source, minutes=0.2 if arguments.brief else trial.minutes)


def one_line(trial: Trial, source: Path, *, minutes: float) -> None:
    """Train and evaluate in a home of its own."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as home:
        os.environ["SFT_GUI_HOME"] = home
        project = Project.create(source)
        settings = presets.find("best").settings(project.task).with_values({"stop.minutes": minutes})
        run = RunFolder.create(project, settings, name="best", preset="best")
        report = fit(FitRequest(run), _tell, Control())
        evaluated, model = evaluate(run, Split.TEST), run.settings["model.name"]
        project.close()
    scores = ", ".join(f"{metric.label} {evaluated.scores[metric.name]:.3f}" for metric in evaluated.task.metrics)
    whole = (time.perf_counter() - began) / 60
    goal = f"{trial.metric} {trial.goal}"
    print(
        f"| {source.name} | {model} | {report.epoch} | {whole:.1f} | {scores} | {goal} |",
        flush=True,
    )


def _tell(event: Event) -> None:
    if isinstance(event, EpochEnded):
        print(f"<!-- epoch {event.epoch}: {dict(event.val)} -->", flush=True)
