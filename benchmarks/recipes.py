"""Validation accuracy and time of the presets with the bundled model, over several seeds."""

from __future__ import annotations

import argparse
import math
import os
import statistics
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from scipy.stats import t as student

from sft_gui.data.project import Project
from sft_gui.settings import presets
from sft_gui.training.events import EpochEnded
from sft_gui.training.fit import fit
from sft_gui.training.request import Control, FitRequest
from sft_gui.training.run_folder import RunFolder

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
SETS = ("cls_hymenoptera", "cls_flowers5", "cls_trashnet")


def measure(arguments: argparse.Namespace) -> None:
    """Print one line for each preset and data set: mean accuracy with its 95 % interval, mean seconds."""
    sources = [Path(name) for name in arguments.data] or [SHARED / name for name in SETS if (SHARED / name).is_dir()]
    print("| data | preset | val. accuracy | each seed | linear start | seconds |\n|---|---|---|---|---|---|")
    for source in sources or [sample()]:
        for preset in arguments.presets.split(","):
            results = [one_run(source, preset, seed) for seed in range(arguments.seeds)]
            accuracies, _, seconds, starts = zip(*results, strict=True)
            mean, half = interval(accuracies)
            each = " ".join(f"{100 * value:.1f}" for value in accuracies)
            start = f"{100 * statistics.mean(starts):.1f} %" if None not in starts else ""
            score = f"{100 * mean:.1f} ± {100 * half:.1f} %"
            print(
                f"| {source.name} | {preset} | {score} | {each} | {start} | {statistics.mean(seconds):.0f} |",
                flush=True,
            )


class Trained(NamedTuple):
    """What a run came to, by its best weights."""

    accuracy: float
    loss: float  # cross-entropy of the validation pictures, whatever the training's loss was
    seconds: float
    start: float | None  # accuracy of the linear start, if there was one


def one_run(
    source: Path, preset: str, seed: int, changes: Mapping[str, object] | None = None, val_fraction: float = 0.2
) -> Trained:
    """Train once from the folder on, with a preset and what is changed of it."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["SFT_GUI_HOME"] = home
        project = Project.create(source)
        if not project.split.given:
            project.set_split(seed=seed, val_fraction=val_fraction, test_fraction=0.0)
        settings = presets.find(preset).settings().with_values({"train.seed": seed, **(changes or {})})
        run = RunFolder.create(project, settings, name=preset, preset=preset)
        report = fit(FitRequest(run), lambda event: None, Control())
        epochs = [event for event in run.events() if isinstance(event, EpochEnded)]
        start = epochs[0].val["accuracy"] if epochs[0].epoch == 0 else None
        project.index.close()
    return Trained(report.scores["val.accuracy"], report.scores["val.loss"], report.seconds, start)


def interval(values: tuple[float, ...]) -> tuple[float, float]:
    """Return the mean and half of its 95 % interval (Student's t)."""
    mean = statistics.mean(values)
    if len(values) < 2:
        return mean, math.nan
    return mean, student.ppf(0.975, len(values) - 1) * statistics.stdev(values) / math.sqrt(len(values))


def sample() -> Path:
    """Return the built-in sample, for where there are no sets."""
    from sft_gui.data.sample import make_sample

    return make_sample(Path(tempfile.mkdtemp()))
