"""A new task is one engine file, its reader in it, and a line in each list: nothing else knows of it."""

import csv
from pathlib import Path

import pytest

from sft_gui.cli import main
from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.data.readers import registry as readers
from sft_gui.evaluation.compare import compare
from sft_gui.evaluation.evaluate import cached, evaluate
from sft_gui.prediction.export import registry as exporters
from sft_gui.tasks import registry as tasks
from sft_gui.training import checkpoint
from sft_gui.training.events import RunState, StepDone
from sft_gui.training.fit import fit
from sft_gui.training.request import Control, FitRequest
from sft_gui.training.run_folder import RunFolder
from tests.cli.conftest import QUICK, call, train  # noqa: F401  (fixtures)
from tests.fixtures import draw
from tests.toy.number_task import EXPORTER, NUMBER, READER, TOLERANCE

WORDS = ("--task", "number", "--set", "train.epochs=2", "--set", "data.test_fraction=0.2")


@pytest.fixture(autouse=True)
def number_is_known(monkeypatch):
    monkeypatch.setitem(tasks.TASKS, NUMBER.name, NUMBER)
    monkeypatch.setattr(readers, "READERS", (*readers.READERS, READER))
    monkeypatch.setattr(exporters, "EXPORTERS", [*exporters.EXPORTERS, EXPORTER])


@pytest.fixture
def table(tmp_path):
    """Grey pictures with their brightness, 0 to 1."""
    folder = tmp_path / "grey"
    folder.mkdir()
    rows = [("file", "brightness")]
    for number in range(30):
        value = number / 29
        draw((round(40 + 170 * value),) * 3, number).save(folder / f"{number}.png")
        rows.append((f"{number}.png", f"{value:.4f}"))
    with open(folder / "numbers.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return folder


def test_number_goes_the_whole_way_on_the_command_line(call, train, table, tmp_path, capsys):  # noqa: F811
    code, told, err = train(table, "--name", "one", *WORDS)
    assert code == 0 and told["state"] == "finished" and told["test.total"] == 6
    assert "validation loss" in err and "mae 0." in err and "accuracy" not in told

    code, found, _ = call("evaluate", "one")
    assert code == 0 and found["val.mae"] == told["val.mae"] and found["val.loss"] == told["val.loss"]
    assert len(found["pictures"]) == found["val.total"] == told["val.total"]
    assert "val.mae: 0." in call("evaluate", "one", is_json=False)[1]

    code, said, _ = call("predict", "one", table / "3.png", "--csv", tmp_path / "a.csv")
    (answer,) = said["answers"]
    assert code == 0 and isinstance(answer["value"], float)
    assert (tmp_path / "a.csv").read_text() == f"3.png,{answer['value']}\n"
    assert call("predict", "one", table, "--sort", tmp_path / "b")[0] != 0 and not (tmp_path / "b").exists()

    (listed,) = call("runs", table)[1]["runs"]
    assert listed["val.mae"] == told["val.mae"]
    assert call("check", table)[0] == 0

    run = RunFolder.open(Path(told["run"]))
    best = min(score for epoch, score in run.report().curve)
    assert told["val.mae"] == pytest.approx(best)  # of an error, the least is the best


def test_killed_number_run_goes_on_bit_for_bit_and_compares_as_equal(train, table):  # noqa: F811
    whole = RunFolder.open(Path(train(table, "--name", "whole", *WORDS)[1]["run"]))
    other = RunFolder.open(Path(train(table, "--name", "other", *WORDS, "--set", "train.seed=1")[1]["run"]))
    control, seen = Control(), []

    def leave(event):
        if isinstance(event, StepDone):
            seen.append(event)
            if len(seen) == 3:
                control.leave()

    project = Project.open(whole.folder.parents[1])
    try:
        cut = RunFolder.create(project, whole.settings, name="cut", preset="custom")
        assert fit(FitRequest(cut), leave, control).state is RunState.PAUSED
        assert fit(FitRequest(cut), lambda event: None, Control()).state is RunState.FINISHED
    finally:
        project.close()
    weights = [checkpoint.read_weights(run.best_weights)[0] for run in (whole, cut)]
    assert all((weights[0][name] == weights[1][name]).all() for name in weights[0])

    a, b = evaluate(whole, Split.VAL), evaluate(cut, Split.VAL)
    assert a.results == b.results and cached(whole, Split.VAL).results == a.results
    assert not compare(a, b).fixed and not compare(a, b).broken
    wrong = [each for each in a.pictures if abs(each.truth - each.predicted) > TOLERANCE]
    assert a.correct is not None and sum(not each.is_correct for each in a.outcomes().values()) == len(wrong)
    assert compare(a, evaluate(other, Split.VAL)).pictures == a.total


def test_number_is_unknown_without_its_lines(monkeypatch, table):
    monkeypatch.delitem(tasks.TASKS, NUMBER.name)
    monkeypatch.setattr(readers, "READERS", readers.READERS[:-1])
    assert main(["train", str(table), "--task", "number", "--json"]) != 0
