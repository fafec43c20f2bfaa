"""Which runs are compared picture by picture."""

from dataclasses import replace

import pytest

from sft_gui.errors import UserError
from sft_gui.tasks.registry import find
from sft_gui.ui.pages.history.comparison import kept_verdict
from tests.ui.pages.test_history_run_table import summary


@pytest.mark.parametrize("task", ["detection", "segmentation"])
def test_runs_of_boxes_or_masks_are_compared_by_their_scores_alone(task):
    run = replace(summary("a"), task=find(task))
    with pytest.raises(UserError, match="scores are compared"):
        kept_verdict(run, run)
