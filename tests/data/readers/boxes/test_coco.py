"""COCO's JSON becomes boxes as pycocotools reads them, and outlines become masks as it draws them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sft_gui.data.annotations import Annotations
from sft_gui.data.fitting import Fitter
from sft_gui.data.index import Picture, Split, Status
from sft_gui.data.project import Project
from sft_gui.data.readers.boxes.coco import CocoReader
from sft_gui.data.readers.boxes.coco_shapes import decode_runs
from sft_gui.errors import UserError
from sft_gui.messages import Message
from tests.data.readers.reading import read_by, understood
from tests.fixtures import COLOURS, draw

SIZE = (48, 40)
CATEGORIES = [{"id": 3, "name": "dog"}, {"id": 7, "name": "cat"}]
TRIANGLE = [5.0, 5.0, 40.0, 8.5, 12.3, 35.0]


def save_pictures(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        draw(COLOURS["blue"], sum(map(ord, path)), SIZE).save(root / path)


def save_json(file: Path, names: list[str], annotations: list[dict[str, Any]], **more: Any) -> None:
    images = [{"id": i, "file_name": name, "width": SIZE[0], "height": SIZE[1]} for i, name in enumerate(names, 1)]
    numbered = [{"id": i, "iscrowd": 0, "area": 1, **each} for i, each in enumerate(annotations, 1)]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"images": images, "annotations": numbered, "categories": CATEGORIES, **more}))


def opened(source: Path, tmp_path: Path, task: str | None = None) -> tuple[Project, dict[str, Picture]]:
    project = Project.create(source, folder=tmp_path / "project", task=task)
    project.close()
    return project, {picture.path: picture for picture in project.index.pictures(status=None)}


def test_boxes_crowds_and_backgrounds_are_read(tmp_path: Path) -> None:
    save_pictures(tmp_path / "set", "images/train/a.png", "images/train/b.png", "images/val/a.png")
    annotations = [
        {"image_id": 1, "category_id": 7, "bbox": [1, 2, 10, 12]},
        {"image_id": 1, "category_id": 3, "bbox": [0, 0, 48, 40], "iscrowd": 1},
    ]
    save_json(tmp_path / "set/annotations/instances_train.json", ["a.png", "b.png"], annotations)
    save_json(tmp_path / "set/annotations/instances_val.json", ["a.png"], annotations[:1])
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert (project.task, project.format_name, project.classes) == ("detection", "coco", ("dog", "cat"))
    assert pictures["images/train/a.png"].annotation == {
        "boxes": [[1, 2, 11, 14], [0, 0, 48, 40]],
        "labels": ["cat", "dog"],
        "crowd": [0, 1],
    }
    assert pictures["images/train/b.png"].annotation == {"boxes": [], "labels": []}
    assert pictures["images/val/a.png"].split is Split.VAL and project.split.given
    assert project.index.counts()["cat"][Split.VAL] == 1


def test_bad_annotations_are_said(tmp_path: Path) -> None:
    save_pictures(tmp_path / "set", "a.png")
    annotations = [
        {"image_id": 1, "category_id": 7, "bbox": [1, 2, 10, 12]},
        {"image_id": 1, "category_id": 99, "bbox": [1, 2, 10, 12]},
        {"image_id": 1, "category_id": 7, "bbox": [1, 2, 0, 12]},
        {"image_id": 1, "category_id": 7, "bbox": None},
        {"image_id": 55, "category_id": 7, "bbox": [1, 2, 10, 12]},
    ]
    save_json(tmp_path / "set/x.json", ["a.png", "gone.png"], annotations)
    project, pictures = opened(tmp_path / "set", tmp_path)
    annotation = pictures["a.png"].annotation
    assert annotation and annotation["boxes"] == [[1, 2, 11, 14]]
    assert [str(Message.from_json(note)) for note in annotation["notes"]] == [
        "box 2 is of the unknown class '99': left out",
        "box 3 (cat) has no area: left out",
        "box 4 (cat) is no box of numbers: left out",
    ]
    assert str(pictures["gone.png"].reason) == "is not there"
    assert "1 annotation belongs to no listed picture and is left out." in [str(note) for note in project.notes]


def test_roboflows_group_of_classes_is_no_class(tmp_path: Path) -> None:
    save_pictures(tmp_path / "set", "train/a.png")
    categories = [
        {"id": 0, "name": "cells", "supercategory": "none"},
        {"id": 1, "name": "red", "supercategory": "cells"},
    ]
    annotations = [{"image_id": 1, "category_id": 1, "bbox": [1, 2, 10, 12]}]
    save_json(tmp_path / "set/train/_annotations.coco.json", ["a.png"], annotations, categories=categories)
    assert opened(tmp_path / "set", tmp_path)[0].classes == ("red",)


def test_outlines_become_masks_where_asked_or_where_there_are_no_boxes(tmp_path: Path) -> None:
    save_pictures(tmp_path / "set", "a.png")
    annotations = [{"image_id": 1, "category_id": 7, "bbox": [5, 5, 35, 30], "segmentation": [TRIANGLE]}]
    save_json(tmp_path / "set/x.json", ["a.png"], annotations)
    assert understood(tmp_path / "set").best.task == "detection"
    project, pictures = opened(tmp_path / "set", tmp_path, task="segmentation")
    assert (project.task, project.classes) == ("segmentation", ("background", "dog", "cat"))
    mask = Annotations(project.root, project.classes, project.legend).mask(pictures["a.png"])
    assert set(np.unique(mask).tolist()) == {0, 2}
    del annotations[0]["bbox"]
    save_json(tmp_path / "set/x.json", ["a.png"], annotations)
    assert understood(tmp_path / "set").best.task == "segmentation"


def test_smaller_objects_lie_on_larger_ones(tmp_path: Path) -> None:
    save_pictures(tmp_path / "set", "a.png")
    square = [10, 10, 20, 10, 20, 20, 10, 20]
    annotations = [
        {"image_id": 1, "category_id": 3, "segmentation": [square], "area": 100},
        {"image_id": 1, "category_id": 7, "segmentation": [[0, 0, 48, 0, 48, 40, 0, 40]], "area": 1920},
    ]
    save_json(tmp_path / "set/x.json", ["a.png"], annotations)
    project, pictures = opened(tmp_path / "set", tmp_path)
    mask = Annotations(project.root, project.classes, project.legend).mask(pictures["a.png"])
    assert (mask[10:20, 10:20] == 1).all() and (mask == 1).sum() == 100 and (mask == 2).sum() == 1820


def test_outlines_agree_with_pycocotools(tmp_path: Path) -> None:
    reference = pytest.importorskip("pycocotools.mask")
    save_pictures(tmp_path / "set", "a.png")
    rng = np.random.default_rng(3)
    for _ in range(5):
        angles, radii = np.sort(rng.uniform(0, 2 * np.pi, 9)), rng.uniform(8, 19, 9)
        points = np.stack([24 + radii * np.cos(angles), 20 + radii * np.sin(angles)], 1).ravel().tolist()
        packed = reference.merge(reference.frPyObjects([points], SIZE[1], SIZE[0]))
        theirs = reference.decode(packed).astype(bool)
        for outline in ([points], {"size": [40, 48], "counts": packed["counts"].decode()}):
            save_json(tmp_path / "set/x.json", ["a.png"], [{"image_id": 1, "category_id": 3, "segmentation": outline}])
            reading = read_by(CocoReader("segmentation"), tmp_path / "set")
            annotation = Fitter(tmp_path, reading.classes, None).fit(reading.entries[0].annotation or {}, SIZE, 1)
            picture = Picture(1, "a.png", None, annotation, Split.TRAIN, Status.OK, None, *SIZE, 0, 0.0, "")
            ours = Annotations(tmp_path, reading.classes, None).mask(picture) == 1
            assert (ours & theirs).sum() / (ours | theirs).sum() > (0.93 if isinstance(outline, list) else 0.9999)
        assert decode_runs(packed["counts"].decode()) == reference_runs(theirs)


def reference_runs(mask: np.ndarray) -> list[int]:
    bits = mask.T.ravel().astype(int)
    changes = np.flatnonzero(np.diff(np.concatenate([[0], bits])))
    return np.diff(np.concatenate([[0], changes, [mask.size]])).tolist()


def test_boxes_agree_with_pycocotools_on_real_layouts(formats: Path) -> None:
    reference = pytest.importorskip("pycocotools.coco")
    folder = formats / "coco_dataset/coco_instances"
    reading = read_by(CocoReader("detection"), folder)
    by_name = {Path(entry.path).name: entry.annotation for entry in reading.entries}
    for file in sorted(folder.glob("annotations/*.json")):
        coco = reference.COCO(str(file))
        for image in coco.loadImgs(coco.getImgIds()):
            theirs = coco.loadAnns(coco.getAnnIds(image["id"]))
            ours = by_name[image["file_name"]]
            assert ours is not None
            assert [[b[0], b[1], b[2] - b[0], b[3] - b[1]] for b in ours["boxes"]] == [each["bbox"] for each in theirs]
            assert ours["labels"] == [coco.cats[each["category_id"]]["name"] for each in theirs]


def test_a_cut_file_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_pictures(tmp_path / "set", "a.png")
    file = tmp_path / "set/x.json"
    save_json(file, ["a.png"], [{"image_id": 1, "category_id": 7, "bbox": [1, 2, 10, 12]}] * 40_000)
    monkeypatch.setattr("sft_gui.data.source.LOOKED_AT_BYTES", 2**20)
    assert understood(tmp_path / "set").best.reader == "coco"
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(UserError, match=r"x\.json is cut short"):
        Project.create(tmp_path / "set", folder=tmp_path / "project")


BOX = {"image_id": 1, "category_id": 7, "bbox": [1, 2, 10, 12]}


@pytest.mark.parametrize(
    ("annotations", "more", "word"),
    [
        ([{"image_id": 1, "caption": "a cat"}], {}, "COCO (captions)"),
        ([{"image_id": 1, "segments_info": [], "file_name": "a.png"}], {}, "COCO (panoptic)"),
        ([{"image_id": 1, "category_id": 7, "keypoints": [1, 2, 2]}], {}, "COCO (key points)"),
        ([BOX], {"images": []}, "lists no pictures"),
        ([BOX], {"images": [{"id": 1, "file_name": "elsewhere.png"}]}, "the first is 'elsewhere.png'"),
        ([], {}, "no annotation of it has a box"),
    ],
)
def test_what_is_not_read_is_named(tmp_path: Path, annotations: list[Any], more: dict[str, Any], word: str) -> None:
    save_pictures(tmp_path / "set", "a.png")
    save_json(tmp_path / "set/x.json", ["a.png"], annotations, **more)
    with pytest.raises(UserError) as told:
        understood(tmp_path / "set")
    assert word in str(told.value) and "x.json" in str(told.value)


def test_results_of_a_model_are_no_ground_truth(tmp_path: Path) -> None:
    save_pictures(tmp_path / "set", "a.png")
    (tmp_path / "set/results.json").write_text(json.dumps([{**BOX, "score": 0.9}]))
    with pytest.raises(UserError, match="what a model found"):
        understood(tmp_path / "set")
    save_json(tmp_path / "set/truth.json", ["a.png"], [BOX])
    found = understood(tmp_path / "set")
    assert found.best.reader == "coco" and any("no ground truth" in str(note) for note in found.notes())


def test_lists_may_be_objects_and_categories_missing(tmp_path: Path) -> None:
    save_pictures(tmp_path / "set", "a.png", "b.png")
    images = {"1": {"file_name": "a.png"}, "2": {"file_name": "b.png"}}
    for listed in ({"5": BOX}, {"1": [{"category_id": 7, "bbox": [1, 2, 10, 12]}]}):
        (tmp_path / "set/x.json").write_text(json.dumps({"images": images, "annotations": listed}))
        reading = read_by(CocoReader("detection"), tmp_path / "set")
        assert reading.classes == ("7",)
        assert [len((entry.annotation or {})["boxes"]) for entry in reading.entries] == [1, 0]


def test_one_file_for_each_class_is_joined_and_the_same_twice_is_not(tmp_path: Path) -> None:
    save_pictures(tmp_path / "set", "a.png")
    save_json(tmp_path / "set/cats.json", ["a.png"], [BOX])
    save_json(tmp_path / "set/dogs.json", ["a.png"], [{**BOX, "category_id": 3, "bbox": [5, 5, 9, 9]}])
    reading = read_by(CocoReader("detection"), tmp_path / "set")
    assert (reading.entries[0].annotation or {})["labels"] == ["cat", "dog"]
    save_json(tmp_path / "set/dogs.json", ["a.png"], [BOX])
    reading = read_by(CocoReader("detection"), tmp_path / "set")
    assert (reading.entries[0].annotation or {})["labels"] == ["cat"]
    assert "1 picture is listed twice; the first holds." in [str(note) for note in reading.notes]


def test_people_with_key_points_keep_their_boxes(tmp_path: Path) -> None:
    save_pictures(tmp_path / "set", "val2017/a.png")
    save_json(tmp_path / "set/annotations/person_keypoints_val2017.json", ["a.png"], [{**BOX, "keypoints": [1, 2, 2]}])
    reading = read_by(CocoReader("detection"), tmp_path / "set")
    assert (reading.entries[0].annotation or {})["boxes"] == [[1, 2, 11, 14]]
    assert "1 object has key points, which are passed over." in [str(note) for note in reading.notes]


def test_outlines_beside_boxes_are_offered_where_they_say_more(tmp_path: Path) -> None:
    save_pictures(tmp_path / "set", "a.png")
    save_json(tmp_path / "set/x.json", ["a.png"], [{**BOX, "segmentation": [TRIANGLE]}])
    found = understood(tmp_path / "set")
    assert (found.best.task, [each.task for each in found.rivals]) == ("detection", ["segmentation"])
    save_json(tmp_path / "set/x.json", ["a.png"], [{**BOX, "segmentation": [[1, 2, 11, 2, 11, 14, 1, 14]]}])
    assert not understood(tmp_path / "set").others


def test_one_stray_file_flips_no_classes(tmp_path: Path) -> None:
    save_pictures(tmp_path / "set", *(f"{name}/{number}.png" for name in ("cat", "dog") for number in range(5)))
    save_json(tmp_path / "set/x.json", ["cat/0.png"], [BOX])
    found = understood(tmp_path / "set")
    assert found.best.task == "classification" and "coco" in [each.reader for each in found.others]
