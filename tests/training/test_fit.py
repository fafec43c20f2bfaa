"""The loop through its public door, on small real runs."""

import threading

import pytest
import torch
from safetensors.torch import load_file
from torch.nn import functional

from sft_gui.data.index import Split
from sft_gui.errors import UserError
from sft_gui.models import parts
from sft_gui.settings import presets
from sft_gui.training import checkpoint
from sft_gui.training.events import EpochEnded, Logged, RunState, SamplesPredicted, StateChanged, StepDone
from sft_gui.training.optimization import set_training_mode
from sft_gui.training.request import Control
from sft_gui.training.run_folder import RunFolder
from sft_gui.training.setup import prepare


def steps_of(run):
    return [event.step for event in run.events() if isinstance(event, StepDone)]


def losses_of(run):
    return [event.loss for event in run.events() if isinstance(event, StepDone)]


def test_run_learns_and_keeps_its_best_weights(make_run, train):
    run = make_run(train__epochs=8, data__augmentation="none")
    report, told = train(run)
    assert report.state == RunState.FINISHED
    losses = losses_of(run)
    assert sum(losses[-6:]) < sum(losses[:6]) / 2
    assert report.scores["val.accuracy"] >= 0.8
    assert run.has_model and run.report() == report
    assert [event for event in told if event.recorded] == list(run.events())
    weights, about = checkpoint.read_weights(run.best_weights)
    assert about["classes"] == ["blue", "green", "red"] and about["epoch"] == report.best_epoch
    assert weights["classifier.weight"].shape[0] == 3


def test_sample_predictions_are_told_every_epoch(make_run, train):
    _, told = train(make_run())
    samples = [event for event in told if isinstance(event, SamplesPredicted)]
    assert [event.epoch for event in samples] == [1, 2]
    assert [s["path"] for s in samples[0].samples] == [s["path"] for s in samples[1].samples]
    assert all(s["correct"] == (s["truth"] == s["label"]) for event in samples for s in event.samples)


def test_textbook_preset_follows_a_plain_torch_loop(make_run, train):
    """20 steps of the preset (smaller pictures, no download) against the literal loop, same weights and batches."""
    preset = presets.find("textbook").settings()
    smaller = {"model.weights": "none", "data.image_size": 64, "train.epochs": 4, "device.threads": 1}
    run = make_run(**preset.with_values(smaller))
    reference = prepare(run)
    model, mean, std = reference.model, torch.tensor(reference.spec.mean), torch.tensor(reference.spec.std)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.001, momentum=0.9)
    expected = []
    model.train()
    for epoch in range(4):
        for batch in reference.loader.train_batches(recipe="textbook", size=64, batch_size=4, seed=42, epoch=epoch):
            images = (batch.images.float() / 255 - mean.view(1, 3, 1, 1)) / std.view(1, 3, 1, 1)
            labels = torch.tensor([target["label"] for target in batch.targets])
            optimizer.zero_grad()
            loss = functional.cross_entropy(model(images.contiguous()), labels)
            loss.backward()
            optimizer.step()
            expected.append(loss.item())
    reference.loader.close()
    train(run)
    assert len(expected) == 24
    assert losses_of(run)[:20] == pytest.approx(expected[:20], abs=1e-5)


@pytest.mark.parametrize("what", ["head", "last_stage", "all"])
def test_only_what_learns_changes(make_run, train, what):
    run = make_run(train__trainable_layers=what, train__epochs=1)
    before = {name: value.clone() for name, value in prepare(run).model.state_dict().items()}
    train(run)
    after, _ = checkpoint.read_weights(run.best_weights)
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    training = prepare(run)
    own = parts.parameter_parts(training.model, training.spec)
    allowed = {"head": own.head, "last_stage": own.head + own.last_stage}.get(what)
    if allowed is None:
        assert changed >= {name for name, _ in own.head} and changed & {name for name, _ in own.rest}
    else:
        assert changed == {name for name, _ in allowed}


@pytest.mark.parametrize(
    "changes",
    [{"device__precision": "float32"}, {"device__precision": "bfloat16"},
     {"device__threads": 2, "train__batch_size": 9, "train__trainable_layers": "all", "train__epochs": 4}],
)  # fmt: skip
def test_interrupted_epoch_resumes_to_identical_weights(make_run, train, changes):
    whole, cut = (make_run(name, **changes) for name in ("whole", "cut"))
    train(whole)
    control = Control()
    report, _ = train(cut, control, lambda e: control.leave() if isinstance(e, StepDone) and e.step == 8 else None)
    assert report.state == RunState.PAUSED and steps_of(cut) == list(range(1, 9))
    report, _ = train(cut)
    assert report.state == RunState.FINISHED
    assert steps_of(cut) == steps_of(whole) and losses_of(cut) == losses_of(whole)
    assert_same_weights(cut, whole)


def test_resumed_run_keeps_the_precision_it_began_with(make_run, train):
    run = make_run(train__epochs=1)
    began = {"device": "cpu", "precision": "float32", "channels_last": True, "threads": 1, "fold_norm": True}
    run.add_to_manifest(execution={**began, "inference_precision": "bfloat16"}, weights={"source": "pretrained"})
    report, _ = train(run)
    assert report.state == RunState.FINISHED and run.manifest["execution"]["inference_precision"] == "bfloat16"


@pytest.mark.parametrize(("optimizer", "average"), [("sgd", None), ("adamw", 0.9)])
def test_resuming_at_any_step_gives_identical_weights(make_run, train, optimizer, average):
    settings = {
        "optimizer__name": optimizer, "optimizer__ema_decay": average, "train__trainable_layers": "last_stage",
        "train__batch_size": 8,
    }  # fmt: skip
    whole = make_run("whole", **settings)
    train(whole)
    for at in (1, 3, 4, 6):  # the first step, an epoch's last, the next one's first, the very last
        cut = make_run(f"cut {at}", **settings)
        control = Control()
        train(cut, control, lambda e: control.leave() if isinstance(e, StepDone) and e.step == at else None)  # noqa: B023
        train(cut)
        assert steps_of(cut) == steps_of(whole)
        assert [e.val for e in cut.events() if isinstance(e, EpochEnded)] == [
            e.val for e in whole.events() if isinstance(e, EpochEnded)
        ]
        assert_same_weights(cut, whole)


def test_running_mean_of_the_weights_is_what_its_formula_says_and_is_kept(make_run, train):
    run = make_run(optimizer__ema_decay=0.75, train__epochs=1, train__freeze_bn_stats=False)
    expected = {name: value.clone().double() for name, value in prepare(run).model.state_dict().items()}
    for at in range(1, 7):
        control = Control()
        train(run, control, lambda e: control.leave() if isinstance(e, StepDone) and e.step == at else None)  # noqa: B023
        tensors, _ = checkpoint.read_weights(run.checkpoint)
        expected = {name: 0.75 * mean + 0.25 * tensors[f"model/{name}"] for name, mean in expected.items()}
    train(run)
    kept, _ = checkpoint.read_weights(run.best_weights)
    for name, mean in expected.items():
        if kept[name].is_floating_point():
            torch.testing.assert_close(kept[name].double(), mean, rtol=1e-4, atol=1e-6)


def test_pause_waits_and_resume_goes_on(make_run, train):
    run, control, states = make_run(), Control(), []

    def on_event(event):
        if isinstance(event, StepDone) and event.step == 3:
            control.pause()
        if isinstance(event, StateChanged):
            states.append(event.state)
            if event.state == RunState.PAUSED:
                assert run.checkpoint.exists()
                threading.Timer(0.2, control.resume).start()

    report, _ = train(run, control, on_event)
    assert report.state == RunState.FINISHED
    assert states == [RunState.PREPARING, RunState.RUNNING, RunState.PAUSED, RunState.RUNNING, RunState.FINISHED]


def test_stop_in_the_first_epoch_keeps_a_judged_model(make_run, train):
    run, control = make_run(), Control()
    report, _ = train(run, control, lambda e: control.stop() if isinstance(e, StepDone) else None)
    assert report.state == RunState.STOPPED and run.has_model and report.best_epoch == 1


def test_extending_a_finished_run_adds_epochs(make_run, train):
    run = make_run()
    train(run)
    run.extend(1)
    report, _ = train(run)
    assert (report.state, report.epochs, report.epoch) == (RunState.FINISHED, 3, 3)
    assert steps_of(run) == list(range(1, 19))


def test_early_stopping_ends_after_its_patience(make_run, train):
    run = make_run(train__epochs=50, stop__patience=2, optimizer__lr=1e-9)
    report, _ = train(run)
    assert report.state == RunState.FINISHED and report.epoch == report.best_epoch + 2


def test_time_budget_shortens_the_plan_and_says_so(make_run, train):
    run = make_run(train__epochs=500, stop__minutes=0.05)
    report, told = train(run)
    assert report.state == RunState.FINISHED and report.epochs < 500 and run.has_model
    assert any("time budget" in str(event.message) for event in told if isinstance(event, Logged))


def test_linear_head_start_is_judged_before_the_first_step(make_run, train):
    run = make_run(train__head_init="features", train__epochs=1)
    _, told = train(run)
    first = next(event for event in told if isinstance(event, EpochEnded))
    assert (first.epoch, first.step) == (0, 0) and first.val["accuracy"] >= 0.9


def test_loss_that_is_no_number_names_the_pictures_and_keeps_the_checkpoint(make_run, train, monkeypatch):
    run = make_run()
    from sft_gui.tasks.classification import CLASSIFICATION

    real, calls = CLASSIFICATION.losses, []

    def poisoned(model, images, targets, options):
        losses, outputs = real(model, images, targets, options)
        calls.append(torch.is_grad_enabled())  # not so where a checkpoint looks at the batch again
        return ({"cross_entropy": losses["cross_entropy"] * float("nan")} if sum(calls) > 8 else losses), outputs

    monkeypatch.setattr(type(CLASSIFICATION), "losses", lambda self, *args: poisoned(*args))
    report, told = train(run)
    assert report.state == RunState.FAILED
    assert "not a number at step 9" in str(told[-1].reason) and ".png" in str(told[-1].reason)
    monkeypatch.undo()
    report, _ = train(run)
    assert report.state == RunState.FINISHED and steps_of(run) == list(range(1, 13))


def test_out_of_memory_halves_the_batch_and_follows_the_same_losses(make_run, train, monkeypatch):
    plain, tight = make_run("plain"), make_run("tight")
    train(plain)
    from sft_gui.tasks.classification import CLASSIFICATION

    real = CLASSIFICATION.losses

    def small_memory(self, model, images, targets, options):
        if len(targets) > 2:
            raise torch.OutOfMemoryError("out of memory")
        return real(model, images, targets, options)

    monkeypatch.setattr(type(CLASSIFICATION), "losses", small_memory)
    monkeypatch.setattr(
        "sft_gui.training.checkpoint_manager.COST_SHARE", 100.0
    )  # checkpoints within the epoch, each looked at
    report, told = train(tight)
    assert report.state == RunState.FINISHED
    warned = [str(event.message) for event in told if isinstance(event, Logged)]
    assert sum("Memory ran out" in each for each in warned) == 1, warned
    assert losses_of(tight) == pytest.approx(losses_of(plain), abs=1e-4)


def test_memory_too_small_for_one_picture_is_a_sentence(make_run, train, monkeypatch):
    from sft_gui.tasks.classification import CLASSIFICATION

    def none_at_all(*args):
        raise torch.OutOfMemoryError("out of memory")

    monkeypatch.setattr(type(CLASSIFICATION), "losses", none_at_all)
    report, told = train(make_run())
    assert report.state == RunState.FAILED and "single picture" in str(told[-1].reason) and told[-1].remedy


def test_error_in_the_program_is_a_sentence_with_details(make_run, train, monkeypatch):
    from sft_gui.tasks.classification import CLASSIFICATION

    monkeypatch.setattr(type(CLASSIFICATION), "losses", lambda *args: 1 / 0)
    report, told = train(make_run())
    assert report.state == RunState.FAILED and "ZeroDivisionError" in told[-1].details


def test_clipping_bounds_the_step(make_run, train):
    run = make_run(
        optimizer__clip_norm=1e-9, optimizer__weight_decay=0.0, train__epochs=1, train__trainable_layers="head"
    )
    before = prepare(run).model.classifier.weight.detach().clone()
    train(run)
    after, _ = checkpoint.read_weights(run.best_weights)
    assert torch.allclose(after["classifier.weight"], before, atol=1e-9)


def test_snapshot_is_handed_out_while_training(make_run, train):
    run, control, got = make_run(), Control(), []
    asker = threading.Thread(target=lambda: got.append(control.snapshot()))
    train(run, control, lambda e: asker.start() if isinstance(e, StepDone) and e.step == 2 else None)
    asker.join()
    assert got[0] is None or "classifier.weight" in got[0]
    assert control.snapshot() is None


def test_second_process_is_refused_while_the_first_trains(make_run, train):
    run, seen = make_run(), []

    def on_event(event):
        if isinstance(event, StepDone) and event.step == 1:
            with pytest.raises(UserError) as error:
                train(RunFolder.open(run.folder))
            seen.append(str(error.value))

    train(run, on_event=on_event)
    assert "already" in seen[0]


def test_batchnorm_statistics_stay_where_weights_are_frozen(make_run):
    training = prepare(make_run(train__trainable_layers="head", train__freeze_bn_stats=False))
    set_training_mode(training.model, training.spec, training.settings)
    norms = [m for m in training.model.modules() if isinstance(m, torch.nn.modules.batchnorm._BatchNorm)]
    assert norms and not any(norm.training for norm in norms) and training.model.training


def test_run_keeps_its_own_split_when_the_project_is_split_again(make_run, project):
    run = make_run()
    before = [picture.path for picture in run.pictures(Split.VAL)]
    project.set_split(seed=7, val_fraction=0.4, test_fraction=0.2)
    assert [picture.path for picture in RunFolder.open(run.folder).pictures(Split.VAL)] == before


def assert_same_weights(one, other):
    for name in ("best.safetensors", "checkpoints/last.safetensors"):
        a, b = load_file(one.folder / name), load_file(other.folder / name)
        assert a.keys() == b.keys()
        assert all(torch.equal(a[key], b[key]) for key in a), name
