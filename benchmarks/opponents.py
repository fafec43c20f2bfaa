"""Whole-program time from a folder of pictures to the textbook loop's final validation accuracy, and the opponents'.

Every run is a process of its own, started cold; the ways take turns. All see the same train/ and val/ and weights.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.recipes import SHARED
from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.training.events import EpochEnded
from sft_gui.training.run_folder import RunFolder

HERE = Path(__file__).resolve().parent
SETS = ("cls_hymenoptera", "cls_flowers5")
READ_BY_ALL = {".jpg", ".jpeg", ".png"}
FASTAI, FASTAI_WAY = "fastai", "fastai fine_tune"
OURS_ONLY = "GOMP_SPINCOUNT"  # set by device.prepare_process, which opponents do not know
FEW = 8  # pictures of a class and split where the figures mean nothing


class Point(NamedTuple):
    """A validation at the end of an epoch."""

    seconds: float  # since the process was started
    accuracy: float


Run = list[Point]  # the last point is the end of the program, with the accuracy of what it keeps


def measure(arguments: argparse.Namespace) -> None:
    """Print one row for each data set and way: accuracy, seconds, and how they compare."""
    sources = [Path(name) for name in arguments.data] or [SHARED / name for name in SETS]
    repeats, epochs = (1, 1) if arguments.brief else (arguments.repeats, 8)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["SFT_GUI_HOME"] = scratch
        weights = timm_weights(Path(scratch) / "lite0.safetensors")
        ways = _ways(weights, epochs, fastai_python(), is_brief=arguments.brief)
        for source in sources:
            folder = Path(scratch) / source.name
            lay_out(source, folder, seed=0, most=FEW if arguments.brief else None)
            results: dict[str, list[Run]] = {name: [] for name in ways}
            for _ in range(repeats):
                for name, way in ways.items():
                    results[name].append(way(folder))
            _print(source.name, results)


def _ways(weights: Path, epochs: int, fastai: Path | None, *, is_brief: bool) -> dict[str, Callable[[Path], Run]]:
    def script(name: str, python: str | Path, *words: str) -> Callable[[Path], Run]:
        return lambda folder: timed([str(python), str(HERE / name), str(folder), str(weights), *words])

    textbook = [
        script("textbook_loop.py", sys.executable, "--batch", size, "--epochs", str(epochs)) for size in ["4", "32"]
    ]
    ways = {"textbook loop, batch 4": textbook[0], "textbook loop, batch 32": textbook[1]}
    if fastai is not None:
        ways[FASTAI_WAY] = script("fastai_run.py", fastai, "--epochs", "1" if is_brief else "5")
    for preset in ("first", "quick", "best")[: 2 if is_brief else 3]:
        ways[f"sft-gui {preset}"] = lambda folder, preset=preset: ours(folder, preset)
    return ways


def timed(command: list[str]) -> Run:
    """Run a script that prints its epochs; its own clock starts with it, so what comes before is added."""
    began = time.time()
    plain = {name: value for name, value in os.environ.items() if name != OURS_ONLY}
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True, env=plain)
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    points = [Point(each["seconds"] + STARTING, each["accuracy"]) for each in told]
    return [*points, Point(time.time() - began, points[-1].accuracy)]


STARTING = 0.03  # seconds until a Python process looks at the clock


def ours(folder: Path, preset: str, *, seed: int = 0) -> Run:
    """Train by the command line in a home of its own: no cache, no project, nothing remembered."""
    began = time.time()
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "sft_gui", "train", str(folder), "--preset", preset, "--json"]
        command += ["--set", f"train.seed={seed}"]
        environment = {name: value for name, value in os.environ.items() if name != OURS_ONLY} | {"SFT_GUI_HOME": home}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        seconds = time.time() - began
        told = json.loads(done.stdout.splitlines()[-1])
        epochs = [event for event in RunFolder.open(Path(told["run"])).events() if isinstance(event, EpochEnded)]
    points = [
        Point(datetime.fromisoformat(event.time).timestamp() - began, event.val["accuracy"])
        for event in epochs
    ]  # fmt: skip
    return [*points, Point(seconds, told["val.accuracy"])]


def _print(name: str, results: dict[str, list[Run]]) -> None:
    """Print each way's time to what either textbook loop ends with; goals: 20 times textbook, twice fastai."""
    for textbook in (way for way in results if way.startswith("textbook")):
        target = statistics.median(run[-1].accuracy for run in results[textbook])
        whole = statistics.median(run[-1].seconds for run in results[textbook])
        reached = {way: statistics.median(_reaching(run, target) for run in runs) for way, runs in results.items()}
        print(f"\n{name}: {textbook}, ends with {100 * target:.1f} % after {whole:.1f} s\n")
        print("| way | final accuracy | seconds in all | to that accuracy | textbook / this | fastai / this |")
        print("|---|---|---|---|---|---|")
        for way, runs in results.items():
            accuracy, seconds = (statistics.median(run[-1][place] for run in runs) for place in (1, 0))
            shown = f"{reached[way]:.1f}" if reached[way] < math.inf else "never"
            against = _ratio(whole, reached[way]), _ratio(reached.get(FASTAI_WAY, math.inf), reached[way])
            cells = (way, f"{100 * accuracy:.1f} %", f"{seconds:.1f}", shown, *against)
            print(f"| {' | '.join(cells)} |", flush=True)


def _ratio(slow: float, fast: float) -> str:
    """Write how many times as fast; what never came is no number."""
    return f"{slow / fast:.1f}" if math.isfinite(slow) and math.isfinite(fast) else "–"


def _reaching(run: Run, target: float) -> float:
    """Return the seconds until a validation was at least ``target``, or infinity."""
    return min((point.seconds for point in run if point.accuracy >= target - 1e-9), default=math.inf)


def lay_out(source: Path, folder: Path, *, seed: int, most: int | None) -> None:
    """Copy a data set into train/ and val/, split as the app splits it, without what some way cannot read.

    Args:
        most: pictures of each class and split; None for all.
    """
    project = Project.create(source)
    if not project.split.given:
        project.set_split(seed=seed, val_fraction=0.2, test_fraction=0.0)
    for picture in project.index.pictures():
        path = project.path_of(picture)
        if path.suffix.lower() in READ_BY_ALL and picture.split != Split.TEST:
            target = folder / str(picture.split) / str(picture.label)
            target.mkdir(parents=True, exist_ok=True)
            if most is not None and len(list(target.iterdir())) >= most:
                continue
            shutil.copyfile(path, target / f"{picture.id}{path.suffix}")
    project.close()


def timm_weights(path: Path) -> Path:
    """Write the bundled weights under timm's own names."""
    from safetensors.torch import save_file

    from sft_gui.models import catalogue, weights

    state, _ = weights.load_pretrained(catalogue.find("tf_efficientnet_lite0"))
    save_file({name: value.contiguous() for name, value in state.items()}, path)
    return path


def fastai_python() -> Path | None:
    """Make an environment with fastai in the user's cache, on top of this one's torch and timm; None where it fails."""
    folder = Path(tempfile.gettempdir()) / f"sft-gui-fastai-{os.getuid() if hasattr(os, 'getuid') else ''}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
            own = subprocess.run(
                [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            (Path(own.stdout.strip()) / "beside.pth").write_text(sysconfig.get_path("purelib"))
        subprocess.run([str(python), "-m", "pip", "install", "-q", FASTAI], check=True, stderr=subprocess.DEVNULL)
        subprocess.run([str(python), "-c", "import fastai.vision.all"], check=True, stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"fastai cannot be had here and is left out: {error}")
        return None
    return python
