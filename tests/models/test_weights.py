"""Reading pretrained weights: the bundled ones, downloads, and files of every kind a user may choose."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from sft_gui import paths
from sft_gui.errors import UserError
from sft_gui.models import factory, parts
from sft_gui.models.catalogue import CATALOGUE, DEFAULT, find
from sft_gui.models.spec import Bundled, Download, ModelSpec
from sft_gui.models.weights import Place, download, load_pretrained, path_of, place

SMALL = find("mobilenet_v3_small")
State = dict[str, Tensor]


@pytest.fixture(autouse=True)
def empty_torch_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))
    return tmp_path / "torch"


@pytest.fixture(scope="module")
def small_state() -> State:
    return factory.build(SMALL, 4, weights=None, seed=0).state_dict()


def published(state: State, spec: ModelSpec = SMALL) -> ModelSpec:
    """Put ``state`` into our folder of weights; return the spec whose publisher made that file."""
    path = paths.weights_folder() / "small-published.pth"
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return replace(spec, weights=Download("https://weights.invalid/a/small-published.pth", path.name, digest[:8]))


def equal(first: State, second: State) -> bool:
    return first.keys() == second.keys() and all(torch.equal(first[name], second[name]) for name in first)


# The bundled weights


@pytest.mark.parametrize("name", ["tf_efficientnet_lite0", "tf_efficientnet_lite2"])
def test_bundled_weights_fit_strictly(name: str) -> None:
    spec = find(name)
    state, report = load_pretrained(spec)
    assert place(spec) is Place.INCLUDED
    assert report.place is Place.INCLUDED and not (report.missing or report.unexpected or report.wrong_shape)
    assert isinstance(spec.weights, Bundled) and report.sha256 == spec.weights.sha256
    assert spec.size_bytes == path_of(spec).stat().st_size  # type: ignore[union-attr]
    factory.create(spec).load_state_dict(state, strict=True)


def literal_lite0_names() -> dict[str, str]:
    """Return the package's names by timm's names, written out by hand from both definitions."""
    norm = ("weight", "bias", "running_mean", "running_var", "num_batches_tracked")
    names = {"conv_stem.weight": "_conv_stem.weight", "conv_head.weight": "_conv_head.weight"}
    names |= {f"bn1.{n}": f"_bn0.{n}" for n in norm} | {f"bn2.{n}": f"_bn1.{n}" for n in norm}
    names |= {f"classifier.{n}": f"_fc.{n}" for n in ("weight", "bias")}
    places = ["0.0", "1.0", "1.1", "2.0", "2.1", "3.0", "3.1", "3.2", "4.0", "4.1", "4.2"]
    places += ["5.0", "5.1", "5.2", "5.3", "6.0"]
    for flat, at in enumerate(places):
        new, old = f"blocks.{at}", f"_blocks.{flat}"
        if flat == 0:
            names |= {f"{new}.conv_dw.weight": f"{old}._depthwise_conv.weight"}
            names |= {f"{new}.conv_pw.weight": f"{old}._project_conv.weight"}
            names |= {f"{new}.bn{1 + i}.{n}": f"{old}._bn{1 + i}.{n}" for i in range(2) for n in norm}
        else:
            names |= {f"{new}.conv_pw.weight": f"{old}._expand_conv.weight"}
            names |= {f"{new}.conv_dw.weight": f"{old}._depthwise_conv.weight"}
            names |= {f"{new}.conv_pwl.weight": f"{old}._project_conv.weight"}
            names |= {f"{new}.bn{1 + i}.{n}": f"{old}._bn{i}.{n}" for i in range(3) for n in norm}
    return names


def test_bundled_lite0_gives_the_logits_of_the_map_written_by_hand() -> None:
    spec = find(DEFAULT)
    raw = torch.load(path_of(spec), weights_only=True)
    names = literal_lite0_names()
    assert set(names.values()) == set(raw)
    by_hand, ours = factory.create(spec).eval(), factory.create(spec).eval()
    by_hand.load_state_dict({new: raw[old] for new, old in names.items()}, strict=True)
    ours.load_state_dict(load_pretrained(spec)[0], strict=True)
    images = torch.randn(1, 3, 160, 160, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        assert torch.equal(ours(images), by_hand(images))


# Where they are


def test_places_are_told_from_what_is_on_disk(small_state: State) -> None:
    assert place(SMALL) is Place.DOWNLOAD
    assert place(published(small_state)) is Place.ON_COMPUTER
    assert place(replace(SMALL, weights=None)) is Place.NONE
    assert place(replace(SMALL, weights=Bundled("no_such_package", "a.pth", ""))) is Place.NONE


def test_torchs_own_cache_counts_as_on_this_computer(small_state: State, empty_torch_home: Path) -> None:
    spec = published(small_state)
    kept = empty_torch_home / "hub" / "checkpoints" / "small-published.pth"
    kept.parent.mkdir(parents=True)
    os.replace(paths.weights_folder() / kept.name, kept)
    assert place(spec) is Place.ON_COMPUTER
    assert equal(load_pretrained(spec)[0], small_state)


def test_weights_that_are_not_here_are_asked_for() -> None:
    with pytest.raises(UserError, match="not on this computer") as caught:
        load_pretrained(find("resnet18"))
    assert caught.value.field == "model.weights"


def test_kept_download_that_went_bad_is_refused(small_state: State) -> None:
    spec = published(small_state)
    torch.save(small_state | {"extra": torch.zeros(1)}, paths.weights_folder() / "small-published.pth")
    with pytest.raises(UserError, match="damaged"):
        load_pretrained(spec)


def test_download_returns_what_is_here_without_network(small_state: State) -> None:
    assert download(published(small_state)) == paths.weights_folder() / "small-published.pth"


def test_download_of_a_model_without_weights_is_refused() -> None:
    with pytest.raises(UserError, match="no pretrained weights"):
        download(replace(SMALL, weights=None))


@pytest.mark.parametrize("by_environment", [True, False])
def test_download_asks_the_mirror(monkeypatch: pytest.MonkeyPatch, by_environment: bool) -> None:
    mirror = "http://127.0.0.1:9"
    if by_environment:
        monkeypatch.setenv("SFT_GUI_MIRROR", mirror)
    with pytest.raises(UserError, match=r"127\.0\.0\.1:9 cannot be reached"):
        download(find("resnet18"), base_url=None if by_environment else mirror)


# Files of the user's


def test_foreign_file_in_half_precision_gives_the_bundled_features(shared_data: Path) -> None:
    spec = find(DEFAULT)
    foreign, report = load_pretrained(spec, file=shared_data / "weights" / "efficientnet_lite0_fp16.safetensors")
    assert report.place is None and not report.missing and len(report.notes) == 2
    assert all(value.dtype in (torch.float32, torch.int64) for value in foreign.values())
    images = torch.randn(2, 3, 224, 224, generator=torch.Generator().manual_seed(0))
    ours, theirs = (
        parts.features(factory.build(spec, 2, weights=weights, seed=0), spec, images)
        for weights in (load_pretrained(spec)[0], foreign)
    )
    torch.testing.assert_close(theirs, ours, rtol=0.02, atol=0.02)


WRAPPED = {
    "plain": lambda state: state,
    "state_dict": lambda state: {"state_dict": state, "epoch": 3},
    "model": lambda state: {"model": state, "optimizer": {"lr": 0.1}},
    "nested": lambda state: {"model_state": {"state_dict": state}},
    "ema first": lambda state: {"state_dict": {n: v + 1 for n, v in state.items()}, "state_dict_ema": state},
    "module.": lambda state: {f"module.{name}": value for name, value in state.items()},
    "two prefixes": lambda state: {f"module._orig_mod.{name}": value for name, value in state.items()},
    "backbone.": lambda state: {f"backbone.{n}": v for n, v in state.items() if not n.startswith("classifier.3")},
    "half": lambda state: {n: v.half() if v.is_floating_point() else v for n, v in state.items()},
    "no counts": lambda state: {n: v for n, v in state.items() if not n.endswith("num_batches_tracked")},
    "extra entries": lambda state: state | {"head_dist.weight": torch.zeros(3)},
}


@pytest.mark.parametrize("wrap", WRAPPED.values(), ids=WRAPPED)
def test_file_is_understood_however_it_is_wrapped(tmp_path: Path, small_state: State, wrap) -> None:  # type: ignore[no-untyped-def]
    torch.save(wrap(small_state), tmp_path / "any.bin")
    state, report = load_pretrained(SMALL, file=tmp_path / "any.bin")
    assert state.keys() | set(report.missing) == small_state.keys()
    assert all(value.dtype == small_state[name].dtype for name, value in state.items())
    for name, value in state.items():
        torch.testing.assert_close(value, small_state[name], rtol=1e-3, atol=1e-4)
    factory.build(SMALL, 9, weights=state, seed=0)


def test_head_for_other_classes_is_reported_and_left_out(tmp_path: Path, small_state: State) -> None:
    save_file(small_state, tmp_path / "best.safetensors", metadata={"run": "2026-11-23"})
    state, report = load_pretrained(SMALL, file=tmp_path / "best.safetensors")
    assert set(report.wrong_shape) == {"classifier.3.weight", "classifier.3.bias"}
    assert "4 classes" in str(report.notes[0])
    model = factory.build(SMALL, 9, weights=state, seed=0)
    assert torch.equal(model.features[0][0].weight, small_state["features.0.0.weight"])
    assert parts.head(model, SMALL).out_features == 9


@pytest.mark.parametrize("spec", [spec for spec in CATALOGUE if spec is not SMALL], ids=lambda spec: spec.name)
def test_file_of_another_model_is_refused_with_the_first_mismatches(
    tmp_path: Path, small_state: State, spec: ModelSpec
) -> None:
    save_file(small_state, tmp_path / "small.safetensors")
    with pytest.raises(UserError, match=f"small.safetensors is not {spec.label}: .* missing") as caught:
        load_pretrained(spec, file=tmp_path / "small.safetensors")
    assert caught.value.field == "model.weights"


def test_file_of_the_same_names_in_other_sizes_is_refused(tmp_path: Path) -> None:
    torch.save(load_pretrained(find(DEFAULT))[0], tmp_path / "lite0.pth")
    with pytest.raises(UserError, match="of another shape"):
        load_pretrained(find("tf_efficientnet_lite2"), file=tmp_path / "lite0.pth")
