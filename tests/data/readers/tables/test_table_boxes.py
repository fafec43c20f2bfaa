"""Boxes, outlines and run lengths in tables, as tools and data sets write them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sft_gui.data.annotations import runs_to_mask
from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.data.readers.reader import Choice
from sft_gui.data.readers.tables.boxes import TableBoxReader
from sft_gui.data.readers.tables.runs import TableRunsReader, counts_of
from sft_gui.data.readers.tables.shapes import parsed, shapes_in
from tests.data.readers.reading import proposals, read_best, read_by, understood
from tests.data.readers.seeds import SEEDS, quoted
from tests.data.readers.tables.test_table import kind, layout, named, rows

BOX = [2.0, 3.0, 12.0, 9.0]  # of pictures of 16 × 12


def boxes(place: Path) -> dict[str, list[tuple[str, list[float]]]]:
    reader, reading = read_best(place)
    assert reader == "table_boxes"
    found = {}
    for entry in reading.entries:
        assert entry.annotation is not None
        scale = [16, 12, 16, 12] if entry.annotation.get("relative") else [1] * 4
        drawn = [[round(n * s, 6) for n, s in zip(box, scale, strict=True)] for box in entry.annotation["boxes"]]
        found[entry.path] = list(zip(entry.annotation["labels"], drawn, strict=True))
    return found


FORMS = {
    "Roboflow": ("filename,width,height,class,xmin,ymin,xmax,ymax", lambda i: f"{i}.png,16,12,{kind(i)},2,3,12,9"),
    "RetinaNet": (None, lambda i: f"{i}.png,2,3,12,9,{kind(i)}"),
    "sides": ("image,x,y,w,h,label", lambda i: f"{i}.png,2,3,10,6,{kind(i)}"),
    "centres": ("image,x_center,y_center,width,height,label", lambda i: f"{i}.png,7,6,10,6,{kind(i)}"),
    "shares of centres": ("image,xc,yc,w,h,label", lambda i: f"{i}.png,0.4375,0.5,0.625,0.5,{kind(i)}"),
    "Open Images": (
        "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded",
        lambda i: f"{i},xclick,{kind(i)},1,0.125,0.75,0.25,0.75,0",
    ),
    "VoTT": ('"image","xmin","ymin","xmax","ymax","label"', lambda i: f'"{i}.png",2,3,12,9,"{kind(i)}"'),
    "a cell of sides": ("image_id,width,height,bbox,label", lambda i: f'{i},16,12,"[2.0, 3.0, 10.0, 6.0]",{kind(i)}'),
    "a cell of corners": ("image,bbox_xyxy,class", lambda i: f"{i}.png,2 3 12 9,{kind(i)}"),
    "VIA": (
        "#filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes",
        lambda i: (
            f"{i}.png,9,{{}},1,0,"
            + quoted(json.dumps({"name": "rect", "x": 2, "y": 3, "width": 10, "height": 6}))
            + f",{quoted(json.dumps({'type': kind(i)}))}"
        ),
    ),
    "Label Studio": (
        "image,id,label,annotator",
        lambda i: (
            f"/data/upload/1/0000000{i}-{i}.png,{i},"
            + quoted(
                json.dumps(
                    [
                        {"x": 12.5, "y": 25, "width": 62.5, "height": 50, "rotation": 0, "original_width": 16}
                        | {"original_height": 12, "rectanglelabels": [kind(i)]}
                    ]
                )
            )
            + ",1"
        ),
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_boxes_of_every_spelling(tmp_path: Path, form: str) -> None:
    header, line = FORMS[form]
    text = rows(line)
    layout(tmp_path, {"data.csv": f"{header}\n{text}" if header else text}, named(folder="images/"))
    assert boxes(tmp_path) == {f"images/{i}.png": [(kind(i), BOX)] for i in range(8)}


def test_a_picture_with_nothing_on_it_and_one_without_a_row(tmp_path: Path) -> None:
    text = rows(lambda i: f"{i}.png,2,3,12,9,{kind(i)}", 6) + "6.png,,,,,\n"
    layout(tmp_path, {"_annotations.csv": text}, named())
    found = boxes(tmp_path)
    assert found["6.png"] == [] and "7.png" not in found
    assert any("7.png" in str(note) for note in read_best(tmp_path)[1].notes)


def test_tables_in_the_folders_of_splits(tmp_path: Path) -> None:
    for split in ("train", "valid"):
        layout(
            tmp_path,
            {f"{split}/_annotations.csv": rows(lambda i: f"{i}.png,2,3,12,9,{kind(i)}")},
            named(folder=f"{split}/"),
        )
    reading = read_best(tmp_path)[1]
    assert {entry.split for entry in reading.entries} == {Split.TRAIN, Split.VAL} and len(reading.entries) == 16


def test_codes_have_the_names_of_another_table(tmp_path: Path) -> None:
    text = "ImageID,LabelName,XMin,XMax,YMin,YMax\n" + rows(lambda i: f"{i},/m/0{i % 2},0.1,0.5,0.2,0.9")
    names = "/m/00,Dog\n/m/01,Cat\n/m/09,Fish\n"
    layout(tmp_path, {"train-annotations-bbox.csv": text, "class-descriptions-boxable.csv": names}, named())
    assert read_best(tmp_path)[1].classes == ("Cat", "Dog")


def test_numbers_have_the_names_of_a_list(tmp_path: Path) -> None:
    text = rows(lambda i: f"{i}.png,2,3,12,9,{i % 2}")
    layout(tmp_path, {"_annotations.csv": text, "_classes.txt": "dog\ncat\n"}, named())
    assert boxes(tmp_path)["1.png"] == [("cat", BOX)]


def test_a_cell_of_two_corners_is_told_from_sides_by_the_pictures(tmp_path: Path) -> None:
    text = "image,bbox,label\n" + rows(lambda i: f'{i}.png,"[10, 6, 15, 11]",{kind(i)}')
    layout(tmp_path, {"t.csv": text}, named())
    assert boxes(tmp_path)["0.png"] == [("dog", [10.0, 6.0, 15.0, 11.0])]


def test_boxes_without_classes_are_of_one(tmp_path: Path) -> None:
    text = "image_id,width,height,bbox,source\n" + rows(lambda i: f'{i},16,12,"[2, 3, 10, 6]",usask_1')
    layout(tmp_path, {"train.csv": text}, named(folder="train/"))
    reading = read_best(tmp_path)[1]
    assert reading.classes == ("object",)
    assert any("No column of train.csv names classes" in str(note) for note in reading.notes)


def test_objects_of_hugging_face(tmp_path: Path) -> None:
    lines = rows(
        lambda i: json.dumps({"file_name": f"{i}.png", "objects": {"bbox": [[2, 3, 10, 6]], "categories": [i % 2]}})
    )
    layout(tmp_path, {"metadata.jsonl": lines}, named())
    assert boxes(tmp_path)["1.png"] == [("1", BOX)]


def test_boxes_win_over_class_folders_and_few_of_them_do_not(tmp_path: Path) -> None:
    pictures = [f"{kind(i)}/{i}.png" for i in range(8)]
    header = "filename,width,height,class,xmin,ymin,xmax,ymax\n"
    all_of = header + rows(lambda i: f"{i}.png,16,12,{kind(i)},2,3,12,9")
    assert understood(layout(tmp_path / "a", {"t.csv": all_of}, pictures)).best.reader == "table_boxes"
    one_of = header + "1.png,16,12,cat,2,3,12,9\n"
    assert understood(layout(tmp_path / "b", {"cat/t.csv": one_of}, pictures)).best.reader == "folders"


def test_a_region_in_a_table_of_classes_is_only_another_reading(tmp_path: Path) -> None:
    text = "Roi.X1,Roi.Y1,Roi.X2,Roi.Y2,ClassId,Path\n" + rows(lambda i: f"2,3,12,9,{i % 2},{i}.png")
    found = understood(layout(tmp_path, {"Train.csv": text}, named()))
    assert found.best.reader == "table" and "table_boxes" in [each.reader for each in found.rivals]


def test_outlines_are_masks_when_asked(tmp_path: Path) -> None:
    SEEDS["table_via"](tmp_path / "set")
    assert understood(tmp_path / "set").best.task == "detection"
    project = Project.create(tmp_path / "set", folder=tmp_path / "project", wanted=Choice(task="segmentation"))
    assert project.task == "segmentation" and project.classes == ("background", "cat")
    project.close()
    assert not proposals(
        TableBoxReader("segmentation"),
        layout(tmp_path / "b", {"t.csv": "image,x,y,w,h,label\n" + rows(lambda i: f"{i}.png,1,1,2,2,a")}, named()),
    )


def test_a_rectangle_that_is_turned_has_the_box_around_it() -> None:
    turned = {"x": 50, "y": 25, "width": 25, "height": 50, "rotation": 90, "rectanglelabels": ["a"]}
    about = {"original_width": 16, "original_height": 16}
    (shape,) = shapes_in(json.dumps([{**turned, **about}]))
    assert np.allclose(shape.box, [0, 0.25, 0.5, 0.5]) and shape.is_relative


@pytest.mark.parametrize(
    "cell", ["[" * 200 + "]" * 200, '{"name": "rect", "x": "a"}', "[1, 2, 3]", '[{"points": 7}]', "{'a': nan}"]
)
def test_cells_that_hold_no_shapes(cell: str) -> None:
    assert not shapes_in(cell) or all(shape.box for shape in shapes_in(cell))
    assert parsed("[" * 200) is None


# Run lengths


def test_run_lengths_are_masks(tmp_path: Path) -> None:
    SEEDS["table_runs"](tmp_path / "set")
    (tmp_path / "set/train.csv").open("a").write("a.png,y,400 500\nb.png,y,\n")
    reading = read_by(TableRunsReader(), tmp_path / "set")
    assert reading.classes == ("background", "x", "y")
    first: Any = reading.entries[0].annotation
    assert first["polygons"][0]["counts"] == [0, 9, 11, 5, 455] and len(first["notes"]) == 1
    project = Project.create(tmp_path / "set", folder=tmp_path / "project")
    assert project.task == "segmentation"
    project.close()


def test_run_lengths_agree_with_pycocotools() -> None:
    coco = pytest.importorskip("pycocotools.mask")
    random = np.random.default_rng(3)
    mask = random.random((20, 24)) > 0.6
    flat = np.concatenate([[0], mask.T.ravel().astype(int), [0]])
    edges = np.flatnonzero(np.diff(flat))
    pairs = [f"{start + 1} {end - start}" for start, end in zip(edges[::2], edges[1::2], strict=True)]
    random.shuffle(pairs)
    counts = counts_of(" ".join(pairs), mask.size)
    assert counts is not None and (runs_to_mask(counts, mask.shape) == mask).all()
    packed = coco.frPyObjects({"counts": counts, "size": list(mask.shape)}, *mask.shape)
    assert (coco.decode(packed).astype(bool) == mask).all()


@pytest.mark.parametrize("cell", ["1", "0 5", "5 9 3 4", "90 20", "a b", "1 -3", "9" * 50 + " 1"])
def test_run_lengths_that_do_not_fit_are_left_out(cell: str) -> None:
    assert counts_of(cell, 100) is None


def test_a_class_may_stand_behind_the_pictures_name(tmp_path: Path) -> None:
    lines = "".join(
        f"{i}.png_{name},{'1 9' if (i + len(name)) % 2 else ''}\n" for i in range(8) for name in ("Fish", "Sugar")
    )
    layout(tmp_path, {"train.csv": f"Image_Label,EncodedPixels\n{lines}"}, named(folder="train_images/"))
    reader, reading = read_best(tmp_path)
    assert reader == "table_runs" and reading.classes == ("background", "Fish", "Sugar") and len(reading.entries) == 8


def test_numbers_of_boxes_have_the_names_of_their_folders(tmp_path: Path) -> None:
    pictures = [f"{kind(i)}/{i}.png" for i in range(8)]
    layout(tmp_path, {"anno.csv": rows(lambda i: f"{i}.png,2,3,12,9,{i % 2 + 1}")}, pictures)
    assert read_best(tmp_path)[1].classes == ("cat", "dog")
