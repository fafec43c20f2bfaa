"""Moved pictures are found where the user says, around it or inside, and known by their content."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sft_gui.data.project import Project
from sft_gui.errors import UserError
from tests.fixtures import COLOURS, colour_folder, draw


@pytest.fixture
def project(tmp_path: Path):
    made = Project.create(colour_folder(tmp_path, classes=("red", "blue"), per_class=5), folder=tmp_path / "project")
    yield made
    made.close()


@pytest.mark.parametrize("pointed_at", [".", "red", "..", "../.."])
def test_the_right_folder_is_found_near_the_one_that_was_shown(
    project: Project, tmp_path: Path, pointed_at: str
) -> None:
    moved = tmp_path / "archive" / "2026" / "colours"
    moved.parent.mkdir(parents=True)
    (tmp_path / "archive" / "other" / "red").mkdir(parents=True)
    project.source.rename(moved)
    assert project.relocate((moved / pointed_at).resolve()) == moved
    project.check_unchanged()
    again = Project.open(project.folder)
    assert again.source == again.root == moved
    again.close()


def test_other_pictures_of_the_same_names_are_not_taken(project: Project, tmp_path: Path) -> None:
    twin = tmp_path / "somewhere" / "else" / "far" / "away"
    for picture in project.index.pictures():
        (twin / picture.path).parent.mkdir(parents=True, exist_ok=True)
        draw(COLOURS["grey"], picture.id).save(twin / picture.path)
    project.source.rename(tmp_path / "gone")
    with pytest.raises(UserError, match=r"What is called like this project's pictures in .* are other pictures"):
        project.relocate(twin)
    with pytest.raises(UserError, match="None of this project's pictures"):
        project.relocate(project.folder / "runs")
    assert project.source == tmp_path / "colours"


def test_a_moved_copy_with_some_edits_is_taken_and_the_edits_are_seen(project: Project, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(project.source, moved)  # a copy has other inodes and times: only content counts
    shutil.rmtree(project.source)
    draw(COLOURS["grey"], 1).save(moved / "red" / "red_1.png")
    project.relocate(moved)
    found = project.drift()
    assert [change.picture.path for change in found.changes] == ["red/red_1.png"]


def test_a_table_is_found_by_its_name(tmp_path: Path) -> None:
    folder = colour_folder(tmp_path, classes=("red", "blue"), per_class=5)
    rows = [f"{path.relative_to(folder).as_posix()},{path.parent.name}" for path in sorted(folder.rglob("*.png"))]
    (folder / "labels.csv").write_text("file,label\n" + "\n".join(rows) + "\n", encoding="utf-8")
    project = Project.create(folder / "labels.csv", folder=tmp_path / "project")
    moved = folder.rename(tmp_path / "moved")
    assert project.relocate(tmp_path) == moved / "labels.csv"
    project.check_unchanged()
    (moved / "labels.csv").write_text("file,label\n" + "\n".join(rows[:-1]) + "\n", encoding="utf-8")
    assert project.drift().files == ("labels.csv",)
    project.close()
