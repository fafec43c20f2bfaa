"""Labelme's rectangles become boxes and its polygons masks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sft_gui.data.annotations import Annotations
from sft_gui.data.index import Picture
from sft_gui.data.project import Project
from sft_gui.messages import Message
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
