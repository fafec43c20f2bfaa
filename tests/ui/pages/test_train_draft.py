"""The draft: presets, what differs from them, what cannot be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sft_gui.messages import say
from sft_gui.models import catalogue
from sft_gui.settings.catalogue import SETTINGS
from sft_gui.settings.presets import PRESETS, Amount
from sft_gui.ui.pages.train.draft import CUSTOM, EDITABLE, Draft

LR, BATCH = SETTINGS["optimizer.lr"], SETTINGS["train.batch_size"]


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_recognised_after_it_was_taken(name):
    draft = Draft()
    draft.take_preset(name)
    assert draft.matching_preset() == name
    assert draft.problems() == {}
    assert not any(draft.is_changed(setting) for setting in EDITABLE)


def test_custom_lights_up_when_a_value_differs_and_goes_out_when_it_is_back():
    draft = Draft("quick")
    draft.take({LR.key: 0.123})
    assert draft.matching_preset() == CUSTOM and draft.is_changed(LR)
    draft.back_to_preset([LR])
    assert draft.matching_preset() == "quick" and not draft.is_changed(LR)


def test_custom_stays_when_it_was_asked_for():
    draft = Draft("best")
    draft.take_custom()
    assert draft.matching_preset() == CUSTOM
    draft.take_preset("best")
    assert draft.matching_preset() == "best"


def test_what_cannot_be_read_is_a_problem_until_it_can_be():
    draft = Draft()
    before = draft.values[BATCH.key]
    draft.type_text(BATCH, "a few")
    assert BATCH.key in draft.problems() and draft.values[BATCH.key] == before and draft.is_changed(BATCH)
    draft.type_text(BATCH, "8")
    assert draft.problems() == {} and draft.values[BATCH.key] == 8


def test_problem_that_others_found_stands_until_they_take_it_back():
    draft, told = Draft(), []
    draft.changed.connect(lambda: told.append(draft.problems()))
    draft.note_problem("device.name", say("No NVIDIA GPU was found."))
    draft.note_problem("device.name", say("No NVIDIA GPU was found."))
    draft.note_problem("device.name", None)
    assert [list(problems) for problems in told] == [["device.name"], []]


def test_preset_keeps_the_model():
    draft = Draft()
    draft.take({"model.name": "resnet50", "model.weights": "/some/file.pth"})
    draft.take_preset("quick")
    assert (draft.values["model.name"], draft.values["model.weights"]) == ("resnet50", "/some/file.pth")


@given(st.text(max_size=12))
def test_any_text_is_either_read_or_a_problem(text):
    draft = Draft()
    draft.type_text(LR, text)
    assert LR.key in draft.problems() or isinstance(draft.values[LR.key], float)


def test_preset_keeps_its_name_when_the_model_takes_one_picture_size_only():
    draft = Draft("best")
    included, size = draft.values["model.name"], draft.values["data.image_size"]
    assert size is not None
    draft.take({"model.name": "vit_b_16"})
    assert draft.values["data.image_size"] is None and draft.matching_preset() == "best" and not draft.problems()
    draft.take({"model.name": included})
    assert draft.values["data.image_size"] == size and draft.matching_preset() == "best"
    draft.take({"data.image_size": 192})
    draft.take({"model.name": "resnet18"})
    assert draft.values["data.image_size"] == 192  # the user's own


def test_model_of_one_picture_size_takes_every_preset():
    draft = Draft("quick")
    draft.take({"model.name": "vit_b_16"})
    for name in PRESETS:
        draft.take_preset(name)
        assert catalogue.find("vit_b_16").size_problem(draft.values["data.image_size"]) is None


def test_preset_follows_the_amount_of_data_until_a_value_is_ones_own():
    draft = Draft("best")
    usual = draft.values["train.epochs"]
    draft.set_amount(Amount(train=40, short_side=64))
    assert draft.values["train.epochs"] > usual and draft.values["data.image_size"] == 128
    assert draft.matching_preset() == "best"
    draft.take({"train.epochs": 5})
    draft.set_amount(Amount(train=100_000, short_side=500))
    assert draft.values["train.epochs"] == 5 and draft.values["data.image_size"] == 256
    assert draft.matching_preset() == CUSTOM
    draft.take_preset("best")
    assert 0 < draft.values["train.epochs"] < usual


def test_what_is_remembered_of_one_project_is_fitted_to_the_next():
    draft = Draft("best")
    draft.set_amount(Amount(train=40, short_side=64))
    draft.take({"optimizer.lr": 0.002})
    again = Draft()
    again.take_json(draft.to_json())
    again.set_amount(Amount(train=1000, short_side=500))
    usual = PRESETS["best"].settings()
    assert again.values["optimizer.lr"] == 0.002
    assert all(again.values[key] == usual[key] for key in ("train.epochs", "stop.patience", "data.image_size"))
