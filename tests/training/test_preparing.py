"""What comes before the first step tells at once what it does and how much of it is done, and can end."""

from sft_gui.training.events import Preparing, RunState, StateChanged, StepDone
from sft_gui.training.request import Control


def test_every_part_is_told_before_it_begins(make_run, train):
    run = make_run(device__threads=None, train__head_init="features", train__epochs=1)
    _, told = train(run)
    first = next(index for index, event in enumerate(told) if isinstance(event, StepDone))
    assert isinstance(told[0], StateChanged) and told[0].state == RunState.PREPARING
    words = [str(event.what) for event in told[1:first] if isinstance(event, Preparing)]
    assert isinstance(told[1], Preparing) and words[0] == "Loading the weights"
    assert words[-1] == "Looking at the pictures with the pretrained model"


def test_run_can_be_left_while_it_is_prepared(make_run, train):
    run, control = make_run(device__threads=None), Control()
    report, told = train(run, control, lambda e: control.leave() if isinstance(e, Preparing) else None)
    assert report.state == RunState.PAUSED and not any(isinstance(event, StepDone) for event in told)
    report, _ = train(run)
    assert report.state == RunState.FINISHED
