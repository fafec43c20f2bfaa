"""Kept features come back bit for bit, never from a damaged file, and within the bound."""

import os

import numpy as np
import pytest

from sft_gui.training.feature_store import FeatureStore

BY = {"model": "some", "size": 32}
DIGESTS = [f"{number:032x}" for number in range(6)]
FEATURES = np.random.default_rng(0).normal(size=(6, 5)).astype(np.float32)


@pytest.fixture
def store(tmp_path):
    return FeatureStore(tmp_path / "features", BY, 5)


def test_features_come_back_in_any_order_and_unknown_ones_are_told(store):
    store.add(DIGESTS[:2], FEATURES[:2])
    store.add(DIGESTS[2:4], FEATURES[2:4])
    features, known = store.find([DIGESTS[3], DIGESTS[5], DIGESTS[0], DIGESTS[3]])
    assert known.tolist() == [True, False, True, True]
    assert np.array_equal(features[known], FEATURES[[3, 0, 3]]) and features.dtype == np.float32


def test_another_mapping_has_other_features(store, tmp_path):
    store.add(DIGESTS, FEATURES)
    assert not FeatureStore(tmp_path / "features", {**BY, "size": 64}, 5).find(DIGESTS)[1].any()
    assert FeatureStore(tmp_path / "features", dict(BY), 5).find(DIGESTS)[1].all()


@pytest.mark.parametrize("damage", [b"", b"no array", "cut"])
def test_damaged_file_counts_as_absent(store, tmp_path, damage):
    store.add(DIGESTS, FEATURES)
    (file,) = (tmp_path / "features").glob("*/*.npy")
    file.write_bytes(file.read_bytes()[:-7] if damage == "cut" else damage)
    assert not store.find(DIGESTS)[1].any()


def test_what_was_not_used_longest_goes_first(tmp_path):
    one = FeatureStore(tmp_path, BY, 5, bound_bytes=10**6)
    for number in range(3):
        one.add(DIGESTS[2 * number :][:2], FEATURES[2 * number :][:2])
    files = sorted(tmp_path.glob("*/*.npy"))
    for age, file in enumerate(files):
        os.utime(file, (age, age))
    size = files[0].stat().st_size
    FeatureStore(tmp_path, BY, 5, bound_bytes=3 * size).add(DIGESTS[:1], FEATURES[:1])
    assert not files[0].exists() and files[1].exists() and files[2].exists()


def test_no_place_on_disk_is_no_failure(tmp_path):
    (tmp_path / "features").write_text("in the way")
    store = FeatureStore(tmp_path / "features", BY, 5)
    store.add(DIGESTS, FEATURES)
    assert not store.find(DIGESTS)[1].any()
