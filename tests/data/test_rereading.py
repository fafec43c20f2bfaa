"""What comes after the import, for every kind of annotation: looked at again, read otherwise, fixed, moved."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from sft_gui.data import project_file
from sft_gui.data.drift import PicturesChanged
from sft_gui.data.index import Picture, Status
from sft_gui.data.mask_files import names_of
from sft_gui.data.project import Project
from sft_gui.data.project_file import INDEX_FILE
from sft_gui.data.readers.reader import Choice, Proposal
from sft_gui.data.source import Source
from sft_gui.data.understand import NotUnderstood, Understood, propose
from sft_gui.data.watcher import Cancelled
from sft_gui.errors import UserError
from tests.data.readers.seed_kit import NAMES, mask, pictures
from tests.data.readers.seeds import SEEDS
from tests.fixtures import COLOURS, draw


def columns(root: Path) -> None:
    """Two columns that could be the answer."""
    rows = ["file,shape,taste"]
    for number in range(8):
        pictures(root, f"pics/p{number}.png")
        draw(list(COLOURS.values())[number % 6], number, (24, 20)).save(root / f"pics/p{number}.png")
        rows.append(f"p{number}.png,{['round', 'long'][number % 2]},{['sweet', 'sour'][number // 4]}")
    (root / "table.csv").write_text("\n".join(rows))


def levels(root: Path) -> None:
    """Two folder levels that could be the class."""
    for number, (place, animal) in enumerate(itertools.product(("north", "south"), ("cat", "dog"))):
        (root / place / animal).mkdir(parents=True)
        for each in range(3):
            draw(COLOURS["red"], 10 * number + each, (24, 20)).save(root / place / animal / f"{each}.png")


def written_beside(root: Path) -> None:
    """Class folders, and arrays whose pictures are written out."""
    SEEDS["folders"](root)
    SEEDS["numpy_loose"](root)


OWN: dict[str, Callable[[Path], None]] = {"columns": columns, "levels": levels, "written_beside": written_beside}


def make(tmp_path: Path, name: str) -> Path:
    """Write a data set: ``name``, ``name@zip`` for a ZIP file of it, or ``name@file`` for one file in it."""
    base, _, kind = name.partition("@")
    folder = tmp_path / "there" / base
    folder.mkdir(parents=True)
    (OWN.get(base) or SEEDS[base])(folder)
    if kind != "zip":
        return folder / kind
    shutil.make_archive(str(folder), "zip", folder)
    shutil.rmtree(folder)
    return folder.with_suffix(".zip")


def created(source: Path, wanted: Choice | None = None) -> Project:
    """Create a project, with the first way where it is asked for."""
    try:
        return Project.create(source, wanted=wanted)
    except UserError as error:
        return Project.create(source, wanted=error.alternatives[0].choice)  # type: ignore[attr-defined]


def ways(project: Project) -> list[Proposal]:
    """All ways to read a project's source, with the table's columns."""
    found = [each for each in propose(Source(project.place)) if each.refusal is None]
    for column in found[0].columns if found else ():
        if column.is_choosable and column.name not in {each.choice.label for each in found}:
            found += propose(Source(project.place), replace(found[0].choice, label=column.name, task=None))[:1]
    return found


def state(project: Project) -> tuple[Any, ...]:
    """What a project says of itself and of every picture that is there."""
    rows = [
        (each.path, each.label, each.status, each.split, _said(each.annotation), project.path_of(each).is_file())
        for each in project.index.pictures(status=None)
    ]
    return project.task, project.choice, project.understood, project.classes, project.legend, project.root, rows


def _said(annotation: dict[str, Any] | None) -> str:
    return json.dumps({key: value for key, value in (annotation or {}).items() if key != "stamp"}, sort_keys=True)


def on_disk(project: Project) -> tuple[Any, ...]:
    again = Project.open(project.folder)
    with contextlib.closing(again):
        return state(again)


def stop_after(asked: int) -> Callable[[], bool]:
    left = iter([False] * asked)
    return lambda: next(left, True)


READINGS = (
    "yolo_outlines", "labelme_masks", "labelme_embedded", "table_via", "columns", "levels", "masks_joined",
    "supervisely_masks", "via_shapes", "written_beside", "labelme_embedded@zip", "yolo_outlines@zip", "columns@zip",
    "levels@zip", "columns@table.csv", "table_via@via.csv", "via_shapes@via_region_data.json",
)  # fmt: skip


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] if number % 2 else []) for number, name in enumerate(READINGS)]
)
def test_every_reading_follows_every_other_one(tmp_path: Path, name: str) -> None:
    source = make(tmp_path, name)
    project = created(source)
    fresh = {}
    for way in (found := ways(project)):
        other = Project.create(source, wanted=way.choice, folder=tmp_path / f"fresh {len(fresh)}")
        fresh[way.choice] = other.classes, {each.path for each in other.index.pictures()}
        other.close()
    out = project.index.pictures()[0]
    project.index.leave_out([out.id])
    assert len(found) > 1
    for one, other in itertools.permutations(found, 2):
        project.read_as(one.choice, Understood(one.sentence, one.evidence))
        mine = _relabelled(project) if one.task == "classification" else None
        before = state(project)
        for asked in range(5):
            with contextlib.suppress(Cancelled):
                project.read_as(other.choice, None, None, stop_after(asked))
                break  # it was done before it was asked so often
            assert state(project) == on_disk(project) == before
        project.read_as(other.choice, Understood(other.sentence, other.evidence))
        assert state(project) == on_disk(project) and project.choice == other.choice
        paths = {each.path for each in project.index.pictures()}
        classes, there = fresh[other.choice]
        assert paths == there - {out.path} and set(project.classes) <= set(classes)
        assert not project.look_again()
        project.check_unchanged()
        project.read_as(one.choice, None)
        if mine is not None:
            assert [each.path for each in project.index.pictures(label="mine")] == [mine.path]
            project.index.relabel([mine.id], str(mine.label))
    project.close()


def _relabelled(project: Project) -> Picture:
    chosen = project.index.pictures()[0]
    project.index.relabel([chosen.id], "mine")
    return chosen


# Where it cannot be kept


@pytest.fixture
def boxes(tmp_path: Path) -> Iterator[tuple[Project, Choice]]:
    project = Project.create(make(tmp_path, "labelme_embedded"))
    yield project, ways(project)[1].choice
    project.close()


@pytest.mark.parametrize("step", ["exchange_labels", "replace", "set_splits", "keep_about"])
def test_whatever_fails_all_is_as_before(
    boxes: tuple[Project, Choice], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    project, other = boxes
    before, text = state(project), (project.folder / "project.toml").read_bytes()
    monkeypatch.setattr(project.index, step, lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        project.read_as(other, None)
    assert state(project) == on_disk(project) == before
    assert (project.folder / "project.toml").read_bytes() == text
    assert {path.name for path in project.folder.iterdir()} >= {"pictures"}
    assert not list(project.folder.glob("*.before")) and not (project.folder / "pictures-old").exists()


def test_a_full_disk_and_a_read_only_one_have_their_sentences(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("no right to mount a disk")
    try:
        project = Project.create(make(tmp_path, "labelme_embedded"), folder=disk / "project")
        other, before = ways(project)[1].choice, state(project)
        with contextlib.suppress(OSError), open(disk / "filler", "wb") as file:
            while True:
                file.write(bytes(512))
                file.flush()
        with pytest.raises(UserError, match="disk is full"):
            project.read_as(other, None)
        assert state(project) == before
        (disk / "filler").unlink()
        assert on_disk(project) == before
        project.close()
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        project = Project.open(disk / "project")
        with pytest.raises(UserError, match="read-only"):
            project.read_as(other, None)
        assert state(project) == before
        project.close()
    finally:
        subprocess.run(["umount", "-l", disk], check=False)


def test_what_a_killed_process_had_put_aside_is_put_back(boxes: tuple[Project, Choice]) -> None:
    project, _ = boxes
    before = state(project)
    os.replace(project.folder / "pictures", project.folder / "pictures-old")
    (project.folder / "pictures").mkdir()
    project.close()
    again = Project.open(project.folder)
    assert state(again) == before and not (project.folder / "pictures-old").exists()
    again.close()


# Changed since


def touch(path: Path) -> None:
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 5_000_000_000))


def told(project: Project) -> str:
    with pytest.raises(PicturesChanged) as caught:
        project.check_unchanged()
    return str(caught.value.what)


@pytest.fixture
def joined(tmp_path: Path) -> Iterator[Project]:
    """A project whose pictures have three masks each."""
    source = tmp_path / "joined"
    pictures(source, *(f"train/{name}/images/{name}.png" for name in NAMES))
    for name in NAMES:
        for each in range(3):
            mask(source / f"train/{name}/masks/{name}{each}.png", each, {0: 0, 1: 255, 2: 255 * (each == 2)})
    project = Project.create(source)
    yield project
    project.close()


def second_mask(project: Project) -> Path:
    return project.root / names_of(project.index.pictures()[0].annotation or {})[1]


def test_a_second_mask_that_is_drawn_anew_counts(joined: Project) -> None:
    before = joined.index.pictures()[0].annotation or {}
    Image.fromarray(np.full((20, 24), 255, np.uint8)).save(second_mask(joined))
    touch(second_mask(joined))
    assert told(joined) == "1 picture has changed since import: train/a/images/a.png."
    assert joined.look_again().changed == 1 and not joined.look_again()
    now = joined.index.pictures()[0].annotation or {}
    assert now["pixels"] == {"foreground": 480} != before["pixels"]
    joined.check_unchanged()


def test_a_second_mask_that_is_gone_is_named(joined: Project) -> None:
    second_mask(joined).unlink()
    assert "train/a/images/a.png has no mask: a1.png is not there" in told(joined)
    assert joined.look_again().changed == 1
    assert len(names_of(joined.index.pictures()[0].annotation or {})) == 2


def test_a_second_mask_that_is_damaged_is_named(joined: Project) -> None:
    second_mask(joined).write_bytes(b"words")
    touch(second_mask(joined))
    assert "has a mask, train/a/masks/a1.png, that is not a picture" in told(joined)
    assert joined.look_again().changed == 1 and len(joined.index.unreadable()) == 1


@pytest.mark.parametrize("name", ["coco_outlines", "labelme_masks", "yolo_outlines", "table_runs", "table_list"])
def test_an_annotation_that_changes_is_told_and_counted(tmp_path: Path, name: str) -> None:
    source = make(tmp_path, name)
    project = Project.create(source)
    file = next(path for path in sorted(source.rglob("*")) if path.suffix in (".json", ".yaml", ".csv", ".txt"))
    text = file.read_text(encoding="utf-8")
    new = next(
        text.replace(old, "new") for old in ("dog", ",y", " 0") if old in text and text.replace(old, "new") != text
    )
    file.write_text(
        new.replace("new", ",w")
        if name == "table_runs"
        else new.replace("new", " 5" if name == "table_list" else "cow")
    )
    touch(file)
    assert f"1 annotation file has changed since import: {file.name}." in told(project)
    assert project.look_again().changed
    project.check_unchanged()
    project.close()


@pytest.mark.parametrize("name", ["labelme_embedded", "webdataset", "numpy_packed", "cifar", "idx", "written_beside"])
def test_pictures_of_the_projects_own_are_written_again_where_they_are_lost(tmp_path: Path, name: str) -> None:
    source = make(tmp_path, name)
    project = Project.create(source, wanted=Choice(format="numpy") if name == "written_beside" else None)
    before = state(project)
    project.path_of(project.index.pictures()[0]).unlink()
    assert "1 picture is no longer there" in told(project)
    assert not project.look_again() and state(project) == before
    shutil.rmtree(source)
    project.check_unchanged()
    assert not project.look_again()
    project.close()


def test_a_source_of_written_pictures_that_changes_is_told_and_written_again(tmp_path: Path) -> None:
    source = make(tmp_path, "webdataset")
    project = Project.create(source)
    with tarfile.open(source / "train-000000.tar", "a") as archive:
        for file in ("000009.png", "000009.cls"):
            content = tmp_path / file
            draw(COLOURS["blue"], 77, (24, 20)).save(content) if file.endswith("png") else content.write_text("1")
            archive.add(content, file)
    touch(source / "train-000000.tar")
    assert told(project) == "1 annotation file has changed since import: train-000000.tar."
    assert project.look_again().added == 1 and project.index.count() == 9
    project.check_unchanged()
    project.close()


# Kept by earlier versions, damaged, moved

EARLIER = (
    "voc", "coco", "coco_outlines", "yolo", "labelme", "labelme_outlines", "masks_classes.txt", "camvid", "cityscapes",
    "ade20k_lines", "cifar", "idx", "table", "folders",
)  # fmt: skip
LATER = (
    "labelme_embedded", "labelme_masks", "table_via", "table_runs", "table_list", "table_one_hot", "file_names",
    "masks_joined", "masks_soft", "masks_alpha", "webdataset", "numpy_packed", "cvat_masks", "supervisely_masks",
    "coco@annotations.json", "table_via@via.csv", "masks_alpha@zip", "labelme_embedded@zip", "idx@zip", "columns",
)  # fmt: skip


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] if number % 2 else []) for number, name in enumerate(EARLIER)]
)
def test_a_project_that_kept_only_its_formats_name_is_looked_at_again(tmp_path: Path, name: str) -> None:
    project = Project.create(make(tmp_path, name))
    before = state(project)
    project.close()
    record = project_file.read(project.folder)
    project_file.write(project.folder, replace(record, choice={}, understood=None))
    project = Project.open(project.folder)
    assert not project.look_again() and state(project)[3:] == before[3:]
    project.close()
    (project.folder / INDEX_FILE).write_bytes(bytes(4096))
    project = Project.open(project.folder, mend=True)
    assert state(project)[3:] == before[3:]
    project.close()


@pytest.mark.parametrize("name", (*EARLIER[::4], *LATER))
def test_a_damaged_list_is_made_anew_and_a_moved_source_is_found(tmp_path: Path, name: str) -> None:
    source = make(tmp_path, name)
    project = created(source)
    before = state(project)
    project.close()
    for file in project.folder.glob(f"{INDEX_FILE}*"):
        file.write_bytes(bytes(4096))
    project = Project.open(project.folder, mend=True)
    assert state(project) == before
    (tmp_path / "there").rename(tmp_path / "moved")
    moved = tmp_path / "moved" / source.relative_to(tmp_path / "there")
    for place in (moved, tmp_path / "moved"):
        project.relocate(place)
        project.check_unchanged()
        assert not project.look_again() and state(project)[6] == before[6]
        assert project.source == moved or project.root.is_relative_to(project.folder)
    assert project.index.count(Status.OK)
    project.close()


@pytest.mark.parametrize("place", ["tables/labels.csv", "tables"])
def test_a_table_that_moves_with_its_pictures_beside_it_is_found(tmp_path: Path, place: str) -> None:
    names = [f"p{number}.png" for number in range(8)]
    pictures(tmp_path / "there", *(f"pics/{name}" for name in names))
    (tmp_path / "there/tables").mkdir()
    rows = [f"../pics/{name},{'ab'[number % 2]}" for number, name in enumerate(names)]
    (tmp_path / "there/tables/labels.csv").write_text("\n".join(["file,label", *rows]))
    project = Project.create(tmp_path / "there" / place)
    (tmp_path / "there").rename(tmp_path / "moved")
    for chosen in (tmp_path / "moved" / place, tmp_path / "moved", tmp_path / "moved/tables", tmp_path / "moved/pics"):
        if chosen.name == "pics" and place != "tables":
            continue  # which table it was is not told by its pictures
        assert project.relocate(chosen) == tmp_path / "moved" / place
        project.check_unchanged()
        assert not project.look_again() and project.index.count() == 8
    project.close()


def test_what_can_no_longer_be_read_so_is_offered_otherwise(tmp_path: Path) -> None:
    source = make(tmp_path, "levels")
    (source / "table.csv").write_text("file,label\n" + "".join(f"north/cat/{n}.png,{'ab'[n % 2]}\n" for n in range(3)))
    project = Project.create(source, wanted=Choice(format="table"))
    before = state(project)
    (source / "table.csv").unlink()
    with pytest.raises(NotUnderstood) as caught:
        project.look_again()
    assert "folders" in {each.reader for each in caught.value.alternatives}
    assert state(project) == on_disk(project) == before
    project.read_as(caught.value.alternatives[0].choice, None)
    assert project.format_name == "folders" and project.index.count() == 12
    project.close()


def test_a_format_of_a_later_version_is_told_and_what_needs_no_reading_works(tmp_path: Path) -> None:
    project = Project.create(make(tmp_path, "masks_classes.txt"))
    project.close()
    record = project_file.read(project.folder)
    project_file.write(project.folder, replace(record, format_name="later", choice={"format": "later"}))
    project = Project.open(project.folder)
    project.check_unchanged()
    with pytest.raises(UserError, match=r"made by a newer version of the app\. Update the app"):
        project.look_again()
    project.close()


def test_what_was_half_unpacked_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    project = Project.create(make(tmp_path, "idx@zip"))
    before = state(project)
    half = project.folder / "unpacked-new" / "idx"  # as a killed process leaves it
    half.mkdir(parents=True)
    shutil.rmtree(project.folder / "pictures" / "train")
    assert not project.look_again() and state(project) == before and not half.exists()
    project.close()
