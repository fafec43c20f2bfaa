"""YOLO's text files become boxes in pixels, in whatever usual folders they lie."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sft_gui.data.annotations import Annotations
from sft_gui.data.index import Picture, Split
from sft_gui.data.project import Project
from sft_gui.messages import Message
from tests.data.readers.reading import understood
from tests.fixtures import COLOURS, draw

SIZE = (40, 20)
LINE = "1 0.5 0.5 0.25 0.5\n"
BOX = [15.0, 5.0, 25.0, 15.0]


def save(root: Path, picture: str, labels: str | None, content: str = LINE) -> None:
    (root / picture).parent.mkdir(parents=True, exist_ok=True)
    draw(COLOURS["green"], sum(map(ord, picture)), SIZE).save(root / picture)
    if labels is not None:
        (root / labels).parent.mkdir(parents=True, exist_ok=True)
        (root / labels).write_text(content)


def opened(source: Path, tmp_path: Path, task: str | None = None) -> tuple[Project, dict[str, Picture]]:
    project = Project.create(source, folder=tmp_path / "project", task=task)
    project.close()
    return project, {picture.path: picture for picture in project.index.pictures(status=None)}


@pytest.mark.parametrize(
    ("picture", "labels"),
    [
        ("images/{}/a.png", "labels/{}/a.txt"),
        ("{}/images/a.png", "{}/labels/a.txt"),
        ("{}/a.png", "{}/a.txt"),
    ],
)
def test_the_usual_folders_and_data_yaml_are_understood(tmp_path: Path, picture: str, labels: str) -> None:
    for split in ("train", "val"):
        save(tmp_path / "set", picture.format(split), labels.format(split))
    (tmp_path / "set/data.yaml").write_text("train: ../train/images\nval: ../valid/images\nnames: [cat, dog]\n")
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert (project.task, project.format_name, project.classes) == ("detection", "yolo", ("cat", "dog"))
    assert pictures[picture.format("val")].split is Split.VAL and project.split.given
    assert pictures[picture.format("train")].annotation == {"boxes": [BOX], "labels": ["dog"]}


@pytest.mark.parametrize(
    ("name", "content"),
    [("classes.txt", "cat\ndog\n"), ("obj.names", "cat\ndog\n"), ("d.yaml", "names: {0: cat, 1: dog}")],
)
def test_names_come_from_any_of_the_usual_files(tmp_path: Path, name: str, content: str) -> None:
    save(tmp_path / "set", "a.png", "a.txt")
    (tmp_path / "set" / name).write_text(content)
    assert opened(tmp_path / "set", tmp_path)[0].classes == ("cat", "dog")


def test_without_names_classes_are_numbers_and_it_is_said(tmp_path: Path) -> None:
    save(tmp_path / "set", "a.png", "a.txt")
    project, _ = opened(tmp_path / "set", tmp_path)
    assert project.classes == ("0", "1")
    assert any("so they are numbers" in str(note) for note in project.notes)


def test_pictures_without_a_file_or_with_an_empty_one_are_background(tmp_path: Path) -> None:
    save(tmp_path / "set", "images/a.png", "labels/a.txt")
    save(tmp_path / "set", "images/b.png", "labels/b.txt", "")
    save(tmp_path / "set", "images/c.png", None)
    save(tmp_path / "set", "more/d.png", None)
    project, pictures = opened(tmp_path / "set", tmp_path)
    for name in "bc":
        assert pictures[f"images/{name}.png"].annotation == {"boxes": [], "labels": []}
    assert str(pictures["more/d.png"].reason) == "has no annotation"
    assert any("1 picture has no file of labels" in str(note) for note in project.notes)


def test_lines_that_are_no_boxes_are_left_out_and_said(tmp_path: Path) -> None:
    save(
        tmp_path / "set",
        "a.png",
        "a.txt",
        LINE + "1 0.5 0.5 0.2\n7 0.5 0.5 0.2 0.2\n1 0.9 0.5 0.4 0.2\n0 0.1 0.1 0 0.1\n",
    )
    (tmp_path / "set/classes.txt").write_text("cat\ndog\n")
    _, pictures = opened(tmp_path / "set", tmp_path)
    annotation = pictures["a.png"].annotation
    assert annotation and annotation["boxes"] == [BOX, [28, 8, 40, 12]]
    assert [str(Message.from_json(note)) for note in annotation["notes"]] == [
        "line 2 of a.txt is not understood: left out",
        "box 2 is of the unknown class '7': left out",
        "box 3 (dog) reaches outside the picture: cut",
        "box 4 (cat) has no area: left out",
    ]


def test_outlines_give_boxes_and_where_asked_masks(tmp_path: Path) -> None:
    save(tmp_path / "set", "a.png", "a.txt", "0 0.25 0.25 0.75 0.25 0.75 0.75 0.25 0.75\n")
    (tmp_path / "set/classes.txt").write_text("cat\n")
    _, pictures = opened(tmp_path / "set", tmp_path)
    assert pictures["a.png"].annotation == {"boxes": [[10, 5, 30, 15]], "labels": ["cat"]}
    project, pictures = opened(tmp_path / "set", tmp_path / "masks", task="segmentation")
    mask = Annotations(project.root, project.classes, project.legend).mask(pictures["a.png"])
    assert project.classes == ("background", "cat")
    assert mask.sum() == 200 and (mask[5:15, 10:30] == 1).all() and np.unique(mask).tolist() == [0, 1]


def test_text_files_beside_pictures_are_no_labels_unless_they_say_so(tmp_path: Path) -> None:
    for name in ("cat", "dog"):
        save(tmp_path / "set", f"{name}/a.png", f"{name}/a.txt", "a nice picture of 1 animal\n")
    assert understood(tmp_path / "set").best.reader == "folders"
