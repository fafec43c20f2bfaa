"""The verdict over the first model: won, lost, or not to be told apart."""

import pytest

from sft_gui.data.index import Split
from sft_gui.evaluation.against_baseline import against_baseline, of, paired_difference
from sft_gui.tasks.class_evaluation import ClassEvaluation, Row
from sft_gui.tasks.classification import CLASSIFICATION


def evaluation(right, total=120):
    rows = [Row(n, f"{n}.jpg", "a", "a" if n in right else "b", 0.9) for n in range(total)]
    return ClassEvaluation.of(rows, split=Split.VAL, task=CLASSIFICATION, classes=("a", "b"), scores={})


@pytest.mark.parametrize(
    ("first", "run", "words"),
    [
        (range(110), range(112), "cannot be told apart"),
        (range(80), range(110), "beat the first model"),
        (range(110), range(80), "fell behind"),
        (range(120), range(120), "with 120 pictures they cannot be told apart"),
    ],
)
def test_sentence_says_whether_fine_tuning_won(first, run, words):
    assert words in str(of(evaluation(first), evaluation(run)).sentence())


def test_interval_of_the_difference_holds_it_and_follows_agresti_and_min():
    gap = paired_difference(20, 8, 100, level=0.95)
    assert gap.value == pytest.approx(0.12)
    assert (gap.low, gap.high) == pytest.approx((0.0167, 0.2186), abs=1e-4)
    assert paired_difference(0, 0, 50, level=0.95).low < 0 < paired_difference(0, 0, 50, level=0.95).high


def test_run_without_a_first_model_has_no_verdict(tmp_path):
    from sft_gui.settings.presets import PRESETS
    from sft_gui.training.run_folder import RunFolder
    from tests.fixtures import colour_project

    project = colour_project(tmp_path)
    run = RunFolder.create(project, PRESETS["quick"].settings(), name="Quick", preset="quick")
    assert against_baseline(run) is None
    project.close()
