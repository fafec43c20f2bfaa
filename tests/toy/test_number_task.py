"""A new task is one engine file, its reader in it, and a line in each list: nothing else knows of it."""

import csv
import json
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

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
from sft_gui.ui.shell.guide import Guide
from sft_gui.ui.tasks import registry as views
from tests.cli.conftest import QUICK, call, train  # noqa: F401  (fixtures)
from tests.fixtures import draw
from tests.toy.number_task import NUMBER, READER, TOLERANCE
from tests.toy.number_view import NumberView

SMALL = {"data.image_size": 32, "train.epochs": 2, "train.batch_size": 4, "device.threads": 1, "device.name": "cpu"}
WORDS = ("--task", "number", "--set", "train.epochs=2", "--set", "data.test_fraction=0.2")


@pytest.fixture(autouse=True)
def number_is_known(monkeypatch):
    monkeypatch.setitem(tasks.TASKS, NUMBER.name, NUMBER)
    monkeypatch.setattr(readers, "READERS", (*readers.READERS, READER))
    monkeypatch.setitem(views.VIEWS, NUMBER.name, NumberView)


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
    assert "validation loss" in err and "mean error 0." in err and "accuracy" not in told

    code, found, _ = call("evaluate", "one")
    assert code == 0 and found["val.mae"] == told["val.mae"] and found["val.loss"] == told["val.loss"]
    assert len(found["pictures"]) == found["val.total"] == told["val.total"]
    assert "Validation mean error 0." in call("evaluate", "one", is_json=False)[1]

    code, said, _ = call("predict", "one", table / "3.png", "--csv", tmp_path / "a.csv")
    (answer,) = said["answers"]
    assert code == 0 and isinstance(answer["value"], float)
    with open(tmp_path / "a.csv", encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row == {"file": str(table / "3.png"), "value": str(answer["value"])}
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
    assert a.rows == b.rows and cached(whole, Split.VAL).rows == a.rows
    assert not compare(a, b).fixed and not compare(a, b).broken
    wrong = [each for each in a.pictures if abs(each.truth - each.predicted) > TOLERANCE]
    assert a.correct is not None and sum(not each.is_correct for each in a.outcomes().values()) == len(wrong)
    assert compare(a, evaluate(other, Split.VAL)).pictures == a.total


@pytest.fixture
def guide(qapp, tmp_path):
    guide = Guide(tmp_path / "shots", patience_s=240)
    guide.open()
    yield guide
    guide.state.project.close()
    guide.window.close()
    guide.window.deleteLater()
    guide.app.shut_down()


def test_number_goes_the_whole_way_in_the_window(guide, table, tmp_path):
    guide.drop([table])
    guide.wait_for(lambda: guide.state.project is not None)
    assert guide.state.project.task == "number"
    data = guide.show("data")
    assert "30 pictures" in data.header.sentence.text() and not data.grid.change_class.isVisible()

    for preset in ("quick", "best"):
        page = guide.show("train")
        assert page.draft.task == "number"
        page.draft.take_preset(preset)
        page.draft.take({**SMALL, "train.seed": len(preset)})
        page.more.setChecked(True)
        guide.wait_for(page.start_card.start.isEnabled)
        guide.wait_until_idle()
        assert len(page.preview.views.images) == 6
        ended = []
        guide.state.session.run_ended.connect(ended.append)
        page.start()
        guide.wait_for(lambda ended=ended: ended)

    tile = guide.show("run").samples.tiles[0]
    assert re.fullmatch(r"-?\d\.\d\d of \d\.\d\d", tile.accessibleName())

    evaluated = guide.show("evaluate")
    guide.wait_for(lambda: evaluated._evaluation is not None)
    assert evaluated.result.pictures.rowCount() == evaluated._evaluation.total > 0
    evaluated.save_report(tmp_path / "report.html")
    guide.wait_for((tmp_path / "report.html").exists)
    assert "Mean error" in (tmp_path / "report.html").read_text(encoding="utf-8")
    evaluated.save_report(tmp_path / "report.json")
    guide.wait_for((tmp_path / "report.json").exists)
    assert len(json.loads((tmp_path / "report.json").read_text("utf-8"))["part"]["rows"]) == evaluated._evaluation.total

    guide.drop([table / "3.png"])
    page = guide.show("predict")
    guide.wait_for(lambda: page.answers.rowCount() == 1 and not page.answers.unanswered() and not page.naming.is_busy)
    (answer,) = page.answers.answers()
    assert page.workspace.panel.label.full_text() == f"{answer.prediction.value:.3f}"
    assert [page.answers.headerData(n, Qt.Orientation.Horizontal) for n in range(3)] == ["File", "Prediction", "Size"]
    assert not page.workspace.sort.isVisible()
    page.filing.save(tmp_path / "answers.csv", exporters.of("number")[0])
    guide.wait_for((tmp_path / "answers.csv").exists)

    history = guide.show("history")
    guide.wait_for(lambda: history.runs.rowCount() == 2)
    for row in range(2):
        history.table.selectRow(row)
        QTest.keyClick(history.table, Qt.Key.Key_Space)
    guide.wait_for(lambda: history.compare.evaluate.isVisible())
    history.compare.evaluate.click()
    guide.wait_for(lambda: history.compare._verdict is not None)
    assert "ahead" in history.compare.heading.text()


def test_number_is_unknown_without_its_lines(monkeypatch, table):
    monkeypatch.delitem(tasks.TASKS, NUMBER.name)
    monkeypatch.setattr(readers, "READERS", readers.READERS[:-1])
    assert main(["train", str(table), "--task", "number", "--json"]) != 0
