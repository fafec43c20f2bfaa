"""What Predict and Evaluate say while the current run has no model: why, what to do, and the words of the button."""

from __future__ import annotations

from sft_gui.messages import Message, counted, say
from sft_gui.training.events import RunState
from sft_gui.ui.core.current_run import CurrentRun

TO_COME = (RunState.PREPARING, RunState.RUNNING, RunState.PAUSED)


def without_model(current: CurrentRun, waiting: int = 0) -> tuple[Message, Message, Message]:
    """Give the fact, the sentence and the button.

    Args:
        waiting: pictures that are to be named.
    """
    run, other = current.summary, current.other()
    act = say("Go to Train") if other is None else say("Use “{run}”", run=other.name)
    if not current.is_read or (run is None and current.run is not None):
        return say("Looking for models"), say("The kept runs are being read."), act
    if run is not None and run.state in TO_COME:
        return _waiting(waiting, run.name), say("It has one after its first validation."), act
    if run is not None:
        return _waiting(waiting, run.name), say("It ended before its first validation."), act
    rest = say("Train one on the Train page: its first validation already makes a model.")
    if current.choices():
        rest = say("Train one on the Train page, or choose one of another project above.")
    return _none(waiting), rest, act


def _waiting(waiting: int, name: str) -> Message:
    if not waiting:
        return say("“{run}” has no model yet", run=name)
    return counted(
        waiting,
        "The picture waits: “{run}” has no model yet",
        "{count} pictures wait: “{run}” has no model yet",
        run=name,
    )


def _none(waiting: int) -> Message:
    if not waiting:
        return say("There is no model yet")
    return counted(
        waiting,
        "The picture waits: there is no model yet",
        "{count} pictures wait: there is no model yet",
    )
