"""Who holds what: real processes race, are killed, fork and start others."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from sft_gui.errors import UserError
from sft_gui.locks import FileLock, is_held
from sft_gui.training import ownership
from tests.fixtures import colour_project

ROOT = str(Path(__file__).resolve().parents[1])
ENTER = """
import sys
from pathlib import Path
from sft_gui.errors import UserError
from sft_gui.training import ownership
folder = Path(sys.argv[1])
for line in sys.stdin:  # a round: everybody is told at once
    try:
        with ownership.held(folder, "run"):
            print("held", flush=True)
            sys.stdin.readline()
    except UserError:
        print("refused", flush=True)
        sys.stdin.readline()
    print("out", flush=True)
"""
HOLD = """
import os, subprocess, sys, time
from pathlib import Path
from sft_gui.training import ownership
with ownership.held(Path(sys.argv[1]), "run"):
    child = None
    if sys.argv[2] == "spawn":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], close_fds=False).pid
    elif sys.argv[2] == "fork":
        child = os.fork()
        if child == 0:
            time.sleep(60)
            os._exit(0)
    print(child, flush=True)
    time.sleep(60)
"""


def python(code, *arguments):
    environment = {**os.environ, "PYTHONPATH": ROOT}
    return subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], env=environment, text=True,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # fmt: skip


@pytest.mark.parametrize("rounds", [20, pytest.param(300, marks=pytest.mark.slow)])
def test_of_processes_that_enter_at_once_exactly_one_gets_it(rounds, tmp_path):
    processes = [python(ENTER, tmp_path) for _ in range(3)]
    looking = threading.Event()

    def look():  # looking takes nobody's chance
        while not looking.is_set():
            ownership.is_live(tmp_path)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        for number in range(rounds):
            for process in processes:
                process.stdin.write("go\n")
                process.stdin.flush()
            assert sorted(process.stdout.readline() for process in processes) == ["held\n", "refused\n", "refused\n"]
            assert ownership.is_live(tmp_path), number
            for process in processes:
                process.stdin.write("out\n")
                process.stdin.flush()
            assert [process.stdout.readline() for process in processes] == ["out\n"] * 3
    finally:
        looking.set()
        watcher.join()
        for process in processes:
            process.communicate()
    assert not ownership.is_live(tmp_path)


@pytest.mark.parametrize("children", ["none", "spawn", pytest.param("fork", marks=pytest.mark.skipif(
    not hasattr(os, "fork"), reason="needs fork"))])  # fmt: skip
def test_lock_ends_with_the_killed_process_whatever_children_it_left(children, tmp_path):
    process = python(HOLD, tmp_path, children)
    child = process.stdout.readline().strip()
    assert ownership.is_live(tmp_path)
    with pytest.raises(UserError, match="trained already"), ownership.held(tmp_path, "run"):
        pass
    process.kill()
    process.wait()
    try:
        assert not ownership.is_live(tmp_path)
        with ownership.held(tmp_path, "run"):
            assert ownership.is_live(tmp_path)
    finally:
        if child != "None":
            os.kill(int(child), signal.SIGKILL)
        process.stdout.close()
        process.stdin.close()


def test_same_process_is_refused_twice_and_file_times_do_not_matter(tmp_path):
    with ownership.held(tmp_path, "run"):
        for seconds in (0, time.time() + 4e8):  # as a clock that was set leaves it
            os.utime(tmp_path / ownership.OWNER_LOCK, (seconds, seconds))
            assert ownership.is_live(tmp_path)
            with pytest.raises(UserError, match="trained already"), ownership.held(tmp_path, "run"):
                pass
    assert not ownership.is_live(tmp_path)


def test_owner_file_of_an_earlier_version_is_heard_and_a_dead_one_removed(tmp_path):
    import psutil

    path = tmp_path / ownership.EARLIER_OWNER
    path.write_text(json.dumps({"pid": os.getpid(), "created": psutil.Process().create_time()}))
    assert ownership.is_live(tmp_path)
    with pytest.raises(UserError, match="trained already"), ownership.held(tmp_path, "run"):
        pass
    for content in (json.dumps({"pid": os.getpid(), "created": 7.0}), "[]", "", "{"):
        path.write_text(content)
        assert not ownership.is_live(tmp_path)
        with ownership.held(tmp_path, "run"):
            pass
        assert not path.exists()


def test_folder_that_cannot_be_written_is_told_and_is_not_live(tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("no right to mount a disk")
    try:
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        assert not ownership.is_live(folder)
        with pytest.raises(UserError, match="read-only"), ownership.held(folder, "run"):
            pass
    finally:
        subprocess.run(["umount", "-l", folder], check=False)


def test_disk_without_locks_is_told(tmp_path, monkeypatch):
    import errno

    from sft_gui import locks

    def none(descriptor, *, shared=False):
        raise OSError(errno.ENOTSUP, "not supported")

    monkeypatch.setattr(locks, "hold", none)
    with pytest.raises(UserError, match="has no locks"), ownership.held(tmp_path, "run"):
        pass
    assert not ownership.is_live(tmp_path)


def test_who_tidies_up_for_a_moment_is_not_taken_for_the_owner(tmp_path):
    lock = FileLock(tmp_path / ownership.OWNER_LOCK)
    assert lock.take(for_long=False)
    assert not ownership.is_live(tmp_path) and not is_held(lock.path)
    threading.Timer(0.2, lock.release).start()
    with ownership.held(tmp_path, "run"):
        assert ownership.is_live(tmp_path)


MAKE_FIRST = """
import sys
from pathlib import Path
from sft_gui.data.project import Project
from sft_gui.training import first_model
project = Project.open(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
print(first_model.make(project).folder.name, flush=True)
"""


@pytest.mark.slow  # both import torch
def test_two_processes_make_one_first_model(tmp_path):
    project = colour_project(tmp_path)
    project.close()
    processes = [python(MAKE_FIRST, project.folder) for _ in range(2)]
    assert [process.stdout.readline() for process in processes] == ["ready\n"] * 2
    answers = [process.communicate("go\n")[0].strip() for process in processes]
    assert len(set(answers)) == 1 and answers[0] in [folder.name for folder in project.runs_folder.iterdir()]
    assert len(list(project.runs_folder.iterdir())) == 1 and not (project.folder / "drafts").exists()
