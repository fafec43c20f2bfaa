"""The memory of an epoch over very many pictures, above what the same model takes for a few."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil

MANY, FEW = 100_000, 640
SIZE = 32  # px; the model must not be what takes the time
GIB = 2**30


def measure(arguments: argparse.Namespace) -> None:
    """Print one table; goal: at most 1.5 GiB more for 100,000 pictures, and flat within the epoch."""
    print(
        "| pictures | at a quarter | at half | at the end | most, in GiB | above the few |\n|---|---|---|---|---|---|"
    )
    few = 0.0
    for count in (FEW, 2_000 if arguments.brief else MANY):
        with tempfile.TemporaryDirectory() as home:
            command = [sys.executable, "-m", "benchmarks.memory", str(count)]
            done = subprocess.run(command, env={**os.environ, "SFT_GUI_HOME": home}, stdout=subprocess.PIPE, check=True)
        told = [each / GIB for each in json.loads(done.stdout.splitlines()[-1])]
        few = few or told[-1]
        cells = (f"{count:,}", *(f"{each:.2f}" for each in told), f"{told[-1] - few:.2f}")
        print(f"| {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Import and train one epoch in this process; print its memory at four moments, the last one the most, in bytes."""
    from sft_gui.inference import device

    device.prepare_process()
    from benchmarks.speed import jpegs
    from sft_gui.data.project import Project
    from sft_gui.settings import presets
    from sft_gui.training.events import Event, Planned, StepDone
    from sft_gui.training.fit import fit
    from sft_gui.training.memory_meter import PeakMeter
    from sft_gui.training.request import Control, FitRequest
    from sft_gui.training.run_folder import RunFolder

    with tempfile.TemporaryDirectory() as folder:
        list(jpegs(Path(folder) / "jpegs", int(sys.argv[1]), size=(80, 60)))
        project = Project.create(Path(folder) / "jpegs")
        changes = {
            "train.epochs": 1,
            "train.head_init": "random",
            "train.trainable_layers": "head",
            "data.image_size": SIZE,
        }
        settings = presets.find("best").settings().with_values({**changes, "train.batch_size": 64})
        run = RunFolder.create(project, settings, name="memory")
        memory, marks = {}, {}

        def look(event: Event) -> None:
            if isinstance(event, Planned):
                marks.update({event.total_steps * share // 4: share for share in (1, 2, 4)})
            elif isinstance(event, StepDone) and event.step in marks:
                memory[marks[event.step]] = psutil.Process().memory_info().rss

        with PeakMeter("cpu") as meter:
            fit(FitRequest(run), look, Control())
        project.close()
    print(json.dumps([memory[1], memory[2], memory[4], meter.peak]))


if __name__ == "__main__":
    main()
