"""``RecentCard()``: the kept projects, and where they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QWidget

from sft_gui import paths
from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put, tooltip
from sft_gui.ui.pages.start.recent import RecentList
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.empty_state import EmptyState
from sft_gui.ui.widgets.layout import fill, grow, hbox
from sft_gui.ui.widgets.text import Elided, IconLabel, Rule

if TYPE_CHECKING:
    from sft_gui.data.summary import ProjectSummary


class RecentCard(Card):
    """Shows a sentence where there is no project yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padded=False, parent=parent)
        put(self.title, "setText", "Recent projects")
        self.head.setContentsMargins(theme.PADDING, 14, theme.PADDING, 12)
        self.list = put(RecentList(), "setAccessibleName", "Recent projects")
        self._empty = EmptyState("folder")
        put(self._empty.fact, "setText", "No projects yet")
        put(self._empty.sentence, "setText", "Each folder you open is kept here, with its runs and models.")
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(QWidget())  # until the projects are read: neither list nor sentence
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        where = put(
            Elided("small", "text2"), "setText", "Projects are kept in {folder}", folder=_short(paths.projects())
        )
        where.setToolTip(tooltip(str(paths.projects())))
        foot = hbox(
            IconLabel("folder", "text2", 16), grow(where), spacing=8, margins=(theme.PADDING, 11, theme.PADDING, 11)
        )
        fill(self.body, grow(holder), Rule(), foot, spacing=0, margins=(1, 0, 1, 0))

    def show_projects(self, summaries: Sequence[ProjectSummary]) -> None:
        """Show the kept projects, newest first."""
        self.list.projects.show_projects(summaries)
        self._stack.setCurrentIndex(2 if summaries else 1)


def _short(folder: Path) -> str:
    """Write a folder below the user's own as "Documents / sft-gui", another with its whole path."""
    try:
        return " / ".join(folder.relative_to(Path.home()).parts)
    except ValueError:
        return str(folder)
