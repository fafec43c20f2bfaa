"""Training in the window's thread is the training of a process of its own."""

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from sft_gui.training.checkpoint import read_weights
from sft_gui.training.events import RunState, StepDone
from sft_gui.ui.core.worker import FitWorker
from tests.fixtures import colour_project
from tests.prediction.runs import untrained_run

ROOT = Path(__file__).resolve().parents[3]
CLOCKED = ("time", "seconds")


@pytest.fixture
def project(tmp_path):
    project = colour_project(tmp_path, splits={"train": 4, "val": 2})
    yield project
    project.close()


def train_in_thread(qtbot, run, leave_at=None):
    """Train as the window does; return all that the mailbox was told."""
    worker, told = FitWorker(run), []
    put = worker.mailbox.put

    def watch(event):
        put(event)
        if isinstance(event, StepDone) and event.step == leave_at:
            worker.control.leave()

    worker.mailbox.put = watch
    worker.failed.connect(told.append)
    with qtbot.waitSignal(worker.finished):
        worker.start()
    return told + worker.mailbox.take()


def train_in_child(run):
    child = subprocess.run(
        [sys.executable, "-m", "sft_gui", "resume", str(run.folder)],
        cwd=ROOT, env={**os.environ, "OMP_NUM_THREADS": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert child.returncode == 0, child.stderr[-600:]


def without_clock(events):
    """What was recorded, but for when and how long."""
    return [
        (event.kind, {k: v for k, v in dataclasses.asdict(event).items() if k not in CLOCKED})
        for event in events
        if event.recorded
    ]


def test_thread_and_process_give_the_same_events_and_weights(qtbot, project):
    threaded, alone = (untrained_run(project, train__trainable_layers="last_stage") for _ in range(2))
    told = train_in_thread(qtbot, threaded)
    train_in_child(alone)
    assert without_clock(told) == without_clock(threaded.events()) == without_clock(alone.events())
    assert threaded.report().state == RunState.FINISHED
    for one, other in ((threaded.best_weights, alone.best_weights), (threaded.checkpoint, alone.checkpoint)):
        (a, _), (b, _) = read_weights(one), read_weights(other)
        assert a.keys() == b.keys() and all(torch.equal(a[name], b[name]) for name in a)


def test_resumed_run_tells_its_past_once_before_it_goes_on(qtbot, project):
    run = untrained_run(project)
    train_in_thread(qtbot, run, leave_at=2)
    assert run.report().state == RunState.PAUSED
    told = [event for event in train_in_thread(qtbot, run) if event.recorded]
    assert told == list(run.events())
    assert [event.step for event in told if isinstance(event, StepDone)] == [1, 2, 3]
