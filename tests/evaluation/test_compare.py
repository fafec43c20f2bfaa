import pytest

from sft_gui.data.index import Split
from sft_gui.errors import UserError
from sft_gui.evaluation.compare import compare, mcnemar, settings_differences
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.tasks.class_evaluation import ClassEvaluation, Row
from sft_gui.tasks.classification import CLASSIFICATION


def evaluation(said, paths=None):
    """All pictures are of class a."""
    paths = paths or [f"{i}.png" for i in range(len(said))]
    rows = [Row(i, path, "a", one, 0.9) for i, (path, one) in enumerate(zip(paths, said, strict=True))]
    return ClassEvaluation.of(rows, split=Split.VAL, task=CLASSIFICATION, classes=("a", "b"), scores={})


def test_fixed_and_newly_wrong_pictures_are_counted():
    found = compare(evaluation("aabb"), evaluation("abab"))
    assert [row.path for row in found.fixed] == ["2.png"] and [row.path for row in found.broken] == ["1.png"]
    assert found.pictures == 4 and found.p == 1 and not found.is_significant
    assert str(found.sentence()) == "Fixed: 1. Newly wrong: 1. So small a difference can be chance (p = 1.00)."


@pytest.mark.parametrize(("fixed", "broken", "p"), [(0, 0, 1.0), (5, 0, 0.0625), (6, 0, 0.03125), (1, 9, 0.021484375)])
def test_p_is_the_exact_binomial_one(fixed, broken, p):
    assert mcnemar(fixed, broken) == pytest.approx(p)


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("b" * 8 + "a", "a" * 9, "The second is better"),
        ("a" * 9, "b" * 8 + "a", "The second is worse"),
        ("aab", "aab", "Both are correct and wrong on the same pictures, all 3 of them."),
    ],
)
def test_sentence_says_which_is_better(a, b, words):
    assert words in str(compare(evaluation(a), evaluation(b)).sentence())


def test_only_common_pictures_are_compared():
    found = compare(evaluation("ab", ["x", "y"]), evaluation("ab", ["y", "z"]))
    assert (found.pictures, len(found.fixed), len(found.broken)) == (1, 1, 0)
    with pytest.raises(UserError, match="different pictures"):
        compare(evaluation("a", ["x"]), evaluation("a", ["y"]))


def test_settings_that_differ_and_matter_are_listed():
    a = DEFAULTS.with_values({"optimizer.lr": 0.1, "schedule.gamma": 0.5})
    b = DEFAULTS.with_values({"optimizer.lr": 0.2, "stop.patience": 3})
    found = [(str(label), x, y) for label, x, y in settings_differences(a, b)]
    assert found == [("Learning rate", 0.1, 0.2), ("Early stopping", None, 3)]  # gamma applies to neither
    assert settings_differences(a, a) == []
