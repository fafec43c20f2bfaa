"""What the parts of the shell ask of the window that they stand in."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget


class Host(Protocol):
    """The window, as far as its parts know it; ``as_widget`` is the parent of their dialogs."""

    def page(self) -> QWidget | None:
        """Return the page on show."""

    def current_key(self) -> str:
        """Return its key, such as "predict"."""

    def as_widget(self) -> QWidget:
        """Return the window itself."""
