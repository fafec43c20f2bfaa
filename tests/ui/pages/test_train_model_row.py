"""A model's line: at the smallest window its name is read whole, whatever the task."""

import pytest

from sft_gui.models.catalogue import CATALOGUE, DETECTORS, SEGMENTERS
from sft_gui.ui.look import paint, theme
from sft_gui.ui.pages.train.model_row import RADIO, SIDE, column_edges

TABLE = 690  # px, in a window of 1280 x 800


@pytest.mark.parametrize("spec", (*CATALOGUE, *DETECTORS, *SEGMENTERS), ids=lambda spec: spec.name)
def test_name_is_not_cut(spec):
    room = column_edges(TABLE)[0][0] - theme.px(SIDE + RADIO + 11)
    name, _, backbone = spec.label.partition(", ")
    assert paint.width_of(name, theme.font("button")) <= room
    assert paint.width_of(backbone, theme.font("small")) <= room
