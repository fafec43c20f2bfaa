"""The window's look, once for all tests, and an empty pool after each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from sft_gui.ui.core import jobs
from sft_gui.ui.core.collector import Collector
from sft_gui.ui.look import dressing, theme


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> None:
    """Fonts, colours and style as in the program."""
    dressing.set_everywhere(True)  # most widgets of the tests stand in no window
    theme.start(qapp, "light")


@pytest.fixture(scope="package", autouse=True)
def collector(qapp: QApplication) -> Iterator[None]:
    """As in the program: no thread of a test's destroys widgets of another one's."""
    made = Collector()
    yield
    made.stop()


@pytest.fixture(scope="module", autouse=True)
def no_widgets_left(qapp: QApplication) -> Iterator[None]:
    """What one file's tests left behind is not restyled by the next one's."""
    yield
    for widget in qapp.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def empty_pool() -> Iterator[None]:
    """No job of one test reaches the next, nor do widgets that it gave up."""
    yield
    jobs.shut_down(wait_ms=60_000)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
