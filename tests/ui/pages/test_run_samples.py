"""Captions of sample pictures: what it is taken for and what it is can both be read."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from sft_gui.tasks.classification import CLASSIFICATION
from sft_gui.ui.pages.run.samples import SamplePicture, SamplesCard, caption_width
from sft_gui.ui.tasks.view import Sample


def samples(truth, label, count=8):
    said = Sample(label, 0.0, 0.4, is_correct=False, truth=truth)
    return [SamplePicture(Path("x.png"), str(number), [said]) for number in range(count)]


@pytest.fixture
def card(qtbot, monkeypatch):
    def show(shown):
        monkeypatch.setattr("sft_gui.ui.pages.run.samples.samples_of", lambda _: shown)
        made = SamplesCard()
        qtbot.addWidget(made)
        made.resize(690, 172)
        made.show()
        made.show_run(SimpleNamespace(task=CLASSIFICATION), is_new=True)
        qtbot.wait(20)
        return made

    return show


def test_longer_names_get_fewer_and_wider_tiles(card):
    short, long = card(samples("7", "9")), card(samples("dandelion", "sunflower"))
    assert len([tile for tile in short.tiles if tile.isVisible()]) == 6
    wide = [tile for tile in long.tiles if tile.isVisible()]
    assert 3 <= len(wide) < 6
    assert all(tile.width() >= caption_width(tile.sample) for tile in wide)


def test_tiles_do_not_change_with_what_the_model_says(card):
    first = card(samples("dandelion", "dandelion"))
    then = card(samples("dandelion", "rose"))
    assert len([t for t in first.tiles if t.isVisible()]) == len([t for t in then.tiles if t.isVisible()])


def test_very_long_names_leave_at_least_three(card):
    made = card(samples("Rosa canina subspecies corymbifera", "Rosa canina subspecies alba"))
    assert len([tile for tile in made.tiles if tile.isVisible()]) == 3
    assert not made.grab().isNull()
