"""The loop with boxes and with masks: learns, resumes to the same bits, is evaluated and predicts as while training."""

import functools
import math

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from sft_gui.data.index import Split
from sft_gui.evaluation.evaluate import cached, evaluate
from sft_gui.prediction.predictor import Predictor
from sft_gui.training.events import EpochEnded, RunState, SamplesPredicted, StepDone
from sft_gui.training.optimization import set_training_mode
from sft_gui.training.request import Control
from sft_gui.training.setup import prepare
from tests.training.conftest import shapes_runs

both = pytest.mark.parametrize("task", ["detection", "segmentation"])


@pytest.fixture
def make_run(make_shapes_run):
    return make_shapes_run


def losses_of(run):
    return [dict(event.losses) for event in run.events() if isinstance(event, StepDone)]


@pytest.fixture(scope="module")
def shared_make(tmp_path_factory):
    with shapes_runs(tmp_path_factory.mktemp("shapes")) as make:
        yield make


@pytest.fixture(scope="module")
def trained(shared_make, train):
    """A run of two epochs of each task, and what was told; trained once and only looked at."""

    @functools.cache
    def run_of(task):
        run = shared_make(task, "whole")
        report, told = train(run)
        assert report.state == RunState.FINISHED
        return run, told

    return run_of


@both
def test_run_resumed_in_the_middle_of_an_epoch_ends_with_identical_weights(shared_make, trained, train, task):
    (whole, _), cut, control = trained(task), shared_make(task, "cut"), Control()
    report, _ = train(cut, control, lambda e: control.leave() if isinstance(e, StepDone) and e.step == 4 else None)
    assert report.state == RunState.PAUSED
    train(cut)
    assert losses_of(cut) == losses_of(whole)
    evaluated = [[e.val for e in run.events() if isinstance(e, EpochEnded)] for run in (cut, whole)]
    assert evaluated[0] == evaluated[1]
    for name in ("best.safetensors", "checkpoints/last.safetensors"):
        a, b = load_file(whole.folder / name), load_file(cut.folder / name)
        assert a.keys() == b.keys() and all(torch.equal(a[key], b[key]) for key in a)


@both
def test_events_name_the_losses_by_part_and_keep_what_is_drawn(trained, task):
    run, told = trained(task)
    parts = {"detection": {"classification", "box", "objectness", "rpn"}, "segmentation": {"cross_entropy", "dice"}}
    assert all(set(losses) == parts[task] for losses in losses_of(run))
    _, event = (event for event in told if isinstance(event, SamplesPredicted))
    pictures = {picture.path: picture for picture in run.pictures(Split.VAL)}
    assert {sample["path"] for sample in event.samples} == set(pictures)
    for sample in event.samples:
        assert 0 <= sample["score"] <= 1
        if task == "segmentation":
            with Image.open(run.folder / sample["mask"]) as mask:
                assert mask.mode == "P" and mask.size == (64, 48) and np.asarray(mask).max() < 3
        else:
            annotation = pictures[sample["path"]].annotation
            assert [each["label"] for each in sample["truth"]] == annotation["labels"]
            assert all(set(shape) == {"box", "label", "score"} for shape in sample["shapes"])


@both
def test_kept_run_is_judged_and_names_as_while_training(trained, task):
    run, told = trained(task)
    best = run.report().best_epoch
    (ended,) = (event for event in told if isinstance(event, EpochEnded) and event.epoch == best)
    evaluation = evaluate(run, Split.VAL)
    assert {name: ended.val[name] for name in evaluation.scores} == dict(evaluation.scores)
    assert evaluation.total == len(run.pictures(Split.VAL))
    kept = cached(run, Split.VAL)
    assert kept.confusion == evaluation.confusion and kept.pictures == evaluation.pictures
    assert [found.name for found in kept.per_class] == list(run.classes)
    assert all(kept.numbers()[name] == value for name, value in evaluation.numbers().items())
    assert all(math.isfinite(value) for value in evaluation.numbers().values())
    (event,) = (event for event in told if isinstance(event, SamplesPredicted) and event.epoch == best)
    sample = event.samples[0]
    answer = Predictor.from_run(run).name(run.root / sample["path"])
    assert (answer.width, answer.height) == (64, 48)
    if task == "segmentation":
        assert np.array_equal(answer.prediction.mask, np.asarray(Image.open(run.folder / sample["mask"])))
    else:
        known = answer.prediction.above(0.05)
        assert [each.label for each in known] == [shape["label"] for shape in sample["shapes"]]
        assert all(0 <= x0 < x1 <= 64 and 0 <= y0 < y1 <= 48 for x0, y0, x1, y1 in (each.box for each in known))


@both
def test_validation_has_a_loss_and_it_falls(trained, task):
    run, _ = trained(task)
    losses = [event.val["loss"] for event in run.events() if isinstance(event, EpochEnded)]
    assert 0 < losses[-1] < losses[0]


def test_validation_loss_of_boxes_is_that_of_training_and_leaves_the_model_as_it_was(make_run):
    training = prepare(make_run("detection"))
    task, model = training.task, training.model.eval()
    before = {name: value.clone() for name, value in model.state_dict().items()}
    batch = next(iter(training.eval_batches(training.val_loader, 4)))
    images = training.normalised(batch.images)
    with torch.inference_mode():
        loss = task.eval_loss(model, images, batch.targets)
        assert loss == task.eval_loss(model, images, batch.targets)
    assert not any(module.training for module in model.modules())
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    size = training.image_size
    scale = min(size[0] / 48, size[1] / 64)
    wanted = [
        {"boxes": target["boxes"].as_subclass(torch.Tensor) * scale, "labels": target["labels"] + 1}
        for target in batch.targets
    ]
    set_training_mode(model, training.spec, training.settings)  # all of its norms are the frozen backbone's
    torch.manual_seed(0)
    parts = model(images, wanted)
    assert sum(part.item() for part in parts.values()) == pytest.approx(loss, rel=1e-4)


@both
def test_new_parts_normalise_by_the_batch_where_the_pretrained_ones_stay(make_run, task):
    training = prepare(make_run(task))
    set_training_mode(training.model, training.spec, training.settings)
    norms = {n: m for n, m in training.model.named_modules() if isinstance(m, torch.nn.modules.batchnorm._BatchNorm)}
    assert not any(norm.training for name, norm in norms.items() if name.startswith(training.spec.body))
    fresh = [norm.training for name, norm in norms.items() if not name.startswith(training.spec.body)]
    assert all(fresh) and bool(fresh) == (task == "segmentation")


def test_last_batch_of_one_picture_is_learned_from(make_run, train):
    run = make_run("segmentation", train__epochs=1, train__batch_size=7)  # 8 pictures: 7 and 1
    report, _ = train(run)
    assert report.state == RunState.FINISHED and len(losses_of(run)) == 2


def test_anchors_and_view_are_chosen_from_the_data_and_kept(trained):
    run, _ = trained("detection")
    plan = run.manifest["plan"]
    assert plan["size"] == [64, 64] or plan["size"] == [64 * 3 // 4 // 32 * 32, 64] or plan["size"] == [32 * 2, 64]
    assert plan["levels"][0] == 2 and plan["anchors"] == sorted(plan["anchors"]) and plan["anchors"][0] >= 8


def test_anchors_begin_and_end_where_the_settings_say(make_run):
    both_sides = make_run("detection", boxes__smallest=10, boxes__largest=90)
    training = prepare(both_sides)
    training.loader.close()
    sides = [side for (side,) in training.model.rpn.anchor_generator.sizes]
    assert (sides[0], sides[-1]) == (10, 90) and both_sides.manifest["plan"]["anchors"] == sides
    training = prepare(make_run("detection", boxes__largest=12))
    training.loader.close()
    assert [training.model.rpn.anchor_generator.sizes[i][0] for i in (0, -1)] == [6, 12]
