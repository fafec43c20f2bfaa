"""Where the first model's time goes: a whole `sft-gui train FOLDER --preset first`, stage by stage, started cold."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.opponents import SETS
from benchmarks.recipes import SHARED

STARTED = "SFT_GUI_BENCHMARK_STARTED"
# Where a name is looked up when it is called: module, class or "", name. A stage's time is without those within it.
STAGES = {
    "reading the folder": ("sft_gui.data.project", "Project", "create"),
    "building the model": ("sft_gui.training.fit", "", "prepare"),
    "pictures to features": ("sft_gui.training.head_init", "", "frozen_features"),
    "regularisation and head": ("sft_gui.tasks.classification", "Classification", "head_init"),
    "validation": ("sft_gui.training.fit", "", "evaluate"),
}
IMPORTS, REST = "Python and imports", "all else"


def measure(arguments: argparse.Namespace) -> None:
    """Print medians in seconds of whole programs in turn."""
    sources = [Path(name) for name in arguments.data] or [SHARED / name for name in SETS]
    told: dict[str, list[dict[str, float]]] = {source.name: [] for source in sources}
    for _ in range(1 if arguments.brief else arguments.repeats):
        for source in sources:
            told[source.name].append(_whole_program(source))
    stages = [IMPORTS, *STAGES, REST]
    print(f"| data | {' | '.join(stages)} | whole program, s |\n|{'---|' * (len(stages) + 2)}")
    for name, runs in told.items():
        medians = [statistics.median(run.get(stage, 0.0) for run in runs) for stage in stages]
        whole = statistics.median(sum(run.values()) for run in runs)
        print(f"| {name} | {' | '.join(f'{seconds:.1f}' for seconds in medians)} | {whole:.1f} |", flush=True)


def _whole_program(source: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as home:
        began = time.time()
        environment = os.environ | {"SFT_GUI_HOME": home, STARTED: repr(began)}
        command = [sys.executable, "-m", "benchmarks.first", str(source)]
        quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        done = subprocess.run(command, env=environment, check=True, text=True, **quiet)
        stages: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return {**stages, REST: time.time() - began - sum(stages.values())}


class Stages:
    """Counts the seconds of functions by their stage, without those of stages within."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._within = [0.0]

    def watch(self, stage: str, module: str, owner: str, name: str) -> None:
        """Put a counting function in a function's place."""
        place: Any = importlib.import_module(module)
        place = getattr(place, owner) if owner else place
        called = getattr(place, name)

        def counted(*args: Any, **kwargs: Any) -> Any:
            began = time.perf_counter()
            self._within.append(0.0)
            try:
                return called(*args, **kwargs)
            finally:
                whole = time.perf_counter() - began
                self.seconds[stage] += whole - self._within.pop()
                self._within[-1] += whole

        # A bound classmethod is called without its class; a method gets its object from the class.
        setattr(place, name, staticmethod(counted) if hasattr(called, "__self__") else counted)


def main() -> None:
    """Train a first model as the command does, and print the seconds of its stages as JSON."""
    from sft_gui import cli
    from sft_gui.inference import device

    device.prepare_process()
    stages = Stages()
    for stage, place in STAGES.items():
        stages.watch(stage, *place)
    stages.seconds[IMPORTS] = time.time() - float(os.environ[STARTED])
    if cli.main(["train", sys.argv[1], "--preset", "first"]):
        raise SystemExit("The first model could not be made.")
    print(json.dumps(stages.seconds))


if __name__ == "__main__":
    main()
