"""What checkpoints cost, as a share of the training time."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from sft_gui.data.project import Project
from sft_gui.data.sample import make_sample
from sft_gui.settings import presets
from sft_gui.training.events import Checkpointed
from sft_gui.training.fit import fit
from sft_gui.training.request import Control, FitRequest
from sft_gui.training.run_folder import RunFolder


def measure(arguments: argparse.Namespace) -> None:
    """Train on the built-in sample for a few epochs and print the share."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["SFT_GUI_HOME"] = home
        project = Project.create(make_sample(Path(home) / "digits"))
        changes = {"data.image_size": 64, "train.epochs": 4, "checkpoint.minutes": 0.0}
        run = RunFolder.create(project, presets.find("best").settings().with_values(changes), name="checkpoints")
        report = fit(FitRequest(run), lambda event: None, Control())
        written = [event.seconds for event in run.events() if isinstance(event, Checkpointed)]
        project.index.close()
    share = 100 * sum(written) / report.seconds
    print(f"{len(written)} checkpoints, {sum(written):.2f} s of {report.seconds:.0f} s: {share:.1f} %")
