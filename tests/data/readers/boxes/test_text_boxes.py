"""Boxes in text files of other formats than YOLO's are read by their form; what has two meanings is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.data.understand import NotUnderstood
from tests.data.readers.box_sets import boxes_of, save_picture
from tests.data.readers.reading import read_best, understood

KITTI = "{} 0.00 {} -1.58 {} 1.65 1.67 3.64 -0.65 1.71 46.70 -1.59\n"


def save(root: Path, files: dict[str, str], *pictures: str) -> Path:
    for number, path in enumerate(pictures):
        save_picture(root / path, number)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


def test_kitti_is_read_without_what_nobody_cares_for(tmp_path: Path) -> None:
    text = KITTI.format("Car", 0, "2 3 15 17") + KITTI.format("DontCare", -1, "1 1 9 9")
    pictures = [f"{part}/image_2/00000{number}.png" for part in ("training", "testing") for number in range(3)]
    files = {f"training/label_2/00000{number}.txt": text for number in range(3)}
    files |= {path.replace("label_2", "calib"): "P0: 7.2e+02 0.0 6.1e+02 0.0 0.0\n" for path in files}
    project = Project.create(save(tmp_path / "set", files, *pictures), folder=tmp_path / "project")
    assert (project.task, project.format_name, project.classes) == ("detection", "kitti", ("Car",))
    found = {each.path: each for each in project.index.pictures(status=None)}
    project.close()
    assert (found["training/image_2/000000.png"].annotation or {})["boxes"] == [[2, 3, 15, 17]]
    assert str(found["testing/image_2/000000.png"].reason) == "has no annotation"
    assert any("DontCare" in str(note) for note in project.notes)


def test_dota_gives_the_upright_box_and_says_so(tmp_path: Path) -> None:
    text = "imagesource:GoogleEarth\ngsd:0.146\n5 2 12 6 9 12 2 8 plane 0\n"
    root = save(
        tmp_path / "set", {"labelTxt/P1.txt": text, "labelTxt/P2.txt": "gsd:null\n"}, "images/P1.png", "images/P2.png"
    )
    reader, reading = read_best(root)
    assert reader == "dota" and reading.classes == ("plane",)
    assert boxes_of(reading) == {"images/P1.png": [("plane", (2, 2, 12, 12))], "images/P2.png": []}
    assert "1 box is turned; the upright box around it is used." in [str(note) for note in reading.notes]


def test_visdrone_leaves_ignored_regions_out(tmp_path: Path) -> None:
    text = "2,3,10,12,1,4,0,0\n1,1,5,5,0,0,0,0\n3,3,9,9,1,1,0,1,\n"
    root = save(tmp_path / "set", {"annotations/a.txt": text}, "images/a.png")
    reader, reading = read_best(root)
    assert (reader, reading.classes) == ("visdrone", ("car", "pedestrian"))
    assert boxes_of(reading)["images/a.png"] == [("car", (2, 3, 12, 15)), ("pedestrian", (3, 3, 12, 12))]


def test_bbox_label_tool_gives_corners_below_their_number(tmp_path: Path) -> None:
    files = {f"Labels/00{n}/{n}.txt": "2\n2 3 15 17 cat\n1 1 9 9 dog\n" for n in range(3)}
    reader, reading = read_best(save(tmp_path / "set", files, *(f"Images/00{n}/{n}.png" for n in range(3))))
    assert reader == "bbox_label_tool"
    assert boxes_of(reading)["Images/000/0.png"] == [("cat", (2, 3, 15, 17)), ("dog", (1, 1, 9, 9))]


def test_wider_face_has_one_class_and_pictures_without_any(tmp_path: Path) -> None:
    line = "2 3 12 14 0 0 0 0 0 0 \n"
    nothing = "0 " * 10
    lists = {
        "wider_face_split/wider_face_train_bbx_gt.txt": f"0--Parade/a.png\n2\n{line * 2}1--March/a.png\n0\n{nothing}\n",
        "wider_face_split/wider_face_val_bbx_gt.txt": f"0--Parade/c.png\n1\n{line}",
    }
    pictures = [
        "WIDER_train/images/0--Parade/a.png",
        "WIDER_train/images/1--March/a.png",
        "WIDER_val/images/0--Parade/c.png",
    ]
    reader, reading = read_best(save(tmp_path / "set", lists, *pictures))
    assert reader == "wider_face" and reading.classes == ("face",)
    found = boxes_of(reading)
    assert [len(found[path]) for path in pictures] == [2, 0, 1]
    assert {entry.path: entry.split for entry in reading.entries}[pictures[2]] is Split.VAL


def test_lists_of_keras_may_name_their_classes_or_give_their_words(tmp_path: Path) -> None:
    root = save(tmp_path / "set", {"train.txt": "img/a b.png 2,3,15,17,cat\nimg/c.png\n"}, "img/a b.png", "img/c.png")
    reader, reading = read_best(root)
    assert (reader, reading.classes) == ("keras_txt", ("cat",))
    assert boxes_of(reading) == {"img/a b.png": [("cat", (2, 3, 15, 17))], "img/c.png": []}


def test_tracks_are_named(tmp_path: Path) -> None:
    root = save(
        tmp_path / "set", {"MOT-02/gt/gt.txt": "1,1,2,3,9,9,1,1,0.8\n2,1,2,3,9,9,1,1,0.8\n"}, "MOT-02/img1/000001.png"
    )
    with pytest.raises(NotUnderstood, match=r"tracks \(MOT"):
        understood(root)


@pytest.mark.parametrize(
    ("lines", "meaning"),
    [
        (
            ["0 30 20 39 29", "1 1 1 9 9", "0 20 20 30 28", "1 5 20 38 29", "0 25 1 39 9", "1 20 15 38 28"],
            "x1 y1 x2 y2",
        ),
        (
            ["cat 30 20 9 9", "dog 1 1 9 9", "cat 28 21 9 8", "dog 30 20 8 9", "cat 25 21 9 8", "dog 30 1 9 9"],
            "x y w h",
        ),
    ],
)
def test_pixels_are_read_where_the_sizes_leave_one_meaning(tmp_path: Path, lines: list[str], meaning: str) -> None:
    files = {f"{number}.txt": f"{line}\n" for number, line in enumerate(lines)}
    root = save(tmp_path / "set", files, *(f"{number}.png" for number in range(len(lines))))
    reader, reading = read_best(root)
    assert reader == "pixel_lines"
    x0, y0, a, b = map(int, lines[0].split()[1:])
    corners = (x0, y0, a, b) if meaning == "x1 y1 x2 y2" else (x0, y0, x0 + a, y0 + b)
    assert boxes_of(reading)["0.png"] == [(lines[0].split()[0], corners)]
    assert meaning in str(understood(root).best.sentence)


@pytest.mark.parametrize("line", ["0 1 1 5 6", "0 5 5 9 9", "cat 9 9 10 10"])
def test_pixels_of_several_meanings_are_named_with_the_line(tmp_path: Path, line: str) -> None:
    root = save(tmp_path / "set", {f"{n}.txt": f"{line}\n" for n in range(6)}, *(f"{n}.png" for n in range(6)))
    with pytest.raises(
        NotUnderstood, match=f"Of 6 label files, 0 could be read as YOLO: line 1 of 0.txt has pixels, '{line}'"
    ):
        understood(root)
