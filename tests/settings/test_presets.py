"""Presets, and how they follow the amount of data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sft_gui.settings import presets
from sft_gui.settings.catalogue import problems
from sft_gui.settings.presets import PRESETS, Amount


@given(st.sampled_from(["quick", "best"]), st.integers(1, 10**6))
def test_epochs_fall_as_pictures_grow_in_number_and_the_whole_stays_within_its_bounds(name, train):
    usual, length = PRESETS[name].settings(), PRESETS[name].length
    assert length is not None
    fitted = PRESETS[name].settings("classification", Amount(train, 300))
    more = PRESETS[name].settings("classification", Amount(train + 1, 300))
    epochs = fitted["train.epochs"]
    assert more["train.epochs"] <= epochs and not problems(fitted)
    steps = -(-train // fitted["train.batch_size"]) * epochs
    assert steps >= length.least_steps or epochs in (usual["train.epochs"], presets.MOST_EPOCHS)
    assert epochs * train <= length.most_pictures or epochs <= max(length.least_epochs, usual["train.epochs"])
    assert fitted["train.epochs"] >= length.least_epochs and fitted["stop.patience"] in (None, *range(4, 100))


@pytest.mark.parametrize("name", ["quick", "best"])
def test_some_hundred_photos_are_trained_on_as_the_recipe_was_made(name):
    for train in (245, 480, 2000):
        assert PRESETS[name].settings("classification", Amount(train, 224)) == PRESETS[name].settings()


@pytest.mark.parametrize("name", ["quick", "best", "first"])
def test_small_pictures_are_not_blown_up_to_the_models_own_size(name):
    fitted = PRESETS[name].settings("classification", Amount(1000, 32))
    assert fitted["data.image_size"] == presets.SIZE_OF_SMALL
    assert PRESETS[name].settings("classification", Amount(1000, 0)) == PRESETS[name].settings()


@pytest.mark.parametrize("task", ["classification", "detection", "segmentation"])
def test_the_books_recipe_and_other_tasks_stay_as_they_are(task):
    tiny = Amount(10, 32)
    assert PRESETS["textbook"].settings(task, tiny) == PRESETS["textbook"].settings(task)
    if task != "classification":
        assert PRESETS["best"].settings(task, tiny) == PRESETS["best"].settings(task)
