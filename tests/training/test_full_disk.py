"""A disk that is really full: the run fails with a sentence, and goes on when there is space again."""

import subprocess

import pytest

from sft_gui.data.project import Project
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training.events import RunState, StepDone
from sft_gui.training.run_folder import RunFolder
from tests.fixtures import colour_folder
from tests.training.conftest import SMALL


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 30 MB, less than a checkpoint of the model takes; needs the right to mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=30m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("no right to mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=False)


def test_full_disk_is_a_sentence_and_the_run_goes_on_with_space(small_disk, tmp_path, train):
    project = Project.create(colour_folder(tmp_path, per_class=10), folder=small_disk / "project")
    run = RunFolder.create(project, DEFAULTS.with_values(SMALL), name="full")
    report, told = train(run)
    assert report.state == RunState.FAILED
    assert "disk is full" in str(told[-1].reason) and "space" in str(told[-1].remedy)
    assert RunFolder.open(run.folder).report().state == RunState.FAILED
    assert not list(run.folder.rglob("*.tmp"))

    subprocess.run(["mount", "-o", "remount,size=300m", small_disk], check=True)
    report, _ = train(run)
    assert report.state == RunState.FINISHED and run.has_model
    assert [event.step for event in run.events() if isinstance(event, StepDone)] == list(range(1, 13))
    project.close()
