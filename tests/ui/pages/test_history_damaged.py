"""Damaged runs in the window: a row with its reason beside the whole ones, and nothing that crashes."""

import os
import shutil
import threading

import pytest
from PySide6.QtCore import QPoint, Qt

from sft_gui.training.events import RunState
from sft_gui.training.report import Report
from sft_gui.training.run_folder import RunFolder
from sft_gui.ui.core.run_list import RunList
from sft_gui.ui.core.run_summaries import look_at_weights, read_runs
from sft_gui.ui.core.session import unfinished_runs
from sft_gui.ui.pages.history.page import HistoryPage
from sft_gui.ui.pages.history.run_table import Place
from sft_gui.ui.pages.start import recent_listing
from tests import harm
from tests.ui.pages.conftest import run_named
from tests.ui.pages.test_history import IdleSession, words

FILES = ("run.toml", "manifest.json", "pictures.json", "report.json", "events.jsonl", "best.safetensors")


@pytest.fixture
def page(qtbot, state, project):
    session = IdleSession()
    qtbot.addWidget(session)
    state.set_session(session)
    harm.cut(run_named(project, "First").folder / "run.toml")
    state.open_project(project)
    page = HistoryPage(state)
    qtbot.addWidget(page)
    page.resize(1036, 700)
    page.show()
    qtbot.waitUntil(lambda: page.runs.rowCount() == 2)
    return page


def test_damaged_run_is_a_row_with_its_reason_its_curve_and_its_score(page):
    rows = {words(page, row, Place.STATE): row for row in range(2)}
    assert set(rows) == {"Finished", "Cannot be read\nrun.toml is damaged."}
    summary = page.runs.summary(next(row for row in range(2) if page.runs.summary(row).damage))
    assert summary.curve and summary.score is not None and summary.model == "EfficientNet-Lite0"
    assert not summary.has_model and not summary.is_resumable
    tip = (
        page.table.model()
        .index(rows["Cannot be read\nrun.toml is damaged."], Place.STATE)
        .data(Qt.ItemDataRole.ToolTipRole)
    )
    assert "can still be read" in tip


def test_what_can_be_done_with_a_damaged_run(qtbot, page, state):
    row = next(row for row in range(2) if words(page, row, Place.STATE) != "Finished")
    told, shown = [], []
    state.noticed.connect(told.append)
    state.run_shown.connect(shown.append) if hasattr(state, "run_shown") else None
    page.table.selectRow(row)
    summary = page.table.current()
    labels = [action.text() for action in page.menu(summary).actions() if action.text()]
    assert labels == ["Why it cannot be read", "Show in folder", "Move to bin"]
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert (
        "cannot be read" in str(told[-1].fact)
        and "run.toml is damaged." in str(told[-1].rest)
        and told[-1].severity == "danger"
    )
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    place = page.table.visualRect(page.table.model().index(row, Place.TICK)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.x(), place.y()))
    assert not page.runs.ticked()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.runs.rowCount() == 1)
    assert words(page, 0, Place.STATE) == "Finished"


@pytest.mark.parametrize("do", harm.HARMS, ids=lambda do: do.__name__)
def test_no_damage_hides_the_other_runs_or_stops_the_project_from_opening(do, project):
    whole = run_named(project, "First").folder
    for number, name in enumerate(FILES):
        run = RunFolder(whole.with_name(f"20260101-00000{number}-harmed"))
        large = () if name == "best.safetensors" else ("best.safetensors",)
        shutil.copytree(whole, run.folder, ignore=lambda *_, large=large: large)
        run.write_report(Report(state=RunState.RUNNING, epoch=1, epochs=2))
        do(run.folder / name)
    try:
        rows = read_runs([(project.folder, project.name)])
        assert len(rows) == 2 + len(FILES) and {"First", "Second"} <= {row.name for row in rows}
        assert [row.damage is not None for row in rows].count(True) == 2
        for row in rows:
            _ = row.score, row.interval, row.curve, row.is_resumable, row.has_model
        unfinished_runs(project)
        recent_listing._best_scores(project, rows[0].metric)
    finally:
        for folder in project.runs_folder.glob("*-harmed"):
            shutil.rmtree(folder)


@pytest.mark.parametrize("is_looked_at_meanwhile", [False, True])
def test_damaged_best_weights_are_told_at_their_run(
    qtbot, request, state, project, monkeypatch, is_looked_at_meanwhile
):
    looking, go_on = threading.Event(), threading.Event()

    def look(runs, *, cancelled):
        looking.set()
        go_on.wait(60)
        return look_at_weights(runs, cancelled=cancelled)

    if is_looked_at_meanwhile:
        monkeypatch.setattr("sft_gui.ui.core.run_list.look_at_weights", look)
    page = request.getfixturevalue("page")
    run = run_named(project, "Second")
    qtbot.waitUntil(lambda: looking.is_set() or not is_looked_at_meanwhile)
    harm.flip(run.best_weights, 8 * 1_000_000)
    other = run.folder.stat().st_mtime_ns
    os.utime(run.best_weights, ns=(other, other + 1))  # as after a copy from a bad disk
    with qtbot.waitSignal(RunList.of(state).changed):
        state.runs_changed.emit()
    go_on.set()
    qtbot.waitUntil(lambda: "Finished\nWeights damaged" in {words(page, row, Place.STATE) for row in range(2)})
    row = next(row for row in range(2) if words(page, row, Place.STATE) == "Finished\nWeights damaged")
    tip = page.table.model().index(row, Place.STATE).data(Qt.ItemDataRole.ToolTipRole)
    assert "best.safetensors are damaged" in tip and "checkpoint" in tip
