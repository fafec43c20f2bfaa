"""A score in words: always with what it was counted on, and what that is worth."""

import pytest

from sft_gui.evaluation.score_help import score_help
from sft_gui.tasks import registry
from sft_gui.tasks.classification import CLASSIFICATION
from sft_gui.tasks.detection import DETECTION
from sft_gui.tasks.score_words import is_weak, score_words, share_of

ACCURACY, MAP = CLASSIFICATION.metrics[0], DETECTION.metrics[0]


@pytest.mark.parametrize(
    ("metric", "scores", "words"),
    [
        (ACCURACY, {"val.accuracy": 1.0, "val.correct": 2, "val.total": 2}, "100.0\u00a0% (2 of 2)"),
        (ACCURACY, {"val.accuracy": 0.918, "val.correct": 1234, "val.total": 1344}, "91.8\u00a0% (1,234 of 1,344)"),
        (MAP, {"val.map": 0.412, "val.total": 73}, "41.2\u00a0% (73 pictures)"),
        (MAP, {"val.map": 0.412, "val.total": 1}, "41.2\u00a0% (1 picture)"),
        (MAP, {"val.map": 0.412}, "41.2\u00a0%"),  # of a version that did not keep it
        (CLASSIFICATION.metrics[1], {"val.balanced_accuracy": 0.5, "val.correct": 3, "val.total": 4},
         "50.0\u00a0% (4 pictures)"),  # it is not the share of right ones
    ],
)  # fmt: skip
def test_score_is_never_without_its_whole(metric, scores, words):
    assert str(score_words(metric, scores, "val.")) == words


def test_few_pictures_are_weak():
    assert is_weak({"total": 2}) and not is_weak({"total": 200}) and not is_weak({})
    assert share_of(ACCURACY, {"accuracy": 0.5, "correct": 1, "total": 2}) == (1, 2)


def test_help_says_what_is_counted_and_how_sure_it_is():
    said = str(score_help(ACCURACY, {"val.accuracy": 1.0, "val.correct": 2, "val.total": 2}))
    assert said.startswith("The share of pictures whose class is predicted correctly.")
    assert "2 of 2 validation pictures" in said and "34.2 to 100.0" in said and "say little" in said
    assert "73 validation pictures" in str(score_help(MAP, {"val.map": 0.4, "val.total": 73}))
    assert "test pictures" in str(score_help(MAP, {"test.map": 0.4, "test.total": 73}, "test.", split="test."))


@pytest.mark.parametrize("task", registry.TASKS.values())
def test_every_metric_is_explained_in_one_sentence(task):
    for metric in (*task.metrics, *task.class_metrics):
        said = str(metric.help)
        assert said.endswith(".") and 20 < len(said) < 220 and said != str(metric.label)
