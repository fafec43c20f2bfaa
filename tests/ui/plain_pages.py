"""Pages that only note when they are shown: for tests of what is around them."""

import dataclasses

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sft_gui.ui.core.memory import Memory
from sft_gui.ui.core.state import AppState
from sft_gui.ui.shell import page_list
from sft_gui.ui.shell import window as window_module
from sft_gui.ui.shell.window import MainWindow
from sft_gui.ui.widgets.drop_zone import DropZone


class Page(QWidget):
    """Notes when it is shown and left."""

    def __init__(self, state, parent=None):
        super().__init__(parent)
        self.log = []

    def entered(self):
        self.log.append("entered")

    def left(self):
        self.log.append("left")


class ZonePage(Page):
    """A page that has a drop zone, as Start."""

    def __init__(self, state, parent=None):
        super().__init__(state, parent)
        self.drop_zone = DropZone()
        QVBoxLayout(self).addWidget(self.drop_zone)


def use_plain_pages(monkeypatch):
    """Let the window make these instead of the real ones."""
    pages = tuple(
        dataclasses.replace(page, factory=f"{__name__}:{'ZonePage' if page.key == 'start' else 'Page'}")
        for page in page_list.PAGES
    )
    monkeypatch.setattr(window_module, "PAGES", pages)


def shown_window(qtbot, folder) -> MainWindow:
    """The main window at Start, with what it remembers in ``folder``, active."""
    made = MainWindow(AppState(Memory(folder / "window.json")))
    qtbot.addWidget(made)
    made.navigate("start")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made
