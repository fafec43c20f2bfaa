"""``predict RUN PICTURES...``: name new pictures, save the answers as CSV, sort copies into folders."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sft_gui.commands.console import Console
from sft_gui.commands.lookup import run_of
from sft_gui.commands.training import percent
from sft_gui.errors import UserError
from sft_gui.messages import say

if TYPE_CHECKING:
    from sft_gui.prediction.predictor import Answer

HELP = "name new pictures with a kept run"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", metavar="RUN", help="a run's folder or name")
    parser.add_argument("pictures", metavar="PICTURES", nargs="+", type=Path, help="files, or folders of them")
    parser.add_argument("--csv", metavar="FILE", type=Path, help="write the answers as a CSV table")
    parser.add_argument("--sort", metavar="FOLDER", type=Path, help="copy the pictures into one folder a class")


def run(args: argparse.Namespace, console: Console) -> int:
    """Return 1 where pictures cannot be read."""
    kept = run_of(args.run)
    answers, classes = _named(kept, args.pictures, console)
    for answer in answers:
        console.say(_line(answer))
    if args.csv:
        from sft_gui.prediction.export.csv import write_csv  # by way of the predictor it brings torch

        write_csv(args.csv, answers, classes)
        console.note(say("Saved {file}", file=str(args.csv)))
    if args.sort:
        _sort(answers, args, console)
    console.result({"answers": [_as_json(answer) for answer in answers]})
    return 1 if any(answer.prediction is None for answer in answers) else 0


def _named(kept: Any, paths: list[Path], console: Console) -> tuple[list[Answer], tuple[str, ...]]:
    from sft_gui.prediction.predictor import Predictor, pictures_in  # brings torch, seconds

    pictures = pictures_in(paths)
    if not pictures:
        raise UserError(
            say("There is no picture in {names}.", names=", ".join(str(path) for path in paths)),
            say("JPEG, PNG, WebP, TIFF, BMP and GIF can be read."),
        )
    predictor = Predictor.from_run(kept)
    with console.progress() as on_progress:

        def on_answer(index: int, answer: Answer) -> None:
            on_progress(index + 1, len(pictures), say("Naming pictures"))

        return predictor.name_all(pictures, on_answer=on_answer), predictor.classes


def _sort(answers: list[Answer], args: argparse.Namespace, console: Console) -> None:
    from sft_gui.prediction.sort import sort_copies  # by way of the predictor it brings torch

    sources = [path for path in args.pictures if path.is_dir()]
    with console.progress() as on_progress:
        report = sort_copies(answers, args.sort, sources=sources, on_progress=on_progress)
    console.note(report.message())


def _line(answer: Answer) -> str:
    if answer.prediction is None:
        return str(answer.error)
    return f"{answer.path}: {answer.prediction.label} {percent(answer.prediction.confidence)}"


def _as_json(answer: Answer) -> dict[str, Any]:
    found: dict[str, Any] = {"file": str(answer.path), "label": None, "confidence": None}
    if answer.prediction is None:
        return {**found, "error": str(answer.error)}
    ranked = [{"label": label, "confidence": confidence} for label, confidence in answer.prediction.ranked]
    return {**found, **ranked[0], "ranked": ranked}
