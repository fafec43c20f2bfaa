"""What Label Studio exports is read with the numbers that a hand calculates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sft_gui.data.annotations import runs_to_mask
from sft_gui.data.readers.reader import Choice
from sft_gui.data.readers.registry import find
from sft_gui.data.readers.tools.brush import _Bits
from sft_gui.data.understand import NotUnderstood
from tests.data.readers.exported import boxes_of, dump, entries, notes_of, said, save
from tests.data.readers.reading import read_best, read_by, understood


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
