"""What to do after a run: scripted curves and scores, and small real runs of all three tasks."""

import pytest

from sft_gui.data.index import Split
from sft_gui.evaluation.against_baseline import of
from sft_gui.evaluation.what_next import Act, ClassResult, Ending, what_next
from sft_gui.tasks.class_evaluation import ClassEvaluation, Row
from sft_gui.tasks.classification import CLASSIFICATION
from sft_gui.tasks.detection import DETECTION
from sft_gui.tasks.segmentation import SEGMENTATION

ACCURACY, MAP, MIOU = (task.metrics[0] for task in (CLASSIFICATION, DETECTION, SEGMENTATION))
FLAT = (0.5, 0.8, 0.9, 0.9, 0.89, 0.9)
RISING = (0.5, 0.6, 0.7, 0.76, 0.82, 0.88)


def evaluation(right, total=100):
    rows = [Row(n, f"{n}.jpg", "a", "a" if n in right else "b", 0.9) for n in range(total)]
    return ClassEvaluation.of(rows, split=Split.VAL, task=CLASSIFICATION, classes=("a", "b"), scores={})


def ending(curve=FLAT, *, metric=ACCURACY, total=100, planned=None, first=None, run=None, **more):
    best = max(curve)
    scores = {metric.name: best, "total": total}
    if metric is ACCURACY:
        scores["correct"] = round(best * total)
        scores[metric.name] = scores["correct"] / total
    against = of(evaluation(first), evaluation(run)) if first is not None else None
    points = tuple(enumerate(curve, 1))
    return Ending(metric, points, planned or len(curve), scores, against=against, **more)


@pytest.mark.parametrize("metric", [ACCURACY, MAP, MIOU])
def test_curve_that_still_rises_is_trained_on(metric):
    step = what_next(ending(RISING, metric=metric))
    assert step.act == Act.EXTEND and step.epochs == 4
    assert str(step.button) == "Train 4 more epochs" and "18.0 points" in str(step.sentence)


def test_run_stopped_while_it_rose_goes_on_to_its_end():
    step = what_next(ending(RISING, planned=8))
    assert (step.act, step.epochs, str(step.button)) == (Act.RESUME, 2, "Train the 2 epochs left")
    assert str(what_next(ending(RISING, planned=7)).button) == "Train the last epoch"


@pytest.mark.parametrize(
    "curve",
    [
        FLAT,
        (0.5, 0.9, 0.9, 0.9, 0.9),  # as good as before is no rise
        (0.5, 0.9, 0.9, 0.9, 0.91),  # one picture of a hundred is none
        (0.9, 0.95, 0.98, 1.0),  # no room
        (0.2, 0.5, 0.8, 0.87, 0.89),  # it has levelled off
        (0.5, 0.9),  # too short to tell
        (*RISING, 0.87),  # the best is past
    ],
)
def test_curve_that_no_longer_rises_is_not(curve):
    assert what_next(ending(curve)).act == Act.TRY


def test_linear_start_alone_is_no_rise():
    assert what_next(Ending(ACCURACY, ((0, 0.9),), 0, {"accuracy": 0.9, "correct": 90, "total": 100})).act == Act.TRY


def test_no_better_than_the_first_model_says_so_with_the_interval():
    step = what_next(ending(first=range(89), run=range(90)))
    assert step.act == Act.USE_FIRST
    assert "90.0\u00a0% against 89.0\u00a0% of 100 pictures" in str(step.sentence)
    assert "(−1.7 to +3.7 points)" in str(step.sentence)


def test_worse_than_the_first_model_is_called_worse():
    step = what_next(ending(first=range(95), run=range(60)))
    assert step.act == Act.USE_FIRST and str(step.sentence).startswith("Worse than the first model")


def test_better_than_the_first_model_goes_on_to_the_next_question():
    assert what_next(ending(first=range(60), run=range(90))).act == Act.TRY


def test_two_that_make_no_mistake_cannot_be_told_apart():
    step = what_next(ending((1.0, 1.0), first=range(100), run=range(100)))
    assert step.act == Act.TRY and "cannot tell them apart" in str(step.sentence)


def test_one_class_much_worse_is_named_without_a_promise():
    classes = [
        ClassResult("roses", 0.95, 38, 40),
        ClassResult("tulips", 0.25, 5, 20),
        ClassResult("daisy", 1.0, 40, 40),
    ]
    step = what_next(ending(classes=classes))
    assert (step.act, step.class_name) == (Act.ADD_PICTURES, "tulips")
    assert "5 of 20" in str(step.sentence) and "97.5\u00a0%" in str(step.sentence)
    assert "may help" in str(step.sentence)


@pytest.mark.parametrize(("correct", "total"), [(0, 1), (1, 2), (17, 20)])
def test_class_that_may_be_worse_by_chance_is_not_blamed(correct, total):
    classes = [ClassResult("roses", 0.95, 38, 40), ClassResult("tulips", correct / total, correct, total)]
    assert what_next(ending(classes=classes)).act == Act.TRY


@pytest.mark.parametrize(("metric", "curve"), [(MAP, (0.5, 0.6, 0.6, 0.55)), (MIOU, (0.5, 0.7, 0.7, 0.65))])
def test_class_of_boxes_or_masks_is_compared_by_its_own_metric(metric, curve):
    classes = [ClassResult("a", 0.7, None, 40), ClassResult("b", 0.3, None, 9), ClassResult("c", float("nan"), None, 0)]
    step = what_next(ending(curve, metric=metric, classes=classes))
    assert (step.act, step.class_name) == (Act.ADD_PICTURES, "b") and "30.0\u00a0%" in str(step.sentence)
    even = [ClassResult("a", 0.7, None, 40), ClassResult("b", 0.6, None, 9)]
    assert what_next(ending(curve, metric=metric, classes=even)).act == Act.TRY


def test_good_score_is_told_with_its_interval():
    sentence = str(what_next(ending()).sentence)
    assert sentence == (
        "Good enough to try on new pictures: 90.0\u00a0% (90 of 100), the true share is 82.6 to 94.5\u00a0%."
    )


@pytest.mark.parametrize("metric", [ACCURACY, MAP, MIOU])
def test_perfect_score_on_two_pictures_is_not_called_good_enough(metric):
    sentence = str(what_next(ending((0.5, 1.0, 1.0), metric=metric, total=2)).sentence)
    assert "so few pictures tell little" in sentence and "Good enough" not in sentence


def test_poor_score_is_not_called_good_enough():
    poor = (0.3, 0.4, 0.4, 0.38)
    assert what_next(ending(poor, preset="quick")).act == Act.CHOOSE_BEST
    step = what_next(ending(poor, preset="best"))
    assert (step.act, step.class_name) == (Act.ADD_PICTURES, None)


def test_step_of_the_command_line_is_plain_json():
    assert what_next(ending(RISING)).to_json()["epochs"] == 4
