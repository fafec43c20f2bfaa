"""The projects go to another folder whole, or stay where they are: at a kill, at a limit, beside a training run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sft_gui import paths
from sft_gui.commands.console import Console
from sft_gui.commands.lookup import kept_projects
from sft_gui.data.project import Project
from sft_gui.errors import Cancelled, UserError
from sft_gui.locks import FileLock
from sft_gui.training import projects_folder
from tests.fixtures import colour_folder

KILLED = 9


@pytest.fixture
def two(tmp_path):
    """Two kept projects, one of them with a run's files; what all of their files hold."""
    for name in ("One", "Two"):
        Project.create(colour_folder(tmp_path / name, per_class=2), name=name).close()
    run = paths.projects() / "One" / "runs" / "Best"
    run.mkdir(parents=True)
    (run / "best.safetensors").write_bytes(os.urandom(3_000_000))
    return content(paths.projects())


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")
    }


def test_projects_are_moved_whole_and_found_by_window_and_command_line(two, tmp_path):
    old, to, seen = paths.projects(), tmp_path / "disk", []
    left = projects_folder.move(to, on_progress=lambda done, total, what: seen.append((done, total)))
    assert left == [] and paths.projects() == to
    assert content(to) == two and content(old) == {}
    assert seen[-1][0] == seen[-1][1] == sum(map(len, two.values()))
    assert [summary.folder.name for summary in Project.recent()] and len(Project.recent()) == 2
    found = list(kept_projects(Console()))
    assert {project.folder for project in found} == {to / "One", to / "Two"}
    for project in found:
        assert project.index.pictures()
        project.close()


def test_new_projects_are_made_in_the_chosen_folder_and_others_stay(two, tmp_path):
    old, to = paths.projects(), tmp_path / "disk"
    projects_folder.point(to)
    made = Project.create(colour_folder(tmp_path / "Three", per_class=2))
    made.close()
    assert made.folder.parent == to and content(old) == two
    projects_folder.point(old)
    assert len(Project.recent()) == 2


def test_nothing_is_lost_where_a_file_is_too_large_for_the_other_disk(two, tmp_path):
    resource = pytest.importorskip("resource")
    to, limits = tmp_path / "disk", resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, limits[1]))
    try:
        with pytest.raises(UserError, match=r"best\.safetensors could not be written"):
            projects_folder.move(to)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert paths.projects() == paths.default_projects()
    assert content(paths.projects()) == two and content(to) == {}


def test_a_kill_between_two_files_leaves_everything_where_it_was(two, tmp_path):
    to = tmp_path / "disk"
    code = (
        "import os, sys; from pathlib import Path; from sft_gui.training import projects_folder\n"
        "seen = []\n"
        "def count(*_):\n"
        "    seen.append(1)\n"
        f"    len(seen) == 5 and os._exit({KILLED})\n"
        "projects_folder.move(Path(sys.argv[1]), on_progress=count)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(to)], check=False).returncode == KILLED
    assert content(paths.projects()) == two and len(Project.recent()) == 2
    projects_folder.move(to)  # what the killed one left is swept
    assert content(to) == two and not list(to.glob(".new*"))


def test_cancelling_leaves_everything_where_it_was(two, tmp_path):
    seen = []
    with pytest.raises(Cancelled):
        projects_folder.move(tmp_path / "disk", on_progress=lambda *_: seen.append(1), cancelled=lambda: len(seen) > 3)
    assert content(paths.projects()) == two and content(tmp_path / "disk") == {}


def test_a_run_that_is_trained_anywhere_keeps_the_projects_in_place(two, tmp_path):
    owner = FileLock(paths.projects() / "One" / "runs" / "Best" / "owner.lock")
    assert owner.take()
    try:
        with pytest.raises(UserError, match="A run of One is being trained"):
            projects_folder.move(tmp_path / "disk")
    finally:
        owner.release()
    assert paths.projects() == paths.default_projects()


def test_what_changes_meanwhile_stays_where_it_is(two, tmp_path):
    record = paths.projects() / "Two" / "project.toml"

    def change(done, total, what):
        record.write_text(record.read_text("utf-8") + "\n", "utf-8")

    with pytest.raises(UserError, match="changed while they were copied"):
        projects_folder.move(tmp_path / "disk", on_progress=change)
    assert paths.projects() == paths.default_projects() and content(tmp_path / "disk") == {}


@pytest.mark.parametrize("inside", ["projects/One", ".", "projects"])
def test_a_folder_in_or_around_the_projects_is_refused(two, home, inside):
    with pytest.raises(UserError):
        projects_folder.move(home / inside)
    assert content(paths.projects()) == two


def test_a_name_that_is_taken_there_is_refused(two, tmp_path):
    (tmp_path / "disk" / "Two").mkdir(parents=True)
    with pytest.raises(UserError, match="There is a Two"):
        projects_folder.move(tmp_path / "disk")
    assert content(paths.projects()) == two


@pytest.mark.parametrize("written", ["", "{", '{"format": 99, "projects": "/x"}', '{"format": 1, "projects": "x"}'])
def test_a_choice_that_cannot_be_read_is_none(home, written):
    paths.places_file().parent.mkdir(parents=True, exist_ok=True)
    paths.places_file().write_text(written)
    assert paths.projects() == paths.default_projects()


def test_beside_other_things_the_projects_get_a_folder_of_their_own(two, tmp_path):
    (tmp_path / "empty").mkdir()
    assert projects_folder.place_in(tmp_path / "empty") == tmp_path / "empty"
    assert projects_folder.place_in(tmp_path) == tmp_path / "sft-gui"
    assert projects_folder.place_in(paths.projects()) == paths.projects()
