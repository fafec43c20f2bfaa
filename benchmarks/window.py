"""Training with the window open against without: the same run in turns, each time in a process of its own.

The window trains as it does by default, in a thread of its own process, with the Run page in sight and live.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.speed import BATCH, PHOTOS

if TYPE_CHECKING:
    from sft_gui.data.project import Project
    from sft_gui.settings.setting import Settings
    from sft_gui.training.events import Event

ROUNDS, EPOCHS = 5, 2
SETTLING = 4  # steps at the start of each run that are not counted
WITHOUT, WITH = WAYS = ("without", "with")
HEAD = "| figure | with the window | without | ratio | each round | window's own thread | goal |\n" + 7 * "|---" + "|"
CHANGES: dict[str, Any] = {
    "train.head_init": "random",
    "checkpoint.minutes": 0.0,
    "train.batch_size": BATCH,
    "stop.patience": None,
}
PATIENCE_S = 600.0


def measure(arguments: argparse.Namespace) -> None:
    """Print one table; goal: at least 0.98 of the pictures a second."""
    source = [*arguments.data, str(PHOTOS)][0]
    rounds, epochs = (1, 1) if arguments.brief else (ROUNDS, EPOCHS)
    with tempfile.TemporaryDirectory() as home:
        _child(home, source, WITHOUT, 1)  # makes the project, measures threads and layout for all, warms the disk
        results: dict[str, list[dict[str, Any]]] = {way: [] for way in WAYS}
        for number in range(rounds):
            for way in WAYS if number % 2 == 0 else reversed(WAYS):
                results[way].append(_child(home, source, way, epochs))
    seconds = {way: [each["seconds"] for each in told] for way, told in results.items()}
    pace = {way: BATCH / statistics.median(chain.from_iterable(each)) for way, each in seconds.items()}
    ratios = [
        statistics.median(without) / statistics.median(with_) for without, with_ in zip(*seconds.values(), strict=True)
    ]
    own = statistics.median(each["own_share"] for each in results[WITH])
    cells = (
        f"full fine-tuning, batch {BATCH}", *(f"{pace[way]:.1f} pictures/s" for way in (WITH, WITHOUT)),
        f"{pace[WITH] / pace[WITHOUT]:.3f}", " ".join(f"{ratio:.3f}" for ratio in ratios), f"{own:.1%} of a core",
        "≥ 0.98",
    )  # fmt: skip
    print(f"{HEAD}\n| {' | '.join(cells)} |", flush=True)


def _child(home: str, source: str, way: str, epochs: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.window", source, way, str(epochs)]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "SFT_GUI_HOME": home}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def without_window(project: Project, settings: Settings) -> tuple[list[Event], float]:
    """Train; return the events."""
    from sft_gui.training.fit import fit
    from sft_gui.training.request import Control, FitRequest
    from sft_gui.training.run_folder import RunFolder

    events: list[Event] = []
    fit(FitRequest(RunFolder.create(project, settings, name=WITHOUT)), events.append, Control())
    return events, 0.0


def in_window(project: Project, settings: Settings) -> tuple[list[Event], float]:
    """Train in the real window; return the events and which share of the time its own thread worked."""
    from sft_gui.ui.shell.guide import Guide

    guide = Guide(project.folder, patience_s=PATIENCE_S)
    guide.state.makes_first_models = False  # nothing else is to be computed
    guide.open()
    guide.wait_for(guide.window.has_all_pages)
    guide.open_project(project)
    session = guide.state.session
    events: list[Event] = []
    clocks: list[tuple[float, float]] = []

    def follow(told: list[Event]) -> None:
        events.extend(told)
        if session.current.progress.step > SETTLING:
            clocks.append((time.perf_counter(), time.thread_time()))

    session.changed.connect(follow)
    session.start(project, settings, name=WITH, preset="best")  # shows the Run page
    guide.wait_for(lambda: clocks)
    assert guide.window.current_key() == "run"
    guide.wait_for(lambda: not session.is_busy)
    (began, own_before), (ended, own) = clocks[0], clocks[-1]
    guide.window.close()
    guide.app.shut_down()
    return events, (own - own_before) / (ended - began)


def main() -> None:
    """Train once; print the seconds of the steps, and how busy the window's own thread was, as JSON."""
    source, way, epochs = sys.argv[1:]
    from sft_gui.inference import device

    device.prepare_process()
    from sft_gui.data.project import Project
    from sft_gui.settings import presets
    from sft_gui.training.events import StepDone

    project = Project.create(Path(source))
    settings = presets.find("best").settings().with_values({**CHANGES, "train.epochs": int(epochs)})
    events, own_share = (in_window if way == WITH else without_window)(project, settings)
    project.close()
    steps = [event for event in events if isinstance(event, StepDone) and event.pictures == BATCH]
    print(json.dumps({"seconds": [step.seconds for step in steps[SETTLING:]], "own_share": own_share}))


if __name__ == "__main__":
    main()
