"""Cityscapes' folders give the nineteen classes, whichever kind of masks there is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sft_gui.data.annotations import Annotations
from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.data.readers.masks.ade20k import MAX_CLASSES, Ade20kReader
from tests.data.readers.reading import read_by
from tests.fixtures import COLOURS, draw

VALUES = {"labelIds": [7, 26, 3, 33], "labelTrainIds": [0, 13, 255, 18], "instanceIds": [7, 26003, 3, 33001]}


def save(root: Path, split: str, stem: str, kind: str, values: list[int]) -> None:
    picture = root / f"leftImg8bit/{split}/ulm/{stem}_leftImg8bit.png"
    mask = root / f"gtFine/{split}/ulm/{stem}_gtFine_{kind}.png"
    for file in (picture, mask):
        file.parent.mkdir(parents=True, exist_ok=True)
    draw(COLOURS["grey"], sum(map(ord, split + stem)), (4, 1)).save(picture)
    Image.fromarray(np.array([values], np.uint16 if kind == "instanceIds" else np.uint8)).save(mask)


@pytest.mark.parametrize("kind", VALUES)
def test_every_kind_of_mask_gives_the_same_classes(tmp_path: Path, kind: str) -> None:
    for split in ("train", "val"):
        save(tmp_path / "set", split, f"ulm_{split}", kind, VALUES[kind])
    project = Project.create(tmp_path / "set", folder=tmp_path / "project")
    picture = project.index.pictures(split=Split.VAL)[0]
    mask = Annotations(project.root, project.classes, project.legend).mask(picture)
    project.close()
    assert (project.format_name, len(project.classes), project.split.given) == ("cityscapes", 19, True)
    assert [None if i == 255 else project.classes[i] for i in mask[0].tolist()] == ["road", "car", None, "bicycle"]
    assert picture.annotation and "notes" not in picture.annotation


def test_label_ids_are_preferred_and_pictures_of_the_test_set_without_labels_are_listed(tmp_path: Path) -> None:
    root = tmp_path / "set"
    for split in ("train", "val"):
        for kind, values in VALUES.items():
            save(root, split, f"ulm_{split}", kind, values)
    save(root, "test", "ulm_test", "labelIds", [0, 1, 2, 3])
    project = Project.create(root, folder=tmp_path / "project")
    assert [str(picture.reason).split(", on")[-1] for picture in project.index.unreadable()] == [
        " which no pixel belongs to a class"
    ]
    assert any("by labelIds" in str(note) for note in project.notes)
    assert project.index.count() == 2
    project.close()


def test_ade20ks_rare_classes_are_left_out_and_said(tmp_path: Path) -> None:
    for number in range(MAX_CLASSES + 20):
        draw(COLOURS["grey"], number, (4, 2)).save(tmp_path / f"{number}.jpg")
        pixels = np.zeros((2, 4, 3), np.uint8)
        pixels[0] = ((number + 1) // 256 * 10, (number + 1) % 256, 1)
        pixels[1] = (40, 7, 2)
        Image.fromarray(pixels).save(tmp_path / f"{number}_seg.png")
        lines = (
            f'001 # 0 # 0 # thing{number}, object # x # ""\n002 # 0 # 0 # floor # x # ""\n001 # 1 # 0 # leg # x # ""\n'
        )
        (tmp_path / f"{number}_atr.txt").write_text(lines)
    reading = read_by(Ade20kReader(), tmp_path)
    assert len(reading.classes) == MAX_CLASSES and "floor" in reading.classes and "leg" not in reading.classes
    assert reading.legend and reading.classes[reading.legend["values"][str(4 * 256 + 7)]] == "floor"
    assert "Of 171 classes" in str(reading.notes[-1])
