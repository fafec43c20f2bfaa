"""A small project with two real runs, trained once; tests that change something get a copy."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sft_gui import files
from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.tasks.class_evaluation import ClassEvaluation, Row
from sft_gui.tasks.classification import CLASSIFICATION
from sft_gui.training.run_folder import RunFolder, kept_runs
from sft_gui.ui.core.memory import Memory
from sft_gui.ui.core.state import AppState
from tests.fixtures import colour_folder

SMALL = {
    "data.image_size": 32, "train.batch_size": 8, "train.epochs": 2, "device.threads": 1, "device.name": "cpu",
    "train.trainable_layers": "head", "optimizer.lr": 0.05,
}  # fmt: skip


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project with the runs "First" (one epoch) and "Second" (two)."""
    from sft_gui.training.fit import fit  # imports torch
    from sft_gui.training.request import Control, FitRequest

    folder = tmp_path_factory.mktemp("trained")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SFT_GUI_HOME", str(folder / "home"))
        project = Project.create(colour_folder(folder, per_class=20), folder=folder / "project", name="Colours")
        for name, epochs in (("First", 1), ("Second", 2)):
            settings = DEFAULTS.with_values({**SMALL, "train.epochs": epochs})
            fit(FitRequest(RunFolder.create(project, settings, name=name)), lambda event: None, Control())
        project.close()
    for run in (folder / "project" / "runs").iterdir():
        shutil.rmtree(run / "checkpoints")  # large, and nothing here goes on training
    return folder / "project"


@pytest.fixture
def project(trained: Path, tmp_path: Path) -> Iterator[Project]:
    """A copy of the trained project, to be changed at will."""
    folder = tmp_path / "project"
    shutil.copytree(trained, folder)
    project = Project.open(folder)
    yield project
    project.close()


@pytest.fixture
def state(tmp_path: Path) -> Iterator[AppState]:
    """A state of its own, with nothing open."""
    memory = Memory(tmp_path / "window.json")
    state = AppState(memory)
    memory.setParent(state)  # else Python may collect it, with its running timer, on a thread of the pool
    yield state
    state.deleteLater()


def run_named(project: Project, name: str) -> RunFolder:
    """Find a run by its name."""
    return next(run for run in kept_runs(project) if run.name == name)


def keep_evaluation(run: RunFolder, said: dict[str, str], split: Split = Split.VAL) -> ClassEvaluation:
    """Keep an evaluation in which the model says ``said`` of a class, and every other class right."""
    rows = []
    for number, picture in enumerate(run.pictures(split)):
        label = picture.label or ""
        rows.append(Row(picture.id, picture.path, label, said.get(label, label), 0.99 - 0.01 * number))
    right = sum(row.is_correct for row in rows) / len(rows)
    evaluation = ClassEvaluation.of(
        rows, split=split, task=CLASSIFICATION, classes=run.classes, scores={"accuracy": right, "loss": 0.1}
    )
    weights = hashlib.sha256(run.best_weights.read_bytes()).hexdigest()
    files.write_json(run.folder / f"evaluation-{split}.json", {"format": 1, "weights": weights, **evaluation.to_json()})
    return evaluation
