"""What the commands print: standard terms, numbers under each other, one form of help for all."""

import argparse
import re
from importlib import import_module

import pytest

from sft_gui import cli
from sft_gui.commands.console import Console
from sft_gui.data.index import Split
from sft_gui.tasks.class_evaluation import ClassEvaluation, Row
from sft_gui.tasks.classification import CLASSIFICATION
from sft_gui.tasks.detection import DETECTION
from sft_gui.tasks.score_words import predicted_words, score_line, score_words
from sft_gui.tasks.segmentation import SEGMENTATION
from tests.fixtures import colour_folder

PRIVATE = re.compile(
    r"\b(truth|said|nothing is said|right|judge[ds]?|judging|look|look again|name[ds]? (new )?pictures)\b"
)
COMMANDS = {name: import_module(f"sft_gui.commands.{name.replace('-', '_')}") for name in cli.COMMANDS}


def helps(module):
    """Return all that the help of a command says."""
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    return [module.HELP, *(action.help for action in parser._actions if action.dest != "help")]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_a_short_phrase_in_standard_terms(name):
    for words in helps(COMMANDS[name]):
        assert words and words[0].islower() and not words.endswith(".") and len(words) < 110
        assert not PRIVATE.search(words), words


def test_a_table_has_numbers_to_the_right_with_their_heads_and_thousands_apart(capsys):
    Console().table(
        [["Class", "Pixels", "IoU %", "Interval"], ["sky", 12345, "66.7", "1 to 9"], ["a", 7, "\u2013", "-"]]
    )
    assert capsys.readouterr().out.splitlines() == [
        "Class  Pixels  IoU %  Interval",
        "sky    12,345   66.7  1 to 9",
        "a           7      \u2013  -",
    ]


def test_check_counts_one_class_of_its_own_form_and_says_baseline_once(call, tmp_path):
    code, out, err = call("check", colour_folder(tmp_path, per_class=4), is_json=False)
    assert code == 0 and "12 pictures in 3 classes." in out and out.startswith("Read as: ")
    assert re.search(r"^Class +Training +Validation +Test +All$", out, re.MULTILINE)
    assert err.count("baseline") == 1


def test_training_and_evaluation_say_scores_with_their_counts(call, train, tmp_path):
    source = colour_folder(tmp_path, classes=("red", "green"), per_class=5)
    code, _, err = train(source, "--name", "one")
    assert code == 0 and "training pictures, 2 for validation; 1 epoch; " in err and not PRIVATE.search(err)
    out = call("evaluate", "one", is_json=False)[1]
    assert re.search(r"^Validation accuracy [\d.]+ % \(\d of 2; 95 % interval [\d.]+ to [\d.]+ %\)$", out, re.MULTILINE)
    assert re.search(r"^Class +Pictures +Precision % +Recall % +95 % interval +F1$", out, re.MULTILINE)
    listed = call("runs", source, is_json=False)[1].splitlines()
    assert listed[0].split() == ["Name", "Project", "State", "Score", "Epochs", "Time", "Folder"]
    assert re.search(r"\(\d of 2\) +1/1 +\d+ s ", listed[1])


@pytest.mark.parametrize(
    ("task", "line"),
    [
        (CLASSIFICATION, "Test accuracy 94.2\u00a0% (338 of 359)"),
        (DETECTION, "Test mAP@[.5:.95] 94.2\u00a0% (359 pictures)"),
        (SEGMENTATION, "Test mean IoU 94.2\u00a0% (359 pictures)"),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_a_score_is_one_line_with_its_split_and_its_whole(task, line):
    metric, counts = task.metrics[0], {"correct": 338} if task is CLASSIFICATION else {}
    scores = {metric.name: 338 / 359 if counts else 0.942, "total": 359, **counts}
    assert str(score_line(Split.TEST, metric, score_words(metric, scores))) == line


def test_a_mistake_says_what_was_predicted_and_the_ground_truth():
    assert str(predicted_words("cat", 0.655, "dog")) == "predicted cat (65.5 %), ground truth dog"
    rows = [Row(1, "a.png", "dog", "cat", 0.655)]
    common = {"split": Split.VAL, "task": CLASSIFICATION, "scores": {}}
    _, lines = ClassEvaluation.of(rows, classes=("cat", "dog"), **common).told_of_worst(3)
    assert lines == ["a.png: predicted cat (65.5 %), ground truth dog"]
