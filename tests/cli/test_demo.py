import pytest

from sft_gui import demo
from tests.fixtures import colour_folder


def test_demo_without_a_window_goes_the_whole_way(call, tmp_path, monkeypatch):
    """On drawn pictures in place of the sample, which takes a minute."""
    source = colour_folder(tmp_path, per_class=20)
    monkeypatch.setattr(demo, "sample_source", lambda task: source)
    changes = {"data.image_size": 32, "train.trainable_layers": "head", "train.epochs": 1, "device.threads": 1}
    monkeypatch.setattr(demo, "CHANGES", changes)
    code, told, _ = call("demo", "--no-window")
    assert code == 0 and told["state"] == "finished" and told["test.total"] == 6
    assert {(answer["label"], answer["ground_truth"]) for answer in told["unseen"]} == {
        (c, c) for c in ("red", "green", "blue")
    }
    code, again, _ = call("demo", "--no-window")
    assert code == 0 and again["run"] != told["run"] and again["val.loss"] == told["val.loss"]


@pytest.mark.slow
def test_demo_learns_the_digits(call):
    code, told, _ = call("demo", "--no-window")
    assert code == 0 and told["val.accuracy"] > 0.9 and told["test.accuracy"] > 0.9
