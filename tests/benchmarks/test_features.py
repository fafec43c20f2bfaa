"""The benchmark of speed features runs, and turns off what it says."""

import re
from argparse import Namespace
from contextlib import nullcontext

import pytest

from benchmarks import features
from benchmarks.features import FEATURES, Times
from sft_gui.settings.catalogue import SETTINGS
from sft_gui.settings.presets import PRESETS
from tests.fixtures import colour_folder

RATIO = r"\d+\.\d\d \(\d+\.\d\d to \d+\.\d\d\)"


def arguments(source, **more):
    return Namespace(**{"data": [str(source)], "only": "", "presets": "quick", "rounds": 1, "brief": True, **more})


def test_each_feature_has_a_line_with_its_ratio_on_a_tiny_set(tmp_path, capsys, monkeypatch):
    some = [each for each in FEATURES if each.name in ("activations of the frozen part kept", "BatchNorm folded")]
    monkeypatch.setattr(features, "FEATURES", some)
    features.measure(arguments(colour_folder(tmp_path, classes=("red", "green"), splits={"train": 5, "val": 3})))
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" | ")[0].removeprefix("| ") for line in lines[2:]] == [each.name for each in some]
    form = re.compile(rf"\| quick \| [\d.]+, [\d.]+ \| [\d.]+, [\d.]+ \| {RATIO} \| {RATIO} \|$")
    assert all(form.search(line) for line in lines[2:])


def test_on_and_off_take_turns_in_being_first(tmp_path, monkeypatch):
    ran = []
    monkeypatch.setattr(features, "_one_run", lambda *of: ran.append(dict(of[2].changes)) or Times(1.0, len(ran)))
    off = {"device.fold_norm": "off"}
    feature = next(each for each in FEATURES if each.changes == off)
    pairs = list(features._in_turns(tmp_path, "quick", feature, {}, 2))
    assert ran == [{}, off, off, {}]
    assert [(used.whole, without.whole) for used, without in pairs] == [(1, 2), (4, 3)]


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_a_feature_is_turned_off_from_what_its_presets_have(feature):
    assert feature.changes.keys() <= SETTINGS.keys() and (feature.changes or feature.patch is not nullcontext)
    for name in feature.presets:
        own = PRESETS[name].settings()
        assert all(own[key] != value for key, value in feature.changes.items())


def test_only_some_pictures_of_each_folder_are_taken(tmp_path):
    source = colour_folder(tmp_path, classes=("red",), splits={"train": 5, "val": 3})
    some = features._some(source, tmp_path / "some", {"train": 4, "val": 2})
    assert sorted(len(list(folder.iterdir())) for folder in (some / "train/red", some / "val/red")) == [2, 4]
