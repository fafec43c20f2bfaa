"""The fold of events into what is shown, without clock, files or window."""

import json
from dataclasses import replace

import pytest

from sft_gui.messages import say
from sft_gui.training import events
from sft_gui.training.events import (
    EpochEnded,
    Level,
    Logged,
    Planned,
    Preparing,
    RunState,
    SamplesPredicted,
    StateChanged,
    StepDone,
)
from sft_gui.training.progress import Progress

T = "2026-01-01T00:00:00.000Z"
PLAN = Planned(
    T, epochs=4, steps_per_epoch=25, total_steps=100, batch_size=8, train_pictures=200, val_pictures=40, device="CPU"
)


def step(number, seconds=0.5):
    return StepDone(T, number, (number - 1) // 25 + 1, {"cross_entropy": 1 / number}, 0.1, 8, 6, seconds)


def epoch(number, accuracy, best, train=0.9, seconds=None):
    val = {"accuracy": accuracy, "loss": 1 - accuracy, "correct": round(accuracy * 40), "total": 40}
    return EpochEnded(T, number, number * 25, {"loss": 0.2, "accuracy": train}, val, best, seconds or number * 13.0)


ONE_OF_EACH = (
    StateChanged(T, RunState.FAILED, say("The disk is full: {name} could not be written.", name="a"), None, "trace"),
    PLAN, Preparing(T, say("Getting ready"), 1, None), step(1), epoch(1, 0.8, True),
    SamplesPredicted(T, 1, ({"path": "花/a b.jpg", "truth": "x", "label": "y", "confidence": 0.5, "correct": False},)),
    events.Checkpointed(T, 3, 0.1), Logged(T, Level.WARNING, say("Resumed after step {step}", step=3)),
)  # fmt: skip


@pytest.mark.parametrize("event", (*ONE_OF_EACH, replace(PLAN, sizes=(64, 96))), ids=lambda event: event.kind)
def test_event_survives_json(event):
    assert events.from_json(json.loads(json.dumps(event.to_json()))) == event


def test_every_kind_of_event_is_tested_and_a_later_kind_is_passed_over():
    assert {event.kind for event in ONE_OF_EACH} == set(events.KINDS)
    assert events.from_json({"kind": "of a later version", "time": T}) is None


def test_time_left_is_told_after_twenty_steps_and_counts_validation():
    progress = Progress()
    for event in (PLAN, *(step(n) for n in range(1, 20))):
        progress.apply(event)
    assert progress.seconds_left is None
    progress.apply(step(20))
    assert progress.seconds_left == pytest.approx(80 * 0.5)
    assert progress.pictures_per_second == pytest.approx(16)
    for n in range(21, 26):
        progress.apply(step(n))
    progress.apply(epoch(1, 0.8, True, seconds=15.0))  # 12.5 s of steps, 2.5 s of validation
    for n in range(26, 51):
        progress.apply(step(n))
    progress.apply(epoch(2, 0.8, False, seconds=30.0))
    assert progress.seconds_left == pytest.approx(50 * (0.5 + 5.0 / 50))


def test_sentence_follows_the_run():
    progress = Progress()
    assert str(progress.sentence()) == "Getting ready"
    for event in (PLAN, StateChanged(T, RunState.RUNNING), step(1), epoch(1, 0.6, True), epoch(2, 0.7, True)):
        progress.apply(event)
    assert "still rising" in str(progress.sentence())
    for event in (epoch(3, 0.65, False), epoch(4, 0.65, False), epoch(5, 0.65, False)):
        progress.apply(event)
    assert "Overfitting" in str(progress.sentence())
    progress.apply(StateChanged(T, RunState.FINISHED))
    assert "epoch 2" in str(progress.sentence())


def test_report_holds_the_best_epoch_and_the_curve():
    progress = Progress()
    for event in (PLAN, step(1), epoch(1, 0.6, True), epoch(2, 0.7, True), epoch(3, 0.65, False)):
        progress.apply(event)
    report = progress.report()
    assert (report.best_epoch, report.scores["val.accuracy"]) == (2, 0.7)
    assert report.curve == ((1, 0.6), (2, 0.7), (3, 0.65))
