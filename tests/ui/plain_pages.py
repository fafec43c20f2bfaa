"""Pages that only note when they are shown: for tests of what is around them."""

import dataclasses

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sft_gui.ui.shell import page_list
from sft_gui.ui.shell import window as window_module
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
