"""Replicas side by side learn what the model alone would, to rounding, and the same every time, to the last bit."""

import copy

import pytest
import torch
from torch import nn
from torch.nn import functional

from sft_gui.training import device
from sft_gui.training.data_parallel import Replicas, is_separable
from sft_gui.training.events import StepDone
from sft_gui.training.setup import prepare


@pytest.fixture
def model():
    torch.manual_seed(0)
    layers = nn.Sequential(
        nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 3)
    )
    layers[1].eval()
    return layers


IMAGES = torch.randn(19, 3, 12, 12, generator=torch.Generator().manual_seed(1))
LABELS = torch.arange(19) % 3


def learn(replica, part):
    loss = functional.cross_entropy(replica(IMAGES[part]), LABELS[part]) * (part.stop - part.start) / len(LABELS)
    loss.backward()
    return part.stop - part.start, loss.item()


def gradients(model):
    return [parameter.grad.clone() for parameter in model.parameters()]


@pytest.mark.parametrize(("count", "sizes"), [(1, [19]), (2, [9, 10]), (4, [4, 5, 5, 5]), (9, [4, 5, 5, 5])])
def test_gradients_are_those_of_the_whole_batch(model, count, sizes):
    whole = copy.deepcopy(model)
    _, expected = learn(whole, slice(0, 19))
    replicas = Replicas(model, count=count, threads=2)
    told = replicas.backward(learn, slice(0, 19))
    replicas.close()
    assert [size for size, _ in told] == sizes and sum(loss for _, loss in told) == pytest.approx(expected)
    torch.testing.assert_close(gradients(model), gradients(whole))


def test_replicas_follow_the_model_and_repeat_to_the_last_bit(model):
    other = copy.deepcopy(model)
    steps = []
    for each in (model, other):
        replicas, optimizer = Replicas(each, count=2, threads=2), torch.optim.AdamW(each.parameters(), fused=True)
        for _ in range(5):
            optimizer.zero_grad()
            steps.append([loss for _, loss in replicas.backward(learn, slice(0, 19))])
            optimizer.step()
        replicas.close()
    assert steps[:5] == steps[5:] and sum(steps[4]) < sum(steps[0])
    assert all(torch.equal(*pair) for pair in zip(model.parameters(), other.parameters(), strict=True))


def test_what_does_not_learn_gets_no_gradient(model):
    model[0].weight.requires_grad_(False)
    replicas = Replicas(model, count=2, threads=2)
    replicas.backward(learn, slice(0, 19))
    replicas.close()
    assert model[0].weight.grad is None and model[5].weight.grad is not None


def test_parts_add_up_to_what_is_there_already(model):
    """As where memory asks for a batch in parts, one after the other."""
    whole = copy.deepcopy(model)
    learn(whole, slice(0, 19))
    replicas = Replicas(model, count=2, threads=2)
    for part in (slice(0, 10), slice(10, 19)):
        replicas.backward(learn, part)
    replicas.close()
    torch.testing.assert_close(gradients(model), gradients(whole))


def test_after_one_part_has_failed_the_batch_can_be_tried_again(model):
    whole = copy.deepcopy(model)
    learn(whole, slice(0, 19))
    replicas, failures = Replicas(model, count=2, threads=2), [torch.OutOfMemoryError("out of memory")]

    def fail_once(replica, part):
        learn(replica, part)
        if part.start > 0 and failures:
            raise failures.pop()

    with pytest.raises(torch.OutOfMemoryError):
        replicas.backward(fail_once, slice(0, 19))
    assert all(parameter.grad is None for parameter in model.parameters())
    replicas.backward(fail_once, slice(0, 19))
    replicas.close()
    torch.testing.assert_close(gradients(model), gradients(whole))


def test_batches_one_each_come_in_their_order(model):
    model.eval()
    batches = [IMAGES[number : number + 3] for number in range(17)]
    replicas = Replicas(model, count=3, threads=3)
    seen = list(replicas.map(lambda replica, images: replica(images), batches))
    replicas.close()
    assert all(torch.equal(found, model(images)) for found, images in zip(seen, batches, strict=True))


def test_no_replica_takes_a_second_batch_before_its_first_is_done(model):
    at_work, most = set(), []

    def work(replica, number):
        assert id(replica) not in at_work
        at_work.add(id(replica))
        most.append(len(at_work))
        replica(IMAGES)
        at_work.remove(id(replica))
        return number

    replicas = Replicas(model, count=2, threads=2)
    assert list(replicas.map(work, iter(range(50)))) == list(range(50)) and max(most) <= 2
    replicas.close()


def test_failure_in_a_batch_is_raised_when_its_turn_comes(model):
    def work(replica, number):
        return 10 // (3 - number)

    replicas, told = Replicas(model, count=2, threads=2), []
    with pytest.raises(ZeroDivisionError):
        told.extend(replicas.map(work, range(10)))
    replicas.close()


def test_only_what_treats_each_picture_alike_is_separable(model):
    assert is_separable(model, IMAGES)
    before, random = copy.deepcopy(model.state_dict()), torch.get_rng_state()
    model[1].train()
    assert not is_separable(model, IMAGES)  # statistics of the batch
    model[1].eval()
    model.insert(5, nn.Dropout(0.1))
    assert not is_separable(model, IMAGES)
    model[5].eval()
    assert is_separable(model, IMAGES)
    assert torch.equal(torch.get_rng_state(), random)
    assert all(torch.equal(value, model.state_dict()[name.replace("5.", "6.")]) for name, value in before.items())


@pytest.mark.parametrize("fold_norm", ["on", "off"])
def test_run_with_replicas_learns_as_one_without(make_run, train, fold_norm):
    measured = {"device__channels_last": "on", "device__precision": "float32"}  # which could turn out otherwise
    changes = {
        "train__trainable_layers": "all",
        "train__batch_size": 9,
        "device__fold_norm": fold_norm,
        "device__threads": 2,
    }
    changes |= measured
    losses = []
    for count in (1, 2):
        run = make_run(f"{count}", device__replicas=count, optimizer__lr=0.001, **changes)
        _, told = train(run)
        assert run.manifest["execution"]["replicas"] == count
        losses.append([event.loss for event in told if isinstance(event, StepDone)])
    assert losses[0] == pytest.approx(losses[1], rel=1e-3)


def test_classes_that_weigh_more_are_judged_by_the_whole_batch(make_run, monkeypatch):
    asked = {"device__replicas": 2, "device__threads": 2, "train__trainable_layers": "all"}
    counts = [
        prepare(make_run(weights, loss__class_weights=weights, **asked)).replicas.count
        for weights in ("none", "balanced")
    ]
    assert counts == [2, 1]


def test_a_gpu_has_no_replicas(monkeypatch, make_run):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    settings = make_run(device__name="cuda", device__precision="float32", device__replicas=4).settings
    assert device.resolve(settings).replicas == 1
