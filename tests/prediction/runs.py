"""A small trained run to ask: drawn pictures, the bundled model's solved head on little squares."""

from __future__ import annotations

from pathlib import Path

from sft_gui.data.project import Project
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training.fit import fit
from sft_gui.training.request import Control, FitRequest
from sft_gui.training.run_folder import RunFolder
from tests.fixtures import colour_project

SMALL = {
    "data.image_size": 32, "train.batch_size": 4, "train.epochs": 1, "train.trainable_layers": "head",
    "device.threads": 1,
    "device.name": "cpu", "train.head_init": "features",
}  # fmt: skip


def untrained_run(project: Project, **changes) -> RunFolder:
    values = {key.replace("__", "."): value for key, value in changes.items()}
    return RunFolder.create(project, DEFAULTS.with_values({**SMALL, **values}), name="small")


def trained_run(folder: Path, **changes) -> RunFolder:
    """Train three colours with 6 pictures of each to learn from, 3 for validation and 2 for the test."""
    project = colour_project(folder, splits={"train": 6, "val": 3, "test": 2})
    run = untrained_run(project, **changes)
    project.close()
    assert fit(FitRequest(run), lambda event: None, Control()).state == "finished"
    return run
