"""What annotation tools export is read with the numbers that a hand calculates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sft_gui.data.annotations import Annotations, polygon_to_mask, runs_to_mask
from sft_gui.data.project import Project
from sft_gui.data.readers.reader import Choice, Entry, Reading
from sft_gui.data.readers.registry import find
from sft_gui.data.readers.tools.brush import _Bits
from sft_gui.data.readers.tools.shapes import Shape, from_rows, polygon, runs_of
from sft_gui.data.source import Source
from sft_gui.data.understand import NotUnderstood, propose
from sft_gui.errors import UserError
from sft_gui.messages import Message
from tests.data.readers import seeds
from tests.data.readers.reading import proposals, read_best, read_by, understood
from tests.fixtures import COLOURS, draw

SIZE = (100, 50)


def save(root: Path, *names: str) -> None:
    for number, name in enumerate(names):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        draw(COLOURS["blue"], number, SIZE).save(root / name)


def dump(file: Path, data: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")


def entries(reading: Reading) -> dict[str, Entry]:
    return {entry.path: entry for entry in reading.entries}


def boxes_of(entry: Entry) -> list[tuple[str, list[float]]]:
    assert entry.annotation is not None
    found = zip(entry.annotation["labels"], entry.annotation["boxes"], strict=True)
    return [(label, [round(value, 2) for value in box]) for label, box in found]


def notes_of(entry: Entry) -> list[str]:
    assert entry.annotation is not None
    return [str(Message.from_json(note)) for note in entry.annotation["notes"]]


def said(reading: Reading) -> str:
    return " ".join(map(str, reading.notes))


# VIA


def region(place: dict[str, Any], **attributes: Any) -> dict[str, Any]:
    return {"shape_attributes": place, "region_attributes": attributes}


def via(root: Path, pictures: dict[str, list[dict[str, Any]]]) -> None:
    save(root, *pictures)
    table = {f"{name}1": {"filename": name, "size": 1, "regions": found} for name, found in pictures.items()}
    dump(root / "via_region_data.json", table)


RECT = {"name": "rect", "x": 10, "y": 5, "width": 20, "height": 15}


def test_via_has_boxes_round_things_and_outlines(tmp_path: Path) -> None:
    round_ = {"name": "circle", "cx": 50, "cy": 25, "r": 10}
    long = {"name": "ellipse", "cx": 50, "cy": 25, "rx": 20, "ry": 5, "theta": np.pi / 2}
    drawn = {"name": "polygon", "all_points_x": [1, 9, 9], "all_points_y": [2, 2, 8]}
    line = {"name": "polyline", "all_points_x": [1, 9], "all_points_y": [2, 2]}
    shapes = [region(place, kind="cat") for place in (RECT, round_, long, drawn, line)]
    via(tmp_path / "set", {"a.jpg": shapes, "b.jpg": [region({"name": "point", "cx": 1, "cy": 1}, kind="cat")]})
    reading = read_by(find("via"), tmp_path / "set")
    assert boxes_of(entries(reading)["a.jpg"]) == [
        ("cat", [10, 5, 30, 20]),
        ("cat", [40, 15, 60, 35]),
        ("cat", [45, 5, 55, 45]),
        ("cat", [1, 2, 9, 8]),
    ]
    assert notes_of(entries(reading)["a.jpg"]) == ["shapes of the kind 'polyline' are left out"]
    assert "3 boxes are drawn around outlines" in said(reading) and "1 picture is listed without a shape" in said(
        reading
    )


def test_vias_class_is_the_attribute_with_few_values_and_others_can_be_chosen(tmp_path: Path) -> None:
    found = {
        f"{number}.jpg": [region(RECT, id=f"{number}", species="cat" if number % 2 else "dog", tone=f"{number % 3}")]
        for number in range(6)
    }
    via(tmp_path / "set", found)
    best, *others = proposals(find("via"), tmp_path / "set")
    assert best.choice == Choice(task="detection", format="via", label="species")
    assert [each.choice.label for each in others] == ["tone", "id"] and best.score > others[0].score
    assert "there are others: tone, id" in str(best.assumed[0])
    assert {column.name for column in best.columns} == {"id", "species", "tone"}
    chosen = read_by(find("via"), tmp_path / "set", Choice(label="tone"))
    assert chosen.classes == ("0", "1", "2")
    assert proposals(find("via"), tmp_path / "set", Choice(label="colour")) == []


def test_via_without_attributes_has_one_class_and_ticked_ones_are_answers(tmp_path: Path) -> None:
    via(tmp_path / "bare", {"a.jpg": [region(RECT)], "b.jpg": [region(RECT)]})
    reading = read_by(find("via"), tmp_path / "bare")
    assert reading.classes == ("object",) and "all are of one class, 'object'" in said(reading)
    ticked = [region(RECT, type={"cat": True, "dog": False}), region(RECT, type={}), region(RECT, type="dog")]
    via(tmp_path / "ticked", {"a.jpg": ticked, "b.jpg": []})
    reading = read_by(find("via"), tmp_path / "ticked")
    assert [label for label, _ in boxes_of(entries(reading)["a.jpg"])] == ["cat", "dog"]
    assert notes_of(entries(reading)["a.jpg"]) == ["shapes whose label is no name are left out"]


# Label Studio


def task(name: str, *annotations: Any, **more: Any) -> dict[str, Any]:
    return {"id": 1, "data": {"text": "x", "image": name}, "annotations": list(annotations), **more}


def result(kind: str, value: dict[str, Any], **more: Any) -> dict[str, Any]:
    about = {"original_width": 100, "original_height": 50, "image_rotation": 0, "from_name": "label"}
    return {**about, "type": kind, "value": value, **more}


def test_label_studio_turns_boxes_about_their_corner_in_pixels(tmp_path: Path) -> None:
    save(tmp_path / "set", "pic a.jpg", "b.jpg", "c.jpg", "d.jpg")
    turned = {"x": 50, "y": 40, "width": 20, "height": 20, "rotation": 90, "rectanglelabels": ["cat"]}
    plain = {"x": 10, "y": 10, "width": 20, "height": 20, "rotation": 0}
    oval = {"x": 50, "y": 50, "radiusX": 10, "radiusY": 20, "rotation": 0, "ellipselabels": ["dog"]}
    both = [result("rectangle", plain, id="r"), result("labels", {**plain, "labels": ["dog", "cat"]}, id="r")]
    brush = result("brushlabels", {"format": "rle", "rle": [0, 1], "brushlabels": ["cat"]}, id="b")
    tasks = [
        task("/data/upload/3/0a1b2c3d-pic%20a.jpg", {"result": [result("rectanglelabels", turned, id="x"), brush]}),
        task("s3://bucket/b.jpg", {"result": [], "was_cancelled": True}, {"result": both}, {"result": []}),
        task("C:\\me\\c.jpg", {"result": [result("ellipselabels", oval)]}, predictions=[{"result": both}]),
        task("d.jpg", predictions=[{"result": both}]),
    ]
    dump(tmp_path / "set/project-1.json", tasks)
    reading = read_by(find("label_studio"), tmp_path / "set")
    found = entries(reading)
    assert boxes_of(found["pic a.jpg"]) == [("cat", [40, 20, 50, 40])]
    assert notes_of(found["pic a.jpg"]) == ["shapes of the kind 'brush' are left out"]
    assert boxes_of(found["b.jpg"]) == [("dog", [10, 5, 30, 15])]
    assert notes_of(found["b.jpg"]) == [
        "is annotated 2 times; the first holds",
        "a shape has 2 labels; the first holds",
    ]
    assert boxes_of(found["c.jpg"]) == [("dog", [40, 15, 60, 35])]
    assert str(found["d.jpg"].reason) == "has no annotation"
    assert "1 box is turned" in said(reading)


def choices(**answers: list[str]) -> list[dict[str, Any]]:
    return [{"type": "choices", "from_name": name, "value": {"choices": each}} for name, each in answers.items()]


def test_of_several_questions_about_a_picture_one_must_be_said(tmp_path: Path) -> None:
    names = [f"{number}.jpg" for number in range(6)]
    save(tmp_path / "set", *names)
    tasks = [
        task(name, {"result": choices(sky=["blue" if number % 2 else "grey"], sea=["calm" if number < 3 else "wild"])})
        for number, name in enumerate(names)
    ]
    dump(tmp_path / "set/export.json", tasks)
    with pytest.raises(NotUnderstood, match=r"several questions .* --label: .*s(ky|ea), s(ky|ea)\.") as error:
        understood(tmp_path / "set")
    assert {each.choice.label for each in error.value.alternatives} >= {"sky", "sea"}
    _, reading = read_best(tmp_path / "set", Choice(label="sea"))
    assert [entry.label for entry in reading.entries] == ["calm"] * 3 + ["wild"] * 3


def test_the_column_that_is_named_so_is_the_class_and_what_else_the_task_held_is_not(tmp_path: Path) -> None:
    names = [f"{number}.jpg" for number in range(6)]
    save(tmp_path / "set", *names)
    rows = [
        {"image": f"/data/upload/1/{name}", "site": "AB"[number % 2], "choice": ["cat", "dog"][number // 3]}
        for number, name in enumerate(names)
    ]
    dump(tmp_path / "set/p.json", [{**row, "annotation_id": 1, "annotator": 2, "updated_at": "2024"} for row in rows])
    name, reading = read_best(tmp_path / "set")
    assert name == "label_studio_min_classes"
    assert [entry.label for entry in reading.entries] == ["cat"] * 3 + ["dog"] * 3


def test_several_answers_to_a_question_are_no_classes(tmp_path: Path) -> None:
    save(tmp_path / "set", "a.jpg", "b.jpg", "c.jpg")
    tasks = [task(name, {"result": choices(what=["cat", "dog"])}) for name in ("a.jpg", "b.jpg", "c.jpg")]
    dump(tmp_path / "set/export.json", tasks)
    with pytest.raises(NotUnderstood, match="3 pictures in files of Label Studio have several answers to 'what'"):
        understood(tmp_path / "set", Choice(format="label_studio"))


def test_one_with_several_answers_is_told_where_the_others_have_one(tmp_path: Path) -> None:
    names = [f"{number}.jpg" for number in range(12)]
    save(tmp_path / "set", *names)
    answers = [["cat", "dog"], *([["cat"], ["dog"]] * 6)]
    tasks = [task(name, {"result": choices(what=each)}) for name, each in zip(names, answers, strict=False)]
    dump(tmp_path / "set/export.json", tasks)
    reading = read_by(find("label_studio_classes"), tmp_path / "set")
    assert [entry.label for entry in reading.entries][1:3] == ["cat", "dog"]
    assert str(reading.entries[0].reason) == "has several answers: cat, dog"


def packed(mask: np.ndarray) -> list[int]:
    """Label Studio's runs of the bytes of four equal channels, by single values and by repeated ones."""
    values = np.repeat(mask.ravel().astype(int) * 255, 4).tolist()
    bits = f"{len(values):032b}" + f"{8 - 1:05b}" + "".join(f"{size - 1:04b}" for size in (3, 4, 8, 16))
    place = 0
    while place < len(values):
        same = next((i for i in range(place, len(values)) if values[i] != values[place]), len(values)) - place
        if same > 4:
            bits += "1" + "11" + f"{same - 1:016b}" + f"{values[place]:08b}"
        else:
            bits += "0" + "00" + f"{same - 1:03b}" + "".join(f"{each:08b}" for each in values[place : place + same])
        place += same
    bits = bits.ljust(-(-len(bits) // 8) * 8, "0")
    return [int(bits[i : i + 8], 2) for i in range(0, len(bits), 8)]


def test_label_studios_brush_strokes_become_masks(tmp_path: Path) -> None:
    save(tmp_path / "set", "a.jpg", "b.jpg")
    mask = np.zeros((50, 100), bool)
    mask[10:20, 30:60], mask[30, 5] = True, True
    stroke = result("brushlabels", {"format": "rle", "rle": packed(mask), "brushlabels": ["cat"]})
    cut = result("brushlabels", {"format": "rle", "rle": packed(mask)[:-30], "brushlabels": ["cat"]})
    dump(tmp_path / "set/e.json", [task("a.jpg", {"result": [stroke]}), task("b.jpg", {"result": [stroke, cut]})])
    best = understood(tmp_path / "set").best
    assert best.reader == "label_studio_outlines"
    found = entries(read_by(find("label_studio_outlines"), tmp_path / "set"))
    for path in ("a.jpg", "b.jpg"):
        annotation = found[path].annotation
        assert annotation is not None
        (drawn,) = annotation["polygons"]
        assert (runs_to_mask(drawn["counts"], drawn["size"]) == mask).all()
    assert notes_of(found["b.jpg"]) == ["shapes of the kind 'brush' are left out"]


def test_the_head_of_a_real_brush_stroke_is_understood() -> None:
    # The first bytes of a stroke that Label Studio wrote for a picture of 3332 x 2527.
    head = [2, 1, 233, 240, 57, 27, 255, 255, 255, 0]
    bits = _Bits(bytes(head))
    assert bits.read(32) == 3332 * 2527 * 4 and bits.read(5) + 1 == 8
    assert [bits.read(4) + 1 for _ in range(4)] == [3, 4, 8, 16]
    assert (bits.read(1), bits.read(2), bits.read(16), bits.read(8)) == (1, 3, 65535, 0)


# CVAT


def cvat(root: Path, *images: str) -> None:
    dump(root / "annotations.xml", f"<annotations><version>1.1</version><meta/>{''.join(images)}</annotations>")


def test_cvat_turns_boxes_about_their_middle_and_knows_subsets_and_masks(tmp_path: Path) -> None:
    save(tmp_path / "set", "images/Train/a.jpg", "images/Validation/a.jpg", "images/Train/b.jpg")
    box = '<box label="cat" xtl="10" ytl="10" xbr="30" ybr="20" rotation="90.0"><attribute name="x">1</attribute></box>'
    mask = '<mask label="dog" left="10" top="20" width="3" height="2" rle="1, 2, 2, 1"/>'
    name = 'width="100" height="50"'
    cvat(
        tmp_path / "set",
        f'<image id="0" name="a.jpg" subset="Train" {name}>{box}<points label="cat" points="1,1"/></image>',
        f'<image id="0" name="a.jpg" subset="Validation" {name}>{box}{box}</image>',
        f'<image id="1" name="b.jpg" subset="Train" {name}>{mask}<polygon label="" points="1,1;2,2;3,1"/></image>',
    )
    reading = read_by(find("cvat"), tmp_path / "set")
    found = entries(reading)
    assert boxes_of(found["images/Train/a.jpg"]) == [("cat", [15, 5, 25, 25])]
    assert len(boxes_of(found["images/Validation/a.jpg"])) == 2
    assert [found[f"images/{folder}/a.jpg"].split.value for folder in ("Train", "Validation")] == ["train", "val"]  # type: ignore[union-attr]
    assert boxes_of(found["images/Train/b.jpg"]) == [("dog", [11, 20, 13, 22])]
    masks = entries(read_by(find("cvat_outlines"), tmp_path / "set", Choice(task="segmentation")))
    assert masks["images/Train/b.jpg"].annotation is not None
    (drawn,) = masks["images/Train/b.jpg"].annotation["polygons"]
    assert np.argwhere(runs_to_mask(drawn["counts"], drawn["size"])).tolist() == [[20, 11], [20, 12], [21, 12]]


def test_a_video_of_cvat_is_read_where_its_frames_are_and_refused_where_not(tmp_path: Path) -> None:
    save(tmp_path / "set", "images/frame_000000.png", "images/frame_000002.png")
    boxes = "".join(
        f'<box frame="{frame}" outside="{outside}" keyframe="1" xtl="{frame}" ytl="2" xbr="10" ybr="9"/>'
        for frame, outside in ((0, 0), (1, 1), (2, 0))
    )
    cvat(tmp_path / "set", f'<track id="0" label="cat">{boxes}</track>')
    reading = read_by(find("cvat"), tmp_path / "set")
    assert {path: boxes_of(entry) for path, entry in entries(reading).items()} == {
        "images/frame_000000.png": [("cat", [0, 2, 10, 9])],
        "images/frame_000002.png": [("cat", [2, 2, 10, 9])],
    }
    save(tmp_path / "other", "clip/x.png")
    cvat(tmp_path / "other", f'<track id="0" label="cat">{boxes}</track>')
    (refused,) = proposals(find("cvat"), tmp_path / "other")
    assert "none of them is there. The first would be frame_000000" in str(refused.refusal)


def test_tags_are_classes_and_boxes_are_offered_beside_them(tmp_path: Path) -> None:
    names = [f"{number}.jpg" for number in range(4)]
    save(tmp_path / "set", *names)
    box = '<box label="nose" xtl="10" ytl="10" xbr="30" ybr="20"/>'
    images = [
        f'<image id="{number}" name="{name}" width="100" height="50"><tag label="{"cd"[number % 2]}"/>'
        f"{box if number == 0 else ''}</image>"
        for number, name in enumerate(names)
    ]
    cvat(tmp_path / "set", *images)
    found = [each for each in propose(Source(tmp_path / "set")) if each.reader.startswith("cvat")]
    assert [each.task for each in found] == ["classification", "detection"]


# Supervisely


def test_supervisely_has_holes_and_packed_masks(tmp_path: Path) -> None:
    seeds.supervisely_masks(tmp_path / "set")
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
    seeds.supervisely_masks(tmp_path / "set")
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
