"""Exact copies and small classes are found by content, whatever the files are called."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from sft_gui.data.findings import FEW, Kind, findings, sentences
from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.data.split import assign
from tests.fixtures import colour_folder, scene_folder


def project_of(source: Path, tmp_path: Path) -> Project:
    return Project.create(source, folder=tmp_path / "project")


def kinds(project: Project) -> dict[Kind, int]:
    return {found.kind: len(found.ids) for found in findings(project)}


def test_sound_data_have_no_finding(tmp_path: Path) -> None:
    project = project_of(colour_folder(tmp_path, per_class=FEW), tmp_path)
    assert findings(project) == []
    project.close()


def test_one_file_in_two_classes_is_named(tmp_path: Path) -> None:
    source = colour_folder(tmp_path, per_class=6)
    shutil.copy(source / "red" / "red_0.png", source / "blue" / "other name.png")
    project = project_of(source, tmp_path)
    (found,) = findings(project)
    assert found.kind is Kind.TWO_ANSWERS and len(found.ids) == 2 and found.is_warning
    assert "'blue'" in str(found.message) and "'red'" in str(found.message) and "other name.png" in str(found.message)
    project.index.leave_out(found.ids[:1])
    assert findings(project) == []  # decided
    project.close()


def test_a_copy_in_the_same_class_is_no_warning(tmp_path: Path) -> None:
    source = colour_folder(tmp_path, per_class=6)
    for number in range(2):
        shutil.copy(source / "red" / "red_0.png", source / "red" / f"copy {number}.png")
    project = project_of(source, tmp_path)
    (found,) = findings(project)
    assert found.kind is Kind.COPIES and len(found.ids) == 3 and not found.is_warning
    assert "2 pictures are exact copies" in str(found.message)
    assert sentences([found], warnings_only=True) == []
    project.close()


def test_one_file_in_training_and_in_what_judges_it(tmp_path: Path) -> None:
    source = colour_folder(tmp_path, splits={"train": 6, "val": 3, "test": 2})
    shutil.copy(source / "train" / "red" / "red_0.png", source / "val" / "red" / "x.png")
    shutil.copy(source / "train" / "blue" / "blue_0.png", source / "test" / "blue" / "y.png")
    project = project_of(source, tmp_path)
    (found,) = findings(project)
    assert found.kind is Kind.TWO_SPLITS and len(found.ids) == 4
    assert "better than it should be" in str(found.message)
    project.close()


@pytest.mark.parametrize("count", [1, FEW - 1])
def test_small_classes_are_named_with_their_numbers(tmp_path: Path, count: int) -> None:
    source = colour_folder(tmp_path, per_class=8)
    for file in sorted((source / "red").iterdir())[count:]:
        file.unlink()
    project = project_of(source, tmp_path)
    (found,) = findings(project)
    assert found.kind is Kind.FEW and len(found.ids) == count and f"red ({count})" in str(found.message)
    project.close()


def test_the_same_picture_with_other_boxes(tmp_path: Path) -> None:
    source = scene_folder(tmp_path, masks=False, pictures=12)
    first, other = sorted((source / "JPEGImages").iterdir())[1:3]
    shutil.copy(first, other)
    project = project_of(source, tmp_path)
    found = {each.kind: each for each in findings(project)}
    assert "different annotations" in str(found[Kind.TWO_ANSWERS].message)
    project.close()


def test_splits_of_the_app_never_part_copies() -> None:
    draw = random.Random(1)
    for seed in range(200):
        digests = [f"{draw.randrange(12):032x}" for _ in range(40)]  # many copies
        labels = [draw.choice("abc") for _ in digests]  # also across classes
        splits = assign(digests, labels, seed, 0.3, 0.2)
        assert len(set(zip(digests, splits, strict=True))) == len(set(digests))
        assert Split.TRAIN in splits
