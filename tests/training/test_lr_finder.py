"""The learning-rate range test."""

import math

import pytest

from sft_gui.errors import Cancelled
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training import lr_finder
from sft_gui.training.lr_finder import Curve
from sft_gui.training.run_folder import kept_runs
from tests.training.conftest import SMALL


def curve(loss_of, steps=60):
    made = Curve(total=steps)
    for step in range(steps):
        rate = 10 ** (-6 + 6 * step / (steps - 1))
        made = made.with_point(rate, loss_of(rate))
    return made


def test_rate_of_the_steepest_fall_is_suggested():
    falling = curve(lambda rate: 1.5 - 1 / (1 + math.exp(-4 * (math.log10(rate) + 3))) + (rate > 0.2) * 20 * rate)
    assert falling.falls and 3e-4 < falling.suggestion() < 1e-2


def test_flat_curve_suggests_well_below_where_it_rises():
    flat = curve(lambda rate: 0.5 + 50 * rate)
    assert not flat.falls and flat.suggestion() < 1e-3


def logistic(rate, middle):
    return 1 / (1 + math.exp(-8 * (math.log10(rate) - middle)))


def two_falls(rate):
    """A new head learns steeply at 1e-5; the network goes on falling, less steeply, up to 1e-2, and leaves at 0.1."""
    return 3 - 1.2 * logistic(rate, -5) - 0.8 * logistic(rate, -2.5) + (rate > 0.05) * 40 * rate


@pytest.mark.parametrize("preset", [1e-4, 3e-4, 6e-4, 1e-3])
def test_nothing_below_the_preset_is_suggested_where_the_loss_still_falls_above_it(preset):
    falling = curve(two_falls)
    assert falling.suggestion() < 1e-4  # what the steepest place alone would say
    assert falling.still_falls_at(preset)
    assert preset <= falling.suggestion(preset) < 0.05


def test_preset_that_is_too_high_already_does_not_hold_the_suggestion_up():
    falling = curve(two_falls)
    assert not falling.still_falls_at(0.1)
    assert falling.suggestion(0.1) == falling.suggestion()


def test_noise_above_the_preset_is_not_taken_for_a_fall():
    flat_above = curve(lambda rate: 3 - 1.2 * logistic(rate, -5) + 0.01 * math.sin(1e4 * rate) + (rate > 0.05) * rate)
    assert not flat_above.still_falls_at(1e-3)
    assert flat_above.suggestion(1e-3) == flat_above.suggestion() < 1e-4


def test_preset_outside_of_what_was_tried_changes_nothing():
    falling = curve(two_falls)
    assert falling.suggestion(1e-9) == falling.suggestion(5.0) == falling.suggestion()


def test_few_points_suggest_nothing():
    assert Curve().suggestion() is None and not Curve().falls
    assert Curve().with_point(1e-6, 1.0).suggestion() is None


def test_diverged_loss_ends_the_test():
    begun = Curve().with_point(1e-6, 1.0).with_point(1e-5, 1.0)
    assert not begun.is_over
    assert begun.with_point(1e-2, 1000.0).is_over and begun.with_point(1e-2, math.nan).is_over


def test_same_settings_give_the_same_curve_and_nothing_is_kept(project):
    settings = DEFAULTS.with_values({**SMALL, "train.trainable_layers": "head"})
    seen = []
    first = lr_finder.find(project, settings, steps=12, on_progress=seen.append)
    assert first == lr_finder.find(project, settings, steps=12) == seen[-1]
    assert (
        len(first.learning_rates) <= 12 and first.learning_rates[0] == pytest.approx(1e-6) and kept_runs(project) == []
    )


def test_test_ends_when_asked(project):
    seen = []
    with pytest.raises(Cancelled):
        lr_finder.find(project, DEFAULTS.with_values(SMALL), on_progress=seen.append, cancelled=lambda: len(seen) > 1)
    assert len(seen) == 2
