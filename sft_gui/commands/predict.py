"""``predict RUN PICTURES...``: name new pictures, save the answers as CSV, sort copies into folders."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sft_gui.commands.console import Console
from sft_gui.commands.lookup import run_of
from sft_gui.commands.training import percent
from sft_gui.data.formats import READABLE
from sft_gui.errors import UserError
from sft_gui.messages import say, shown
from sft_gui.tasks import registry

if TYPE_CHECKING:
    from sft_gui.prediction.predictor import Answer

HELP = "name new pictures with a kept run"
SURE = 0.5  # the score from which boxes count


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", metavar="RUN", help="a run's folder or name")
    parser.add_argument("pictures", metavar="PICTURES", nargs="+", type=Path, help="files, or folders of them")
    parser.add_argument("--csv", metavar="FILE", type=Path, help="write the answers as a CSV table")
    parser.add_argument("--sort", metavar="FOLDER", type=Path, help="copy the pictures into one folder a class")
    parser.add_argument("--coco", metavar="FILE", type=Path, help="write boxes as COCO JSON")
    parser.add_argument("--voc", metavar="FOLDER", type=Path, help="write boxes as PASCAL VOC XML")
    parser.add_argument("--yolo", metavar="FOLDER", type=Path, help="write boxes as YOLO text files")
    parser.add_argument("--masks", metavar="FOLDER", type=Path, help="write masks as indexed PNG")
    parser.add_argument(
        "--threshold", metavar="SCORE", type=float, default=SURE, help="boxes below it do not count; 0.5 by default"
    )


def run(args: argparse.Namespace, console: Console) -> int:
    """Return 1 where pictures cannot be read."""
    kept = run_of(args.run, console)
    overlay = registry.find(kept.task).overlay
    _check_asked(args, overlay)
    answers, classes = _named(kept, args.pictures, console)
    for answer in answers:
        console.say(_line(answer) if overlay == "label" else shapes_line(answer, classes, args.threshold))
    _save(answers, classes, overlay, args, console)
    if args.sort:
        _sort(answers, args, console)
    as_json = _as_json if overlay == "label" else shapes_as_json
    console.result({"answers": [as_json(answer) for answer in answers]})
    return 1 if any(answer.prediction is None for answer in answers) else 0


def _check_asked(args: argparse.Namespace, overlay: str) -> None:
    """Refuse files that this run's answers cannot fill.

    Raises:
        UserError: one was asked for.
    """
    able = {"label": ("csv", "sort"), "boxes": ("csv", "coco", "voc", "yolo"), "mask": ("csv", "masks")}[overlay]
    for name in ("sort", "coco", "voc", "yolo", "masks"):
        if getattr(args, name) and name not in able:
            known = ", ".join(f"--{each}" for each in able)
            raise UserError(say("--{name} is not for this run.", name=name), say("It takes {known}.", known=known))


def _save(
    answers: list[Answer], classes: tuple[str, ...], overlay: str, args: argparse.Namespace, console: Console
) -> None:
    from sft_gui.prediction.export import shapes  # by way of the predictor it brings torch
    from sft_gui.prediction.export.csv import write_csv

    if args.csv and overlay == "label":
        write_csv(args.csv, answers, classes)
        console.note(say("Saved {file}", file=str(args.csv)))
    writers = {name: writer for name, _, writer in shapes.EXPORTS.get(overlay, ())}
    for name, writer in writers.items():
        target = args.csv if name == "counts" else getattr(args, name)
        if target:
            more = {} if name == "masks" else {"threshold": args.threshold}
            writer(target, answers, classes, **more)
            console.note(say("Saved {file}", file=str(target)))


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
    return f"{shown(str(answer.path))}: {shown(answer.prediction.label)} {percent(answer.prediction.confidence)}"


def shapes_line(answer: Answer, classes: tuple[str, ...], threshold: float) -> str:
    """Say in a line how many boxes of each class there are, or which share of the picture each class takes."""
    if answer.prediction is None:
        return str(answer.error)
    if any("mask" in shape for shape in answer.prediction.shapes):
        told = [f"{shown(name)} {percent(share)}" for name, share in answer.prediction.ranked]
    else:
        sure = [shape["label"] for shape in answer.prediction.shapes if shape["score"] >= threshold]
        told = [f"{sure.count(name)} {shown(name)}" for name in classes if name in sure] or ["-"]
    return f"{shown(str(answer.path))}: {', '.join(told)}"


def shapes_as_json(answer: Answer) -> dict[str, Any]:
    """Return the boxes with their scores, or the share of the picture that each class takes."""
    found: dict[str, Any] = {"file": str(answer.path), "width": answer.width, "height": answer.height}
    if answer.prediction is None:
        return {**found, "error": str(answer.error)}
    boxes = [dict(shape) for shape in answer.prediction.shapes if "box" in shape]
    if any("mask" in shape for shape in answer.prediction.shapes):
        return {**found, "shares": dict(answer.prediction.ranked)}
    return {**found, "boxes": boxes}


def _as_json(answer: Answer) -> dict[str, Any]:
    found: dict[str, Any] = {"file": str(answer.path), "label": None, "confidence": None}
    if answer.prediction is None:
        return {**found, "error": str(answer.error)}
    ranked = [{"label": label, "confidence": confidence} for label, confidence in answer.prediction.ranked]
    return {**found, **ranked[0], "ranked": ranked}
