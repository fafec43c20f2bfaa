"""Temporary files of killed writers are swept at the next open: only those. The writers are really killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from sft_gui import paths
from sft_gui.data import drafts
from sft_gui.data.cache import PictureCache
from sft_gui.data.project import Project
from sft_gui.files import sweep, write_text
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training.feature_store import FeatureStore
from sft_gui.training.run_folder import RunFolder
from tests.fixtures import COLOURS, colour_project, draw

ROOT = str(Path(__file__).resolve().parents[1])
WRITE = """
import sys
from pathlib import Path
from sft_gui import files
def write(file):
    file.write(b"half")
    file.flush()
    print("writing", flush=True)
    sys.stdin.readline()
    file.write(b"whole")
files.write_atomic(Path(sys.argv[1]), write)
print("done", flush=True)
"""
IMPORT = """
import sys
from pathlib import Path
from sft_gui.data import project
def fill(draft, *_):
    print(draft, flush=True)
    sys.stdin.readline()
project._fill = fill
project.Project.create(Path(sys.argv[1]), folder=Path(sys.argv[2]))
"""


def python(code, *arguments):
    environment = {**os.environ, "PYTHONPATH": ROOT}
    return subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], env=environment, text=True,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # fmt: skip


def writing(path):
    """Start a process that is in the middle of writing a file."""
    process = python(WRITE, path)
    assert process.stdout.readline() == "writing\n"
    return process


def kill(process):
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()


def temporaries(folder):
    return sorted(file.name for file in folder.rglob("*") if file.name.endswith(".tmp"))


def test_file_being_written_stays_and_one_of_a_killed_writer_goes(tmp_path):
    living, dead = writing(tmp_path / "a.json"), writing(tmp_path / "b.json")
    kill(dead)
    foreign = ["notes.tmp", ".hidden", ".b.json.zzzzzzzz.tmp", ".b.json.0123456.tmp", "b.json.01234567.tmp"]
    for name in foreign:
        (tmp_path / name).write_text("mine")
    (tmp_path / ".folder.01234567.tmp").mkdir()
    (tmp_path / ".link.01234567.tmp").symlink_to("notes.tmp")
    assert len(temporaries(tmp_path)) == 2 + 4 + 2
    removed = sweep(tmp_path)
    assert len(removed) == 1 and removed[0].startswith(".b.json.")
    assert all((tmp_path / name).exists() for name in foreign)
    assert living.communicate("go on\n")[0] == "done\n"
    assert (tmp_path / "a.json").read_bytes() == b"halfwhole"


def test_writers_and_sweepers_side_by_side_lose_nothing(tmp_path):
    code = f"from pathlib import Path\nfrom sft_gui.files import sweep\nwhile True: sweep(Path({str(tmp_path)!r}))"
    sweepers = [python(code) for _ in range(2)]
    try:
        until, number = time.monotonic() + 2, 0
        while time.monotonic() < until:
            write_text(tmp_path / "a.txt", str(number))
            assert (tmp_path / "a.txt").read_text() == str(number)
            number += 1
    finally:
        for sweeper in sweepers:
            kill(sweeper)
    assert not temporaries(tmp_path)


@pytest.fixture
def project(tmp_path):
    project = colour_project(tmp_path)
    yield project
    project.close()


def test_opening_a_run_and_a_project_sweeps_them(project):
    run = RunFolder.create(project, DEFAULTS, name="one")
    for path in (run.folder / "report.json", run.checkpoint, project.folder / "project.toml"):
        kill(writing(path))
    assert len(temporaries(project.folder)) == 3
    RunFolder.open(run.folder)
    Project.open(project.folder).close()
    assert not temporaries(project.folder)


def test_caches_are_swept_and_what_is_damaged_in_them_counts_as_absent(tmp_path):
    pictures, features = tmp_path / "pictures", paths.cache_folder() / "features"
    source = tmp_path / "a.png"
    draw(COLOURS["red"], 1, (400, 300)).save(source)
    from sft_gui.data.decode import content_hash

    digest = content_hash(source.read_bytes())
    expected = PictureCache(0, pictures, 1 << 20).get(source, digest, 64)
    store = FeatureStore(features, {"model": "m"}, 8)
    digests = [f"{number:032x}" for number in range(5)]
    store.add(digests, np.arange(40, dtype=np.float32).reshape(5, 8))
    (kept,), (stored,) = pictures.glob("*.npy"), features.glob("*/*.npy")
    kill(writing(kept))
    from sft_gui import files

    files._swept.clear()  # as a new process begins
    cache = PictureCache(0, pictures, 1 << 20)
    assert not temporaries(pictures)
    whole = kept.read_bytes()
    for position in (5, 200, len(whole) // 2, len(whole) - 1):
        kept.write_bytes(whole[:position] + bytes([whole[position] ^ 4]) + whole[position + 1 :])
        source.rename(tmp_path / "away.png")
        assert cache._from_disk(digest, f"{digest}-64") is None
        (tmp_path / "away.png").rename(source)
        assert (cache.get(source, digest, 64) == expected).all()
    assert kept.read_bytes() == whole  # written anew

    whole = stored.read_bytes()
    record = len(whole) - 5 * (32 + 8 * 4 + 4)
    for bit in range(0, 8 * (len(whole) - record), 37):
        position = record + bit // 8
        stored.write_bytes(whole[:position] + bytes([whole[position] ^ (1 << bit % 8)]) + whole[position + 1 :])
        found, known = store.find(digests)
        assert known.sum() == 4 and (found[known] == np.arange(40).reshape(5, 8)[known]).all()


def test_project_whose_import_was_killed_is_swept_and_one_under_way_stays(tmp_path):
    source, home = tmp_path / "source", tmp_path / "projects"
    source.mkdir()
    dead, living = (python(IMPORT, source, home / name) for name in ("a", "b"))
    gone, there = (Path(process.stdout.readline().strip()) for process in (dead, living))
    assert gone.is_dir() and there.is_dir()
    kill(dead)
    drafts.remove_abandoned(home)
    assert not gone.exists() and there.is_dir()
    kill(living)
    drafts.remove_abandoned(home)
    assert not list(home.iterdir())
