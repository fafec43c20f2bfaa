"""Labelme's rectangles become boxes and its polygons masks."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from sft_gui.data.annotations import Annotations
from sft_gui.data.index import Picture
from sft_gui.data.project import Project
from sft_gui.data.readers.reader import Choice
from sft_gui.data.readers.tools.labelme import LabelmeReader
from sft_gui.errors import UserError
from sft_gui.messages import Message
from tests.data.readers.reading import read_by, understood
from tests.fixtures import COLOURS, draw

SIZE = (40, 20)
SQUARE = [[10, 5], [30, 5], [30, 15], [10, 15]]


def save(root: Path, name: str, *shapes: dict[str, Any]) -> None:
    root.mkdir(parents=True, exist_ok=True)
    draw(COLOURS["blue"], sum(map(ord, name)), SIZE).save(root / f"{name}.jpg")
    data = {"version": "5.4", "shapes": shapes, "imagePath": f"{name}.jpg", "imageData": None}
    (root / f"{name}.json").write_text(json.dumps({**data, "imageWidth": SIZE[0], "imageHeight": SIZE[1]}))


def opened(source: Path, tmp_path: Path) -> tuple[Project, dict[str, Picture]]:
    project = Project.create(source, folder=tmp_path / "project")
    project.close()
    return project, {picture.path: picture for picture in project.index.pictures(status=None)}


def test_polygons_become_masks_on_background(tmp_path: Path) -> None:
    shapes = [
        {"label": "cat", "shape_type": "polygon", "points": SQUARE},
        {"label": "__ignore__", "shape_type": "rectangle", "points": [[0, 0], [4, 4]]},
        {"label": "cat", "shape_type": "point", "points": [[1, 1]]},
    ]
    save(tmp_path / "set", "a", *shapes)
    save(tmp_path / "set", "b")
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert (project.task, project.classes) == ("segmentation", ("background", "cat"))
    masks = Annotations(project.root, project.classes, project.legend)
    mask = masks.mask(pictures["a.jpg"])
    assert (mask[5:15, 10:30] == 1).all() and (mask == 1).sum() == 200 and (mask[:4, :4] == 255).all()
    assert (masks.mask(pictures["b.jpg"]) == 0).all()
    annotation = pictures["a.jpg"].annotation
    assert annotation and "shapes of the kind 'point' are left out" in [
        str(Message.from_json(note)) for note in annotation["notes"]
    ]


def test_rectangles_become_boxes(tmp_path: Path) -> None:
    save(tmp_path / "set", "a", {"label": "dog", "shape_type": "rectangle", "points": [[30, 15], [10, 5]]})
    save(tmp_path / "set", "b", {"label": "cat", "shape_type": "rectangle", "points": [[0, 0], [10, 5]]})
    (tmp_path / "set/b.json").rename(tmp_path / "set/c.json")
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert (project.task, project.classes) == ("detection", ("cat", "dog"))
    assert pictures["a.jpg"].annotation == {"boxes": [[10, 5, 30, 15]], "labels": ["dog"]}
    assert pictures["b.jpg"].annotation and pictures["b.jpg"].annotation["labels"] == ["cat"]


def test_pictures_without_a_file_are_not_used(tmp_path: Path) -> None:
    save(tmp_path / "set", "a", {"label": "dog", "shape_type": "polygon", "points": SQUARE})
    draw(COLOURS["blue"], 5, SIZE).save(tmp_path / "set/b.jpg")
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert str(pictures["b.jpg"].reason) == "has no annotation"
    assert "1 picture has no annotation and is not used." in [str(note) for note in project.notes]


def mask_shape(label: str, x: int, y: int, pixels: np.ndarray) -> dict[str, Any]:
    content = io.BytesIO()
    Image.fromarray(pixels).save(content, "PNG")
    points = [[x, y], [x + pixels.shape[1] - 1, y + pixels.shape[0] - 1]]
    return {
        "label": label,
        "shape_type": "mask",
        "points": points,
        "mask": base64.b64encode(content.getvalue()).decode(),
    }


@pytest.mark.parametrize("seed", range(6))
def test_mask_shapes_are_drawn_as_they_are(tmp_path: Path, seed: int) -> None:
    rng = np.random.default_rng(seed)
    height, width = (20, 40) if seed == 0 else rng.integers(1, 20, 2)
    x, y = rng.integers(0, 40 - width + 1), rng.integers(0, 20 - height + 1)
    pixels = rng.random((height, width)) < (1.1 if seed < 2 else 0.6)
    pixels[0, 0] = True
    save(tmp_path / "set", "a", mask_shape("cat", int(x), int(y), pixels))
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert (project.task, project.classes) == ("segmentation", ("background", "cat"))
    expected = np.zeros((20, 40), bool)
    expected[y : y + height, x : x + width] = pixels
    assert (Annotations(project.root, project.classes, project.legend).mask(pictures["a.jpg"]) == expected).all()
    found = read_by(LabelmeReader("detection"), tmp_path / "set", Choice(task="detection"))
    assert (found.entries[0].annotation or {})["boxes"] == [[x, y, x + width, y + height]]


@pytest.mark.parametrize("mask", [None, 5, "", "????", "iVBORw0KGgo=", [1]])
def test_damaged_masks_are_left_out_and_said(tmp_path: Path, mask: Any) -> None:
    shape = {"label": "cat", "shape_type": "mask", "points": [[1, 1], [5, 5]], "mask": mask}
    save(tmp_path / "set", "a", shape, {"label": "cat", "points": SQUARE})
    _, pictures = opened(tmp_path / "set", tmp_path)
    assert "is damaged: left out" in str((pictures["a.jpg"].annotation or {})["notes"])


def test_pictures_inside_the_files_are_taken_out(tmp_path: Path) -> None:
    for name in "ab":
        save(tmp_path / "set", name, {"label": "dog", "shape_type": "rectangle", "points": [[30, 15], [10, 5]]})
        data = json.loads((tmp_path / f"set/{name}.json").read_text())
        data["imageData"] = base64.b64encode((tmp_path / f"set/{name}.jpg").read_bytes()).decode()
        (tmp_path / f"set/{name}.json").write_text(json.dumps(data))
        (tmp_path / f"set/{name}.jpg").unlink()
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert project.root != tmp_path / "set" and sorted(pictures) == ["a.jpg", "b.jpg"]
    assert (pictures["a.jpg"].annotation or {})["boxes"] == [[10, 5, 30, 15]]
    assert not list((tmp_path / "set").glob("*.jpg"))


def test_flags_alone_are_classes(tmp_path: Path) -> None:
    for number, name in enumerate("abcd"):
        save(tmp_path / "set", name)
        data = json.loads((tmp_path / f"set/{name}.json").read_text())
        data["flags"] = {"cat": number % 2 == 0, "dog": number % 2 == 1 or name == "c"}
        (tmp_path / f"set/{name}.json").write_text(json.dumps(data))
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert (project.task, project.classes, pictures["b.jpg"].label) == ("classification", ("cat", "dog"), "dog")
    assert str(pictures["c.jpg"].reason) == "has several flags"


def test_kinds_that_are_not_read_are_named(tmp_path: Path) -> None:
    save(tmp_path / "set", "a", {"label": "cat", "shape_type": "point", "points": [[1, 1]]})
    with pytest.raises(UserError, match="kinds that are not read: point"):
        understood(tmp_path / "set")


def test_turned_rectangles_are_boxes_and_offered_as_outlines(tmp_path: Path) -> None:
    save(
        tmp_path / "set",
        "a",
        {"label": "cat", "shape_type": "rotation", "points": [[10, 5], [20, 2], [22, 8], [12, 11]]},
    )
    project, pictures = opened(tmp_path / "set", tmp_path)
    assert project.task == "detection" and (pictures["a.jpg"].annotation or {})["boxes"] == [[10, 2, 22, 11]]


def test_files_in_gbk_keep_their_names(tmp_path: Path) -> None:
    save(tmp_path / "set", "a", {"label": "苹果", "shape_type": "rectangle", "points": [[30, 15], [10, 5]]})
    file = tmp_path / "set/a.json"
    file.write_bytes(json.dumps(json.loads(file.read_text()), ensure_ascii=False).encode("gbk"))
    assert opened(tmp_path / "set", tmp_path)[0].classes == ("苹果",)


def test_files_that_are_all_damaged_are_named(tmp_path: Path) -> None:
    for name in "ab":
        save(tmp_path / "set", name)
        (tmp_path / f"set/{name}.json").write_text('{"shapes": [')
    with pytest.raises(UserError, match=r"a\.json is cut short"):
        understood(tmp_path / "set")


def test_a_few_files_flip_no_classes(tmp_path: Path) -> None:
    for name in ("cat", "dog"):
        for number in range(5):
            save(tmp_path / f"set/{name}", str(number), {"label": "x", "points": SQUARE})
            if number or name == "dog":
                (tmp_path / f"set/{name}/{number}.json").unlink()
    assert understood(tmp_path / "set").best.task == "classification"
