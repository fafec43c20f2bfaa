"""Pictures and masks find each other in whatever folders they lie, and photographs are never taken for masks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from sft_gui.data.annotations import Annotations
from sft_gui.data.project import Project
from sft_gui.data.readers.masks.masks import MaskReader
from sft_gui.errors import UserError
from tests.data.readers.reading import proposals, read_best, understood
from tests.fixtures import COLOURS, draw

SIZE = (32, 24)


def photo(file: Path, number: int = 0) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draw(list(COLOURS.values())[number % 6], number, SIZE).save(file)


def mask(file: Path, number: int = 0, values: tuple[int, ...] = (0, 255)) -> np.ndarray:
    """Save a mask with an area of each value; return its pixels."""
    file.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.full(SIZE[::-1], values[0], np.uint8)
    for place, value in enumerate(values[1:]):
        left = 2 + place * 8 + number % 3
        pixels[4 + number % 5 : 16, left : left + 6] = value
    Image.fromarray(pixels).save(file)
    return pixels


LAYOUTS = {  # picture and mask of the number {0} (and {1:03}), with what lies there besides
    "images and masks": ("images/{0}.jpg", "masks/{0}.png", ""),
    "split above": ("train/images/{0}.jpg", "train/masks/{0}.png", ""),
    "split below": ("images/train/{0}.jpg", "masks/train/{0}.png", ""),
    "x and y": ("x/{0}.png", "y/{0}.png", ""),
    "x_train and y_train": ("x_train/{0}.jpg", "y_train/{0}.png", ""),
    "imgs and gts": ("imgs/{0}.jpg", "gts/{0}.png", ""),
    "input and target": ("input/{0}.jpg", "target/{0}.png", ""),
    "A and label": ("A/{0}.png", "label/{0}.png", ""),
    "unknown names": ("eins/{0}.jpg", "zwei/{0}.png", ""),
    "nnU-Net": ("imagesTr/case_{1:03}_0000.png", "labelsTr/case_{1:03}.png", ""),
    "Carvana": ("train/{1:03}_01.jpg", "train_masks/{1:03}_01_mask.gif", ""),
    "ISIC": (
        "ISIC_Training_Data/ISIC_{1:07}.jpg",
        "ISIC_Training_Part1_GroundTruth/ISIC_{1:07}_segmentation.png",
        "",
    ),
    "DUTS": ("DUTS-TR/DUTS-TR-Image/{0}.jpg", "DUTS-TR/DUTS-TR-Mask/{0}.png", ""),
    "Potsdam": ("2_Ortho_RGB/top_2_{0}_RGB.tif", "5_Labels_all/top_2_{0}_label.tif", ""),
    "GlaS": ("all/train_{0}.bmp", "all/train_{0}_anno.bmp", ""),
    "BUSI": ("benign/benign ({0}).png", "benign/benign ({0})_mask.png", ""),
    "DeepGlobe": ("train/{0}_sat.jpg", "train/{0}_mask.png", ""),
    "prefixes": ("all/img_{0}.png", "all/mask_{0}.png", ""),
    "one stem": ("all/{0}.jpg", "all/{0}.png", ""),
    "an unknown word": ("bilder/a_{0}_foto.jpg", "flaechen/a_{0}_flaeche.png", ""),
    "CUB": ("images/00{0}.bird/x_{0}.jpg", "segmentations/00{0}.bird/x_{0}.png", ""),
    "Chest": ("CXR_png/CHN_{1:04}_0.png", "masks/CHN_{1:04}_0_mask.png", ""),
    "LIP": ("TrainVal_images/train_images/{0}.jpg", "TrainVal_annotations/train_segmentations/{0}.png", ""),
    "shown to people": ("JPEGImages/{0}.jpg", "SegmentationClass/{0}.png", "SegmentationClassVisualization/{0}.jpg"),
    "instances too": ("JPEGImages/{0}.jpg", "SegmentationClass/{0}.png", "SegmentationObject/{0}.png"),
    "HRF": ("images/{1:02}_dr.JPG", "manual1/{1:02}_dr.tif", "mask/{1:02}_dr_mask.tif"),
    "STARE": ("all/im{1:04}.ppm", "all/im{1:04}.ah.ppm", ""),
    "CHASE": ("Image_{1:02}L.jpg", "Image_{1:02}L_1stHO.png", "Image_{1:02}L_2ndHO.png"),
    "KITTI's roads": ("training/image_2/um_{1:06}.png", "training/gt_image_2/um_road_{1:06}.png", ""),
    "KITTI's semantics": ("image_2/{1:06}_10.png", "semantic/{1:06}_10.png", "semantic_rgb/{1:06}_10.png"),
    "Kolektor": ("kos{1:02}/Part0.jpg", "kos{1:02}/Part0_label.bmp", ""),
    "GOOSE": ("images/val/a_{0}_windshield_vis.png", "labels/val/a_{0}_labelids.png", "labels/val/a_{0}_color.png"),
    "portraits": ("image/{1:05}.png", "matte/{1:05}_matte.png", ""),
    "a letter before": ("images/{0}.jpg", "masks/m{0}.png", ""),
    "capitals": ("Images/IMG_{0}.JPG", "Masks/img_{0}.PNG", ""),
    "Chinese": ("数据/图像/{0}.jpg", "数据/mask/{0}.png", ""),
    "predictions of a run": ("images/{0}.jpg", "masks/{0}.png", "runs/segment/predict/{0}.png"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_masks_are_found_in_the_usual_layouts(tmp_path: Path, layout: str) -> None:
    root, (picture, truth, besides) = tmp_path / "set", LAYOUTS[layout]
    for number in range(1, 7):
        photo(root / picture.format(number, number), number)
        mask(root / truth.format(number, number), number)
        if besides:
            mask(root / besides.format(number, number), number, (0, 1, 2, 3))
    reader, reading = read_best(root)
    assert reader == "masks" and reading.classes == ("background", "foreground")
    found = {entry.path: entry.annotation for entry in reading.entries}
    assert found == {picture.format(number, number): {"mask": truth.format(number, number)} for number in range(1, 7)}
    best = understood(root).best
    assert (best.explained, best.total) == (6, 6) and best.evidence[0].is_good


def test_the_field_of_view_is_no_truth_where_there_is_a_manual_one(tmp_path: Path) -> None:
    root = tmp_path / "set/training"
    for number in range(6):
        photo(root / f"images/{number:02}_training.tif", number)
        mask(root / f"1st_manual/{number:02}_manual1.gif", number)
        Image.new("L", SIZE, 255).save(make(root / f"mask/{number:02}_training_mask.gif"))
    _, reading = read_best(tmp_path / "set")
    assert [entry.annotation for entry in reading.entries] == [
        {"mask": f"training/1st_manual/{number:02}_manual1.gif"} for number in range(6)
    ]
    assert any("'1st_manual' are taken, 'mask' are not" in str(note) for note in reading.notes)


def make(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


@pytest.mark.parametrize(
    ("picture", "masks"),
    [
        ("stage1_train/h{0}/images/h{0}.png", "stage1_train/h{0}/masks/m{1}x.png"),
        ("images/{0}.png", "masks/{0}_{1}.png"),
        ("all/a ({0}).png", "all/a ({0})_mask_{1}.png"),
    ],
)
def test_several_masks_of_a_picture_are_joined(tmp_path: Path, picture: str, masks: str) -> None:
    root, truth = tmp_path / "set", {}
    for number in range(1, 5):
        photo(root / picture.format(number), number)
        all_of = [mask(root / masks.format(number, each), number + each) for each in range(3)]
        truth[picture.format(number)] = np.maximum.reduce(all_of) > 0
    project = Project.create(root, folder=tmp_path / "project")
    annotations = Annotations(project.root, project.classes, project.legend)
    assert project.classes == ("background", "foreground") and project.index.count() == 4
    for each in project.index.pictures():
        assert (annotations.mask(each) == truth[each.path]).all()
    assert project.look_again().message().template == "Nothing has changed."
    mask(root / masks.format(1, 2), 4, (0, 0))
    project.look_again()
    changed = next(each for each in project.index.pictures() if each.path == picture.format(1))
    assert (Annotations(project.root, project.classes, project.legend).mask(changed) != truth[changed.path]).any()
    project.close()


def test_the_masks_of_two_lungs_are_joined(tmp_path: Path) -> None:
    for number in range(1, 5):
        photo(tmp_path / f"set/CXR_png/M_{number}.png", number)
        for side in ("left", "right"):
            mask(tmp_path / f"set/ManualMask/{side}Mask/M_{number}.png", number)
    _, reading = read_best(tmp_path / "set")
    assert reading.entries[0].annotation == {
        "mask": "ManualMask/leftMask/M_1.png",
        "more": ["ManualMask/rightMask/M_1.png"],
    }


def test_a_mask_for_each_class_is_refused_by_the_names_of_the_classes(tmp_path: Path) -> None:
    for number in range(1, 5):
        photo(tmp_path / f"set/CelebA-HQ-img/{number}.jpg", number)
        for part in ("hair", "skin"):
            mask(tmp_path / f"set/CelebAMask-HQ-mask-anno/0/{number:05}_{part}.png", number)
    with pytest.raises(UserError, match=r"one a class.*(hair, skin|skin, hair)"):
        understood(tmp_path / "set")


def test_class_folders_may_hold_pictures_and_masks_each(tmp_path: Path) -> None:
    for number in range(4):
        for name in ("cat", "dog"):
            photo(tmp_path / f"set/{name}/images/{number}.jpg", number)
            mask(tmp_path / f"set/{name}/masks/{number}.png", number)
    _, reading = read_best(tmp_path / "set")
    assert {entry.path: entry.annotation for entry in reading.entries} == {
        f"{name}/images/{number}.jpg": {"mask": f"{name}/masks/{number}.png"}
        for number in range(4)
        for name in ("cat", "dog")
    }


def test_folders_of_photographs_are_classes_whatever_they_are_called(tmp_path: Path) -> None:
    for names in (("mask", "unmasked"), ("with_mask", "without_mask"), ("target", "other"), ("x", "y")):
        root = tmp_path / names[0]
        for number in range(8):
            for place, name in enumerate(names):
                photo(root / f"faces/{name}/{number}.png", number + 20 * place)
        assert not [each for each in proposals(MaskReader(), root) if each.refusal is None]


def test_drawn_icons_in_class_folders_are_no_masks(tmp_path: Path) -> None:
    for number in range(6):
        for name in ("circle", "square"):
            mask(tmp_path / f"set/{name}/{number}.png", number, (0, 1, 2))
    assert understood(tmp_path / "set").best.reader == "folders"


def test_photographs_in_a_folder_of_masks_are_refused_and_classes_offered(tmp_path: Path) -> None:
    for number in range(6):
        photo(tmp_path / f"set/images/{number}.jpg", number)
        photo(tmp_path / f"set/masks/{number}.jpg", number + 30)
    with pytest.raises(UserError, match=r"do not look like masks: masks/0\.jpg"):
        understood(tmp_path / "set")


def test_a_few_masks_do_not_turn_a_set_of_classes(tmp_path: Path) -> None:
    for number in range(20):
        for name in ("cat", "dog"):
            photo(tmp_path / f"set/{name}/{name}{number}.jpg", number)
    for number in range(2):
        mask(tmp_path / f"set/masks/cat{number}.png", number)
    best = understood(tmp_path / "set").best
    assert best.task == "classification"


def test_a_test_set_without_masks_is_left_out_and_pictures_without_are_named(tmp_path: Path) -> None:
    root = tmp_path / "set"
    for number in range(8):
        photo(root / f"train/images/{number}.jpg", number)
        if number:
            mask(root / f"train/masks/{number}.png", number)
        photo(root / f"test/images/t{number}.jpg", number)
    _, reading = read_best(root)
    assert len(reading.entries) == 8
    assert [str(entry.reason) for entry in reading.entries if entry.reason] == ["has no mask"]
    assert any("8 pictures of a part without any mask are left out" in str(note) for note in reading.notes)


# Whatever the names, nesting and strays: the pixels are right, or it is asked or refused.

PICTURES = ("images", "img", "JPEGImages", "x", "input", "photos", "rgb", "data", "bilder")
MASKS = ("masks", "labels", "gt", "y", "annotations", "SegmentationClass", "target", "truth", "maps")
ENDS = ("", "_mask", "_gt", "-label", "_seg", "_manual1", " mask")
STEMS = ("a", "b 1", "c_2", "Ünï", "d.e", "0001", "0002", "IMG-7")
VALUES = ((0, 255), (0, 1), (0, 127, 255), (0, 1, 2), (0, 85, 170, 255))
STRAYS = ("README.md", "notes.json", "labels.csv", "docs/logo.png", "images.txt", "masks/.DS_Store")


@st.composite
def sets(drawn: st.DrawFn) -> dict[str, object]:
    names = drawn(st.sampled_from(PICTURES)), drawn(st.sampled_from(MASKS))
    return {
        "names": names,
        "end": drawn(st.sampled_from(ENDS)),
        "values": drawn(st.sampled_from(VALUES)),
        "split": drawn(st.sampled_from(("", "above", "below", "joined"))),
        "nest": drawn(st.sampled_from(("", "my set/", "数据/a/"))),
        "suffix": drawn(st.sampled_from((".png", ".jpg", ".tif"))),
        "stems": drawn(
            st.lists(
                st.sampled_from(("a", "b 1", "c_2", "Ünï", "d.e", "0001", "0002", "IMG-7")), min_size=4, unique=True
            )
        ),
        "strays": drawn(st.lists(st.sampled_from(STRAYS), unique=True, max_size=3)),
        "extra": drawn(st.integers(0, 2)),  # photographs without a mask
    }


def place(layout: dict[str, object], side: int, part: str) -> str:
    name = layout["names"][side]  # type: ignore[index]
    split = layout["split"]
    folder = {"": name, "above": f"{part}/{name}", "below": f"{name}/{part}", "joined": f"{name}_{part}"}[str(split)]
    return f"{layout['nest']}{folder}"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(layout=sets())
def test_whatever_the_layout_the_pixels_are_right(
    tmp_path_factory: pytest.TempPathFactory, layout: dict[str, object]
) -> None:
    root = tmp_path_factory.mktemp("pairs") / "set"
    truth, values = {}, layout["values"]
    for number, stem in enumerate(layout["stems"]):  # type: ignore[arg-type]
        part = "val" if number % 4 == 3 else "train"
        picture = f"{place(layout, 0, part)}/{stem}{layout['suffix']}"
        photo(root / picture, number)
        truth[picture] = mask(root / f"{place(layout, 1, part)}/{stem}{layout['end']}.png", number, values)  # type: ignore[arg-type]
    for number in range(layout["extra"]):  # type: ignore[call-overload]
        photo(root / f"{place(layout, 0, 'train')}/extra{number}.png", number + 40)
    for stray in layout["strays"]:  # type: ignore[attr-defined]
        make(root / layout["nest"] / stray).write_bytes(b"[]" if stray.endswith("json") else b"a,b\n1,2\n")  # type: ignore[operator]
    try:
        project = Project.create(root, folder=root.parent / "project")
    except UserError:
        return
    with_masks = {each.path: each for each in project.index.pictures() if each.path in truth}
    assert project.task == "segmentation" and len(with_masks) == len(truth) == project.index.count()
    annotations = Annotations(project.root, project.classes, project.legend)
    for path, pixels in truth.items():
        own = annotations.mask(with_masks[path])
        kinds = {int(value): set(own[pixels == value].tolist()) for value in np.unique(pixels)}
        assert all(len(found) == 1 and found != {255} for found in kinds.values()), (path, kinds)
        assert len({min(found) for found in kinds.values()}) == len(kinds)
    project.close()


@settings(max_examples=15, deadline=None)
@given(
    names=st.lists(
        st.sampled_from((*PICTURES, *MASKS, "cat", "no_mask", "edges")), min_size=2, max_size=4, unique=True
    ),
    ends=st.lists(st.sampled_from(ENDS), min_size=4, max_size=4),
    nest=st.sampled_from(("", "train/", "a/b/")),
)
def test_photographs_are_never_masks(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], ends: list[str], nest: str
) -> None:
    root = tmp_path_factory.mktemp("photographs") / "set"
    for place, (name, end) in enumerate(zip(names, ends, strict=False)):
        for number in range(5):
            photo(root / f"{nest}{name}/{number}{end}.png", number + 7 * place)
    assert not [each for each in proposals(MaskReader(), root) if each.refusal is None]
