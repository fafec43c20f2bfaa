"""The kept projects as a Qt list, newest first; their mosaics and scores come a moment later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from sft_gui.messages import CLASSES, PICTURES
from sft_gui.ui.look import formats
from sft_gui.ui.look.words import told, tooltip, tr
from sft_gui.ui.pages.start.recent_listing import Details

if TYPE_CHECKING:
    from sft_gui.data.summary import ProjectSummary

RECENT = Qt.ItemDataRole.UserRole + 1  # Recent
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass
class Recent:
    """One row."""

    summary: ProjectSummary
    details: Details = field(default_factory=Details)

    def content(self) -> str:
        """Say what the project holds."""
        classes, pictures = CLASSES.of(self.summary.classes), PICTURES.of(self.summary.pictures)
        return tr("{classes}, {pictures}", classes=classes, pictures=pictures)

    def score(self) -> tuple[str, str]:
        """Give the best score and the metric's name; "" before the first run."""
        metric, scores = self.details.metric, self.details.scores
        if metric is None or scores is None:
            return "", ""
        whole = formats.whole(metric, scores, "val.")
        name = tr("{metric}, {whole}", metric=metric.label, whole=whole) if whole else told(metric.label)
        return formats.score(metric, scores[f"val.{metric.name}"]), name


class RecentModel(QAbstractListModel):
    """Editing a row asks for another name: ``rename_asked(folder, name)``."""

    rename_asked = Signal(Path, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Recent] = []

    def show_projects(self, summaries: Sequence[ProjectSummary]) -> None:
        """Show these projects; what is known of those shown already stays."""
        known = {row.summary.folder: row.details for row in self.rows}
        self.beginResetModel()
        self.rows = [Recent(summary, known.get(summary.folder, Details())) for summary in summaries]
        self.endResetModel()

    def show_details(self, folder: Path, details: Details) -> None:
        """Add what was read of a project."""
        for row, recent in enumerate(self.rows):
            if recent.summary.folder == folder:
                recent.details = details
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        recent = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return recent.summary.name
        if role == RECENT:
            return recent
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(str(recent.summary.source))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            score, metric = recent.score()
            return f"{recent.content()}. {score} {metric}".strip()
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        summary, name = self.rows[index.row()].summary, str(value).strip()
        if not name or name == summary.name:
            return False
        self.rename_asked.emit(summary.folder, name)
        return True
