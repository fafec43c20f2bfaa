"""Where a part is frozen and pictures stay the same, they go through it once, and nothing else is different."""

import pytest
import torch
from torch.nn import functional

from sft_gui.data.index import Split
from sft_gui.evaluation.evaluate import evaluate
from sft_gui.inference import device
from sft_gui.models import last_stage, parts
from sft_gui.training import checkpoint, lr_finder, memory_meter, preflight
from sft_gui.training.events import RunState, StepDone
from sft_gui.training.features import BATCH, cache_features, frozen_features
from sft_gui.training.optimization import set_training_mode
from sft_gui.training.request import Control
from sft_gui.training.setup import prepare

KEPT = {"train__trainable_layers": "last_stage", "data__augmentation": "none", "data__image_size": 64}


def ignore(done, total):
    pass


def losses_of(run):
    return [event.loss for event in run.events() if isinstance(event, StepDone)]


@pytest.mark.parametrize("what", ["last_stage", "head"])
@pytest.mark.parametrize("fold_norm", ["on", "off"])
def test_run_follows_a_plain_loop_over_the_pictures(make_run, train, what, fold_norm):
    steady = {"schedule__name": "constant", "schedule__warmup_epochs": 0.0}
    run = make_run(**{**KEPT, **steady, "train__trainable_layers": what, "device__fold_norm": fold_norm,
                      "device__precision": "float32"})  # fmt: skip
    reference = prepare(run)
    assert reference.compute.keeps_activations
    model, expected = reference.model, []
    set_training_mode(model, reference.spec, run.settings)
    for group in reference.optimizer.param_groups:
        group["lr"] = group["base_lr"]
    batches = next(iter(reference.eval_batches(reference.loader, 100)))
    for epoch in range(2):
        for batch in reference.loader.train_batches(recipe="none", size=64, batch_size=4, seed=42, epoch=epoch):
            rows = [batches.pictures.index(picture) for picture in batch.pictures]
            labels = torch.tensor([target["label"] for target in batch.targets])
            reference.optimizer.zero_grad()
            loss = functional.cross_entropy(model(reference.normalised(batches.images[rows])), labels)
            loss.backward()
            reference.optimizer.step()
            expected.append(loss.item())
    reference.close()
    train(run)
    assert losses_of(run) == pytest.approx(expected, rel=1e-3)


def test_every_picture_goes_through_the_frozen_part_once(make_run, train, monkeypatch):
    seen = []
    before = last_stage.frozen_forward
    monkeypatch.setattr(
        last_stage, "frozen_forward", lambda model, images: seen.append(len(images)) or before(model, images)
    )
    run = make_run(**KEPT, train__epochs=3)
    pictures = len(run.pictures(Split.TRAIN)) + len(run.pictures(Split.VAL))
    train(run)
    asked = sum(seen) - 2 - 1  # two were tried at the door, one told how large it is
    assert pictures <= asked <= pictures + 2 * BATCH  # the last batch is filled up


@pytest.mark.parametrize(
    "changes",
    [
        {"train__trainable_layers": "all"},
        {"data__augmentation": "light"},
        {"eval__tta_flip": True},
        {"train__epochs": 0, "train__trainable_layers": "head", "train__head_init": "features"},
    ],
)
def test_pictures_are_looked_at_anew_where_they_or_all_of_the_model_change(make_run, changes):
    training = prepare(make_run(**{**KEPT, **changes}))
    assert not training.compute.keeps_activations and training.activations is None


def test_pictures_are_looked_at_anew_where_memory_is_short(make_run, train, monkeypatch):
    monkeypatch.setattr(memory_meter, "cache_bytes", lambda: 100_000)
    run = make_run(**KEPT)
    report, _ = train(run)
    assert report.state == RunState.FINISHED and not run.manifest["execution"]["keeps_activations"]


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_scores_in_use_are_exactly_those_of_the_training(make_run, train, monkeypatch, precision):
    monkeypatch.setattr(device, "has_bfloat16", lambda: True)
    for threads in (1, 2):
        run = make_run(f"{threads}", **KEPT, device__precision=precision, device__threads=threads)
        report, _ = train(run)
        compute = run.manifest["execution"]
        assert compute["keeps_activations"] and compute["inference_precision"] == precision
        assert {f"val.{name}": value for name, value in evaluate(run, Split.VAL).scores.items()} == report.scores


def test_interrupted_run_resumes_to_identical_weights(make_run, train):
    changes = {**KEPT, "train__head_init": "features", "optimizer__ema_decay": 0.9, "train__batch_size": 8}
    whole = make_run("whole", **changes)
    train(whole)
    for at in (2, 3, 5):  # within an epoch, at its end, within the next
        cut, control = make_run(f"cut {at}", **changes), Control()
        train(cut, control, lambda e: control.leave() if isinstance(e, StepDone) and e.step == at else None)  # noqa: B023
        report, _ = train(cut)
        assert report.state == RunState.FINISHED and losses_of(cut) == losses_of(whole)
        first, second = (checkpoint.read_weights(run.best_weights)[0] for run in (whole, cut))
        assert all(torch.equal(first[name], second[name]) for name in first)


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
@pytest.mark.parametrize("channels_last", ["on", "off"])
def test_features_are_those_of_the_pictures_to_the_last_bit(make_run, channels_last, precision):
    how, found = {**KEPT, "device__channels_last": channels_last, "device__precision": precision}, []
    for name, changes in (("kept", how), ("anew", {**how, "data__augmentation": "light"})):
        training = prepare(make_run(name, **changes, model__weights="none"))  # of random weights nothing is stored
        cache_features(training, ignore)
        found.append(frozen_features(training, training.run.pictures(Split.TRAIN), ignore))
        training.close()
    assert (found[0] == found[1]).all() and abs(found[0]).sum() > 0


def test_looking_ends_when_that_is_wanted(make_run, train):
    control, told = Control(), []

    def stop(event):
        if event.kind == "preparing":
            told.append(event.done)
            control.stop()

    report, _ = train(make_run(**KEPT), control, stop)
    assert report.state == RunState.STOPPED and told == [0]


def test_preflight_and_rate_finder_take_the_same_short_way(project, make_run):
    settings = make_run(**KEPT, train__batch_size=18).settings
    costs = preflight.measure(project, settings).costs
    assert costs.look_seconds > 0 and costs.activation_bytes > 1000
    anew = preflight.measure(project, settings.with_values({"data.augmentation": "light"})).costs
    assert anew.look_seconds == anew.activation_bytes == 0
    assert len(lr_finder.find(project, settings, steps=8).losses) > 0


def test_head_of_the_model_is_where_it_is_entered_if_no_more_learns(make_run):
    training = prepare(make_run(**{**KEPT, "train__trainable_layers": "head"}))
    cache_features(training, ignore)
    width = parts.head(training.model, training.spec).in_features
    assert next(training.train_batches(epoch=0)).images.shape == (4, width)
    training.close()
