"""Copies into class folders: whole, never over another file, never among the sources."""

import json
import os
from pathlib import Path

import pytest

from sft_gui.data.names import same_key
from sft_gui.errors import Cancelled, UserError
from sft_gui.messages import say
from sft_gui.prediction.predictor import Answer
from sft_gui.prediction.sort import sort_copies
from sft_gui.tasks.classification import ClassPrediction


def answer(path, label):
    return Answer(path.name, path, ClassPrediction(((label, 0.9),)))


@pytest.fixture
def pictures(tmp_path):
    files = [tmp_path / "in" / name for name in ("x/1.jpg", "y/1.jpg", "y/=é 'q'.png")]
    for number, file in enumerate(files):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bytes([number]) * 9)
        os.utime(file, (1e9, 1e9))
    return files


def tree(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes()[:1] for p in folder.rglob("*") if p.is_file()}


def test_copies_land_by_class_under_free_names(pictures, tmp_path):
    target = tmp_path / "out 中文"
    answers = [answer(pictures[0], "cat"), answer(pictures[1], "cat"), answer(pictures[2], "dog")]
    report = sort_copies(answers, target)
    assert tree(target) == {"cat/1.jpg": b"\0", "cat/1 (2).jpg": b"\1", "dog/=é 'q'.png": b"\2"}
    assert dict(report.by_class) == {"cat": 2, "dog": 1} and str(report.message()) == "3 pictures were copied."
    assert (target / "cat/1.jpg").stat().st_mtime == 1e9
    sort_copies(answers[:1], target)
    assert tree(target)["cat/1 (3).jpg"] == b"\0"
    assert [file.read_bytes() for file in pictures] == [bytes([n]) * 9 for n in range(3)]


@pytest.mark.parametrize("label", ["../up", "a/b", "..", "con", "x" * 300, ""])
def test_class_names_never_lead_out_of_the_target(pictures, tmp_path, label):
    target = tmp_path / "out"
    sort_copies([answer(pictures[0], label)], target)
    (copy,) = tree(tmp_path / "out").keys() - {"class-folders.json"}
    assert Path(copy).parts[0] not in ("..", "/") and len(Path(copy).parts) == 2
    assert set(tree(tmp_path)) - {"out/class-folders.json"} == {
        f"out/{copy}",
        *(p.relative_to(tmp_path).as_posix() for p in pictures),
    }


CLASSES = ("a/b", "a:b", "a_b", "A", "a", "cat", "cat.", "CON", "..", "", "é", "e\u0301", "x" * 300, "x" * 299 + "y")


def ranked(path, label):
    return Answer(
        path.name, path, ClassPrediction(tuple(sorted(((c, float(c == label)) for c in CLASSES), key=lambda p: -p[1])))
    )


def test_every_class_has_a_folder_of_its_own_that_tells_which_it_is(pictures, tmp_path):
    target = tmp_path / "out"
    report = sort_copies([ranked(pictures[0], label) for label in CLASSES], target)
    assert report.by_class == dict.fromkeys(CLASSES, 1)
    folders = [path.name for path in target.iterdir() if path.is_dir()]
    assert len({same_key(name) for name in folders}) == len(folders) == len(CLASSES)
    assert all(len(list((target / name).iterdir())) == 1 for name in folders)
    listed = json.loads((target / "class-folders.json").read_text(encoding="utf-8"))["folders"]
    assert {listed.get(name, name) for name in folders} == set(CLASSES)
    # the same again, and one class alone: each goes to where it was
    sort_copies([ranked(pictures[1], label) for label in reversed(CLASSES)], target)
    sort_copies([ranked(pictures[1], "a:b")], target)
    assert {path.name for path in target.iterdir() if path.is_dir()} == set(folders)
    by_class = {listed.get(name, name): len(list((target / name).iterdir())) for name in folders}
    assert by_class == {**dict.fromkeys(CLASSES, 2), "a:b": 3}


def test_another_models_classes_do_not_mix_with_those_of_before(pictures, tmp_path):
    target = tmp_path / "out"
    sort_copies([answer(pictures[0], "a/b")], target)
    sort_copies([answer(pictures[1], "a_b")], target)
    assert tree(target).keys() == {"a_b/1.jpg", "a_b (2)/1.jpg", "class-folders.json"}
    assert json.loads((target / "class-folders.json").read_text())["folders"] == {"a_b": "a/b", "a_b (2)": "a_b"}


def test_plain_classes_leave_no_list(pictures, tmp_path):
    sort_copies([answer(pictures[0], "cat")], tmp_path / "out")
    assert tree(tmp_path / "out").keys() == {"cat/1.jpg"}


def test_unreadable_pasted_and_gone_pictures_are_reported(pictures, tmp_path):
    answers = [
        Answer("n.pdf", tmp_path / "n.pdf", error=say("n.pdf is a PDF, not a picture.")),
        Answer("clipboard", None, ClassPrediction((("cat", 1.0),))),
        answer(tmp_path / "gone.jpg", "cat"),
        answer(pictures[0], "cat"),
    ]
    report = sort_copies(answers, tmp_path / "out")
    assert [name for name, _ in report.left_out] == ["n.pdf", "clipboard", "gone.jpg"]
    assert str(report.message()) == "1 picture was copied. 3 were left out."
    assert tree(tmp_path / "out") == {"cat/1.jpg": b"\0"}


@pytest.mark.parametrize("inside", [".", "y", "new/deep"])
def test_target_among_the_sources_is_refused(pictures, tmp_path, inside):
    with pytest.raises(UserError, match="where the pictures come from"):
        sort_copies([answer(pictures[0], "cat")], tmp_path / "in" / inside, sources=[tmp_path / "in"])
    assert len(tree(tmp_path / "in")) == 3


def test_full_disk_is_told_and_leaves_no_part_behind(pictures, tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sft_gui.files.os.fsync", full)
    with pytest.raises(UserError, match="The disk is full"):
        sort_copies([answer(pictures[0], "cat")], tmp_path / "out")
    assert tree(tmp_path / "out") == {}


def test_target_that_is_a_file_is_told(pictures, tmp_path):
    (tmp_path / "out").write_text("taken")
    with pytest.raises(UserError, match="could not be written"):
        sort_copies([answer(pictures[0], "cat")], tmp_path / "out")


def test_cancelling_keeps_what_is_there_and_progress_counts(pictures, tmp_path):
    told = []
    with pytest.raises(Cancelled):
        sort_copies(
            [answer(file, "cat") for file in pictures],
            tmp_path / "out",
            on_progress=lambda done, total, what: told.append((done, total)),
            cancelled=lambda: len(told) == 2,
        )
    assert told == [(0, 3), (1, 3)] and len(tree(tmp_path / "out")) == 2
