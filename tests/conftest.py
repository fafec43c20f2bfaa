"""Isolation: a temporary home for every test, offscreen Qt, few threads."""

from __future__ import annotations

import atexit
import gc
import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("GOMP_SPINCOUNT", "1000")  # see inference/device.py
if workers := int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "0")):  # each its share: more would wait for each other
    os.environ.setdefault("OMP_NUM_THREADS", str(max((os.cpu_count() or 1) // workers, 1)))

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

# The same examples at every run: a change is seen by itself. New ones: HYPOTHESIS_PROFILE=default, see CONTRIBUTING.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
    wait.__kwdefaults__["timeout"] = 60_000  # ms, on a busy machine too; only what fails waits so long

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


atexit.register(gc.unfreeze)  # or some libraries complain of leaks


@pytest.fixture(scope="module", autouse=True)
def frozen_modules() -> None:
    """What is imported is no garbage, as in the program (ui/core/engine.py): a run's own collections walk less."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def first_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A home for what several tests share: what one process measures there, no other one takes up."""
    os.environ["SFT_GUI_HOME"] = str(tmp_path_factory.mktemp("home"))


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh SFT_GUI_HOME, so that no test touches the user's own projects, cache or settings."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("SFT_GUI_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real data sets beside the checkout; tests that need them are skipped elsewhere."""
    if not SHARED.is_dir():
        pytest.skip("the shared data sets are not here")
    return SHARED
