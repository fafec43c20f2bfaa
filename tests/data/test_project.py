"""A project is made whole or not at all, opens at once, and never touches the user's folder."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
import tomli_w
from PIL import Image

from sft_gui import paths
from sft_gui.data import project as project_module
from sft_gui.data.index import Split, Status
from sft_gui.data.project import Project
from sft_gui.errors import Cancelled, UserError
from tests.fixtures import colour_folder, colour_project, save_class

TRAIN, VAL, TEST = Split


@pytest.fixture
def project(tmp_path: Path):
    project = colour_project(tmp_path)
    yield project
    project.close()


def state_of(folder: Path) -> dict[str, tuple]:
    return {
        str(path): (path.lstat().st_mtime_ns, path.lstat().st_size, path.lstat().st_mode)
        for path in [folder, *folder.rglob("*")]
    }


def test_a_folder_becomes_a_project(tmp_path: Path) -> None:
    project = Project.create(colour_folder(tmp_path))
    assert (project.name, project.task, project.format_name) == ("colours", "classification", "folders")
    assert project.folder == paths.projects() / "colours"
    assert project.root == project.source == tmp_path / "colours"
    assert project.index.counts() == {name: {TRAIN: 8, VAL: 2, TEST: 0} for name in ("blue", "green", "red")}
    picture = project.index.pictures()[0]
    assert (picture.path, picture.label, picture.width, picture.height) == ("blue/blue_0.png", "blue", 48, 40)
    assert len(picture.digest) == 32
    assert project.path_of(picture).is_file()
    project.close()


def test_a_given_split_holds(tmp_path: Path) -> None:
    project = colour_project(tmp_path, splits={"Train": 4, "Valid": 2, "test": 1})
    assert project.split.given
    assert project.index.counts()["red"] == {TRAIN: 4, VAL: 2, TEST: 1}
    with pytest.raises(UserError, match="itself says"):
        project.set_split(seed=1, val_fraction=0.5, test_fraction=0)
    project.close()


def test_a_given_test_set_stays_when_validation_is_cut(tmp_path: Path) -> None:
    project = colour_project(tmp_path, splits={"train": 10, "test": 5})
    assert not project.split.given
    assert project.index.counts()["red"] == {TRAIN: 8, VAL: 2, TEST: 5}
    project.set_split(seed=2, val_fraction=0.5, test_fraction=0.2)
    assert project.index.counts()["red"] == {TRAIN: 5, VAL: 5, TEST: 5}
    project.close()


def test_a_project_opens_again_as_it_was(project: Project) -> None:
    project.set_split(seed=5, val_fraction=0.3, test_fraction=0.1)
    project.index.leave_out(project.index.ids()[:2])
    project.rename("Farben")
    again = Project.open(project.folder)
    assert (again.name, again.split, again.root) == ("Farben", project.split, project.root)
    assert again.index.pictures() == project.index.pictures()
    assert again.index.count(Status.LEFT_OUT) == 2
    again.close()


def test_opening_does_not_look_at_the_source(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project_module, "scan", None)
    list_folder = os.scandir
    monkeypatch.setattr(os, "scandir", lambda folder: list_folder(folder) if folder == project.folder else None)
    again = Project.open(project.folder)
    assert (again.name, again.classes, again.index.count()) == (project.name, project.classes, project.index.count())
    again.close()


def test_a_zip_file_becomes_a_project_of_its_own_pictures(tmp_path: Path) -> None:
    source = colour_folder(tmp_path)
    with zipfile.ZipFile(tmp_path / "颜色.zip", "w") as archive:
        for file in source.rglob("*.png"):
            archive.write(file, file.relative_to(tmp_path))
    shutil.rmtree(source)
    project = Project.create(tmp_path / "颜色.zip")
    assert project.name == project.folder.name == "颜色"
    assert project.root.is_relative_to(project.folder)
    (tmp_path / "颜色.zip").unlink()
    again = Project.open(project.folder)
    assert again.notes == []
    assert all(again.path_of(picture).is_file() for picture in again.index.pictures())
    assert again.look_again().message().template == "Nothing has changed."
    again.close()
    project.close()


def test_a_table_becomes_a_project(tmp_path: Path) -> None:
    source = colour_folder(tmp_path)
    lines = [f"{path.relative_to(tmp_path)},{path.parent.name}" for path in sorted(source.rglob("*.png"))]
    (tmp_path / "labels.csv").write_text("\n".join(lines))
    project = Project.create(tmp_path / "labels.csv")
    assert (project.name, project.root) == ("labels", tmp_path)
    assert project.index.count() == 30
    save_class(source / "red", "red", 1, first=50)
    (tmp_path / "labels.csv").write_text("\n".join([*lines[1:], "colours/red/red_50.png,red", "gone.png,red"]))
    changes = project.look_again()
    assert (changes.added, changes.gone, changes.changed) == (2, 1, 0)
    assert [str(picture.reason) for picture in project.index.unreadable()] == ["is not there"]
    project.close()


def test_unreadable_files_are_listed_and_the_rest_used(tmp_path: Path) -> None:
    source = colour_folder(tmp_path)
    (source / "red" / "empty.png").touch()
    (source / "red" / "page.jpg").write_text("<!doctype html>")
    whole = (source / "blue" / "blue_0.png").read_bytes()
    (source / "blue" / "cut.png").write_bytes(whole[: len(whole) // 2])
    project = Project.create(source)
    assert {picture.path: str(picture.reason) for picture in project.index.unreadable()} == {
        "blue/cut.png": "is cut short: its end is missing",
        "red/empty.png": "is empty (0 bytes)",
        "red/page.jpg": "is a web page, not a picture",
    }
    assert project.index.count() == 30
    project.close()


def test_names_of_every_kind_work(tmp_path: Path) -> None:
    source = tmp_path / '花 🌸 it\'s "quoted"\nnew line'
    for name in ("中文 类", "-dash", "q\"uo'te", "#%41&", "😀"):
        save_class(source / name, "red", 3)
    if os.name != "nt":
        shutil.copy(source / "-dash" / "red_0.png", source / "-dash" / os.fsdecode(b"bad\xff.png"))
    project = Project.create(source)
    assert set(project.index.classes) == {"中文 类", "-dash", "q\"uo'te", "#%41&", "😀"}
    assert all(project.path_of(picture).is_file() for picture in project.index.pictures())
    assert [str(bad.reason) for bad in project.index.unreadable()] == ["has a name that is not valid text; rename it"]
    json.dumps([picture.path for picture in project.index.pictures(status=None)], ensure_ascii=False).encode()
    assert Project.find(source).folder == project.folder
    project.close()


def test_the_users_folder_is_never_written_to(tmp_path: Path) -> None:
    source = colour_folder(tmp_path, splits={"train": 5, "val": 2})
    for path in [*source.rglob("*"), source]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = state_of(source)
    project = Project.create(source)
    project.look_again()
    project.index.leave_out(project.index.ids()[:3])
    project.index.undo()
    project.rename("other")
    project.close()
    Project.open(project.folder).close()
    assert state_of(source) == before
    for path in [source, *source.rglob("*")]:
        path.chmod(0o755)


def test_looking_again_finds_what_is_new_gone_and_changed_and_keeps_decisions(project: Project) -> None:
    ids = {picture.path: picture.id for picture in project.index.pictures()}
    project.index.relabel([ids["red/red_1.png"]], "green")
    project.index.leave_out([ids["red/red_2.png"], ids["red/red_3.png"]])
    save_class(project.source / "red", "red", 2, first=20)
    (project.source / "blue" / "blue_0.png").unlink()
    (project.source / "red" / "red_2.png").write_bytes((project.source / "red" / "red_20.png").read_bytes())
    os.utime(project.source / "red" / "red_2.png", (1, 1))
    (project.source / "green" / "green_5.png").write_bytes(b"")
    changes = project.look_again()
    assert (changes.added, changes.gone, changes.changed) == (2, 1, 2)
    assert str(changes.message()) == "New: 2. Gone: 1. Changed: 2."
    after = {picture.path: picture for picture in project.index.pictures(status=None)}
    assert after["red/red_1.png"].label == "green"
    assert after["red/red_2.png"].status is after["red/red_3.png"].status is Status.LEFT_OUT
    assert after["green/green_5.png"].status is Status.UNREADABLE
    assert "blue/blue_0.png" not in after
    assert {path: picture.id for path, picture in after.items() if path in ids}.items() <= ids.items()


def test_an_unchanged_file_is_not_read_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    time.sleep(0.05)  # written just now, a file could still change within one tick of the clock: it is read once more
    project.look_again()
    monkeypatch.setattr("sft_gui.data.scan.read", None)
    changes = project.look_again()
    assert (changes.added, changes.gone, changes.changed) == (0, 0, 0)


def test_a_look_that_is_cancelled_changes_nothing(project: Project) -> None:
    save_class(project.source / "red", "red", 5, first=20)
    before = project.index.pictures()
    with pytest.raises(Cancelled):
        project.look_again(cancelled=lambda: True)
    assert project.index.pictures() == before


def test_a_source_that_moved_is_a_note_and_can_be_shown(project: Project, tmp_path: Path) -> None:
    project.close()
    project.source.rename(tmp_path / "moved")
    again = Project.open(project.folder)
    assert "is not where it was" in str(again.notes[0])
    with pytest.raises(UserError, match="is not where it was"):
        again.look_again()
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="None of this project's pictures"):
        again.relocate(tmp_path / "empty")
    again.relocate(tmp_path / "moved")
    assert again.notes == []
    assert (again.look_again().added, again.look_again().gone) == (0, 0)
    again.close()


def test_recent_projects_are_listed_newest_first_and_found_by_source(tmp_path: Path) -> None:
    made = []
    for number in range(3):
        project = Project.create(colour_folder(tmp_path / str(number), per_class=3))
        project.close()
        os.utime(project.folder / "project.toml", (time.time() + number, time.time() + number))
        made.append(project.folder)
    (paths.projects() / "damaged").mkdir()
    (paths.projects() / "damaged" / "project.toml").write_text("format = ")
    (paths.projects() / "other").mkdir()
    recent = Project.recent()
    assert [summary.folder for summary in recent] == made[::-1]
    assert (recent[0].name, recent[0].classes, recent[0].pictures) == ("colours", 3, 9)
    assert [folder.name for folder in made] == ["colours", "colours 2", "colours 3"]
    found = Project.find(tmp_path / "1" / ".." / "1" / "colours")
    assert found is not None and found.folder == made[1]
    found.close()
    assert Project.find(tmp_path) is None


def test_there_are_no_recent_projects_on_a_fresh_computer() -> None:
    assert Project.recent() == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (tomli_w.dumps({"format": 99}), "newer version"),
        ("no = toml = at all", "is damaged"),
        ("name = 'x'", "is damaged"),
        ("format = 1", "is damaged"),
        ("format = 'a'", "is damaged"),
    ],
)
def test_what_is_no_project_is_told(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(UserError, match="is no project"):
        Project.open(tmp_path)
    (tmp_path / "project.toml").write_text(text)
    with pytest.raises(UserError, match=sentence):
        Project.open(tmp_path)


def test_one_class_is_not_enough(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="only one class, 'red'"):
        Project.create(colour_folder(tmp_path, classes=["red"]))
    assert list(paths.projects().iterdir()) == []


def test_pictures_that_all_cannot_be_read_are_told(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / "set" / name).mkdir(parents=True)
        (tmp_path / "set" / name / "1.png").touch()
    with pytest.raises(UserError, match=r"None of the 2 pictures can be read. The first: 1.png is empty"):
        Project.create(tmp_path / "set")


def test_what_is_not_there_or_no_data_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is nothing at"):
        Project.create(tmp_path / "nowhere")
    (tmp_path / "cifar-10-python.tar.gz").write_bytes(b"x")
    with pytest.raises(UserError, match="Unpack it"):
        Project.create(tmp_path / "cifar-10-python.tar.gz")
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(UserError, match="no data set that can be read"):
        Project.create(tmp_path / "notes.txt")


@pytest.mark.skipif(os.name == "nt", reason="names are bytes only elsewhere")
def test_a_folder_whose_name_is_no_text_is_told(tmp_path: Path) -> None:
    source = colour_folder(tmp_path).rename(tmp_path / os.fsdecode(b"caf\xe9"))
    with pytest.raises(UserError, match="is not valid text"):
        Project.create(source)


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(paths, "projects", lambda: tmp_path / "file" / "projects")
    with pytest.raises(UserError, match="cannot be written to"):
        Project.create(colour_folder(tmp_path))


def test_a_folder_that_holds_something_is_not_overwritten(tmp_path: Path) -> None:
    source = colour_folder(tmp_path)
    with pytest.raises(UserError, match="is not empty"):
        Project.create(source, folder=source)


@pytest.mark.parametrize("after", [0, 1, 5, 20])
def test_a_cancelled_project_leaves_nothing(tmp_path: Path, after: int) -> None:
    asked = itertools.count()
    with pytest.raises(Cancelled):
        Project.create(colour_folder(tmp_path), cancelled=lambda: next(asked) >= after)
    assert list(paths.projects().iterdir()) == []


def test_a_table_may_name_files_that_no_system_has(tmp_path: Path) -> None:
    source = colour_folder(tmp_path)
    (source / "t.csv").write_text(
        "path,label\nred/red_0.png,a\nblue/blue_0.png,b\nx\0y.png,a\n" + "z" * 5000 + ".png,b"
    )
    project = Project.create(source / "t.csv")
    assert project.index.count() == 2
    assert len(project.index.unreadable()) == 2
    project.close()


def test_our_own_projects_are_not_taken_for_the_users_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = colour_folder(tmp_path)
    monkeypatch.setattr(paths, "projects", lambda: source / "sft-gui")
    save_class(source / "sft-gui" / "cifar" / "pictures", "red", 3)
    project = Project.create(source)
    assert project.index.classes == ("blue", "green", "red")
    project.close()


def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    dead, living = paths.projects() / ".new-999999999-ab", paths.projects() / f".new-{os.getpid()}-cd"
    for folder in (dead, living):
        (folder / "unpacked").mkdir(parents=True)
    Project.create(colour_folder(tmp_path)).close()
    assert not dead.exists()
    assert living.exists()


def test_progress_is_told_from_the_first_moment_to_the_last(tmp_path: Path) -> None:
    told: list[tuple[int, int | None, str]] = []
    Project.create(
        colour_folder(tmp_path), on_progress=lambda *step: told.append((step[0], step[1], str(step[2])))
    ).close()
    assert told[0] == (0, None, "Looking for pictures")
    assert told[-1] == (30, 30, "Reading pictures")


def test_identical_pictures_share_a_split(tmp_path: Path) -> None:
    source = colour_folder(tmp_path, per_class=5)
    for number in range(10):
        shutil.copy(source / "red" / "red_0.png", source / "red" / f"copy_{number}.png")
    project = Project.create(source)
    first = project.index.pictures(text="red_0.png")[0]
    copies = project.index.pictures(text="copy_")
    assert {picture.split for picture in copies} == {first.split}
    assert {picture.digest for picture in copies} == {first.digest}
    project.close()


def test_a_photo_that_lies_on_its_side_has_its_upright_size(tmp_path: Path) -> None:
    source = colour_folder(tmp_path)
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(np.zeros((300, 400, 3), np.uint8)).save(source / "red" / "phone.jpg", exif=exif)
    project = Project.create(source)
    picture = project.index.pictures(text="phone")[0]
    assert (picture.width, picture.height) == (300, 400)
    project.close()
