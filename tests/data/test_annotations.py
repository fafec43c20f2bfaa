"""Boxes and masks come out of an annotation as arrays, upright, with what is unknown ignored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from sft_gui.data.annotations import Annotations, palette, runs_to_mask
from sft_gui.data.index import Picture, Split, Status
from sft_gui.data.unreadable import Unreadable


def picture_with(annotation: dict[str, Any] | None, size: tuple[int, int] = (4, 2)) -> Picture:
    return Picture(1, "a.jpg", None, annotation, Split.TRAIN, Status.OK, None, *size, 0, 0.0, "")


def test_boxes_come_with_their_classes_and_crowds() -> None:
    annotations = Annotations(Path(), ["cat", "dog"])
    annotation = {"boxes": [[0, 0, 1.5, 2], [1, 1, 2, 2]], "labels": ["dog", "cat"], "crowd": [0, 1]}
    boxes, labels, crowd = annotations.boxes(picture_with(annotation))
    assert boxes.tolist() == [[0, 0, 1.5, 2], [1, 1, 2, 2]] and boxes.dtype == np.float32
    assert labels.tolist() == [1, 0] and crowd.tolist() == [False, True]


def test_a_background_picture_has_no_boxes() -> None:
    boxes, labels, crowd = Annotations(Path(), ["cat"]).boxes(picture_with({"boxes": [], "labels": []}))
    assert (boxes.shape, labels.shape, crowd.shape) == ((0, 4), (0,), (0,))


@pytest.mark.parametrize("mode", ["L", "P", "RGB", "RGBA", "I;16"])
def test_values_become_indices_whatever_the_masks_mode(tmp_path: Path, mode: str) -> None:
    values = np.array([[7, 7, 8, 255], [0, 8, 9, 7]], np.uint16 if mode == "I;16" else np.uint8)
    image = Image.fromarray(values)
    if mode == "P":
        image.putpalette(bytes(range(256)) * 3)
    (image.convert(mode) if mode.startswith("RGB") else image).save(tmp_path / "m.png")
    annotations = Annotations(tmp_path, ["road", "car"], {"values": {"7": 0, "8": 1}})
    mask = annotations.mask(picture_with({"mask": "m.png"}))
    assert mask.tolist() == [[0, 0, 1, 255], [255, 1, 255, 0]] and mask.dtype == np.uint8


def test_colours_become_indices(tmp_path: Path) -> None:
    pixels = np.zeros((2, 4, 3), np.uint8)
    pixels[0, :2], pixels[1] = (128, 64, 128), (1, 2, 3)
    Image.fromarray(pixels).save(tmp_path / "m.png")
    annotations = Annotations(tmp_path, ["void", "road"], {"colours": {"#804080": 1, "#000000": 0}})
    assert annotations.mask(picture_with({"mask": "m.png"})).tolist() == [[1, 1, 0, 0], [255] * 4]


def test_ade20k_counts_in_red_and_green(tmp_path: Path) -> None:
    Image.fromarray(np.array([[[10, 44, 3]] * 4] * 2, np.uint8)).save(tmp_path / "m.png")
    annotations = Annotations(tmp_path, ["wall"], {"values": {"300": 0}, "code": "ade20k"})
    assert (annotations.mask(picture_with({"mask": "m.png"})) == 0).all()


def test_a_mask_is_turned_as_its_picture_is(tmp_path: Path) -> None:
    Image.fromarray(np.array([[0, 1], [0, 1], [0, 1], [0, 1]], np.uint8)).save(tmp_path / "m.png")
    mask = Annotations(tmp_path, ["a", "b"]).mask(picture_with({"mask": "m.png", "turn": 8}))
    assert mask.tolist() == [[1] * 4, [0] * 4]


def test_a_smaller_mask_is_enlarged_without_new_classes(tmp_path: Path) -> None:
    Image.fromarray(np.array([[0, 2]], np.uint8)).save(tmp_path / "m.png")
    mask = Annotations(tmp_path, ["a", "b", "c"]).mask(picture_with({"mask": "m.png"}))
    assert mask.tolist() == [[0, 0, 2, 2]] * 2


def test_polygons_are_drawn_in_their_order_on_background() -> None:
    square = [[0, 0], [2, 0], [2, 2], [0, 2]]
    shapes = [{"label": "cat", "points": square}, {"label": "dog", "points": [[1, 0], [2, 0], [2, 2], [1, 2]]}]
    mask = Annotations(Path(), ["background", "cat", "dog"]).mask(picture_with({"polygons": shapes}))
    assert mask.shape == (2, 4) and mask[0, 0] == 1 and mask[1, 1] == 2 and mask[0, 3] == 0


def test_run_lengths_go_down_the_columns() -> None:
    assert runs_to_mask([1, 2, 3], (2, 3)).astype(int).tolist() == [[0, 1, 0], [1, 0, 0]]


def test_a_mask_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"m\.png is not there"):
        Annotations(tmp_path, ["a"]).mask(picture_with({"mask": "m.png"}))


def test_the_palette_is_vocs() -> None:
    colours = palette(256)
    assert colours[:4] == [(0, 0, 0), (128, 0, 0), (0, 128, 0), (128, 128, 0)]
    assert colours[15] == (192, 128, 128) and colours[255] == (224, 224, 192) and len(set(colours)) == 256
