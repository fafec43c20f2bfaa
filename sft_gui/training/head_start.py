"""The head solved on the pretrained features before the first step, instead of random weights."""

from __future__ import annotations

import numpy as np
import torch

from sft_gui.data.augment import RECIPES
from sft_gui.errors import Cancelled
from sft_gui.messages import say
from sft_gui.models import heads
from sft_gui.training.events import Preparing
from sft_gui.training.recorder import Recorder
from sft_gui.training.request import Control
from sft_gui.training.run_folder import now
from sft_gui.training.setup import Training


def solve_head(training: Training, recorder: Recorder, control: Control) -> bool:
    """Give the head its linear solution if the settings ask for it; return whether they did.

    Raises:
        Cancelled: stop or leave was asked for meanwhile.
    """
    if training.settings["train.head_start"] != "features":
        return False
    features, targets = _train_features(training, recorder, control)
    solution = training.task.head_start(features, targets, len(training.classes))
    if solution is None:
        return False
    head = heads.head(training.model, training.spec)
    with torch.no_grad():
        for parameter, value in zip((head.weight, head.bias), solution, strict=True):
            parameter.copy_(torch.from_numpy(value))
    return True


def _train_features(training: Training, recorder: Recorder, control: Control) -> tuple[np.ndarray, list[dict]]:
    """Return the features of every training picture and, where the augmentation flips, of its mirror image."""
    total, flips = len(training.loader), RECIPES[training.settings["data.augmentation"]].flip > 0
    features: list[np.ndarray] = []
    targets: list[dict] = []
    done = 0
    for batch in training.eval_batches(training.loader, 16):
        if control.end_wanted:
            raise Cancelled
        recorder.tell(Preparing(now(), say("Looking at the pictures with the pretrained model"), done, total))
        images = training.normalised(batch.images)
        for view in (images, images.flip(3)) if flips else (images,):
            with training.autocast():
                seen = heads.features(training.model, training.spec, view)
            features.append(seen.float().cpu().numpy())
        done += len(batch.targets)
        targets += batch.targets * (2 if flips else 1)
    return np.concatenate(features), targets
