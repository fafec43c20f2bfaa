"""What to do next after small real runs of all three tasks, also once their pictures are gone."""

import pytest

from sft_gui.evaluation.after_run import after
from sft_gui.training.fit import fit
from sft_gui.training.request import Control, FitRequest


@pytest.mark.parametrize("task", ["classification", "detection", "segmentation"])
def test_real_run_of_each_task_gets_its_next_step(task, make_run, make_shapes_run):
    run = (
        make_run(train__trainable_layers="head") if task == "classification" else make_shapes_run(task, train__epochs=1)
    )
    assert after(run) is None  # nothing has been trained yet
    fit(FitRequest(run), lambda event: None, Control())
    step = after(run)
    assert step is not None and str(step.sentence) and str(step.button)
    assert (run.folder / "evaluation-val.json").exists()
    for picture in run.root.rglob("*.png"):
        picture.unlink()
    (run.folder / "evaluation-val.json").unlink()
    assert after(run) is not None  # its curve must do
