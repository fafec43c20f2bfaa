"""Output that cannot be written, homes that are not writable, full disks: a sentence, an exit code, no traceback."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from sft_gui.data.project import Project
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training.run_folder import RunFolder
from tests.fixtures import colour_folder
from tests.training.conftest import SMALL

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a shell's redirections")


def shell(line, **environment):
    """Run a line of the shell in which ``sft-gui`` stands for the command."""
    command = line.replace("sft-gui", f"{shlex.quote(sys.executable)} -m sft_gui")
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, env={**os.environ, **environment}
    )
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has one")
@pytest.mark.parametrize("command", ["settings", "settings --json"])
def test_full_output_is_a_sentence(command):
    code, _, err = shell(f"sft-gui {command} > /dev/full")
    assert code == 2 and err == "sft-gui: The output could not be written: No space left on device.\n"


def test_reader_who_leaves_is_no_failure_to_speak_of():
    code, _, err = shell("sft-gui settings | head -0")
    assert code in (0, 1) and err == ""


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-", "2>&-"])
def test_closed_streams_are_no_failure(closed):
    code, _, err = shell(f"sft-gui settings {closed}")
    assert code == 0 and err == ""


@pytest.mark.parametrize("home", ["/dev/null/home", "/proc/home"])
def test_home_that_cannot_be_written_is_a_sentence(tmp_path, home):
    data = colour_folder(tmp_path, per_class=4)
    code, _, err = shell(f"sft-gui train {shlex.quote(str(data))}", SFT_GUI_HOME=home)
    assert code == 2 and err.startswith("sft-gui: ") and len(err.splitlines()) == 1
    assert shell("sft-gui runs", SFT_GUI_HOME=home)[0] == 0
    code, out, _ = shell(f"sft-gui check {shlex.quote(str(data))}", SFT_GUI_HOME=home)
    assert code == 0 and "12" in out  # looked at beside it, in the system's folder for temporary files


def test_epochs_asked_for_on_a_full_disk_are_a_sentence_and_the_run_stays_as_it_was(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("no right to mount a small disk")
    try:
        project = Project.create(colour_folder(tmp_path, per_class=4), folder=disk / "project")
        run = RunFolder.create(project, DEFAULTS.with_values(SMALL), name="full")
        project.close()
        before = (run.folder / "run.toml").read_bytes()
        subprocess.run(["dd", "if=/dev/zero", f"of={disk}/ballast", "bs=4k"], capture_output=True)
        code, _, err = shell(f"sft-gui resume {shlex.quote(str(run.folder))} --epochs 2")
        assert code == 2 and err.startswith("sft-gui: The disk is full: ") and len(err.splitlines()) == 1
        assert (run.folder / "run.toml").read_bytes() == before
        assert not list(run.folder.rglob("*.tmp"))
    finally:
        subprocess.run(["umount", "-l", disk], check=False)
