"""Evaluating a kept run: the scores of its training to the last bit, kept until the weights change."""

import json

import pytest

from sft_gui.data.index import Split
from sft_gui.errors import Cancelled, UserError
from sft_gui.evaluation.evaluate import cached, evaluate
from sft_gui.inference import device
from sft_gui.training import checkpoint
from tests.fixtures import colour_project
from tests.prediction.runs import trained_run, untrained_run


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return trained_run(
        tmp_path_factory.mktemp("run"), train__trainable_layers="all", train__head_init="random", train__epochs=2
    )


@pytest.fixture
def fresh(run):
    """The run without kept evaluations."""
    for file in run.folder.glob("evaluation-*.json"):
        file.unlink()
    return run


def test_scores_in_use_are_exactly_those_of_the_training(fresh):
    found = evaluate(fresh, Split.VAL)
    assert {f"val.{name}": value for name, value in found.scores.items()} == fresh.report().scores
    assert (found.num_correct, found.accuracy.value) == (found.scores["correct"], found.scores["accuracy"])
    assert found.balanced_accuracy == pytest.approx(found.scores["balanced_accuracy"])


@pytest.mark.parametrize("fold_norm", ["on", "off"])
def test_scores_in_bfloat16_are_those_of_the_training_too(tmp_path, monkeypatch, fold_norm):
    monkeypatch.setattr(device, "has_bfloat16", lambda: True)
    run = trained_run(
        tmp_path, device__precision="bfloat16", device__fold_norm=fold_norm, train__trainable_layers="all"
    )
    assert run.manifest["execution"]["inference_precision"] == "bfloat16"
    assert {f"val.{name}": value for name, value in evaluate(run, Split.VAL).scores.items()} == run.report().scores


@pytest.mark.parametrize(("split", "total"), [(Split.TRAIN, 18), (Split.VAL, 9), (Split.TEST, 6)])
def test_every_split_can_be_judged(fresh, split, total):
    found = evaluate(fresh, split)
    assert found.total == total and {row.truth for row in found.rows} == {"blue", "green", "red"}
    assert [(row.id, row.path) for row in found.rows] == [(p.id, p.path) for p in fresh.pictures(split)]


def test_second_time_reads_the_kept_file(fresh, monkeypatch):
    assert cached(fresh, Split.VAL) is None
    first = evaluate(fresh, Split.VAL)
    monkeypatch.setattr("sft_gui.evaluation.evaluate.kept_models", None)
    assert evaluate(fresh, Split.VAL) == cached(fresh, Split.VAL) == first


def test_other_weights_are_judged_anew(fresh):
    first = evaluate(fresh, Split.VAL)
    kept = fresh.best_weights.read_bytes()
    weights, about = checkpoint.read_weights(fresh.best_weights)
    weights["classifier.weight"] = -weights["classifier.weight"]
    checkpoint.save_weights(fresh.best_weights, weights, about)
    try:
        assert cached(fresh, Split.VAL) is None
        assert evaluate(fresh, Split.VAL).scores["loss"] != first.scores["loss"]
    finally:
        fresh.best_weights.write_bytes(kept)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1}', '{"format": 99}'])
def test_damaged_or_newer_file_is_no_evaluation(fresh, content):
    (fresh.folder / "evaluation-val.json").write_text(content)
    assert cached(fresh, Split.VAL) is None
    assert evaluate(fresh, Split.VAL).total == 9
    assert json.loads((fresh.folder / "evaluation-val.json").read_text())["format"] == 4


def test_cancelling_keeps_nothing(fresh):
    with pytest.raises(Cancelled):
        evaluate(fresh, Split.VAL, cancelled=lambda: True)
    assert cached(fresh, Split.VAL) is None


def test_progress_counts_to_the_end(fresh):
    told = []
    evaluate(fresh, Split.TRAIN, on_progress=lambda done, total, what: told.append((done, total)))
    assert told[0] == (0, 18) and told[-1] == (18, 18)


def test_split_without_pictures_and_run_without_model_are_told(tmp_path):
    project = colour_project(tmp_path, splits={"train": 2, "val": 1})
    run = untrained_run(project)
    project.close()
    with pytest.raises(UserError, match="Test has no pictures"):
        evaluate(run, Split.TEST)
    with pytest.raises(UserError, match="has no model yet"):
        evaluate(run, Split.VAL)


def test_pictures_that_are_gone_are_counted_not_judged(tmp_path):
    run = trained_run(tmp_path)
    files = [run.root / picture.path for picture in run.pictures(Split.VAL)]
    files[0].unlink()
    found = evaluate(run, Split.VAL)
    assert (found.total, found.missing) == (8, 1) and cached(run, Split.VAL) is None
    for file in files[1:]:
        file.unlink()
    with pytest.raises(UserError, match="None of the pictures"):
        evaluate(run, Split.VAL)
