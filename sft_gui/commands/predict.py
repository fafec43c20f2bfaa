"""``predict RUN PICTURES...``: predict new pictures, save the predictions as CSV, sort copies into folders."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sft_gui.commands.console import Console
from sft_gui.commands.lookup import run_of
from sft_gui.data.formats import READABLE
from sft_gui.errors import UserError
from sft_gui.messages import say, shown
from sft_gui.prediction.export import registry as exporters
from sft_gui.tasks import registry

if TYPE_CHECKING:
    from sft_gui.prediction.export.registry import Exporter
    from sft_gui.prediction.predictor import Answer
    from sft_gui.tasks.task import Task

HELP = "predict new pictures with a kept run"
CONFIDENT = 0.5  # the confidence from which objects count


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", metavar="RUN", help="a run's folder or name")
    parser.add_argument("pictures", metavar="PICTURES", nargs="+", type=Path, help="files, or folders of them")
    parser.add_argument("--csv", metavar="FILE", type=Path, help="write the predictions as CSV")
    parser.add_argument("--sort", metavar="FOLDER", type=Path, help="copy the pictures into one folder per class")
    for each in exporters.EXPORTERS:
        if each.name != "csv" and not each.option:
            kind = "FILE" if each.suffix else "FOLDER"
            parser.add_argument(f"--{each.name}", metavar=kind, type=Path, help=each.help)
    parser.add_argument(
        "--threshold",
        metavar="CONFIDENCE",
        type=float,
        default=CONFIDENT,
        help=f"confidence threshold below which objects do not count (default: {CONFIDENT})",
    )


def run(args: argparse.Namespace, console: Console) -> int:
    """Return 1 where pictures cannot be read."""
    kept = run_of(args.run, console)
    task = registry.find(kept.task)
    asked = _asked(args, task)
    answers, classes = _named(kept, args.pictures, console)
    lines = [told(answer, task, classes, args.threshold) for answer in answers]
    for line, _ in lines:
        console.say(line)
    for exporter, target in asked:
        exporter.write(target, answers, classes, args.threshold)
        console.note(say("Saved {file}", file=str(target)))
    if args.sort:
        _sort(answers, args, console)
    console.result({"answers": [found for _, found in lines]})
    return 1 if any(answer.prediction is None for answer in answers) else 0


def _asked(args: argparse.Namespace, task: Task) -> list[tuple[Exporter, Path]]:
    """Return the files that are asked for, with what writes each.

    Raises:
        UserError: this run's answers cannot fill one.
    """
    able = {each.option or each.name: each for each in exporters.of(task.overlay)}
    options = list(dict.fromkeys(each.option or each.name for each in exporters.EXPORTERS))
    known = [
        name for name in ("csv", "sort", *options[1:]) if name in able or (name == "sort" and task.sorts_into_folders)
    ]
    for name in ("sort", *options):
        if getattr(args, name) and name not in known:
            takes = ", ".join(f"--{each}" for each in known)
            raise UserError(say("--{name} is not for this run.", name=name), say("It takes {known}.", known=takes))
    return [(each, getattr(args, name)) for name, each in able.items() if getattr(args, name)]


def _named(kept: Any, paths: list[Path], console: Console) -> tuple[list[Answer], tuple[str, ...]]:
    from sft_gui.prediction.predictor import Predictor, pictures_in  # brings torch, seconds

    pictures = pictures_in(paths)
    if not pictures:
        raise UserError(
            say("There is no picture in {names}.", names=", ".join(str(path) for path in paths)),
            READABLE,
        )
    predictor = Predictor.from_run(kept)
    if predictor.note is not None:
        console.note(predictor.note)
    with console.progress() as on_progress:

        def on_answer(index: int, answer: Answer) -> None:
            on_progress(index + 1, len(pictures), say("Predicting"))

        return predictor.name_all(pictures, on_answer=on_answer), predictor.classes


def _sort(answers: list[Answer], args: argparse.Namespace, console: Console) -> None:
    from sft_gui.prediction.sort import sort_copies  # by way of the predictor it brings torch

    sources = [path for path in args.pictures if path.is_dir()]
    with console.progress() as on_progress:
        report = sort_copies(answers, args.sort, sources=sources, on_progress=on_progress)
    console.note(report.message())


def told(
    answer: Answer, task: Task, classes: tuple[str, ...], threshold: float = CONFIDENT
) -> tuple[str, dict[str, Any]]:
    """Return what is printed of an answer, and what ``--json`` says of it."""
    found: dict[str, Any] = {"file": str(answer.path), "width": answer.width, "height": answer.height}
    found |= task.as_json(answer.prediction)
    if answer.prediction is None:
        return str(answer.error), {**found, "error": str(answer.error)}
    return f"{shown(str(answer.path))}: {task.in_words(answer.prediction, classes, threshold)}", found
