"""``find-lr DATA``: try growing learning rates on a copy of the model and suggest one."""

from __future__ import annotations

import argparse
import contextlib
from typing import TYPE_CHECKING

from sft_gui.commands import train
from sft_gui.commands.console import Console
from sft_gui.errors import UserError
from sft_gui.messages import STEPS, say

if TYPE_CHECKING:
    from sft_gui.training.lr_finder import Curve

HELP = "try growing learning rates for a few steps and suggest one (learning-rate range test)"
WIDTH = 40  # of the bars
BAR_MOST = 1.5  # times the first loss: the longest bar


def add_arguments(parser: argparse.ArgumentParser) -> None:
    train.add_choices(parser)
    parser.add_argument("--steps", type=int, default=60, help="how many steps (default: 60)")


def run(args: argparse.Namespace, console: Console) -> int:
    """Return 0 where there is a suggestion, else 1."""
    if args.steps < 10:
        raise UserError(say("{steps} are too few.", steps=STEPS.of(args.steps)), say("Take 10 or more."))
    _, settings, project, _ = train.chosen(args, console)
    console.note(say("Loading PyTorch"))
    from sft_gui.training import lr_finder  # brings torch, seconds

    with contextlib.closing(project), console.progress() as on_progress:
        curve = lr_finder.find(
            project,
            settings,
            steps=args.steps,
            on_progress=lambda curve: on_progress(len(curve.learning_rates), curve.total, say("Trying learning rates")),
        )
    return _tell(curve, console)


def _tell(curve: Curve, console: Console) -> int:
    smoothed, suggestion = curve.smoothed(), curve.suggestion()
    highest = min(max(smoothed), BAR_MOST * smoothed[0])  # where it explodes, its bar would flatten the others
    rows = [
        (f"{rate:.1e}", f"{loss:.3f}", "#" * round(WIDTH * min(loss / highest, 1)))
        for rate, loss in zip(curve.learning_rates, smoothed, strict=True)
    ]
    console.table([(say("Learning rate"), say("Loss"), ""), *rows])
    if suggestion is None:
        console.say(say("There are too few points to suggest a learning rate."))
    elif curve.falls:
        console.say(say("Suggested learning rate: {rate:g}, where the loss falls most steeply.", rate=suggestion))
    else:
        console.say(say("Suggested learning rate: {rate:g}. The loss hardly falls; this is well below where it rises.",
                        rate=suggestion))  # fmt: skip
    console.result(
        {"suggestion": suggestion, "falls": curve.falls, "learning_rates": curve.learning_rates, "losses": curve.losses}
    )
    return 0 if suggestion is not None else 1
