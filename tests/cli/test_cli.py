"""Parsing, refusals and exit codes of the command line."""

import subprocess
import sys

import pytest

from sft_gui import cli, paths
from sft_gui.cli import main
from sft_gui.commands import runs
from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.settings.catalogue import SETTINGS
from tests.fixtures import colour_folder


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("trian", "trian is neither a command nor a file. Did you mean train?"),
        ("/no/such/thing", "/no/such/thing is neither a command nor a file. sft-gui --help lists the commands."),
        ("train", "the following arguments are required: DATA. sft-gui train --help shows how."),
        ("train x --preset fast", "argument --preset: invalid choice"),
        ("train /nope", "There is nothing at /nope."),
        ("train /nope --set optimizer.lrr=1", "There is no setting optimizer.lrr. Did you mean optimizer.lr?"),
        ("train /nope --set optimizer.lr", "optimizer.lr is not key=value."),
        ("train /nope --set train.epochs=many", "train.epochs cannot be many. A whole number from 0 to 10,000"),
        ("train /nope --set optimizer.lr=99", "optimizer.lr cannot be 99.0."),
        ("train /nope --model resnet19", "resnet18"),
        ("train /nope --config /nope.toml", "/nope.toml does not exist."),
        ("check /nope", "There is nothing at /nope."),
        ("evaluate nobody", "There is no run nobody. The command runs lists them."),
        ("predict nobody x.jpg", "There is no run nobody."),
        ("resume nobody", "There is no run nobody."),
        ("runs /nope", "There is no project of /nope."),
    ],
)
def test_mistakes_are_refused_in_one_line(words, sentence, capsys):
    assert main(words.split()) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("sft-gui: ") and sentence in err and err.count("\n") == 1


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["train", "--help"], ["demo", "--help"]])
def test_help_and_version_end_well(words, capsys):
    assert main(words) == 0
    assert "sft-gui" in capsys.readouterr().out


def test_settings_lists_every_declared_setting_and_preset(call):
    code, listed, _ = call("settings")
    assert code == 0 and [each["key"] for each in listed["settings"]] == list(SETTINGS)
    _, table, _ = call("settings", is_json=False)
    lines = {line.split()[0] for line in table.splitlines() if line}
    assert lines >= set(SETTINGS) and "--preset" in lines


def test_without_a_command_the_window_opens_what_is_given(monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr(cli, "_show", lambda paths: opened.append(paths) or 0)
    assert main([]) == 0 and main([str(tmp_path)]) == 0
    assert opened == [[], [tmp_path]]


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), 1, "Interrupted."),
        (BrokenPipeError(), 1, ""),
        (RuntimeError("two\nlines"), 1, "The program failed: lines. Details are in "),
        (UserError(say("one\ntwo")), 2, "one two"),
    ],
)
def test_no_traceback_reaches_the_user(monkeypatch, capfd, error, code, words):
    def fail(args, console):
        raise error

    monkeypatch.setattr(runs, "run", fail)
    assert main(["runs"]) == code
    err = capfd.readouterr().err
    assert words in err and "Traceback" not in err
    if isinstance(error, RuntimeError):
        (crash,) = paths.logs_folder().iterdir()
        assert "RuntimeError" in crash.read_text() and str(crash) in err


def test_reader_that_leaves_early_is_no_failure(tmp_path):
    command = f"{sys.executable} -m sft_gui settings | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("Setting") and done.stderr == ""


def test_names_that_the_console_cannot_show_are_escaped(tmp_path):
    source = colour_folder(tmp_path / "中文 'q'", per_class=2)
    command = [sys.executable, "-m", "sft_gui", "check", str(source)]
    (source / "red" / "破.png").write_text("these are only words, no picture")
    environment = {"PYTHONIOENCODING": "ascii", "SFT_GUI_HOME": str(tmp_path / "home"), "PATH": "/usr/bin"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 1 and b"red/\\u7834.png is a text file" in done.stdout
