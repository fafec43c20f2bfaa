"""Pictures can be named with the newest weights while training goes on, and the training does not notice."""

import threading

import torch

from sft_gui.prediction.predictor import Predictor
from sft_gui.training import checkpoint
from sft_gui.training.events import StepDone
from sft_gui.training.fit import fit
from sft_gui.training.request import Control, FitRequest
from tests.fixtures import colour_project
from tests.prediction.runs import untrained_run

CHANGES = {
    "train__trainable_layers": "all", "train__epochs": 3, "train__head_init": "random", "model__weights": "none",
    "optimizer__lr": 0.001,  # at 0.01 random weights run away on some processors
}  # fmt: skip


def test_training_beside_predictions_ends_with_identical_weights(tmp_path):
    project = colour_project(tmp_path, splits={"train": 6, "val": 3})
    quiet, busy = (untrained_run(project, **CHANGES) for _ in range(2))
    project.close()
    fit(FitRequest(quiet), lambda event: None, Control())

    control, trains = Control(), threading.Event()
    told = []

    def name_pictures():
        trains.wait(60)
        while (weights := control.snapshot()) is not None:
            predictor = Predictor.from_snapshot(busy, weights)
            files = [busy.root / picture.path for picture in busy.pictures()[:3]]
            told.append([answer.prediction for answer in predictor.name_all(files)])

    thread = threading.Thread(target=name_pictures)
    thread.start()
    fit(FitRequest(busy), lambda event: trains.set() if isinstance(event, StepDone) else None, control)
    thread.join(60)
    assert not thread.is_alive() and len(told) >= 2 and told[0] != told[-1]
    first, second = (checkpoint.read_weights(run.best_weights)[0] for run in (quiet, busy))
    assert all(torch.equal(first[name], second[name]) for name in first)
    losses = [[event.losses for event in run.events() if isinstance(event, StepDone)] for run in (quiet, busy)]
    assert losses[0] == losses[1]
