"""Masks of every kind are drawn over their pictures as the index counts them, and offered in other ways."""

from __future__ import annotations

import numpy as np
import pytest

from sft_gui.data.project import Project
from sft_gui.ui.dialogs.reading import model as readings
from sft_gui.ui.pages.data.picture_listing import overview
from tests.data.test_rereading import make

KINDS = ("masks_joined", "masks_soft", "masks_alpha", "masks_alpha@zip", "supervisely_masks", "labelme_masks",
         "table_runs", "coco_outlines", "ade20k_json", "cityscapes", "masks_class_dict.csv")  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_a_mask_is_drawn_as_it_is_counted(tmp_path, name):
    project = Project.create(make(tmp_path, name))
    shown = overview(project)
    assert shown.view.draws and shown.view.task.name == "segmentation"
    for picture in project.index.pictures():
        mask = shown.view.annotated(picture, shown.annotations).mask
        assert mask is not None and mask.shape == (picture.height, picture.width)
        counts = np.bincount(mask.ravel(), minlength=256)
        drawn = {each: int(counts[number]) for number, each in enumerate(project.classes) if counts[number]}
        assert drawn == (picture.annotation or {})["pixels"] and len(drawn) > 1
    project.close()


def test_embedded_pictures_in_a_zip_file_are_offered_in_another_way(tmp_path):
    project = Project.create(make(tmp_path, "labelme_embedded@zip"))
    way = readings.offered(readings.ways_of(project))[0]
    other = readings.read_as(project, way.choice, readings.said_of(way))
    assert other.task == "segmentation" and other.index.count() == 4
    assert [each.task for each in readings.offered(readings.ways_of(other))] == ["detection"]
    for each in (project, other):
        each.close()
