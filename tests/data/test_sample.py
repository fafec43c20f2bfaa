"""The built-in sample is a folder like any user's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from sft_gui import paths
from sft_gui.data.annotations import Annotations
from sft_gui.data.project import Project
from sft_gui.data.sample import make_sample, sample_source


def test_the_sample_is_written_once_and_becomes_a_project() -> None:
    source = sample_source()
    assert source.is_relative_to(paths.cache_folder())
    files = sorted(source.rglob("*.png"))
    assert len(files) == 1797
    assert {file.parent.name for file in files} == set("0123456789")
    pixels = np.asarray(Image.open(files[0]))
    assert pixels.shape == (64, 64) and pixels.max() > 200
    before = files[0].stat().st_mtime_ns
    assert sample_source() == source
    assert files[0].stat().st_mtime_ns == before
    project = Project.create(source)
    assert project.index.count() == 1797
    assert project.index.classes == tuple("0123456789")
    project.close()


def test_a_half_written_sample_is_not_taken_for_one(tmp_path: Path) -> None:
    (tmp_path / ".Handwritten digits.dead.tmp" / "0").mkdir(parents=True)
    assert len(list(make_sample(tmp_path).rglob("*.png"))) == 1797


def test_the_sample_with_boxes_becomes_a_project() -> None:
    project = Project.create(sample_source("detection"))
    assert (project.task, project.classes) == ("detection", tuple("0123456789"))
    assert project.index.count() == 240 and project.notes == []
    amounts = {name: sum(row.values()) for name, row in project.index.amounts().items()}
    assert min(amounts.values()) > 80 and 3 * 240 < sum(amounts.values()) < 7 * 240
    sizes = {(picture.width, picture.height) for picture in project.index.pictures()}
    assert min(min(size) for size in sizes) >= 120 and max(max(size) for size in sizes) <= 224
    project.close()


def test_the_sample_with_masks_holds_the_same_digits_as_the_one_with_boxes() -> None:
    project, boxed = Project.create(sample_source("segmentation")), Project.create(sample_source("detection"))
    assert (project.task, project.classes) == ("segmentation", ("background", *"0123456789"))
    assert project.index.count() == 240 and project.notes == []
    masks = Annotations(project.root, project.classes, project.legend)
    boxes = Annotations(boxed.root, boxed.classes)
    for picture, twin in list(zip(project.index.pictures(), boxed.index.pictures(), strict=True))[:20]:
        mask = masks.mask(picture)
        corners, labels, _ = boxes.boxes(twin)
        for (x0, y0, x1, y1), label in zip(corners.astype(int).tolist(), labels.tolist(), strict=True):
            assert set(np.unique(mask[y0:y1, x0:x1]).tolist()) <= {0, label + 1}
            assert (mask[y0, x0:x1] == label + 1).any() and (mask[y0:y1, x1 - 1] == label + 1).any()
    project.close()
    boxed.close()


def test_the_samples_are_the_same_everywhere(tmp_path: Path) -> None:
    one, two = (make_sample(tmp_path / name, "segmentation") for name in "ab")
    for path in sorted(file.relative_to(one) for file in one.rglob("*.*")):
        assert (one / path).read_bytes() == (two / path).read_bytes()
