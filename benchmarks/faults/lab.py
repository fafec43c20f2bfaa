"""Small projects of three tasks, and a process that forks trainers which can be harmed."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from safetensors.torch import load_file

from sft_gui.data.project import Project
from sft_gui.settings import presets
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.settings.setting import Settings
from sft_gui.training.events import EpochEnded, StepDone
from sft_gui.training.run_folder import RunFolder
from tests.fixtures import colour_folder, scene_folder

TASKS = ("classification", "detection", "segmentation")
PLAIN = {"device.threads": 1, "device.name": "cpu", "checkpoint.minutes": 0.0, "optimizer.lr": 0.001}
SMALL = {
    "classification": {"data.image_size": 32, "train.batch_size": 4, "train.epochs": 6, "train.freeze_bn_stats": True},
    "detection": {"data.image_size": 64, "train.batch_size": 3, "train.epochs": 3, "schedule.warmup_epochs": 0.0},
    "segmentation": {"data.image_size": 64, "train.batch_size": 3, "train.epochs": 3, "schedule.warmup_epochs": 0.0},
}  # fmt: skip


@dataclass
class Finding:
    """One line of the report: what was done how often, and each time that it went wrong."""

    what: str
    tries: int = 0
    wrong: list[str] = field(default_factory=list)
    note: str = ""

    def check(self, is_correct: bool, what_else: str) -> None:
        """Count a try."""
        self.tries += 1
        if not is_correct:
            self.wrong.append(what_else)

    def row(self) -> str:
        """Return it as a row of a Markdown table."""
        return f"| {self.what} | {self.tries} | {len(self.wrong)} | {self.note} |"


class Lab:
    """Makes projects and runs below ``folder``, and has them trained by processes that can be killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._projects: dict[str, Project] = {}
        environment = {**os.environ, "OMP_NUM_THREADS": "1"}
        self._server = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.faults.trainer"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip
        assert self._server.stdout is not None and self._server.stdout.readline() == "ready\n"

    def close(self) -> None:
        """End the process and close the projects."""
        assert self._server.stdin is not None
        self._server.stdin.close()
        self._server.wait(60)
        for project in self._projects.values():
            project.close()

    def project(self, task: str) -> Project:
        """Return the small project of a task, made when first asked for."""
        if task not in self._projects:
            source = self.folder / task
            source.mkdir()
            pictures = (
                colour_folder(source) if task == "classification" else scene_folder(source, masks=task != "detection")
            )
            self._projects[task] = Project.create(pictures, folder=self.folder / f"project {task}")
        return self._projects[task]

    def run(self, task: str, name: str, *, project: Project | None = None, **changes: Any) -> RunFolder:
        """Write down a small run of a task."""
        values = {**PLAIN, **SMALL[task], **{key.replace("__", "."): value for key, value in changes.items()}}
        return RunFolder.create(project or self.project(task), settings(task, values), name=name)

    def start(self, run: RunFolder, **harm: Any) -> int:
        """Have a run trained, harmed as :mod:`benchmarks.faults.trainer` says; return the trainer's process id."""
        assert self._server.stdin is not None and self._server.stdout is not None
        self._server.stdin.write(json.dumps({"run": str(run.folder), **harm}) + "\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())

    def end(self) -> dict[str, Any]:
        """Wait for the trainer: its exit code and, unless it was killed, the run's last word."""
        assert self._server.stdout is not None
        return dict(json.loads(self._server.stdout.readline()))

    def train(self, run: RunFolder, **harm: Any) -> dict[str, Any]:
        """Start and wait."""
        self.start(run, **harm)
        return self.end()


def settings(task: str, values: dict[str, Any]) -> Settings:
    """Return settings of a small run."""
    base = DEFAULTS if task == "classification" else presets.find("quick").settings(task)
    return base.with_values(values)


def steps(run: RunFolder) -> list[tuple[int, float]]:
    """Return each step's number and loss."""
    return [(event.step, event.loss) for event in run.events() if isinstance(event, StepDone)]


def differences(run: RunFolder, whole: RunFolder) -> str:
    """Say where a run ended otherwise than one that nothing was done to; "" where nowhere, to the last bit."""
    if steps(run) != steps(whole):
        return "losses differ"
    scores = [[event.val for event in each.events() if isinstance(event, EpochEnded)] for each in (run, whole)]
    if scores[0] != scores[1]:
        return "scores differ"
    for name in ("best.safetensors", "checkpoints/last.safetensors"):
        mine, other = load_file(run.folder / name), load_file(whole.folder / name)
        if mine.keys() != other.keys() or not all(mine[key].equal(other[key]) for key in mine):
            return f"{name} differs"
    return ""


@contextlib.contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path | None]:
    """Mount a file system of so many MB; None where that is not allowed."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if os.name == "nt" or subprocess.run(command, capture_output=True).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)
