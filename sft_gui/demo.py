"""The demo's steps without a window: import the built-in sample, fine-tune, evaluate, predict."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sft_gui.data.index import Picture, Split
from sft_gui.data.project import Project
from sft_gui.data.sample import sample_source
from sft_gui.data.watcher import Progress
from sft_gui.messages import say
from sft_gui.settings.presets import PRESETS
from sft_gui.settings.setting import Settings, Value
from sft_gui.training.run_folder import RunFolder

PRESET = "quick"
# What differs from the preset, so that it takes about a minute on two CPU cores: digits are 8 pixels wide, so small
# pictures lose nothing, and a mirrored digit is another sign.
CHANGES: dict[str, Value] = {"data.image_size": 64, "data.augmentation": "none"}
SHAPE_CHANGES: dict[str, dict[str, Value]] = {
    "detection": {"data.augmentation": "none"},
    "segmentation": {"data.augmentation": "none"},
}
TEST_FRACTION = 0.1  # never learned from nor chosen by: the pictures that the demo names
UNSEEN = 12


@dataclass(frozen=True)
class Demo:
    """The sample as a project and a run of it that is still to be trained."""

    project: Project
    run: RunFolder


def changes(task: str = "classification") -> dict[str, Value]:
    """Return what differs from the preset."""
    return SHAPE_CHANGES.get(task, CHANGES)


def settings(task: str = "classification") -> Settings:
    """Return the demo's settings."""
    return PRESETS[PRESET].settings(task).with_values({**changes(task), "data.test_fraction": TEST_FRACTION})


def changes_in_words(task: str = "classification") -> str:
    """Return what differs from the preset: "data.image_size=64, ..."."""
    return ", ".join(f"{key}={value}" for key, value in changes(task).items())


def prepare(task: str = "classification", on_progress: Progress | None = None) -> Demo:
    """Import the task's sample, or take its kept project, and make a run."""
    source = sample_source(task)
    project = Project.find(source) or Project.create(source, on_progress=on_progress)
    chosen = settings(task)
    if project.split.test_fraction != TEST_FRACTION and not project.split.given:
        project.set_split(
            seed=chosen["data.split_seed"], val_fraction=chosen["data.val_fraction"], test_fraction=TEST_FRACTION
        )
    return Demo(project, RunFolder.create(project, chosen, name=str(say("Demo")), preset=PRESET))


def unseen(demo: Demo) -> list[tuple[Picture, Path]]:
    """Return some test pictures, spread over the classes, with their files."""
    pictures = demo.run.pictures(Split.TEST)
    chosen = pictures[:: max(len(pictures) // UNSEEN, 1)][:UNSEEN]
    return [(picture, demo.run.root / picture.path) for picture in chosen]
