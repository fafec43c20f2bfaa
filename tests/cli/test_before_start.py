"""train --dry-run and find-lr: what is said before a run."""

import pytest

from sft_gui.data.project import Project
from sft_gui.training.run_folder import kept_runs
from tests.cli.conftest import QUICK
from tests.fixtures import colour_folder

CHOICES = [word for each in QUICK for word in ("--set", each)]


@pytest.fixture
def source(tmp_path):
    return colour_folder(tmp_path, per_class=10)


def test_dry_run_says_what_the_run_will_take_and_keeps_none(call, source):
    code, told, _ = call("train", source, *CHOICES, "--dry-run")
    assert code == 0 and told["verdict"] == "fits" and told["epoch_seconds"] > 0
    assert told["seconds_predicted"] >= told["epoch_seconds"] and told["measured_steps"] >= 2
    assert kept_runs(Project.find(source)) == []
    _, printed, _ = call("train", source, *CHOICES, "--set", "stop.minutes=0.0001", "--dry-run", is_json=False)
    assert "Fits" in printed and "Time budget (0.0 of 1 epochs)" in printed and "Memory" in printed


def test_find_lr_suggests_a_rate(call, source):
    code, told, _ = call("find-lr", source, *CHOICES, "--steps", "12")
    assert code == 0 and told["suggestion"] > 0 and len(told["learning_rates"]) == len(told["losses"]) <= 12
    assert kept_runs(Project.find(source)) == []


def test_too_few_steps_are_refused(call, source):
    code, _, err = call("find-lr", source, "--steps", "3")
    assert code == 2 and "3 steps are too few." in err
