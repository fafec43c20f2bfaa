"""Lengths of time as they are written."""

import pytest

from sft_gui.commands import dry_run
from sft_gui.ui.look import formats


@pytest.mark.parametrize(
    "seconds, words",
    [
        (0, "0 s"), (59.4, "59 s"), (59.6, "1 min"), (541, "9 min 1 s"), (3599.6, "1 h 0 min"), (3900, "1 h 5 min"),
        (7199, "1 h 59 min"), (7200, "2 h 0 min"), (90000, "25 h 0 min"),
    ],
)  # fmt: skip
def test_lengths_of_time_never_have_sixty_minutes_or_more_beside_hours(seconds, words):
    assert formats.duration(seconds).replace("\u00a0", " ") == words
    assert dry_run.seconds_text(seconds) == words


@pytest.mark.parametrize(
    "seconds, words",
    [(0.2, "1 s"), (4, "4 s"), (14, "10 s"), (44, "40 s"), (541, "9 min"), (3900, "65 min"), (9e3, "2 h")],
)  # fmt: skip
def test_what_a_forecast_may_be_off_is_rounded_to_one_unit(seconds, words):
    assert formats.give_or_take(seconds).replace("\u00a0", " ") == words
    assert dry_run.give_or_take(seconds) == words
