"""Names in weight files become the model's own, whatever stands before them."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from sft_gui.models import keys

WANTED = ["conv1.weight", "layer1.0.conv1.weight", "layer1.0.bn1.weight", "fc.weight", "fc.bias"]
prefixes = st.lists(st.text(string.ascii_lowercase + "_", min_size=1), max_size=3).map(
    lambda parts: "".join(f"{part}." for part in parts)
)


@given(prefix=prefixes, order=st.permutations(WANTED))
def test_any_prefix_is_dropped_in_any_order(prefix: str, order: list[str]) -> None:
    names = [prefix + name for name in order]
    assert keys.match(names, WANTED) == {name: prefix + name for name in order}


@given(prefix=prefixes)
def test_head_beside_a_prefixed_backbone_is_kept(prefix: str) -> None:
    names = [*(prefix + name for name in WANTED[:3]), "fc.weight", "fc.bias"]
    assert keys.match(names, WANTED) == dict(zip(WANTED, names, strict=True))


def test_names_of_another_model_stay_as_they_are() -> None:
    names = ["stem.0.weight", "stages.0.weight"]
    assert keys.match(names, WANTED) == {name: name for name in names}


def test_names_of_efficientnet_lite_pytorch_become_timms_behind_a_prefix_too() -> None:
    wanted = ["conv_stem.weight", "blocks.0.0.conv_dw.weight", "blocks.1.0.conv_pwl.weight", "classifier.bias"]
    names = ["_conv_stem.weight", "_blocks.0._depthwise_conv.weight", "_blocks.1._project_conv.weight", "_fc.bias"]
    for prefix in ("", "module."):
        assert keys.match([prefix + n for n in names], wanted) == {
            new: prefix + old for new, old in zip(wanted, names, strict=True)
        }


def test_innermost_state_dict_is_taken_and_averaged_weights_before_plain_ones() -> None:
    plain, averaged = {"a": 1}, {"a": 2}
    assert keys.unwrap(plain) is plain
    assert keys.unwrap({"model": {"state_dict": plain}, "epoch": 1}) is plain
    assert keys.unwrap({"state_dict": plain, "model_ema": averaged}) is averaged
    assert keys.unwrap([1]) == [1]


def test_name_is_under_a_module_only_at_a_dot() -> None:
    assert keys.is_under("fc.weight", "head", "fc")
    assert not keys.is_under("fc2.weight", "fc")
    assert not keys.is_under("fc", "fc")
