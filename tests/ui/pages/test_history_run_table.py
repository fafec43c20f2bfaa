"""The table of runs: ticks, words and what can be renamed."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from sft_gui.tasks.classification import CLASSIFICATION
from sft_gui.training.events import RunState
from sft_gui.training.report import Report
from sft_gui.ui.core.run_summaries import RunSummary
from sft_gui.ui.pages.history.run_table import Place, RunTable


@dataclass
class Folder:
    """Stands for a RunFolder: the table reads only where it is."""

    folder: Path


def summary(name, *, right=45, total=50, **report):
    scores = {"val.accuracy": right / total, "val.correct": right, "val.total": total}
    return RunSummary(
        run=Folder(Path(name)),
        project="Flowers",
        name=name,
        model="EfficientNet-Lite0",
        metric=CLASSIFICATION.metrics[0],
        report=Report(**{"state": RunState.FINISHED, "epoch": 4, "epochs": 12, "scores": scores, **report}),
        created=datetime.now().astimezone(),
        stamp=1,
        task=CLASSIFICATION,
        classes=("daisy", "rose"),
        legend=None,
    )


def words(table, row, column):
    return table.index(row, column).data()


@pytest.fixture
def table():
    table = RunTable()
    table.set_runs([summary("a"), summary("b"), summary("c")])
    return table


def test_a_third_tick_takes_the_place_of_the_first(table):
    for row in range(3):
        table.tick(row, True)
    assert [run.name for run in table.ticked()] == ["b", "c"]
    assert [table.series_of(row) for row in range(3)] == [0, 1, 2]


def test_ticks_stay_when_numbers_change_and_go_with_their_run(table):
    table.tick(0, True)
    table.tick(2, True)
    table.set_runs([summary("a", right=48), summary("b"), summary("c")])
    assert [run.score for run in table.ticked()] == [0.96, 0.9]
    table.set_runs([summary("b"), summary("c")])
    assert [run.name for run in table.ticked()] == ["c"]


def test_only_a_new_and_full_name_is_a_renaming(qtbot, table):
    index = table.index(0, Place.NAME)
    assert not table.setData(index, "  ", Qt.ItemDataRole.EditRole)
    assert not table.setData(index, "a", Qt.ItemDataRole.EditRole)
    with qtbot.waitSignal(table.renamed) as told:
        assert table.setData(index, " Heavier crops ", Qt.ItemDataRole.EditRole)
    assert told.args[1] == "Heavier crops"
    assert words(table, 0, Place.NAME) == "Heavier crops"


def test_the_interval_is_wilsons(table):
    assert words(table, 0, Place.INTERVAL) == "78.6 to 95.7"  # 45 of 50


def test_a_score_that_is_no_share_has_no_interval():
    run = summary("a")
    odd = replace(run, report=replace(run.report, scores={"val.accuracy": 0.5, "val.correct": 45, "val.total": 50}))
    assert odd.interval is None


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (RunState.FINISHED, "Finished"),
        (RunState.RUNNING, "Running, 5 of 12"),
        (RunState.INTERRUPTED, "Interrupted after 4 of 12"),
        (RunState.FAILED, "Failed after 4 of 12"),
    ],
)
def test_the_state_says_how_far_it_came(state, said):
    table = RunTable()
    table.set_runs([summary("a", state=state)])
    assert words(table, 0, Place.STATE) == said


def test_a_run_without_a_score_shows_dashes():
    table = RunTable()
    table.set_runs([summary("a", scores={}, state=RunState.PREPARING)])
    assert {words(table, 0, column) for column in (Place.SCORE, Place.INTERVAL, Place.TIME)} == {"–"}
