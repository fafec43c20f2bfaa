"""``resume RUN``: go on with a run that was paused, stopped, interrupted or failed, from its last checkpoint."""

from __future__ import annotations

import argparse

from sft_gui.commands.console import Console
from sft_gui.commands.lookup import run_of
from sft_gui.commands.training import exit_code, train_to_end
from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.training.events import RunState

HELP = "go on with a run that was paused or interrupted"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", metavar="RUN", help="a run's folder or name")
    parser.add_argument("--epochs", metavar="N", type=int, help="add so many epochs to the run")


def run(args: argparse.Namespace, console: Console) -> int:
    """Return as train does."""
    kept = run_of(args.run)
    if args.epochs is not None:
        if args.epochs < 1:
            raise UserError(say("--epochs needs a whole number from 1."))
        kept.extend(args.epochs)
    elif kept.report().state == RunState.FINISHED:
        raise UserError(
            say("The run {name} is finished.", name=kept.name), say("Add epochs with --epochs, or train a new run.")
        )
    result = train_to_end(kept, console)
    console.result(result)
    return exit_code(result)
