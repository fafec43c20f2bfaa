"""What annotation tools export is read with the numbers that a hand calculates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sft_gui.data.annotations import Annotations, polygon_to_mask, runs_to_mask
from sft_gui.data.project import Project
from sft_gui.data.readers.reader import Choice
from sft_gui.data.readers.registry import find
from sft_gui.data.readers.tools.shapes import Shape, from_rows, polygon, runs_of
from sft_gui.data.source import Source
from sft_gui.data.understand import NotUnderstood
from sft_gui.errors import UserError
from tests.data.readers import seeds, tool_seeds
from tests.data.readers.exported import RECT, boxes_of, dump, entries, notes_of, region, said, save
from tests.data.readers.reading import proposals, read_best, read_by, understood

# Supervisely


def test_supervisely_has_holes_and_packed_masks(tmp_path: Path) -> None:
    tool_seeds.supervisely_masks(tmp_path / "set")
    reading = read_by(find("supervisely_outlines"), tmp_path / "set", Choice(task="segmentation"))
    entry = entries(reading)["train/img/a.png"]
    assert entry.split is not None and entry.split.value == "train" and entry.annotation is not None
    polygons = entry.annotation["polygons"]
    masks = [
        runs_to_mask(each["counts"], each["size"]) if "counts" in each else polygon_to_mask(each["points"], (24, 20))
        for each in polygons
    ]
    outer = polygon_to_mask([[1, 1], [20, 1], [20, 15]], (24, 20))
    hole = polygon_to_mask([[12, 3], [15, 3], [15, 5]], (24, 20))
    assert hole.sum() > 0 and (masks[0] == (outer & ~hole)).all()
    assert [np.argwhere(mask).tolist() for mask in masks[1:]] == [
        [[7, 6], [7, 7], [8, 5], [8, 6]],
        [[0, 0]],
    ]  # the one at the picture's corner has nothing inside
    assert notes_of(entry) == ["an annotation (cat) has a damaged mask: left out"]


@pytest.mark.parametrize("data", ["", "AAAA", "not letters", 7, None])
def test_a_damaged_mask_is_left_out(tmp_path: Path, data: Any) -> None:
    tool_seeds.supervisely_masks(tmp_path / "set")
    for file in (tmp_path / "set").rglob("*.json"):
        tree = json.loads(file.read_text())
        tree["objects"][0]["bitmap"]["data"] = data
        dump(file, tree)
    reading = read_by(find("supervisely_outlines"), tmp_path / "set", Choice(task="segmentation"))
    assert notes_of(reading.entries[0]).count("an annotation (cat) has a damaged mask: left out") == 2


# Others


def test_labelbox_leaves_out_masks_that_lie_elsewhere_and_rows_nobody_labelled(tmp_path: Path) -> None:
    save(tmp_path / "set", "a.jpg", "b.jpg")
    objects = [
        {"name": "cat", "bounding_box": {"top": 1.0, "left": 2.0, "height": 3.0, "width": 4.0}},
        {"name": "cat", "annotation_kind": "ImageSegmentationMask", "mask": {"url": "https://x"}},
    ]
    rows = [
        {"data_row": {"external_id": "a"}, "projects": {"p": {"labels": [{"annotations": {"objects": objects}}]}}},
        {"data_row": {"external_id": "b.jpg"}, "projects": {"p": {"labels": []}}},
    ]
    dump(tmp_path / "set/export.ndjson", "\n".join(map(json.dumps, rows)))
    found = entries(read_by(find("labelbox"), tmp_path / "set"))
    assert boxes_of(found["a.jpg"]) == [("cat", [2, 1, 6, 4])]
    assert notes_of(found["a.jpg"]) == ["shapes of the kind 'ImageSegmentationMask' are left out"]
    assert str(found["b.jpg"].reason) == "has no annotation"


def test_one_export_is_found_among_many_other_files(tmp_path: Path) -> None:
    seeds.SEEDS["label_studio_boxes"](tmp_path / "set")
    for number in range(90):
        dump(tmp_path / f"set/log_{number}.json", {"loss": number})
    (best, *_) = proposals(find("label_studio"), tmp_path / "set")
    assert (best.explained, best.total) == (4, 4) and read_best(tmp_path / "set")[0] == "label_studio"


def test_bdd100ks_boxes_come_before_its_attributes_of_pictures(tmp_path: Path) -> None:
    names = [f"{number}.jpg" for number in range(6)]
    save(tmp_path / "set", *(f"images/100k/train/{name}" for name in names))
    frames = [
        {
            "name": name,
            "attributes": {
                "weather": "clear" if number % 2 else "rainy",
                "scene": "city street" if number else "tunnel",
            },
            "labels": [
                {"category": "car", "box2d": {"x1": 1.5, "y1": 2, "x2": 30, "y2": 20}},
                {"category": "lane", "poly2d": [{"vertices": [[1, 2], [3, 4]], "types": "LL", "closed": False}]},
            ],
        }
        for number, name in enumerate(names[:5])
    ]
    dump(tmp_path / "set/labels/bdd100k_labels_images_train.json", [*frames, {"name": names[5], "labels": []}])
    name, reading = read_best(tmp_path / "set")
    assert name == "scalabel" and reading.classes == ("car",)
    found = entries(reading)
    assert boxes_of(found["images/100k/train/0.jpg"]) == [("car", [1.5, 2, 30, 20])]
    assert "shapes of the kind 'line' are left out" in notes_of(found["images/100k/train/0.jpg"])
    assert {entry.split.value for entry in reading.entries if entry.split} == {"train"}
    _, answers = read_best(tmp_path / "set", Choice(task="classification", label="weather"))
    assert {entry.label for entry in answers.entries} == {"clear", "rainy", None}


def test_a_project_in_which_hardly_anything_was_drawn_flips_no_folders(tmp_path: Path) -> None:
    names = [f"{label}/{number}.jpg" for label in ("cat", "dog") for number in range(10)]
    save(tmp_path / "set", *names)
    table = {name: {"filename": name, "regions": [region(RECT)] if "t/1" in name else []} for name in names}
    dump(tmp_path / "set/via_project.json", {"_via_img_metadata": table})
    understanding = understood(tmp_path / "set")
    assert understanding.best.task == "classification"
    assert [each.explained for each in understanding.others if each.reader == "via"] == [1]


def test_what_holds_nothing_or_belongs_to_no_picture_is_refused_by_name(tmp_path: Path) -> None:
    save(tmp_path / "set", "a.jpg", "b.jpg")
    rows = [{"Labeled Data": f"https://x/{name}", "Label": {"objects": []}} for name in ("a.jpg", "b.jpg")]
    dump(tmp_path / "set/export.json", rows)
    with pytest.raises(NotUnderstood, match=r"export.json is of Labelbox .* lists 2 pictures, but no boxes"):
        understood(tmp_path / "set", Choice(task="detection"))
    dump(tmp_path / "set/export.json", [{**row, "Labeled Data": "https://x/z.jpg"} for row in rows])
    rows[0]["Label"] = {"objects": [{"title": "x", "bbox": {"top": 1, "left": 1, "height": 2, "width": 2}}]}
    dump(tmp_path / "set/export.json", [{**row, "Labeled Data": "https://x/z.jpg"} for row in rows])
    with pytest.raises(NotUnderstood, match=r"none of them is there. The first would be https://x/z.jpg"):
        understood(tmp_path / "set", Choice(task="detection"))


def test_a_damaged_export_is_named(tmp_path: Path) -> None:
    seeds.SEEDS["vott_boxes"](tmp_path / "set")
    file = tmp_path / "set/vott-json-export/t-export.json"
    file.write_bytes(file.read_bytes()[:-60])
    with pytest.raises(NotUnderstood, match=r"t-export.json is cut short.* It seems to be of VoTT"):
        understood(tmp_path / "set", Choice(task="detection"))


def test_two_pictures_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    save(tmp_path / "set", "b/1.jpg")
    box = {"label": "cat", "coordinates": {"x": 10, "y": 10, "width": 4, "height": 4}}
    other = {"label": "dog", "coordinates": {"x": 30, "y": 30, "width": 4, "height": 4}}
    images = [{"image": "a/1.jpg", "annotations": [other]}, {"image": "b/1.jpg", "annotations": [box]}]
    for given in (images, images[::-1]):
        dump(tmp_path / "set/x.json", given)
        reading = read_by(find("create_ml"), tmp_path / "set")
        assert boxes_of(entries(reading)["b/1.jpg"]) == [("cat", [8, 8, 12, 12])]
        assert "1 picture is listed twice" in said(reading)


def test_a_missing_picture_never_lies_outside_the_source(tmp_path: Path) -> None:
    save(tmp_path / "set", "a.jpg")
    box = {"label": "cat", "coordinates": {"x": 10, "y": 10, "width": 4, "height": 4}}
    names = ("a.jpg", "../../etc/x.jpg", "/etc/y.jpg", "file:///etc/z.jpg", "C:\\w.jpg")
    dump(tmp_path / "set/x.json", [{"image": name, "annotations": [box]} for name in names])
    reading = read_by(find("create_ml"), tmp_path / "set")
    root = (tmp_path / "set").resolve()
    assert len(reading.entries) == 5
    assert all((root / entry.path).resolve().is_relative_to(root) for entry in reading.entries)


def test_vott_passes_over_what_nobody_visited(tmp_path: Path) -> None:
    save(tmp_path / "set", "a.jpg", "b.jpg")
    place = {"left": 1, "top": 2, "width": 3, "height": 4}
    asset = {
        "asset": {"name": "a.jpg", "state": 2},
        "regions": [{"type": "RECTANGLE", "tags": ["x"], "boundingBox": place}],
    }
    new = {"asset": {"name": "b.jpg", "state": 0}, "regions": []}
    dump(tmp_path / "set/t-export.json", {"assets": {"1": asset, "2": new}})
    found = entries(read_by(find("vott"), tmp_path / "set"))
    assert boxes_of(found["a.jpg"]) == [("x", [1, 2, 4, 6])] and str(found["b.jpg"].reason) == "has no annotation"


# From end to end


def test_an_export_becomes_a_project_in_either_way(tmp_path: Path) -> None:
    seeds.SEEDS["via_shapes"](tmp_path / "set")
    project = Project.create(tmp_path / "set", folder=tmp_path / "boxes")
    project.close()
    assert (project.task, project.classes) == ("detection", ("cat", "dog"))
    project = Project.create(tmp_path / "set", folder=tmp_path / "masks", wanted=Choice(task="segmentation"))
    project.close()
    masks = Annotations(project.root, project.classes, project.legend)
    mask = masks.mask(next(iter(project.index.pictures())))
    assert project.classes == ("background", "cat", "dog") and set(np.unique(mask)) == {0, 1, 2}


def test_real_grains_are_read_from_both_splits(shared_data: Path, tmp_path: Path) -> None:
    name, reading = read_best(shared_data / "instances_grains_via")
    assert name == "via" and reading.classes == ("\u03b2 matrix grain boundary",)
    splits = [entry.split.value for entry in reading.entries if entry.split]
    assert (splits.count("train"), splits.count("val")) == (44, 23)
    assert sum(len(entry.annotation["boxes"]) for entry in reading.entries if entry.annotation) == 197


REAL = {
    "cvat_dataset/for_images/export_project": ("cvat", 6, {"label1"}),
    "roboflow_dataset/createml": ("create_ml", 3, {"label_0", "label_1"}),
    "vott_json_dataset/dataset": ("vott", 3, {"animal", "dog", "person"}),
    "labelme_dataset": ("labelme_xml", 1, {"window", "license plate", "o1", "q1", "b1", "m1", "hg"}),
}


@pytest.mark.parametrize("folder", REAL)
def test_samples_of_other_projects(formats: Path, folder: str) -> None:
    name, count, classes = REAL[folder]
    reading = read_by(find(name), formats / folder)
    assert len(reading.entries) == count and set(reading.classes) <= classes


# Shapes


def test_a_part_of_a_mask_becomes_run_lengths_of_the_picture() -> None:
    random = np.random.default_rng(0)
    for _ in range(50):
        small = random.random((random.integers(1, 9), random.integers(1, 9))) < 0.6
        x, y = int(random.integers(-4, 10)), int(random.integers(-4, 8))
        whole = np.zeros((8, 10), bool)
        for row, column in np.argwhere(small):
            if 0 <= y + row < 8 and 0 <= x + column < 10:
                whole[y + row, x + column] = True
        runs = runs_of(small, (x, y), (10, 8))
        if not whole.any():
            assert runs is None
            continue
        assert runs is not None and sum(runs["counts"]) == 80
        assert (runs_to_mask(runs["counts"], runs["size"]) == whole).all()
        rows, columns = np.nonzero(whole)
        assert Shape("x", runs=runs).box == [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1] or (
            Shape("x", runs=runs).box[::2] == [columns.min(), columns.max() + 1]
        )


def test_run_lengths_that_do_not_fit_are_none() -> None:
    assert from_rows([1, 100], (0, 0), (3, 3), (10, 10)) is None
    assert from_rows([-1, 2], (0, 0), (3, 3), (10, 10)) is None
    assert from_rows([], (0, 0), (3, 3), (10, 10)) is None
    assert from_rows([0, 9], (0, 0), (3, 3), None) is None
    assert polygon("x", [(1, 2), None, (3, 4)]).points == []


def test_an_export_is_read_when_it_alone_is_opened(tmp_path: Path) -> None:
    seeds.SEEDS["labelbox_boxes"](tmp_path / "set")
    name, reading = read_best(tmp_path / "set/export.ndjson")
    assert name == "labelbox" and len(reading.entries) == 4


def test_a_class_that_reading_does_not_find_is_said(tmp_path: Path) -> None:
    seeds.SEEDS["labelbox_boxes"](tmp_path / "set")
    with pytest.raises(UserError, match="give no picture a class"):
        find("labelbox_classes").read(Source(tmp_path / "set"), Choice(), tmp_path)
