"""Evaluated pictures (mistakes, fixed and broken ones) as a Qt list for ``ThumbnailGrid``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sft_gui.tasks.class_evaluation import Row
from sft_gui.training.run_folder import RunFolder
from sft_gui.ui.look import formats
from sft_gui.ui.look.words import tooltip, tr

AnyIndex = QModelIndex | QPersistentModelIndex
JUDGED = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Evaluated:
    """A evaluated picture and where its file is."""

    row: Row
    source: Path
    key: str  # the digest of its content


@dataclass(frozen=True)
class Files:
    """Where the pictures of a run are, and what is in them."""

    root: Path
    digests: dict[str, str]  # by path

    @classmethod
    def of(cls, run: RunFolder) -> Files:
        """Read them; in the pool, since a run may have many."""
        return cls(run.root, {picture.path: picture.digest for picture in run.pictures()})

    def evaluated(self, rows: Sequence[Row]) -> list[Evaluated]:
        """Find the files of rows."""
        return [Evaluated(row, self.root / row.path, self.digests.get(row.path, row.path)) for row in rows]


class EvaluatedList(QAbstractListModel):
    """Rows are evaluated pictures, in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures: list[Evaluated] = []

    def show(self, pictures: Sequence[Evaluated]) -> None:
        """Show other pictures."""
        self.beginResetModel()
        self._pictures = list(pictures)
        self.endResetModel()

    def pictures(self) -> list[Evaluated]:
        """Give what is shown."""
        return self._pictures

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._pictures)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        picture = self._pictures[index.row()]
        if role == JUDGED:
            return picture
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(picture.row.path)
        if role == Qt.ItemDataRole.DisplayRole:
            return sentence(picture.row)
        return None


def sentence(row: Row) -> str:
    """Say what a picture is and what the model says of it."""
    values = {"truth": row.truth, "said": row.predicted, "confidence": formats.percent(row.confidence, 0)}
    if row.is_correct:
        return tr("{truth}, correct at {confidence}", **values)
    return tr("{truth}, taken for {said} at {confidence}", **values)
