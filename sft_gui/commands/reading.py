"""How a data set is to be read, as options of the command line, and what the command line says of a reading."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from sft_gui.commands.console import Console
from sft_gui.data.index import Picture, Status
from sft_gui.data.project import Project
from sft_gui.data.readers.reader import Choice, Proposal
from sft_gui.data.source import Source
from sft_gui.data.understand import Understood, propose, understand
from sft_gui.data.watcher import Progress, Watcher
from sft_gui.messages import say
from sft_gui.tasks.registry import TASKS

EXAMPLES = 5  # pictures whose annotations are printed
MAX_POINTS = 1000  # of an outline that is printed
MAX_LISTED = 6


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the ways to say how a data set is to be read; what is not said is decided by evidence."""
    group = parser.add_argument_group("how the data is read, where evidence alone does not decide as you want")
    group.add_argument("--task", choices=sorted(TASKS), help="what the pictures are for")
    group.add_argument("--as", dest="format", metavar="FORMAT", help="the format, such as coco; check lists what fits")
    group.add_argument("--label", metavar="COLUMN", help="the table's column that holds the answer")
    group.add_argument("--image", metavar="COLUMN", help="the table's column that names the picture")
    group.add_argument(
        "--class-level", metavar="N", type=_level, help="the folder level that is the class, from 1 at the top"
    )
    group.add_argument(
        "--keep-apart", action="store_true", help="do not join classes that differ only by capitals or spaces"
    )


def _level(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def wanted_of(args: argparse.Namespace) -> Choice:
    """Return what was said of how to read."""
    return Choice(
        task=args.task,
        format=args.format,
        label=args.label,
        image=args.image,
        class_level=args.class_level,
        join=False if args.keep_apart else None,
    )


def read_as_wanted(project: Project, wanted: Choice, on_progress: Progress, console: Console) -> bool:
    """Read a kept project's source as it is said now, where that is another way; tell whether it was."""
    if wanted == Choice() or wanted.filled(project.choice) == project.choice:
        return False
    understanding = understand(Source(project.place, Watcher(on_progress)), wanted)
    if understanding.best.choice == project.choice:
        return False
    project.read_as(understanding.best.choice, Understood.of(understanding), on_progress)
    console.note(say("The project is now read so: {how}.", how=understanding.best.sentence))
    return True


def other_ways(project: Project, wanted: Choice) -> list[Proposal]:
    """Return the other ways to read the project's source, the best first."""
    if project.understanding is not None and wanted == Choice():  # else only what was wanted was looked for
        return list(project.understanding.others)
    found = propose(Source(project.place))
    return [each for each in found if each.refusal is None and each.choice != project.choice]


def print_ways(ways: Sequence[Proposal], console: Console) -> None:
    """List ways to read the data, each with the options that choose it."""
    if ways:
        console.say(say("Other ways to read it:"))
    for each in ways[:MAX_LISTED]:
        console.say(f"  {each.choice.words()}: {each.sentence}")


def examples(project: Project) -> list[dict[str, Any]]:
    """Return the annotations of the first few pictures, so that anyone can check the reading."""
    pictures = project.index.pictures(status=Status.OK)
    step = max(1, len(pictures) // EXAMPLES)
    return [_example(picture) for picture in pictures[::step][:EXAMPLES]]


def _example(picture: Picture) -> dict[str, Any]:
    found = picture.annotation or {}
    example: dict[str, Any] = {
        "path": picture.path,
        "split": str(picture.split),
        "size": [picture.width, picture.height],
    }
    if picture.label is not None:
        example["class"] = picture.label
    if "boxes" in found:
        example["boxes"] = [
            {"class": label, "box": list(box)} for label, box in zip(found["labels"], found["boxes"], strict=True)
        ]
    if "polygons" in found:
        example["outlines"] = [
            {"class": each["label"], "points": each["points"][:MAX_POINTS]}
            if "points" in each
            else {"class": each["label"], "pixels": sum(each["counts"][1::2])}
            for each in found["polygons"]
        ]
    if "mask" in found:
        example["mask"] = found["mask"]
    if "more" in found:
        example["more"] = list(found["more"])  # files of the same mask, joined
    if "pixels" in found:
        example["pixels"] = dict(found["pixels"])
    return example
