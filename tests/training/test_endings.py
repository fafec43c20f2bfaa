"""How a run is told to have ended where its own log cannot be written: the first failure's sentence, once."""

import contextlib
import signal
import subprocess

import pytest

from sft_gui.data.project import Project
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training.events import RunState, StateChanged, StepDone
from sft_gui.training.run_folder import RunFolder
from tests.fixtures import colour_folder
from tests.training.conftest import SMALL

resource = pytest.importorskip("resource")  # not on Windows


@pytest.fixture
def full_run(tmp_path):
    """A run on a disk of its own; ``fill()`` leaves no byte, ``empty()`` gives them back."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("no right to mount a small disk")
    project = Project.create(colour_folder(tmp_path, per_class=10), folder=folder / "project")
    run = RunFolder.create(project, DEFAULTS.with_values(SMALL), name="full")
    ballast = folder / "ballast"

    def fill():
        with contextlib.suppress(OSError), open(ballast, "ab", buffering=0) as file:
            while True:
                file.write(bytes(4096))

    yield run, fill, ballast.unlink
    project.close()
    subprocess.run(["umount", "-l", folder], check=False)


def states(told):
    return [event for event in told if isinstance(event, StateChanged)]


def test_disk_that_is_full_at_the_log_is_told_once_and_the_run_goes_on_to_the_same_end(full_run, train, make_run):
    run, fill, empty = full_run
    report, told = train(run, on_event=lambda e: fill() if isinstance(e, StepDone) and e.step == 3 else None)
    assert report.state == RunState.FAILED
    failures = [event for event in states(told) if event.state == RunState.FAILED]
    assert len(failures) == 1 and failures[0] is told[-1]
    assert str(failures[0].reason).startswith("The disk is full: ") and "Free some space" in str(failures[0].remedy)
    list(run.events())  # each line is whole
    empty()
    whole = make_run("whole")
    train(whole)
    report, _ = train(run)
    assert report.state == RunState.FINISHED
    losses = [[event.loss for event in each.events() if isinstance(event, StepDone)] for each in (run, whole)]
    assert losses[0] == losses[1]


def test_failure_that_cannot_be_kept_is_told_in_its_own_words(full_run, train, monkeypatch):
    run, fill, empty = full_run

    def last_words(event):
        if isinstance(event, StepDone) and event.step == 2:
            fill()
            raise ZeroDivisionError("what went wrong first")

    report, told = train(run, on_event=last_words)
    assert report.state == RunState.FAILED and "error in the program" in str(told[-1].reason)
    assert "what went wrong first" in told[-1].details
    empty()


def test_file_beyond_the_limit_is_a_sentence(make_run, train):
    run = make_run()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))  # of a checkpoint, not of the log
    try:
        report, told = train(run)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert report.state == RunState.FAILED and "larger than a file may be" in str(told[-1].reason)
    assert run.report().state == RunState.FAILED
    report, _ = train(run)
    assert report.state == RunState.FINISHED
