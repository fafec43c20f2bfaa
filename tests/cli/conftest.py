import json

import pytest

from sft_gui.cli import main

QUICK = ["data.image_size=32", "train.epochs=1", "train.trainable_layers=head", "train.batch_size=8",
    "device.threads=1",
         "device.name=cpu"]  # fmt: skip


@pytest.fixture
def call(capsys):
    """Run a command in this process; return its exit code, its last line as JSON, and what it wrote to stderr."""

    def run(*words, is_json=True):
        code = main([str(word) for word in words] + (["--json"] if is_json else []))
        out, err = capsys.readouterr()
        return code, json.loads(out.splitlines()[-1]) if is_json and code != 2 else out, err

    return run


@pytest.fixture
def train(call):
    """Train a data set in seconds; more settings may follow."""

    def run(data, *words, settings=QUICK):
        return call("train", data, *(word for setting in settings for word in ("--set", setting)), *words)

    return run
