"""The head solved on the pretrained features before the first step, instead of random weights."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from threading import Thread

import torch

from sft_gui.data.index import Split
from sft_gui.data.watcher import Progress
from sft_gui.errors import Cancelled, UserError
from sft_gui.messages import Message, say
from sft_gui.models import parts
from sft_gui.training.events import Level, Logged, Preparing
from sft_gui.training.features import frozen_features
from sft_gui.training.recorder import Recorder
from sft_gui.training.request import Control
from sft_gui.training.run_folder import now
from sft_gui.training.setup import Training


def telling(recorder: Recorder, control: Control) -> Progress:
    """Return what tells how much of what comes before the first step is done, and raises Cancelled at a wanted end."""

    def tell(done: int, total: int | None, what: Message) -> None:
        if control.end_wanted:
            raise Cancelled
        recorder.tell(Preparing(now(), what, done, total))

    return tell


def looking(recorder: Recorder, control: Control) -> Callable[[int, int], None]:
    """Return what tells how many of how many pictures were looked at, and raises Cancelled where an end is wanted."""
    tell, what = telling(recorder, control), say("Looking at the pictures with the pretrained model")
    return lambda done, total: tell(done, total, what)


def solve_head(training: Training, recorder: Recorder, control: Control) -> bool:
    """Give the head its linear solution if the settings ask for it; return whether they did and it could be had.

    Raises:
        Cancelled: stop or leave was asked for meanwhile.
        UserError: it cannot be had, and the run is to be nothing else.
    """
    if training.settings["train.head_init"] != "features":
        return False

    # The solver takes seconds to import, most of which the model's arithmetic leaves free.
    Thread(target=import_module, args=("sklearn.linear_model",), daemon=True).start()
    pictures = training.run.pictures(Split.TRAIN)
    features = frozen_features(training, pictures, looking(recorder, control))
    solution = training.task.head_init(features, training.loader.targets(), len(training.classes))
    if solution is None:
        if training.settings["train.epochs"] == 0:
            raise UserError(
                say("A linear model cannot be solved from these pictures."),
                say("Every class needs pictures for training. Change the split, or train for some epochs."),
            )
        return False
    head = parts.head(training.model, training.spec)
    with torch.no_grad():
        head.weight.copy_(torch.from_numpy(solution.weight))
        head.bias.copy_(torch.from_numpy(solution.bias))
    message = say("The head is a linear model; regularisation {c}, by cross-validation", c=solution.regularisation)
    recorder.tell(Logged(now(), Level.INFO, message))
    return True
