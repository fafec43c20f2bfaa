"""YOLO's text files become boxes in pixels, in whatever usual folders they lie."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sft_gui.data.annotations import Annotations
from sft_gui.data.index import Picture, Split
from sft_gui.data.project import Project
from sft_gui.errors import UserError
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


POINTS = "0.7 0.4 {0} 0.8 0.6 {0} 0.75 0.4 {0}"


@pytest.mark.parametrize(
    "line", ["1 0.75 0.5 0.25 0.5 " + POINTS.format(2), "1 0.75 0.5 0.25 0.5 " + POINTS.format("")]
)
@pytest.mark.parametrize("is_said", [True, False])
def test_key_points_leave_the_box_that_is_given(tmp_path: Path, line: str, is_said: bool) -> None:
    for name in "abc":
        save(tmp_path / "set", f"{name}.png", f"{name}.txt", line + "\n")
    shape = f"kpt_shape: [3, {3 if '2' in line.split() else 2}]\n" if is_said else ""
    (tmp_path / "set/data.yaml").write_text(f"names: [cat, dog]\n{shape}")
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert pictures["a.png"].annotation == {"boxes": [[25, 5, 35, 15]], "labels": ["dog"]}
    assert "3 objects have key points, which are passed over; their boxes are used." in [str(n) for n in project.notes]


def test_what_may_be_outlines_or_key_points_is_asked(tmp_path: Path) -> None:
    for name in "abc":
        save(tmp_path / "set", f"{name}.png", f"{name}.txt", "1 0.5 0.5 0.25 0.5 0.4 0.4 0.6 0.6 0.5 0.4\n")
    with pytest.raises(UserError, match=r"an outline, or a box and its key points.*--task segmentation"):
        understood(tmp_path / "set")
    assert opened(tmp_path / "set", tmp_path, task="segmentation")[0].task == "segmentation"


def test_turned_boxes_are_no_key_points(tmp_path: Path) -> None:
    for name in "abc":
        save(tmp_path / "set", f"{name}.png", f"{name}.txt", "1 0.5 0.2 0.7 0.5 0.5 0.8 0.3 0.5\n")
    _, pictures = opened(tmp_path / "set", tmp_path)
    assert (pictures["a.png"].annotation or {})["boxes"] == [[12, 4, 28, 16]]


def test_names_in_lines_are_read(tmp_path: Path) -> None:
    save(tmp_path / "set", "a.png", "a.txt", "traffic light 0.5 0.5 0.25 0.5\n")
    _, pictures = opened(tmp_path / "set", tmp_path)
    assert pictures["a.png"].annotation == {"boxes": [BOX], "labels": ["traffic light"]}


@pytest.mark.parametrize(
    "line", ["1;0,5;0,5;0,25;0,5", "1 0,5 0,5 0,25 0,5", "1.0\t0.5\t0.5\t0.25\t0.5", "1, 0.5, 0.5, 0.25, 0.5"]
)
def test_other_ways_to_write_numbers_are_read_or_named(tmp_path: Path, line: str) -> None:
    save(tmp_path / "set", "a.png", "a.txt", line + "\n")
    try:
        _, pictures = opened(tmp_path / "set", tmp_path)
    except UserError as error:
        assert "line 1 of a.txt" in str(error)
    else:
        assert (pictures["a.png"].annotation or {})["boxes"] == [BOX]


def test_predictions_of_a_former_training_are_no_labels(tmp_path: Path) -> None:
    for name in "ab":
        save(tmp_path / "set", f"images/{name}.png", f"labels/{name}.txt")
    for folder in ("runs/detect/predict", "predict3"):
        save(tmp_path / "set", f"{folder}/a.png", f"{folder}/labels/a.txt", "0 0.9 0.9 0.1 0.1 0.7\n")
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert sorted(pictures) == ["images/a.png", "images/b.png"]
    assert pictures["images/a.png"].annotation == {"boxes": [BOX], "labels": ["1"]}
    assert any("4 files that a former training" in str(note) for note in project.notes)


def test_few_labels_beside_class_folders_flip_nothing(tmp_path: Path) -> None:
    for name in ("cat", "dog"):
        for number in range(5):
            save(tmp_path / "set", f"{name}/{number}.png", f"{name}/0.txt")
    found = understood(tmp_path / "set")
    assert found.best.task == "classification" and [each.reader for each in found.others] == ["yolo"]


def test_labels_without_pictures_are_named(tmp_path: Path) -> None:
    save(tmp_path / "set", "a.png", "obj_train_data/frame_0.txt")
    (tmp_path / "set/a.png").unlink()
    with pytest.raises(UserError, match="1 label file of YOLO"):
        understood(tmp_path / "set")


@pytest.mark.parametrize(
    "text", ["names: 5\nnc: x\n", "names:\n", "names: {'a': 1}\n", "[1, 2]\n", "names: cat, dog\n"]
)
def test_an_odd_data_yaml_ends_in_words(tmp_path: Path, text: str) -> None:
    save(tmp_path / "set", "a.png", "a.txt")
    (tmp_path / "set/data.yaml").write_text(text)
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert (pictures["a.png"].annotation or {})["boxes"] == [BOX]
    assert project.classes == (("cat", "dog") if "dog" in text else ("0", "1"))


def test_paths_of_data_yaml_that_lead_elsewhere_count_by_their_ends(tmp_path: Path) -> None:
    for part in ("first", "second"):
        save(tmp_path / "set", f"images/{part}/a.png", f"labels/{part}/a.txt")
    (tmp_path / "set/data.yaml").write_text(
        "train: /content/x/images/first\nval: D:\\x\\images\\second\nnames: [a, b]\n"
    )
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert pictures["images/second/a.png"].split is Split.VAL and project.split.given


def test_classes_of_huge_numbers_are_not_millions(tmp_path: Path) -> None:
    save(tmp_path / "set", "a.png", "a.txt", LINE + "9000 0.5 0.5 0.1 0.1\n40000000 0.5 0.5 0.1 0.1\n")
    project, _ = opened(tmp_path / "set", tmp_path)
    assert project.classes == ("1", "9000")
    assert any("40000000" in str(note) for note in project.notes)


def test_outlines_are_offered_as_masks_beside_their_boxes(tmp_path: Path) -> None:
    save(tmp_path / "set", "a.png", "a.txt", "0 0.2 0.2 0.7 0.2 0.8 0.5 0.7 0.8 0.2 0.7\n")
    found = understood(tmp_path / "set")
    assert found.best.reader == "yolo" and [each.reader for each in found.rivals] == ["yolo_outlines"]
    assert any("masks" in str(note) for note in found.notes())


def test_data_in_a_folder_called_like_documents_are_data(tmp_path: Path) -> None:
    for name in "abcde":
        save(tmp_path / "set", f"assets/{name}.png", f"assets/{name}.txt")
    save(tmp_path / "set", "cover.png", None)
    _, pictures = opened(tmp_path / "set", tmp_path)
    assert pictures["assets/a.png"].annotation == {"boxes": [BOX], "labels": ["1"]}
