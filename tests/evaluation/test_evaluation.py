"""The numbers of an evaluation, from rows made by hand."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics

from sft_gui.data.index import Split
from sft_gui.evaluation.evaluate import read
from sft_gui.tasks.class_evaluation import ClassEvaluation, Row
from sft_gui.tasks.classification import CLASSIFICATION

NAMES = ("a", "b", "c", "never there")


def evaluation(pairs, classes=NAMES, **values):
    rows = [Row(i, f"{truth}/{i}.png", truth, said, 0.5 + i / 1000) for i, (truth, said) in enumerate(pairs)]
    scores = {"loss": 0.25, "accuracy": 0.5}
    return ClassEvaluation.of(rows, split=Split.VAL, task=CLASSIFICATION, classes=classes, scores=scores, **values)


PAIRS = st.lists(st.tuples(st.sampled_from(NAMES[:3]), st.sampled_from(NAMES[:3])), min_size=1, max_size=60)


@settings(deadline=None)
@given(PAIRS)
def test_numbers_agree_with_scikit_learn(pairs):
    found = evaluation(pairs)
    truth, said = zip(*pairs, strict=True)
    present = sorted(set(truth))
    assert found.accuracy.value == pytest.approx(metrics.accuracy_score(truth, said))
    recall = metrics.recall_score(truth, said, labels=present, average="macro", zero_division=0)
    assert found.balanced_accuracy == pytest.approx(recall)
    f1 = metrics.f1_score(truth, said, labels=present, average="macro", zero_division=0)
    assert found.macro_f1 == pytest.approx(f1)
    assert [list(line) for line in found.confusion] == metrics.confusion_matrix(truth, said, labels=NAMES).tolist()
    assert [score.pictures for score in found.per_class] == [truth.count(name) for name in NAMES]
    assert sum(len(found.cell(a, b)) for a in NAMES for b in NAMES) == found.total == len(pairs)
    assert found.num_correct + len(found.mistakes()) == found.total


@settings(deadline=None)
@given(PAIRS)
def test_json_brings_everything_back(pairs):
    found = evaluation(pairs)
    kept = json.loads(json.dumps(found.to_json()))
    assert read(kept) == found
    earlier = {**{key: kept[key] for key in ("split", "classes", "scores")}, **kept["part"]}  # formats 1 and 2
    assert read(earlier) == found


def test_class_without_pictures_or_answers_has_zeros_and_no_interval():
    score = evaluation([("a", "a"), ("b", "a")]).per_class[3]
    assert (score.pictures, score.precision, score.recall, score.f1) == (0, 0, 0, 0)
    assert (score.recall_interval.low, score.recall_interval.high) == (0, 1)


def test_surest_mistakes_come_first():
    found = evaluation([("a", "b"), ("a", "a"), ("b", "a"), ("a", "b")])
    assert [row.id for row in found.mistakes()] == [3, 2, 0]
    assert [row.id for row in found.cell("a", "b")] == [3, 0]


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        ([("a", "a")] * 3, "All 3 pictures are correct."),
        ([("a", "a")], "The one picture is correct."),
        (
            [("a", "b")] * 2 + [("b", "a")] * 2 + [("a", "c")] + [("c", "c")] * 9,
            "a and b are mixed up most: 4 of the 5 mistakes.",
        ),
        (
            [("a", "a")] * 40 + [("b", "b")] * 10 + [("b", "a"), ("b", "c")] * 5 + [("c", "c")] * 40,
            "a and b are mixed up most: 5 of the 10 mistakes.",
        ),
    ],
)
def test_main_finding_says_what_stands_out(pairs, sentence):
    assert str(evaluation(pairs).main_finding()) == sentence


def test_with_two_classes_only_a_clearly_harder_one_is_told():
    even = [("a", "b")] * 2 + [("b", "a")] * 3 + [("a", "a"), ("b", "b")] * 40
    assert evaluation(even, ("a", "b")).main_finding() is None
    uneven = [("a", "b")] * 12 + [("a", "a")] * 8 + [("b", "b")] * 60
    said = evaluation(uneven, ("a", "b")).main_finding()
    assert str(said) == "a is the hardest: 8 of 20 correct."


def test_numbers_carry_the_split():
    numbers = evaluation([("a", "a"), ("b", "a")]).numbers()
    assert numbers["val.loss"] == 0.25 and numbers["val.balanced_accuracy"] == 0.5
    assert numbers["val.accuracy_low"] < 0.5 < numbers["val.accuracy_high"] and "val.macro_f1" in numbers
