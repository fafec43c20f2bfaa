"""Features from the cache are those computed afresh, bit for bit, whatever was there before."""

import shutil

import numpy as np
import pytest
import torch

from sft_gui import paths
from sft_gui.data.index import Split
from sft_gui.errors import Cancelled, UserError
from sft_gui.training.features import BATCH, frozen_features
from sft_gui.training.setup import prepare


def ignore(done, total):
    pass


@pytest.fixture
def training(make_run):
    training = prepare(make_run(train__head_init="features"))
    yield training
    training.loader.close()
    training.val_loader.close()


@pytest.fixture
def pictures(training):
    return training.run.pictures(Split.TRAIN)


def test_cached_features_equal_fresh_ones_bit_for_bit(training, pictures):
    assert len(pictures) % BATCH != 0  # the last batch is filled up
    frozen_features(training, pictures[5:8], ignore)  # so that the rest stands in other batches than at once
    mixed = frozen_features(training, pictures, ignore)
    cached = frozen_features(training, pictures, ignore)
    shutil.rmtree(paths.cache_folder() / "features")
    torch.set_num_threads(2)
    fresh = frozen_features(training, pictures, ignore)
    torch.set_num_threads(1)
    assert np.array_equal(fresh, mixed) and np.array_equal(fresh, cached)
    assert fresh.dtype == np.float32 and np.abs(fresh).sum(1).min() > 0


def test_what_was_done_before_a_cancellation_is_kept(training, pictures):
    def stop_after_a_batch(done, total):
        if done >= BATCH:
            raise Cancelled

    with pytest.raises(Cancelled):
        frozen_features(training, pictures, stop_after_a_batch)
    told = []
    frozen_features(training, pictures, lambda done, total: told.append(done))
    assert told[0] == BATCH and told[-1] == len(pictures)


def test_file_that_has_changed_since_its_digest_was_taken_is_not_kept(training, pictures):
    changed = training.run.root / pictures[0].path
    shutil.copyfile(training.run.root / pictures[-1].path, changed)
    with pytest.raises(UserError, match="has changed since import"):
        frozen_features(training, pictures, ignore)
    told = []
    with pytest.raises(UserError):
        frozen_features(training, pictures, lambda done, total: told.append(done))
    assert told[0] < len(pictures)


def test_random_backbone_keeps_nothing(make_run):
    training = prepare(make_run(train__head_init="features", model__weights="none"))
    frozen_features(training, training.run.pictures(Split.TRAIN), ignore)
    assert not (paths.cache_folder() / "features").exists()
