"""Small real runs: drawn pictures, the bundled model, little squares."""

from contextlib import contextmanager

import pytest

from sft_gui.data.project import Project
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.settings.presets import PRESETS
from sft_gui.training.fit import fit
from sft_gui.training.request import Control, FitRequest
from sft_gui.training.run_folder import RunFolder
from tests.fixtures import colour_folder, scene_folder

SMALL = {
    "data.image_size": 32, "train.batch_size": 4, "train.epochs": 2, "device.threads": 1, "train.freeze_bn_stats": True,
    "device.name": "cpu", "optimizer.lr": 0.01, "checkpoint.minutes": 0.0,
}  # fmt: skip

SMALL_SHAPES = {
    "data.image_size": 64, "train.batch_size": 3, "train.epochs": 2, "device.threads": 1, "device.name": "cpu",
    "checkpoint.minutes": 0.0, "data.augmentation": "textbook", "schedule.warmup_epochs": 0.0,
}  # fmt: skip


@pytest.fixture
def project(tmp_path):
    source = colour_folder(tmp_path / "colours", classes=("red", "green", "blue"), per_class=10)
    project = Project.create(source)
    yield project
    project.index.close()


@pytest.fixture
def make_run(project):
    """Make a run of the small project, with some settings changed."""

    def make(name="small", **changes):
        values = {key.replace("__", "."): value for key, value in changes.items()}
        return RunFolder.create(project, DEFAULTS.with_values({**SMALL, **values}), name=name)

    return make


@pytest.fixture
def make_shapes_run(tmp_path):
    """Make a run of a small project with boxes or masks, by its task, with some settings changed."""
    with shapes_runs(tmp_path) as make:
        yield make


@contextmanager
def shapes_runs(folder):
    projects = {}

    def make(task, name="small", **changes):
        if task not in projects:
            source = scene_folder(folder, masks=task == "segmentation")
            projects[task] = Project.create(source, folder=folder / f"project {task}")
        values = {key.replace("__", "."): value for key, value in changes.items()}
        settings = PRESETS["quick"].settings(task).with_values({**SMALL_SHAPES, **values})
        return RunFolder.create(projects[task], settings, name=name)

    yield make
    for project in projects.values():
        project.close()


@pytest.fixture(scope="session")
def train():
    """Run fit and return its report and events."""

    def run_fit(run, control=None, on_event=lambda event: None):
        told = []
        report = fit(FitRequest(run), lambda event: (told.append(event), on_event(event)), control or Control())
        if report.state == "failed":
            print(told[-1].details)  # shown by pytest where the failure was not meant
        return report, told

    return run_fit
