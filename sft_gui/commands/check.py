"""``check DATA``: what import understands of a data set, without keeping anything."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sft_gui import files, paths
from sft_gui.commands.console import Console
from sft_gui.commands.lookup import add_moved_to, kept_project, look_again, show_moved
from sft_gui.commands.reading import add_reading, examples, other_ways, print_ways, wanted_of
from sft_gui.data.findings import findings
from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.data.watcher import Progress
from sft_gui.messages import CLASSES, PICTURES, Message, counted, say, shown
from sft_gui.training import baseline

HELP = "show how a data set is read, and which files cannot be read and why"
MAX_LISTED = 50
FIRST_MODEL = 'A first model (the baseline, a linear probe) takes seconds: sft-gui train "{data}" --preset first'

SPLIT_HEADS = ("Training", "Validation", "Test")  # in the order of Split


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("data", metavar="DATA", type=Path, help="a folder, a .zip of one, a CSV table, or a project")
    add_moved_to(parser)
    add_reading(parser)


def run(args: argparse.Namespace, console: Console) -> int:
    """Return 1 where pictures cannot be read."""
    with _looked_at(args, console) as project:
        ways = other_ways(project, wanted_of(args))
        found = {**_findings(project), "alternatives": [each.to_json() for each in ways], "examples": examples(project)}
        if baseline.can_be_made(project):
            console.note(say(FIRST_MODEL, data=str(args.data)))
    _print(found, console)
    print_ways(ways, console)
    console.result(found)
    return 1 if found["unreadable_count"] else 0


@contextlib.contextmanager
def _looked_at(args: argparse.Namespace, console: Console) -> Iterator[Project]:
    """Yield the kept project of the data set, or one that is thrown away afterwards; a look changes no choice."""
    data, moved_to, wanted = args.data, args.moved_to, wanted_of(args)
    project = kept_project(data)
    if project is not None and wanted.filled(project.choice) != project.choice:
        data = project.source
        project.close()
        project = None
    with contextlib.ExitStack() as stack:
        on_progress = stack.enter_context(console.progress())
        if project is None:
            home = stack.enter_context(files.scratch_folder("check-", paths.cache_folder(), None))
            project = Project.create(data, folder=home / "project", wanted=wanted, on_progress=on_progress)
            stack.callback(project.close)
        else:
            stack.callback(project.close)
            show_moved(project, moved_to, console)
            if project.read_only is None:
                look_again(project, on_progress)
            else:
                _note_read_only(project, project.read_only, on_progress, console)
        yield project


def _note_read_only(project: Project, why: Message, on_progress: Progress, console: Console) -> None:
    """Say that what follows is of the last look, and how the files differ from it."""
    console.note(say("This project can only be looked at: {why}. What follows is what the last look found.", why=why))
    found = project.drift(on_progress)
    if found:
        console.note(found.message())


def _findings(project: Project) -> dict[str, Any]:
    counts = project.index.counts()
    by_class = {name: {str(split): splits.get(split, 0) for split in Split} for name, splits in counts.items()}
    weak = findings(project)
    unreadable = [{"path": picture.path, "reason": str(picture.reason)} for picture in project.index.unreadable()]
    return {
        "source": str(project.source),
        "format": project.format_name,
        "task": project.task,
        "understood": str(project.understood.sentence) if project.understood else None,
        "chosen": project.choice.to_json(),
        "pictures": project.index.count(),
        "classes": list(by_class),
        "counts": by_class,
        "splits": {str(split): len(project.index.ids(split=split)) for split in Split},
        "split_given": project.split.given,
        "unreadable_count": len(unreadable),
        "unreadable": unreadable,
        "notes": [str(note) for note in (*project.notes, *(each.message for each in weak))],
        "findings": [
            {
                "kind": str(each.kind),
                "message": str(each.message),
                "pictures": [picture.path for picture in project.index.some(each.ids)],
            }
            for each in weak
        ],
    }


def _print(found: dict[str, Any], console: Console) -> None:
    count, classes = found["pictures"], len(found["classes"])
    if found["understood"]:
        console.say(str(say("Read as: {what}.", what=found["understood"])).replace("….", "…"))
    console.say(say("{pictures} in {classes}.", pictures=PICTURES.of(count), classes=CLASSES.of(classes)))
    if found["split_given"]:
        console.say(say("The data set says itself which pictures are for validation."))
    console.say()
    lines = [[name, *splits.values(), sum(splits.values())] for name, splits in found["counts"].items()]
    console.table([["Class", *SPLIT_HEADS, "All"], *lines, ["All", *found["splits"].values(), count]])
    for note in found["notes"]:
        console.say(note)
    if not found["unreadable"]:
        return
    console.say()
    one = "{count} file cannot be read:"
    console.say(counted(found["unreadable_count"], one, "{count} files cannot be read:"))
    for line in found["unreadable"][:MAX_LISTED]:
        console.say(f"  {shown(line['path'])} {line['reason']}")
    if found["unreadable_count"] > MAX_LISTED:
        console.say(say("  and {count} more.", count=found["unreadable_count"] - MAX_LISTED))
