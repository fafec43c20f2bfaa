"""Pictures that change, go or move, and projects that cannot be written to, on the command line."""

import shutil
import subprocess
from pathlib import Path

import pytest

from sft_gui.data.project import Project
from sft_gui.data.project_file import INDEX_FILE
from tests.fixtures import COLOURS, colour_folder, draw


@pytest.fixture
def source(tmp_path):
    return colour_folder(tmp_path, classes=("red", "blue"), per_class=8, size=(32, 32))


def test_lost_and_changed_pictures_are_refused_until_a_choice_is_made(train, call, source):
    assert train(source, "--name", "one")[0] == 0
    for number in range(3):
        (source / "red" / f"red_{number}.png").unlink()
    code, _, err = call("resume", "one", "--epochs", "1")
    assert code == 2 and "3 pictures are no longer there, such as red/red_0.png." in err
    assert "--without-changed goes on without them" in err
    code, longer, err = call("resume", "one", "--epochs", "1", "--without-changed")
    assert code == 0 and longer["epochs"] == 2 and "3 pictures are left out" in err
    draw(COLOURS["grey"], 3, (32, 32)).save(source / "blue" / "blue_1.png")
    code, _, err = call("resume", "one", "--epochs", "1")
    assert code == 2 and "1 picture has changed since import: blue/blue_1.png" in err and "--accept-changes" in err
    assert call("resume", "one", "--epochs", "1", "--accept-changes")[0] == 0
    code, _, err = train(source, "--name", "two")  # the data are looked at again, which is said
    assert code == 0 and "New: 0. Gone: 3. Changed: 1." in err and "looked at again before the start" in err


def test_moved_pictures_are_found_by_an_option(train, call, source, tmp_path):
    train(source, "--name", "one")
    (tmp_path / "new place").mkdir()
    moved = shutil.move(source, tmp_path / "new place" / "colours")
    for words in (("check", source), ("train", source), ("resume", "one", "--epochs", "1")):
        code, _, err = call(*words)
        assert code == 2 and "is not where it was. Connect its drive, or say with --moved-to FOLDER" in err, words
    code, _, err = call("evaluate", "one", "--split", "train")
    assert code == 2 and "--moved-to" in err
    (tmp_path / "empty").mkdir()
    code, _, err = call("evaluate", "one", "--moved-to", tmp_path / "empty" / "deep" / "deeper" / "deepest" / "down")
    assert code == 2 and "None of this project's pictures is in" in err
    code, found, err = call("evaluate", "one", "--split", "train", "--moved-to", tmp_path / "new place")
    assert code == 0 and found["missing"] == 0
    code, found, _ = call("check", moved)
    assert code == 0 and Path(found["source"]) == Path(moved)


def test_findings_are_told(call, source):
    shutil.copy(source / "red" / "red_0.png", source / "blue" / "again.png")
    code, found, _ = call("check", source)
    assert code == 0 and [each["kind"] for each in found["findings"]] == ["two_answers"]
    assert found["findings"][0]["pictures"] == ["blue/again.png", "red/red_0.png"]
    assert "1 picture is in two classes" in call("check", source, is_json=False)[1]


def test_a_damaged_list_of_pictures_is_made_anew_and_hides_no_other_project(train, call, source, tmp_path):
    train(source, "--name", "one")
    (project,) = Project.recent()
    (project.folder / INDEX_FILE).write_bytes(b"no database at all" * 1000)
    other = colour_folder(tmp_path / "other", classes=("red", "blue"), per_class=4, size=(32, 32))
    code, _, err = call("runs")
    assert code == 0 and "list of pictures is damaged" in err
    code, found, _ = call("check", source)
    assert code == 0 and "has been made anew" in found["notes"][0] and found["pictures"] == 16
    assert [run["name"] for run in call("runs")[1]["runs"]] == ["one"] and call("check", other)[0] == 0


def test_a_read_only_project_is_evaluated_and_predicted_with(train, call, source, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("no right to mount a disk")
    try:
        code, told, _ = train(source, "--project", disk / "project")
        assert code == 0
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        code, found, err = call("evaluate", told["run"], "--split", "train")
        assert code == 0 and "not kept" in err and "read-only" in err and found["missing"] == 0
        code, found, _ = call("predict", told["run"], source / "red")
        assert code == 0 and len(found["answers"]) == 8
        code, found, err = call("check", disk / "project")
        assert code == 0 and found["pictures"] == 16 and "only be looked at: its disk is read-only" in err
        code, _, err = call("train", source, "--project", disk / "project")
        assert code == 2 and "read-only" in err and "emove" not in err
    finally:
        subprocess.run(["umount", "-l", disk], check=False)
