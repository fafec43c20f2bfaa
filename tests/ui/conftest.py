"""The window's look, once for all tests, and an empty pool after each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from sft_gui.ui import tasks_pool, theme


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> None:
    """Fonts, colours and style as in the program."""
    theme.start(qapp, "light")


@pytest.fixture(autouse=True)
def empty_pool() -> Iterator[None]:
    """No job of one test reaches the next."""
    yield
    tasks_pool.shut_down()
