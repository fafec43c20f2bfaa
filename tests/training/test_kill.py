"""A run is really killed, again and again, and must end as if it had not been."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from sft_gui.data.index import Split
from sft_gui.evaluation.evaluate import evaluate
from sft_gui.training.events import EpochEnded, StepDone
from sft_gui.training.run_folder import RunFolder, kept_runs
from sft_gui.ui.core.session import ShownRun

ZYGOTE = Path(__file__).with_name("zygote.py")


@pytest.fixture(scope="module")
def zygote(tmp_path_factory):
    """A process that forks a trainer for every run folder written to it; its home is made before that of a test."""
    home = {"SFT_GUI_HOME": str(tmp_path_factory.mktemp("zygote's home"))}
    environment = {**os.environ, **home, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ZYGOTE.parents[2])}
    process = subprocess.Popen(
        [sys.executable, str(ZYGOTE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout.readline() == "ready\n"
    yield process
    process.stdin.close()
    process.wait(30)


def start(zygote, run, instant=""):
    zygote.stdin.write(f"{run.folder}\t{instant}\n")
    zygote.stdin.flush()
    return int(zygote.stdout.readline())


def end(zygote):
    return int(zygote.stdout.readline())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("kills", [4, pytest.param(20, marks=pytest.mark.slow)])
def test_killed_run_is_readable_and_ends_bit_identical(kills, make_run, zygote, project):
    settings = {"train__epochs": 3, "optimizer__name": "adamw", "optimizer__lr": 0.001}
    whole = make_run("whole", **settings)
    began = time.monotonic()
    start(zygote, whole)
    assert end(zygote) == 0
    seconds = time.monotonic() - began

    random.seed(kills)
    done = 0
    while done < kills:
        run = make_run(f"killed {done}", **settings)
        finished = False
        while not finished and done < kills:
            pid = start(zygote, run)
            time.sleep(random.uniform(0, seconds))  # the instant of the kill, not a wait for something
            os.kill(pid, signal.SIGKILL)
            finished = end(zygote) == 0
            done += not finished
            steps = [event.step for event in run.events() if isinstance(event, StepDone)]
            assert steps == list(range(1, len(steps) + 1))
            assert run.report().state in ("interrupted", "preparing", "finished")
            assert run.folder in [kept.folder for kept in kept_runs(project)]
        start(zygote, run)
        assert end(zygote) == 0
        assert_equal_ends(run, whole)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize(
    "instants",
    [
        ["epoch 2", "write 9", "write 10"],
        pytest.param([f"write {n}" for n in range(1, 25)] + [f"epoch {n}" for n in range(7)], marks=pytest.mark.slow),
    ],
    ids=["few", "all"],
)
def test_killed_run_reports_the_weights_that_it_keeps(instants, make_run, zygote, project):
    settings = {"train__epochs": 6 if len(instants) > 3 else 3, "train__head_init": "features", "optimizer__lr": 0.01}
    whole = make_run("whole", **settings)
    start(zygote, whole)
    assert end(zygote) == 0
    for instant in instants:
        run = make_run(instant, **settings)
        start(zygote, run, instant)
        killed = end(zygote)
        assert killed == -signal.SIGKILL or len(instants) > 3  # the run replaces fewer files than that
        if killed == 0:
            continue
        assert_report_fits_weights(run)
        start(zygote, run, "write 4")
        end(zygote)
        assert_report_fits_weights(run)
        start(zygote, run)
        assert end(zygote) == 0
        assert_report_fits_weights(run)
        assert_equal_ends(run, whole)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("task", ["detection", "segmentation"])
@pytest.mark.parametrize(
    "instants",
    [
        ["step 4", "epoch 2"],  # an epoch's first step, and its end before the checkpoint
        pytest.param(
            [f"step {n}" for n in range(1, 10)] + [f"write {n}" for n in range(4, 13)], marks=pytest.mark.slow
        ),
    ],
    ids=["few", "many"],
)
def test_killed_run_of_boxes_or_masks_ends_bit_identical(instants, task, make_shapes_run, zygote):
    settings = {"train__epochs": 3 if len(instants) > 2 else 2, "optimizer__lr": 0.001}
    whole = make_shapes_run(task, "whole", **settings)
    start(zygote, whole)
    assert end(zygote) == 0
    for instant in instants:
        run = make_shapes_run(task, instant, **settings)
        start(zygote, run, instant)
        killed = end(zygote)
        assert killed == -signal.SIGKILL or len(instants) > 2  # the run takes fewer steps or writes than that
        assert_report_fits_weights(run)
        start(zygote, run)
        assert end(zygote) == 0
        assert_equal_ends(run, whole)
        evaluated, expected = ([e.val for e in r.events() if isinstance(e, EpochEnded)] for r in (run, whole))
        assert evaluated == expected


def assert_report_fits_weights(run):
    run = RunFolder.open(run.folder)
    report = run.report()
    assert run.has_model == (report.best_epoch is not None) == bool(report.scores)
    if run.has_model:
        scores = dict(evaluate(run, Split.VAL).scores)
        kept = {k.removeprefix("val."): v for k, v in report.scores.items()}
        told = {event.epoch: event.val for event in run.events() if isinstance(event, EpochEnded)}
        assert told[report.best_epoch] == kept  # boxes: with the loss, which only training asks for
        assert scores == {name: kept[name] for name in scores} and {*kept} - {*scores} <= {"loss"}
        assert ShownRun.read(run).progress.best.epoch == report.best_epoch


def assert_equal_ends(run, whole):
    steps, expected = (
        [(e.step, e.loss, e.correct) for e in r.events() if isinstance(e, StepDone)] for r in (run, whole)
    )
    assert steps == expected
    for name in ("best.safetensors", "checkpoints/last.safetensors"):
        a, b = load_file(run.folder / name), load_file(whole.folder / name)
        assert all(torch.equal(a[key], b[key]) for key in b), name


def test_half_written_last_line_is_passed_over(make_run, train):
    run = make_run(train__epochs=1)
    train(run)
    before = list(run.events())
    with open(run.folder / "events.jsonl", "ab") as file:
        file.write(b'{"kind": "step", "st')
    assert list(RunFolder.open(run.folder).events()) == before
