"""The Train page on a small project: what its tests share."""

import pytest
from PySide6.QtCore import Qt

from sft_gui.training.events import RunState, StateChanged
from sft_gui.training.forecast import Costs, Plan, forecast
from sft_gui.training.recorder import Recorder
from sft_gui.training.run_folder import now
from sft_gui.ui.core import jobs
from sft_gui.ui.core.memory import Memory
from sft_gui.ui.core.session import TrainingSession
from sft_gui.ui.core.state import AppState
from sft_gui.ui.pages.train import preview as train_preview
from sft_gui.ui.pages.train.page import TrainPage
from tests.fixtures import colour_project

LEFT = Qt.MouseButton.LeftButton
COSTS = Costs(
    "2026-11-24T00:00:00Z", 5, 2.0, 0.1, 0.01, 0.01, 8 * 10**8, 10**8, 0, 10**7, 10**7, 1, 336,
    {"device": "cpu", "precision": "float32", "channels_last": True, "threads": 2},
)  # fmt: skip


@pytest.fixture
def project(tmp_path):
    project = colour_project(tmp_path, per_class=10)
    yield project
    project.close()


def short_fit(request, on_event, control):
    """Tell that a run has begun and ended."""
    recorder = Recorder(request.run, on_event, offset=None, metric="accuracy")
    recorder.tell(StateChanged(now(), RunState.RUNNING))
    recorder.tell(StateChanged(now(), RunState.FINISHED))
    recorder.close()
    return recorder.progress.report()


@pytest.fixture
def state(tmp_path):
    state = AppState(Memory(tmp_path / "window.json"))
    state.set_session(TrainingSession(state, fit=short_fit))
    return state


@pytest.fixture
def page(qtbot, state, project, monkeypatch):
    # The preview has its test below; here it would load PyTorch for nothing.
    monkeypatch.setattr(train_preview, "views", lambda wanted: [])
    state.open_project(project)
    page = TrainPage(state)
    qtbot.addWidget(page)
    page.resize(1092, 744)
    page.more.setChecked(True)
    page.show()
    qtbot.waitUntil(lambda: jobs.is_idle() and page.facts.counts.text().startswith("24 "))
    return page


def show(page, machine):
    page.measuring.forecaster.forecast = forecast(COSTS, Plan(24, 6, 8, 32), machine)
    page.measuring.forecaster.changed.emit()
