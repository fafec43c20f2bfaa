"""train, resume, evaluate, predict and runs, one after the other on small real runs."""

import csv
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sft_gui.data.project import Project
from sft_gui.training.events import StepDone
from sft_gui.training.run_folder import RunFolder
from tests.cli.conftest import QUICK
from tests.fixtures import COLOURS, colour_folder, draw


@pytest.fixture
def source(tmp_path):
    return colour_folder(tmp_path / "my 数据 'set'", per_class=10)


def test_whole_way_from_a_folder_to_named_pictures(call, train, source, tmp_path):
    code, told, err = train(source, "--name", "first", "--set", "data.test_fraction=0.2")
    assert code == 0 and told["state"] == "finished" and Path(told["run"]).is_dir()
    assert told["val.accuracy"] == told["val.correct"] / told["val.total"] and told["val.loss"] > 0
    assert told["test.total"] == 6 and 0 <= told["test.accuracy"] <= 1 and told["seconds"] > 0
    assert "Epoch 1 of 1: train loss" in err
    assert told["next"]["sentence"] and told["next"]["act"] in {"try", "choose_best", "add_pictures", "use_first"}

    code, evaluated, _ = call("evaluate", "first")
    assert code == 0 and evaluated["val.loss"] == told["val.loss"] and evaluated["val.accuracy"] == told["val.accuracy"]
    assert sum(map(sum, evaluated["confusion"])) == 6 and len(evaluated["per_class"]) == 3
    assert call("evaluate", told["run"], "--split", "test")[1]["test.accuracy"] == told["test.accuracy"]

    new = tmp_path / "new 图"
    new.mkdir()
    draw(COLOURS["red"], 5).save(new / "=a.png")
    (new / "b.png").write_text("these are only words, no picture at all")
    code, said, _ = call("predict", "fir", new, "--csv", tmp_path / "a.csv", "--sort", tmp_path / "sorted")
    answers = said["answers"]
    assert code == 1 and [Path(answer["file"]).name for answer in answers] == ["=a.png", "b.png"]
    assert answers[0]["label"] == "red" and 0 < answers[0]["confidence"] <= 1 and answers[1]["label"] is None
    with open(tmp_path / "a.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["class"] == "red" and float(rows[0]["red"]) == float(rows[0]["confidence"])
    assert (tmp_path / "sorted" / "red" / "=a.png").exists()

    code, said, _ = call("runs")
    (listed,) = said["runs"]
    assert code == 0 and listed["run"] == told["run"] and listed["val.accuracy"] == told["val.accuracy"]
    assert call("runs", source)[1] == call("runs", Path(told["run"]).parents[1])[1] == {"runs": [listed]}
    score = f"({told['val.correct']:.0f} of {told['val.total']:.0f})"
    assert "first" in (printed := call("runs", is_json=False)[1]) and score in printed
    assert score in call("evaluate", "first", is_json=False)[1].replace(";", ")")


def test_settings_come_from_preset_file_and_command_line_in_this_order(train, source, tmp_path):
    _, told, _ = train(source, "--preset", "quick")
    first = RunFolder.open(Path(told["run"]))
    assert first.settings["train.freeze_bn_stats"] is True and first.settings["data.image_size"] == 32
    assert first.preset == "custom" and first.name == "Quick, EfficientNet-Lite0"
    config = Path(told["run"]) / "run.toml"
    _, again, _ = train(source, "--config", config, "--set", "train.seed=7", settings=())
    second = RunFolder.open(Path(again["run"]))
    assert dict(second.settings) == {**first.settings, "train.seed": 7}


def test_split_follows_the_settings_and_is_recorded(train, source):
    _, told, _ = train(source, "--set", "data.val_fraction=0.4", "--set", "data.split_seed=3")
    run = RunFolder.open(Path(told["run"]))
    assert told["val.total"] == 12 and run.settings["data.val_fraction"] == 0.4
    _, told, _ = train(source)
    assert told["val.total"] == 12 and RunFolder.open(Path(told["run"])).settings["data.val_fraction"] == 0.4


def test_split_of_the_data_set_itself_stands(train, tmp_path):
    source = colour_folder(tmp_path, splits={"train": 4, "val": 2})
    code, told, err = train(source, "--set", "data.val_fraction=0.5")
    assert code == 0 and told["val.total"] == 6 and "that stands" in err


def test_project_can_be_kept_where_the_user_says(train, call, source, tmp_path):
    kept = tmp_path / "kept"
    _, told, _ = train(source, "--project", kept)
    assert Path(told["run"]).parents[1] == kept and Project.recent() == []
    train(source, "--project", kept)
    assert len(call("runs", kept)[1]["runs"]) == 2
    code, _, err = train(colour_folder(tmp_path / "other", per_class=2), "--project", kept)
    assert code == 2 and "is the project of" in err


def test_runs_of_one_name_must_be_told_apart(train, call, source):
    train(source, "--name", "twin")
    train(source, "--name", "twin")
    code, _, err = call("evaluate", "twin")
    assert code == 2 and "Several runs are called twin." in err


def test_finished_run_goes_on_only_for_more_epochs(train, call, source):
    _, told, _ = train(source, "--name", "one")
    code, _, err = call("resume", "one")
    assert code == 2 and "is finished" in err and "--epochs" in err
    assert call("resume", "one", "--epochs", "0")[0] == 2
    code, longer, _ = call("resume", "one", "--epochs", "1")
    assert code == 0 and (longer["epochs"], longer["run"]) == (2, told["run"])


def test_failed_training_is_a_finding(train, source, tmp_path):
    foreign = tmp_path / "weights.safetensors"
    foreign.write_bytes(b"no weights at all")
    code, told, err = train(source, "--set", f"model.weights={foreign}")
    assert code == 1 and told["state"] == "failed" and "weights.safetensors" in err and "val.accuracy" not in told


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--set", "model.weights=nowhere.pth"], "There is no file "),
        (["--model", "resnet18"], "The weights of ResNet-18 are not on this computer. Add --download to fetch them"),
    ],
)
def test_weights_that_are_not_here_are_refused_before_anything_is_made(train, source, monkeypatch, words, sentence):
    monkeypatch.setenv("TORCH_HOME", str(source))
    code, _, err = train(source, *words)
    assert code == 2 and sentence in err and Project.recent() == []


def test_weights_file_is_found_again_from_elsewhere(train, call, source, tmp_path, monkeypatch, shared_data):
    monkeypatch.chdir(shared_data / "weights")
    code, told, _ = train(source, "--set", "model.weights=efficientnet_lite0_fp16.safetensors")
    assert code == 0
    monkeypatch.chdir(tmp_path)
    assert call("resume", told["run"], "--epochs", "1")[0] == 0


def test_nothing_to_name_is_refused(train, call, source, tmp_path):
    train(source, "--name", "one")
    (tmp_path / "empty").mkdir()
    code, _, err = call("predict", "one", tmp_path / "empty")
    assert code == 2 and "There is no picture in" in err


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals to another process")
@pytest.mark.parametrize("number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)])
def test_first_signal_pauses_and_the_run_can_be_resumed(call, source, home, number):
    command = [sys.executable, "-m", "sft_gui", "train", str(source), "--name", "long", "--json"]
    settings = [word for each in QUICK for word in ("--set", each)] + ["--set", "train.epochs=400"]
    process = subprocess.Popen([*command, *settings], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    watchdog = threading.Timer(120, process.kill)
    watchdog.start()
    lines = []
    for line in process.stderr:
        lines.append(line)
        if line.startswith("Epoch 1 of"):
            process.send_signal(number)
    out = process.stdout.read()
    watchdog.cancel()
    process.stdout.close()
    process.stderr.close()
    assert process.wait() == 1 and "Traceback" not in "".join(lines)
    told = json.loads(out.splitlines()[-1])
    assert told["state"] == "paused" and "Paused after step" in out and "sft-gui resume" in out
    run = RunFolder.open(Path(told["run"]))
    assert run.checkpoint.exists() and run.report().state == "paused"
    steps = [event.step for event in run.events() if isinstance(event, StepDone)]
    assert steps == list(range(1, len(steps) + 1))
