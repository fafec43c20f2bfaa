"""How near "Before you start" comes to what a run then takes."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from benchmarks.recipes import SETS, SHARED
from sft_gui.data.project import Project
from sft_gui.settings import presets
from sft_gui.training import preflight
from sft_gui.training.fit import fit
from sft_gui.training.memory_meter import PeakMeter
from sft_gui.training.request import Control, FitRequest
from sft_gui.training.run_folder import RunFolder


def measure(arguments: argparse.Namespace) -> None:
    """Print one line for each set and preset, nothing being known of this machine; goal: within 20 %."""
    sources = [Path(name) for name in arguments.data] or [SHARED / name for name in SETS]
    print("| data | preset | seconds said | taken | taken / said | GB said | taken |\n|---|---|---|---|---|---|---|")
    for source in sources:
        for preset in arguments.presets.split(","):
            one_line(source, preset)


def one_line(source: Path, preset: str) -> None:
    """Ask, then train to the end: early stopping would be an end that nobody foresees."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["SFT_GUI_HOME"] = home
        project = Project.create(source)
        settings = presets.find(preset).settings(project.task).with_values({"stop.patience": None})
        said = preflight.measure(project, settings)
        run = RunFolder.create(project, settings, name=preset, preset=preset)
        with PeakMeter(said.costs.compute["device"]) as meter:
            taken = fit(FitRequest(run), lambda event: None, Control()).seconds
        project.close()
    cells = (
        source.name, preset, f"{said.total_seconds:.0f} ± {said.band_seconds:.0f}", f"{taken:.0f}",
        f"{taken / said.total_seconds:.2f}", f"{said.memory_bytes / 2**30:.1f}", f"{meter.peak / 2**30:.1f}",
    )  # fmt: skip
    print(f"| {' | '.join(cells)} |", flush=True)
