"""Masks find their pictures, and their pixels their classes, by folders, names and legends."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sft_gui.data.annotations import Annotations, palette
from sft_gui.data.index import Picture, Split
from sft_gui.data.project import Project
from sft_gui.data.readers.masks.look import Look
from sft_gui.data.readers.masks.pairs import find_pairs
from sft_gui.errors import UserError
from sft_gui.messages import Message
from tests.data.readers.reading import understood
from tests.fixtures import COLOURS, draw

SIZE = (12, 10)
PHOTO = Look((90, 90), {}, {}, frozenset(range(5000)), 0.01, False, {}, {})
MASK = Look((90, 90), {0: 8000, 1: 100}, {0: 7900, 1: 90}, frozenset((0, 0x010101)), 0.99, False, {}, {})


def save(root: Path, picture: str, mask: str, values: object, *, mode: str = "L", exif: int = 1) -> None:
    """Write a picture and a mask whose left half has ``values[0]`` and right half ``values[1]``."""
    left, right = values  # type: ignore[misc]
    pixels = np.array([[left] * 6 + [right] * 6] * 10, np.uint8)
    image = Image.fromarray(pixels)
    if mode == "P":
        image.putpalette([part for colour in palette(256) for part in colour])
    orientation = Image.Exif()
    orientation[274] = exif
    for path in (picture, mask):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
    draw(COLOURS["red"], sum(map(ord, picture)), SIZE).save(root / picture, exif=orientation)
    image.save(root / mask)


def opened(source: Path, tmp_path: Path) -> tuple[Project, dict[str, Picture]]:
    project = Project.create(source, folder=tmp_path / "project")
    project.close()
    return project, {picture.path: picture for picture in project.index.pictures(status=None)}


def halves(project: Project, picture: Picture) -> tuple[object, object]:
    """The names of the classes of the left and right half."""
    assert project.legend is not None
    mask = Annotations(project.root, project.classes, project.legend).mask(picture)
    names = [None if index == 255 else project.classes[index] for index in (mask[0, 0], mask[0, -1])]
    assert mask.shape == (picture.height, picture.width)
    return names[0], names[1]


def test_camvid_opens_as_a_project_of_masks(shared_data: Path, tmp_path: Path) -> None:
    project = Project.create(shared_data / "seg_camvid", folder=tmp_path / "project")
    assert (project.task, project.format_name, len(project.classes)) == ("segmentation", "masks", 11)
    assert project.classes[0] == "Sky" and project.classes[10] == "Bicyclist"
    assert [len(project.index.pictures(split=split)) for split in Split] == [184, 101, 117]
    amounts = {name: sum(row.values()) for name, row in project.index.amounts().items()}
    shares = {name: amount / (402 * 480 * 360) for name, amount in amounts.items()}
    assert shares["Road"] == pytest.approx(0.292, abs=0.001) and shares["Sky"] == pytest.approx(0.150, abs=0.001)
    picture = project.index.pictures()[0]
    own = Annotations(project.root, project.classes, project.legend).mask(picture)
    values = np.asarray(Image.open(project.root / f"testannot/{Path(picture.path).stem}.png"))
    assert (own == np.where(values == 11, 255, values)).all()
    again = Project.open(project.folder)
    assert (again.classes, again.legend) == (project.classes, project.legend)
    assert again.look_again().message().template == "Nothing has changed."
    again.close()
    project.close()


def test_vocs_palette_and_border_are_known(tmp_path: Path) -> None:
    root = tmp_path / "set"
    save(root, "JPEGImages/a.jpg", "SegmentationClass/a.png", (15, 255), mode="P")
    save(root, "JPEGImages/b.jpg", "SegmentationClass/b.png", (0, 8), mode="P")
    (root / "ImageSets/Segmentation").mkdir(parents=True)
    (root / "ImageSets/Segmentation/train.txt").write_text("a\n")
    (root / "ImageSets/Segmentation/val.txt").write_text("b\n")
    project, pictures = opened(root, tmp_path)
    assert len(project.classes) == 21 and project.split.given
    assert halves(project, pictures["JPEGImages/a.jpg"]) == ("person", None)
    assert halves(project, pictures["JPEGImages/b.jpg"]) == ("background", "cat")
    assert pictures["JPEGImages/a.jpg"].annotation and "notes" not in pictures["JPEGImages/a.jpg"].annotation


def test_of_vocs_many_pictures_those_without_masks_are_left_out(tmp_path: Path) -> None:
    root = tmp_path / "set"
    for name in "ab":
        save(root, f"JPEGImages/{name}.jpg", f"SegmentationClass/{name}.png", (0, 15), mode="P")
    for name in "cd":
        draw(COLOURS["red"], 1, SIZE).save(root / f"JPEGImages/{name}.jpg")
    (root / "ImageSets/Segmentation").mkdir(parents=True)
    (root / "ImageSets/Segmentation/train.txt").write_text("a\n")
    (root / "ImageSets/Segmentation/val.txt").write_text("b\n")
    project, pictures = opened(root, tmp_path)
    assert set(pictures) == {"JPEGImages/a.jpg", "JPEGImages/b.jpg"}
    assert any("in no list of a split" in str(note) for note in project.notes)


@pytest.mark.parametrize(
    ("legend", "content"),
    [
        ("label_colors.txt", "64 128 64\tAnimal\n128 64 128\tRoad\n0 0 0\tVoid\n"),
        ("class_dict.csv", "name,r,g,b\nAnimal,64,128,64\nRoad,128,64,128\nVoid,0,0,0\n"),
        ("labelmap.txt", "# label:color_rgb:parts:actions\nAnimal:64,128,64::\nRoad:128,64,128::\nVoid:0,0,0::\n"),
    ],
)
def test_a_legend_beside_colour_coded_masks_names_them(tmp_path: Path, legend: str, content: str) -> None:
    root = tmp_path / "set"
    save(root, "images/a.jpg", "masks/a_L.png", ((128, 64, 128), (0, 0, 0)))
    save(root, "images/b.jpg", "masks/b_L.png", ((64, 128, 64), (1, 2, 3)))
    (root / legend).write_text(content)
    project, pictures = opened(root, tmp_path)
    assert project.classes == ("Animal", "Road")
    assert halves(project, pictures["images/a.jpg"]) == ("Road", None)
    assert halves(project, pictures["images/b.jpg"]) == ("Animal", None)
    annotation = pictures["images/b.jpg"].annotation
    assert annotation and [str(Message.from_json(note)) for note in annotation["notes"]] == [
        "pixels of its mask belong to no class (#010203): ignored"
    ]


@pytest.mark.parametrize(
    ("legend", "content"), [("classes.txt", "cat\ndog\n"), ("_classes.csv", "Pixel Value, Class\n0, cat\n1, dog\n")]
)
def test_a_legend_beside_indexed_masks_names_them(tmp_path: Path, legend: str, content: str) -> None:
    save(tmp_path / "set", "images/a.png", "masks/a.png", (1, 0))
    (tmp_path / "set" / legend).write_text(content)
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert halves(project, pictures["images/a.png"]) == ("dog", "cat")


def test_masks_without_a_legend_are_numbered_and_it_is_said(tmp_path: Path) -> None:
    save(tmp_path / "set", "images/a.jpg", "labels/a.png", (3, 7))
    save(tmp_path / "set", "images/b.jpg", "labels/b.png", (3, 255))
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert project.classes == ("3", "7")
    assert halves(project, pictures["images/b.jpg"]) == ("3", None)
    assert any("without a legend: 2 classes" in str(note) for note in project.notes)


def test_masks_in_the_pictures_folder_are_told_by_their_names(tmp_path: Path) -> None:
    save(tmp_path / "set", "train/a.jpg", "train/a_mask.png", (0, 255))
    save(tmp_path / "set", "train/b.jpg", "train/b_mask.png", (0, 255))
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert halves(project, pictures["train/a.jpg"]) == ("background", "foreground")
    assert set(pictures) == {"train/a.jpg", "train/b.jpg"}


def test_a_mask_belongs_to_the_nearest_picture_of_its_name() -> None:
    paths = ["good/000.png", "bad/000.png", "bad/001.png", "ground_truth/bad/000_mask.png"]
    found = find_pairs(paths, lambda path: MASK if "mask" in path else PHOTO)
    assert found.pictures == ("good/000.png", "bad/000.png", "bad/001.png")
    assert found.masks == {"bad/000.png": ("ground_truth/bad/000_mask.png",)}


def test_what_is_wrong_with_a_mask_is_said_of_its_picture(tmp_path: Path) -> None:
    root = tmp_path / "set"
    for name in "abcd":
        save(root, f"images/{name}.jpg", f"masks/{name}.png", (0, 1), exif=6 if name == "d" else 1)
    Image.new("L", (30, 10)).save(root / "masks/a.png")
    (root / "masks/b.png").write_bytes(b"")
    (root / "masks/c.png").unlink()
    project, pictures = opened(root, tmp_path)
    assert {Path(path).stem: str(picture.reason) for path, picture in pictures.items() if picture.reason} == {
        "a": "has a mask, masks/a.png, that has 30 × 10 pixels where the picture has 12 × 10",
        "b": "has a mask, masks/b.png, that is empty (0 bytes)",
        "c": "has no mask",
    }
    turned = pictures["images/d.jpg"]
    mask = Annotations(project.root, project.classes, project.legend).mask(turned)
    assert (turned.width, turned.height) == (10, 12) and mask[0].max() == 0 and mask[-1].min() == 1
    assert turned.annotation and "turned with it" in turned.annotation["notes"][0]["template"]


def test_a_changed_mask_is_seen_when_looking_again(tmp_path: Path) -> None:
    root = tmp_path / "set"
    for name in "ab":
        save(root, f"images/{name}.jpg", f"masks/{name}.png", (0, 1))
    project = Project.create(root, folder=tmp_path / "project")
    before = project.index.fingerprint()
    Image.new("L", SIZE, 1).save(root / "masks/a.png")
    project.look_again()
    assert project.index.amounts()["1" if "1" in project.classes else "foreground"][Split.TRAIN] != 120
    assert project.index.fingerprint() != before
    project.close()


def test_lossy_masks_are_refused_in_words(tmp_path: Path) -> None:
    save(tmp_path / "set", "images/a.jpg", "masks/a.png", (0, 1))
    for number in range(30):
        values = (((number * 9) % 256, 0, 0), (0, (number * 7) % 256, 3))
        save(tmp_path / "set", f"images/a{number}.jpg", f"masks/a{number}.png", values)
    noise = np.random.default_rng(1).integers(0, 255, (10, 12, 3)).astype(np.uint8)
    for number in range(20, 30):
        Image.fromarray(noise + np.uint8(number)).save(tmp_path / f"set/masks/a{number}.png")
    with pytest.raises(UserError, match="do not look like masks: masks/"):
        Project.create(tmp_path / "set", folder=tmp_path / "project")


def test_grey_photos_of_face_masks_are_no_masks(tmp_path: Path) -> None:
    for folder in ("face", "mask"):
        for number in range(4):
            file = tmp_path / f"set/{folder}/{number}.png"
            file.parent.mkdir(parents=True, exist_ok=True)
            draw(COLOURS["grey"], number).convert("L").save(file)
    Image.effect_noise((64, 64), 90).save(tmp_path / "set/mask/0.png")
    assert understood(tmp_path / "set").best.reader == "folders"


def test_black_and_white_masks_in_jpeg_are_cut_at_the_middle(tmp_path: Path) -> None:
    for name in ("a", "b"):
        save(tmp_path / "set", f"images/{name}.jpg", f"masks/{name}.jpg", (3, 250))
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert halves(project, pictures["images/a.jpg"]) == ("background", "foreground")
    assert any("in JPEG" in str(note) for note in project.notes)
    annotation = pictures["images/a.jpg"].annotation
    assert annotation and sum(annotation["pixels"].values()) == 120


def test_masks_in_jpeg_with_more_levels_are_refused_and_not_taken_for_classes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        save(tmp_path / "set", f"images/{name}.jpg", f"masks/{name}.jpg", (90, 110))
    with pytest.raises(UserError, match="in JPEG, which blurs"):
        Project.create(tmp_path / "set", folder=tmp_path / "project")


def test_grey_masks_go_by_a_legend_of_colours(tmp_path: Path) -> None:
    save(tmp_path / "set", "images/a.jpg", "masks/a.png", (0, 255))
    (tmp_path / "set/class_dict_seg.csv").write_text("name, r, g, b\nfield, 0, 0, 0\nhouse, 255, 255, 255\n")
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert halves(project, pictures["images/a.jpg"]) == ("field", "house")


def test_indices_that_were_saved_in_colour_go_by_a_legend_of_names(tmp_path: Path) -> None:
    save(tmp_path / "set", "images/a.jpg", "masks/a.png", ((1, 1, 1), (0, 0, 0)))
    (tmp_path / "set/classes.txt").write_text("field\nhouse\n")
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert halves(project, pictures["images/a.jpg"]) == ("house", "field")


def test_satellite_pictures_beside_their_masks_are_told_apart(tmp_path: Path) -> None:
    for name in ("1", "2"):
        save(tmp_path / "set", f"train/{name}_sat.jpg", f"train/{name}_mask.png", ((0, 255, 255), (255, 255, 255)))
    (tmp_path / "set/class_dict.csv").write_text("name,r,g,b\nurban_land,0,255,255\nbarren_land,255,255,255\n")
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert halves(project, pictures["train/1_sat.jpg"]) == ("urban_land", "barren_land")
    assert len(pictures) == 2


def test_the_challenges_ade20k_is_named_by_its_table_and_its_zero_ignored(tmp_path: Path) -> None:
    for split, name in (("training", "train"), ("validation", "val")):
        file = f"{split}/ADE_{name}_00000001"
        save(tmp_path / "set", f"images/{file}.jpg", f"annotations/{file}.png", (0, 2))
    table = "Idx\tRatio\tTrain\tVal\tStuff\tName\n1\t0.1\t1\t1\t1\twall\n2\t0.1\t1\t1\t1\tbuilding, edifice\n"
    (tmp_path / "set/objectInfo150.txt").write_text(table)
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert project.classes == ("wall", "building") and project.split.given
    picture = pictures["images/validation/ADE_val_00000001.jpg"]
    assert halves(project, picture) == (None, "building")
    assert picture.annotation and "notes" not in picture.annotation
