"""Boxes and masks in the real window: imported, learned, drawn in plots and samples, a picture dropped and saved."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.data.sample import sample_source
from sft_gui.prediction.export import registry as exporters
from sft_gui.training.events import RunState
from sft_gui.training.run_folder import kept_runs
from sft_gui.ui.look import words
from sft_gui.ui.shell.guide import Guide

LEFT = Qt.MouseButton.LeftButton
SMALL = {"data.image_size": 96, "train.epochs": 2, "train.batch_size": 8, "device.threads": 1, "device.name": "cpu"}
KEPT = 24  # pictures of the sample that take part


@pytest.fixture
def guide(qapp, tmp_path):
    guide = Guide(tmp_path / "shots", patience_s=240)
    guide.open()
    yield guide
    session = guide.state.session
    if session.is_busy:
        session.stop_and_keep()
        guide.wait_for(lambda: not session.is_busy)
    if guide.state.project is not None:
        guide.state.project.close()
    guide.window.close()
    guide.window.deleteLater()
    guide.app.shut_down()
    words.set_language("en")


def learned(guide, task):
    """Open the task's sample, leave most of it out, choose little on the Train page and train it."""
    project = Project.create(sample_source(task))
    project.index.leave_out(project.index.ids()[KEPT:])
    project.set_split(seed=1, val_fraction=0.25, test_fraction=0.1)
    guide.open_project(project)
    page = guide.show("train")
    assert page.draft.task == task and set(page.models._rows) == {spec.name for spec in guide_models(task)}
    page.draft.take(SMALL)
    page.more.setChecked(True)
    guide.wait_for(page.start_card.start.isEnabled)
    guide.wait_until_idle()
    assert len(page.preview.views.images) == 6
    QTest.mouseClick(page.start_card.start, LEFT)
    session, ended = guide.state.session, []
    session.run_ended.connect(ended.append)
    guide.wait_for(lambda: ended)
    return project


def guide_models(task):
    from sft_gui.models.catalogue import OF_FAMILY
    from sft_gui.tasks import registry

    return OF_FAMILY[registry.find(task).family]


def dropped(guide, project):
    """Drop a test picture and wait for what is found in it."""
    picture = project.index.pictures(split=Split.TEST)[0]
    guide.drop([project.path_of(picture)])
    page = guide.show("predict")
    guide.wait_for(lambda: page.answers.rowCount() == 1 and not page.answers.unanswered() and not page.naming.is_busy)
    guide.wait_until_idle()
    return page, picture


def saved(guide, page, path, export):
    """Save in a format and give what was written."""
    told = []
    guide.state.noticed.connect(told.append)
    formats = exporters.of(page.workspace.view.task.overlay)
    page.filing.save(path, next(each for each in formats if each.name == export))
    guide.wait_for(lambda: told)
    assert str(told[0].fact) == "The predictions are saved:", told
    return path


def test_boxes_from_the_sample_to_files_that_others_read(guide, tmp_path):
    project = learned(guide, "detection")
    run_page, run = guide.show("run"), kept_runs(project)[0]
    assert run.report().state == RunState.FINISHED
    assert run_page.curves.score.title.text() == "mAP@[.5:.95]"
    run_page.curves.by_part.setChecked(True)
    assert set(run_page.curves.loss.series()) >= {"train", "box", "objectness", "rpn"}
    assert run_page.samples.tiles and run_page.samples.tiles[0].sample.drawn is not None

    page, picture = dropped(guide, project)
    panel = page.workspace.panel
    panel.slider.setValue(5)
    assert panel.truth.isEnabled()  # it is a picture of the project
    guide.window.activateWindow()  # without a screen nobody else does, and keys would go nowhere
    guide.settle()
    QTest.keyClick(guide.window, Qt.Key.Key_T)
    assert panel.truth.isChecked()
    (answer,) = page.answers.answers()
    boxes = answer.prediction.above(0.05)
    assert len(panel.boxes.boxes()) == len(boxes)

    coco = json.loads(saved(guide, page, tmp_path / "coco.json", "coco").read_text("utf-8"))
    assert len(coco["annotations"]) == len(boxes) and coco["images"][0]["width"] == picture.width
    voc = saved(guide, page, tmp_path, "voc") / "voc"
    assert voc.joinpath(f"{picture.path.rsplit('/', 1)[-1].rsplit('.', 1)[0]}.xml").is_file()
    yolo = saved(guide, page, tmp_path, "yolo") / "yolo"
    assert yolo.joinpath("data.yaml").is_file()
    with open(saved(guide, page, tmp_path / "counts.csv", "counts"), encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert sum(int(row[name]) for name in project.classes) == len(boxes)

    evaluated = guide.show("evaluate")
    guide.wait_for(lambda: evaluated._evaluation is not None)
    assert evaluated.result.classes.rowCount() == 10 and evaluated.result.matrix.matrix._heads[-1] == "missed"
    evaluated.save_report(tmp_path / "report.html")
    guide.wait_for((tmp_path / "report.html").exists)


def test_masks_from_the_sample_to_files_that_others_read(guide, tmp_path):
    project = learned(guide, "segmentation")
    run_page = guide.show("run")
    assert run_page.curves.score.title.text() == "Mean IoU"
    assert run_page.samples.tiles and run_page.samples.tiles[0].sample.drawn is not None

    page, picture = dropped(guide, project)
    panel = page.workspace.panel
    guide.wait_for(lambda: panel._items)
    panel.opacity.setValue(80)
    assert panel.truth.isEnabled()
    (answer,) = page.answers.answers()
    mask = np.asarray(answer.prediction.mask)
    assert mask.shape == (picture.height, picture.width)
    assert sum(row.share for row in panel._rows) == pytest.approx(1.0, abs=1e-3)

    masks = saved(guide, page, tmp_path, "masks") / "masks"
    name = picture.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    with Image.open(masks / f"{name}.png") as image:
        assert image.mode == "P" and np.array_equal(np.array(image), mask)

    evaluated = guide.show("evaluate")
    guide.wait_for(lambda: evaluated._evaluation is not None)
    assert evaluated.result.classes.rowCount() == len(project.classes)
    evaluated.save_report(tmp_path / "report.json")
    guide.wait_for((tmp_path / "report.json").exists)
