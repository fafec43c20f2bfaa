"""A batch of one picture whose features are 1 x 1 by the end: BatchNorm has no statistics of it, and learns all the
same; for any task, as a last batch, as the batch size, and as a part after memory ran out."""

import pytest
import torch

from sft_gui.data.project import Project
from sft_gui.models import factory
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training.events import Logged, RunState, StepDone
from sft_gui.training.request import Control
from sft_gui.training.run_folder import RunFolder
from tests.fixtures import colour_folder
from tests.training.conftest import SMALL

LEARNING = {"train.freeze_bn_stats": False, "train.trainable_layers": "all", "optimizer.lr": 0.001}


@pytest.fixture
def ten(tmp_path):
    """A run whose last batch holds one picture of 32 px: ten to learn from, three at a time."""
    project = Project.create(colour_folder(tmp_path, classes=("red", "blue"), splits={"train": 5, "val": 2}))

    def make(name="ten", **changes):
        values = {**SMALL, **LEARNING, "train.batch_size": 3, **changes}
        return RunFolder.create(project, DEFAULTS.with_values(values), name=name)

    yield make
    project.close()


def losses_of(run):
    return [event.loss for event in run.events() if isinstance(event, StepDone)]


def test_last_batch_of_one_learns_and_resumes_to_the_same_losses(ten, train):
    whole, cut = ten("whole"), ten("cut")
    report, told = train(whole)
    assert report.state == RunState.FINISHED
    assert 1 in {event.pictures for event in told if isinstance(event, StepDone)}
    train(cut, control := Control(), lambda e: control.leave() if isinstance(e, StepDone) and e.step == 3 else None)
    train(cut)
    assert losses_of(cut) == losses_of(whole)


def test_batch_size_of_one_learns(ten, train):
    report, _ = train(ten(**{"train.batch_size": 1, "train.epochs": 1, "device.channels_last": "on"}))
    assert report.state == RunState.FINISHED


@pytest.mark.parametrize("task", ["detection", "segmentation"])
def test_one_picture_of_boxes_or_masks_learns(make_shapes_run, train, task):
    run = make_shapes_run(task, train__batch_size=1, train__freeze_bn_stats=False, train__epochs=1, data__image_size=64)
    report, _ = train(run)
    assert report.state == RunState.FINISHED


def test_halving_down_to_one_picture_goes_on(ten, train, monkeypatch):
    really = factory.build

    def tight(*args, **more):  # a model for which there is no memory for two pictures while it learns
        model = really(*args, **more)

        def short(module, inputs):
            if module.training and len(inputs[0]) > 1 and torch.is_grad_enabled():
                raise RuntimeError("could not create a primitive")

        model.register_forward_pre_hook(short)
        return model

    monkeypatch.setattr(factory, "build", tight)
    report, told = train(ten(**{"train.epochs": 1, "device.threads": 1, "device.channels_last": "on"}))
    assert report.state == RunState.FINISHED
    assert any("still learns from all" in str(event.message) for event in told if isinstance(event, Logged))
