import pytest
from hypothesis import given
from hypothesis import strategies as st

from sft_gui.tasks.intervals import wilson


@pytest.mark.parametrize(
    ("correct", "total", "low", "high"),
    [  # Newcombe 1998, Statistics in Medicine 17, 857, table I, method 3
        (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
    ],
)  # fmt: skip
def test_published_intervals_are_met(correct, total, low, high):
    interval = wilson(correct, total)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=1e-4)
    assert interval.value == correct / total


@given(st.integers(0, 5000), st.integers(0, 5000), st.floats(0.5, 0.999))
def test_interval_holds_the_share_and_shrinks_with_more_pictures(correct, wrong, level):
    interval = wilson(correct, correct + wrong, level)
    assert 0 <= interval.low <= interval.value <= interval.high <= 1
    if correct + wrong:
        ten_times = wilson(10 * correct, 10 * (correct + wrong), level)
        assert ten_times.high - ten_times.low < interval.high - interval.low


def test_nothing_is_known_without_pictures():
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0, 1)
