"""``demo``: the whole way on the built-in sample, from pictures to a model that predicts new ones."""

from __future__ import annotations

import argparse
from typing import Any, cast

from sft_gui import demo
from sft_gui.commands.console import Console
from sft_gui.commands.predict import told as told_of
from sft_gui.commands.training import exit_code, train_to_end
from sft_gui.data.sample import NAMES, contents
from sft_gui.messages import say, shown
from sft_gui.tasks import registry
from sft_gui.tasks.classification import ClassPrediction
from sft_gui.tasks.score_words import predicted_words
from sft_gui.training.events import RunState

HELP = "import the built-in sample, fine-tune the bundled model on it, evaluate it, predict test pictures"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--task", choices=list(NAMES), default="classification", help="which sample")
    parser.add_argument("--no-window", action="store_true", help="print only; --json implies it")


def run(args: argparse.Namespace, console: Console) -> int:
    """Return 1 where the run did not end."""
    if args.no_window or args.json:
        return without_window(args.task, console)
    from sft_gui.ui.shell.app import run_demo  # the other commands need no Qt

    return int(run_demo(args.task))


def without_window(task: str, console: Console) -> int:
    """Go the whole way in print."""
    with console.progress() as on_progress:
        made = demo.prepare(task, on_progress)
    try:
        pictures, classes = made.project.index.count(), len(made.run.classes)
        console.say(contents(task, pictures, classes))
        words = demo.changes_in_words(task)
        console.say(say("Settings: preset {preset}, {changes}", preset=demo.PRESET, changes=words))
        result = train_to_end(made.run, console)
        if result["state"] == RunState.FINISHED:
            result["unseen"] = _predict_unseen(made, console)
        console.result(result)
        return exit_code(result)
    finally:
        made.project.close()


def _predict_unseen(made: demo.Demo, console: Console) -> list[dict[str, Any]]:
    from sft_gui.prediction.predictor import Predictor  # brings torch

    console.say(say("Test pictures, never trained on:"))
    predictor = Predictor.from_run(made.run)
    told = []
    for picture, path in demo.unseen(made):
        answer = predictor.name(path)
        assert answer.prediction is not None
        if picture.label is None:
            line, found = told_of(answer, registry.find(made.run.task), made.run.classes)
            console.say(f"  {line.replace(str(path), shown(picture.path), 1)}")
            told.append(found)
            continue
        prediction = cast(ClassPrediction, answer.prediction)
        label, confidence = prediction.label, prediction.confidence
        seconds = f"{1000 * answer.seconds:.0f} ms"
        console.say(f"  {picture.path}: {predicted_words(label, confidence, picture.label)}; {seconds}")
        told.append({"file": str(path), "label": label, "confidence": confidence, "ground_truth": picture.label})
    return told
