"""``resume RUN``: go on with a run that was paused, stopped, interrupted or failed, from its last checkpoint."""

from __future__ import annotations

import argparse

from sft_gui.commands.console import Console
from sft_gui.commands.lookup import MOVED, add_moved_to, run_of, show_run_moved
from sft_gui.commands.training import exit_code, train_to_end
from sft_gui.data.drift import Drift, Fate, PicturesChanged
from sft_gui.errors import SourceGone, UserError
from sft_gui.messages import Message, say
from sft_gui.training import picture_changes
from sft_gui.training.events import RunState
from sft_gui.training.run_folder import RunFolder

HELP = "resume a run that was paused, stopped, interrupted or failed, or extend a finished one"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", metavar="RUN", help="a run's folder or name")
    parser.add_argument("--epochs", metavar="N", type=int, help="extend the run by so many epochs")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--without-changed", action="store_true", help="go on without pictures that are gone, broken or changed"
    )
    choice.add_argument(
        "--accept-changes", action="store_true", help="take changed pictures as they are now; go on without lost ones"
    )
    add_moved_to(parser)


def run(args: argparse.Namespace, console: Console) -> int:
    """Return as train does."""
    kept = run_of(args.run, console)
    if args.epochs is not None:
        if args.epochs < 1:
            raise UserError(say("--epochs needs a whole number from 1."))
        _make_sure_of_pictures(kept, args, console)
        kept.extend(args.epochs)
    elif kept.report().state == RunState.FINISHED:
        raise UserError(
            say("The run {name} is finished.", name=kept.name), say("Add epochs with --epochs, or train a new run.")
        )
    else:
        _make_sure_of_pictures(kept, args, console)
    result = train_to_end(kept, console)
    console.result(result)
    return exit_code(result)


def _make_sure_of_pictures(run: RunFolder, args: argparse.Namespace, console: Console) -> None:
    """Refuse to go on with pictures that are not what they were, unless the choice was made.

    Raises:
        UserError: what changed, and the options.
    """
    show_run_moved(run, args.moved_to, console)
    with console.progress() as on_progress:
        try:
            picture_changes.check(run, on_progress)
        except SourceGone as error:
            raise UserError(error.what, MOVED) from error
        except PicturesChanged as error:
            if args.without_changed or args.accept_changes:
                picture_changes.go_on(run, error.drift, with_changed=args.accept_changes)
                return
            raise UserError(error.what, _options(error.drift)) from error


def _options(drift: Drift) -> Message:
    if drift.of(Fate.CHANGED):
        return say(
            "--accept-changes goes on with the pictures as they are now, --without-changed without them; "
            "or train a new run."
        )
    return say("--without-changed goes on without them; or put them back, then resume.")
