"""``evaluate RUN``: scores with intervals, class by class, and the worst mistakes."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sft_gui.commands.console import Console
from sft_gui.commands.lookup import MOVED, add_moved_to, run_of, show_run_moved
from sft_gui.data.index import Split
from sft_gui.errors import SourceGone, UserError
from sft_gui.messages import Message, counted

if TYPE_CHECKING:
    from sft_gui.tasks.evaluation import Evaluation

HELP = "evaluate a run on one split of its pictures"
WORST = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", metavar="RUN", help="a run's folder or name")
    parser.add_argument(
        "--split", choices=[str(split) for split in Split], default=str(Split.VAL), help="which (default: val)"
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
    told |= evaluation.details()
    _print(evaluation, console)
    console.result(told)
    return 1 if evaluation.missing else 0


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


def _print(evaluation: Evaluation, console: Console) -> None:
    for score in evaluation.told():
        console.say(score)
    _print_remarks(evaluation, console)
    if table := evaluation.table():
        console.table(table)
        console.say()
    title, lines = evaluation.told_of_worst(WORST)
    if lines:
        console.say(title)
    for line in lines:
        console.say(f"  {line}")
