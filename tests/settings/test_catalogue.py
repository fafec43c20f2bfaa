"""Every declared setting, checked by walking the list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sft_gui.errors import UserError
from sft_gui.settings import catalogue, presets, toml
from sft_gui.settings.catalogue import DEFAULTS, SETTINGS


@pytest.mark.parametrize("key", SETTINGS)
def test_declaration_is_complete(key):
    setting = SETTINGS[key]
    assert setting.group in catalogue.GROUPS
    assert str(setting.label) and str(setting.help).endswith(".")
    assert setting.problem(setting.default) is None
    assert setting.optional or setting.default is not None
    assert (setting.none_label is not None) == setting.optional


@pytest.mark.parametrize("key", [key for key, s in SETTINGS.items() if s.maximum is not None])
def test_values_outside_the_range_are_refused_in_words(key):
    setting = SETTINGS[key]
    for value in (setting.minimum - 1, setting.maximum + 1):
        with pytest.raises(UserError) as error:
            catalogue.checked({**_applying(key), key: setting.kind(value)})
        assert error.value.field == key


@pytest.mark.parametrize("key", [key for key, s in SETTINGS.items() if s.choices])
def test_unknown_choice_is_refused(key):
    assert SETTINGS[key].problem("no such choice") is not None


@pytest.mark.parametrize("key", SETTINGS)
def test_value_survives_text_and_toml(key):
    setting = SETTINGS[key]
    value = setting.choices[-1].value if setting.choices else setting.kind(setting.minimum or 1) or setting.default
    if setting.kind is float:
        value = 0.25
    assert catalogue.parse_assignment(f"{key}={value}") == {key: value}
    assert toml.from_tables(toml.to_tables({key: value})) == {key: value}


def test_setting_that_does_not_apply_is_not_judged():
    assert catalogue.problems(DEFAULTS.with_values({"optimizer.name": "adamw", "optimizer.momentum": 7.0})) == {}


def test_largest_boxes_are_at_least_twice_the_smallest():
    values = {"model.name": "fasterrcnn/efficientnet_lite0", "boxes.smallest": 40}
    catalogue.checked({**values, "boxes.largest": 80})
    with pytest.raises(UserError) as error:
        catalogue.checked({**values, "boxes.largest": 79})
    assert error.value.field == "boxes.largest"


def test_unknown_key_names_the_closest_one():
    with pytest.raises(UserError, match=r"optimizer\.lr"):
        catalogue.parse_assignment("optimiser.lr=1")


@given(st.text(max_size=12))
def test_any_text_parses_or_is_refused_in_words(text):
    for setting in SETTINGS.values():
        try:
            value = setting.parse(text)
        except ValueError as error:
            assert str(error)
        else:
            problem = setting.problem(value)
            assert problem is None or str(problem)


def test_textbook_preset_is_the_recipe():
    values = presets.find("textbook").settings()
    assert values["model.name"] == "resnet18"
    assert (values["optimizer.name"], values["optimizer.lr"], values["optimizer.momentum"]) == ("sgd", 0.001, 0.9)
    assert (values["train.batch_size"], values["train.epochs"], values["data.image_size"]) == (4, 25, 224)
    assert (values["data.augmentation"], values["train.trainable_layers"], values["schedule.name"]) == (
        "textbook",
        "all",
        "constant",
    )
    assert values["optimizer.weight_decay"] == 0 and values["train.backbone_lr_multiplier"] == 1


@pytest.mark.parametrize("name", presets.PRESETS)
def test_preset_has_no_problem(name):
    settings = presets.find(name).settings()
    assert catalogue.problems(settings) == {}
    assert catalogue.checked(toml.from_tables(toml.to_tables(settings))) == settings


def _applying(key):
    """Values under which the setting applies."""
    ours = {"model.name": "fasterrcnn/efficientnet_lite0"}
    for changes in (
        {},
        {"schedule.name": "step"},
        {"schedule.name": "constant"},
        {"train.trainable_layers": "all"},
        ours,
    ):
        if SETTINGS[key].applies(DEFAULTS.with_values(changes)):
            return changes
    raise AssertionError(key)
