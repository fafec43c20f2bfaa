"""How long something still takes: said once its pace is known, and only where it is worth a word."""

import pytest

from sft_gui.messages import say
from sft_gui.training.eta import seconds_left
from sft_gui.training.events import Preparing
from sft_gui.training.progress import Progress
from sft_gui.ui.look.eta import Eta


@pytest.mark.parametrize(
    ("seconds", "begun", "done", "total", "left"),
    [
        (10, 0, 25, 100, 30),
        (10, 50, 60, 100, 40),  # half was there before
        (1, 0, 10, 100, None),  # too soon
        (60, 0, 1, 1000, None),  # too little
        (3, 0, 50, 100, None),  # over in no time
        (10, 0, 10, None, None),
        (10, 0, 0, 100, None),
        (10, 0, 100, 100, 0),
    ],
)
def test_pace_so_far_tells_the_end(seconds, begun, done, total, left):
    assert seconds_left(seconds, begun, done, total) == left


def test_other_work_begins_anew():
    now = [0.0]
    eta = Eta(clock=lambda: now[0])
    eta.take(0, 100)
    now[0] = 20.0
    eta.take(40, 100)
    assert eta.words() == "about 30\u00a0s left" and eta.after("40 of 100") == "40 of 100, about 30\u00a0s left"
    eta.take(0, 500)
    assert eta.words() == "" and eta.after("0 of 500") == "0 of 500"
    eta.take(10, None)
    assert eta.seconds_left is None


def test_what_comes_before_the_first_step_has_an_end_in_sight():
    progress = Progress()
    for second, done in ((0, 0), (4, 100), (8, 200)):
        progress.apply(Preparing(f"2026-01-01T00:00:{second:02}.000Z", say("Looking at pictures"), done, 1000))
    assert progress.preparing_seconds_left == pytest.approx(32)
    progress.apply(Preparing("2026-01-01T00:00:09.000Z", say("Solving the head"), 0, 5))
    assert progress.preparing_seconds_left is None
