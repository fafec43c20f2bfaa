"""``evaluate RUN``: scores with intervals, class by class, and the worst mistakes."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from sft_gui.commands.console import Console
from sft_gui.commands.lookup import MOVED, add_moved_to, run_of, show_run_moved
from sft_gui.commands.training import percent
from sft_gui.data.index import Split
from sft_gui.errors import SourceGone, UserError
from sft_gui.messages import Message, counted, say, shown
from sft_gui.tasks.class_evaluation import ClassEvaluation
from sft_gui.tasks.score_words import score_words
from sft_gui.tasks.shape_evaluation import ShapeEvaluation

if TYPE_CHECKING:
    from sft_gui.tasks.evaluation import Evaluation

HELP = "evaluate a run on one split of its pictures"
WORST = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", metavar="RUN", help="a run's folder or name")
    parser.add_argument(
        "--split", choices=[str(split) for split in Split], default=str(Split.VAL), help="val by default"
    )
    add_moved_to(parser)


def run(args: argparse.Namespace, console: Console) -> int:
    """Return 1 where pictures of the run are gone."""
    kept = run_of(args.run, console)
    show_run_moved(kept, args.moved_to, console)
    from sft_gui.evaluation.evaluate import evaluate  # brings torch, seconds

    try:
        with console.progress() as on_progress:
            evaluation = evaluate(kept, Split(args.split), on_progress=on_progress)
    except SourceGone as error:
        raise UserError(error.what, MOVED) from error
    if evaluation.note is not None:
        console.note(evaluation.note)
    told = {"run": str(kept.folder.absolute()), "split": args.split, **evaluation.numbers()}
    told |= {"missing": evaluation.missing, "note": None if evaluation.note is None else str(evaluation.note)}
    told["classes"] = list(evaluation.classes)
    if isinstance(evaluation, ClassEvaluation):
        _print(evaluation, console)
        told["confusion"] = evaluation.confusion
        told["per_class"] = [asdict(score) for score in evaluation.per_class]
        told["mistakes"] = [
            {**asdict(row), "said": row.predicted}
            for row in evaluation.mistakes()  # "said" was its name until 0.1
        ]
    elif isinstance(evaluation, ShapeEvaluation):
        _print_shapes(evaluation, console)
        told["confusion"] = evaluation.confusion
        told["per_class"] = evaluation.part()["per_class"]
        told["pictures"] = [{"path": picture.path, "score": picture.score} for picture in evaluation.worst()]
    console.result(told)
    return 1 if evaluation.missing else 0


def _print_shapes(evaluation: ShapeEvaluation, console: Console) -> None:
    for metric in evaluation.task.metrics:
        score = score_words(metric, {"total": evaluation.total, **evaluation.scores})
        console.say(f"{evaluation.split}.{metric.name}: {score}")
    _print_remarks(evaluation, console)
    columns = evaluation.task.class_metrics
    lines = [
        [found.name, found.count, *(f"{100 * found.values[metric.name]:.1f}" for metric in columns)]
        for found in evaluation.per_class
    ]
    console.table(
        [["class", "boxes" if evaluation.has_missed else "pixels", *(f"{m.label} %" for m in columns)], *lines]
    )
    console.say()
    console.say(say("Worst pictures first:"))
    for picture in evaluation.worst()[:WORST]:
        console.say(f"  {shown(picture.path)}: {percent(picture.score)}")


def _print_remarks(evaluation: Evaluation, console: Console) -> None:
    if finding := evaluation.main_finding():
        console.say(finding)
    if evaluation.missing:
        console.say(_missing(evaluation.missing))
    console.say()


def _missing(count: int) -> Message:
    return counted(
        count,
        "{count} picture is no longer there or no longer what it was, and so is not evaluated.",
        "{count} pictures are no longer there or no longer what they were, and so are not evaluated.",
    )


def _print(evaluation: ClassEvaluation, console: Console) -> None:
    accuracy, split = evaluation.accuracy, evaluation.split
    whole = f"{evaluation.right} of {evaluation.total}"
    interval = f"95 % interval {100 * accuracy.low:.1f} to {100 * accuracy.high:.1f}"
    console.say(f"{split}.accuracy: {percent(accuracy.value)} ({whole}; {interval})")
    console.say(f"{split}.balanced_accuracy: {percent(evaluation.balanced_accuracy)}")
    console.say(f"{split}.macro_f1: {evaluation.macro_f1:.3f}")
    _print_remarks(evaluation, console)
    lines = [
        [s.name, s.pictures, f"{100 * s.precision:.1f}", f"{100 * s.recall:.1f}",
         f"{100 * s.recall_interval.low:.0f} to {100 * s.recall_interval.high:.0f}", f"{s.f1:.2f}"]
        for s in evaluation.per_class
    ]  # fmt: skip
    console.table([["class", "pictures", "precision %", "recall %", "95 % interval", "F1"], *lines])
    mistakes = evaluation.mistakes()
    if mistakes:
        console.say()
        console.say(say("Worst mistakes first:"))
        for row in mistakes[:WORST]:
            console.say(f"  {shown(row.path)}: {shown(row.predicted)} {percent(row.confidence)}, is {shown(row.truth)}")
