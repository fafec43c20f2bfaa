"""Full, read-only, not permitted, in use and damaged are five different sentences, and none costs the project."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sft_gui import paths
from sft_gui.data import index_file
from sft_gui.data.index import Split, Status
from sft_gui.data.index_file import DamagedIndex, LockedIndex
from sft_gui.data.project import Project
from sft_gui.data.project_file import INDEX_FILE, PROJECT_FILE
from sft_gui.errors import SourceGone, UserError
from sft_gui.training import baseline
from tests.fixtures import colour_folder

NOBODY = 65534


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own; needs the right to mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("no right to mount a disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=False)


def made(tmp_path: Path, folder: Path) -> Project:
    return Project.create(colour_folder(tmp_path, per_class=5), folder=folder)


def is_looked_at_only(project: Project, short: str, sentence: str) -> None:
    """All that reads works; all that would write is refused with the sentence."""
    index = project.index
    assert project.read_only is not None and short in str(project.read_only)
    assert len(index.pictures()) == 15 and index.count(Status.LEFT_OUT) == 0 and index.counts() and index.fingerprint()
    assert not project.drift() and project.classes == ("blue", "green", "red")
    ids = index.ids()
    for change in (
        lambda: index.leave_out(ids[:1]),
        lambda: index.relabel(ids[:1], "red"),
        lambda: index.undo(),
        lambda: project.rename("other"),
        lambda: project.look_again(),
        lambda: project.set_split(seed=3, val_fraction=0.3, test_fraction=0),
    ):
        with pytest.raises(UserError, match=sentence) as caught:
            change()
        assert "emove" not in str(caught.value)
    assert not baseline.can_be_made(project)


def test_a_read_only_disk(tmp_path: Path, disk: Path) -> None:
    made(tmp_path, disk / "project").close()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    project = Project.open(disk / "project")
    is_looked_at_only(project, "read-only", "read-only")
    project.close()


def test_what_was_written_last_is_seen_on_a_read_only_disk_too(tmp_path: Path, disk: Path) -> None:
    project = made(tmp_path, disk / "project")
    project.index.leave_out(project.index.ids()[:2])
    copy = disk / "copy"  # as a killed process leaves it: the newest in the journal
    shutil.copytree(project.folder, copy)
    project.close()
    assert (copy / f"{INDEX_FILE}-wal").stat().st_size
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    project = Project.open(copy)
    assert project.read_only is not None and project.index.count(Status.LEFT_OUT) == 2
    project.close()


def test_a_full_disk(tmp_path: Path, disk: Path) -> None:
    project = made(tmp_path, disk / "project")
    filler = disk / "filler"
    with contextlib.suppress(OSError), open(filler, "wb") as file:
        while True:
            file.write(bytes(4096))
            file.flush()
    with pytest.raises(UserError, match=r"disk is full.*Free some space"):
        for _ in range(200):  # until the journal has no place to grow
            project.index.leave_out(project.index.ids())
            project.index.leave_out(project.index.ids(status=Status.LEFT_OUT), False)
    assert project.index.count() + project.index.count(Status.LEFT_OUT) == 15
    project.index.close()
    again = Project.open(disk / "project")
    if again.read_only is not None:
        is_looked_at_only(again, "full", "disk is full")
    again.close()
    filler.unlink()
    again = Project.open(disk / "project")
    assert again.read_only is None
    again.index.leave_out(again.index.ids()[:1])
    again.close()


@pytest.fixture
def shared_place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_no_permission(shared_place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    made(shared_place, shared_place / "project").close()
    os.seteuid(NOBODY)
    try:
        project = Project.open(shared_place / "project")
        is_looked_at_only(project, "permission", "there is no permission to write")
        project.close()
        os.seteuid(0)
        (shared_place / "project" / INDEX_FILE).chmod(0o600)
        os.seteuid(NOBODY)
        with pytest.raises(UserError, match=r"may not be read: its permissions forbid it. Change its permissions"):
            Project.open(shared_place / "project")
        os.seteuid(0)
        (shared_place / "project" / PROJECT_FILE).chmod(0o600)
        os.seteuid(NOBODY)
        with pytest.raises(UserError, match=r"project.toml may not be read. Give this account"):
            Project.open(shared_place / "project")
    finally:
        os.seteuid(0)


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(f"PRAGMA locking_mode = {sys.argv[2]}")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE picture SET gone = gone")
print("held", flush=True)
sys.stdin.read()
"""


def test_in_use_by_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_file, "BUSY_SECONDS", 0.2)
    project = made(tmp_path, tmp_path / "project")
    file = project.folder / INDEX_FILE
    words = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen([*words, "NORMAL"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
        with pytest.raises(LockedIndex, match=r"in use by another program. Close the project there"):
            project.index.leave_out(project.index.ids()[:1])
        holder.communicate()
    project.index.leave_out(project.index.ids()[:1])
    project.close()
    with subprocess.Popen([*words, "EXCLUSIVE"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
        with pytest.raises(LockedIndex):
            Project.open(project.folder)
        holder.communicate()
    project = Project.open(project.folder)
    assert project.read_only is None and project.index.count(Status.LEFT_OUT) == 1
    project.close()


# Damaged


@pytest.fixture
def decided(tmp_path: Path) -> Project:
    project = made(tmp_path, tmp_path / "project")
    ids = project.index.ids()
    project.index.leave_out(ids[:2])
    project.index.relabel(ids[3:6], "green")
    project.save()
    project.close()
    return project


def assert_as_before(project: Project, before: list) -> None:
    assert [(p.id, p.path, p.label, p.split, p.status) for p in project.index.pictures(status=None)] == [
        (p.id, p.path, p.label, p.split, p.status) for p in before
    ]


def pictures_of(folder: Path) -> list:
    with contextlib.closing(Project.open(folder, mend=True)) as project:
        return project.index.pictures(status=None)


def test_a_header_overwritten_is_made_anew_and_what_is_lost_is_said(decided: Project) -> None:
    file = decided.folder / INDEX_FILE
    file.write_bytes(b"no database at all" * 1000)
    project = Project.open(decided.folder, mend=True)
    assert project.index.count() == 15
    assert "damaged and has been made anew" in str(project.notes[0]) and "are lost" in str(project.notes[0])
    assert list(decided.folder.glob("index-damaged-*.sqlite"))
    project.close()
    assert len(pictures_of(decided.folder)) == 15


@pytest.mark.parametrize("harm", ["cut to nothing", "gone"])
def test_a_list_that_is_gone_is_made_anew(decided: Project, harm: str) -> None:
    file = decided.folder / INDEX_FILE
    file.unlink()
    if harm == "cut to nothing":
        file.touch()
    assert len(pictures_of(decided.folder)) == 15


def test_damage_found_late_is_told_and_mended_at_the_next_opening_with_decisions_kept(decided: Project) -> None:
    before = pictures_of(decided.folder)
    file = decided.folder / INDEX_FILE
    with contextlib.closing(sqlite3.connect(file)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'by_class'").fetchone()[0]
    data = bytearray(file.read_bytes())
    data[(page - 1) * size : page * size] = bytes([255]) * size
    file.write_bytes(data)
    project = Project.open(decided.folder)  # nothing of it is read yet
    with pytest.raises(DamagedIndex, match="Open the project again"):
        project.index.counts()
    project.close()
    project = Project.open(decided.folder, mend=True)
    assert_as_before(project, before)
    assert "5 pictures that you relabelled or left out are so again" in str(project.notes[0])
    assert project.index.counts()["green"][Split.TRAIN] > 0
    project.close()


def test_without_the_source_a_damaged_list_waits_and_the_source_can_be_shown(decided: Project, tmp_path: Path) -> None:
    (decided.folder / INDEX_FILE).write_bytes(b"no database at all" * 1000)
    moved = decided.source.rename(tmp_path / "moved")
    with pytest.raises(SourceGone, match=r"is damaged. .*colours is not where it was. Connect its drive, or show"):
        Project.open(decided.folder, mend=True)
    Project.relocate_kept(decided.folder, moved)
    assert len(pictures_of(decided.folder)) == 15


def test_project_toml_is_restored_from_its_copy(decided: Project) -> None:
    (decided.folder / PROJECT_FILE).write_bytes(b"\x00" * 300)
    project = Project.open(decided.folder, mend=True)
    assert (project.name, project.source, project.split) == (decided.name, decided.source, decided.split)
    assert "its copy is used" in str(project.notes[0])
    project.close()
    assert Project.open(decided.folder, mend=True).name == decided.name


def test_both_damaged_advise_no_removal(decided: Project) -> None:
    (decided.folder / PROJECT_FILE).write_text("name = ", encoding="utf-8")
    (decided.folder / INDEX_FILE).write_bytes(b"no database at all" * 1000)
    with pytest.raises(UserError, match=r"is damaged: project.toml cannot be understood") as caught:
        Project.open(decided.folder, mend=True)
    assert "stays in" in str(caught.value) and "emove" not in str(caught.value)


def test_a_project_of_the_first_format_on_a_read_only_disk(disk: Path) -> None:
    kept = Path(__file__).parents[1] / "packaging" / "kept" / "format-1"
    shutil.copytree(kept, disk / "project")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    project = Project.open(disk / "project")
    assert project.read_only is not None and project.index.pictures(status=None)
    assert project.index.stamps() and project.index.known()
    project.close()


def test_projects_cannot_be_made_where_nothing_can_be_written(tmp_path: Path, disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    with pytest.raises(UserError, match=r"cannot be written to|read-only"):
        made(tmp_path, disk / "project")
    assert paths.projects()
