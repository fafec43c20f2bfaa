"""Evaluated pictures (mistakes, fixed and broken ones) as a Qt list for ``ThumbnailGrid``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sft_gui.tasks.evaluation import Outcome
from sft_gui.training.run_folder import RunFolder
from sft_gui.ui.look import formats
from sft_gui.ui.look.words import tooltip, tr

AnyIndex = QModelIndex | QPersistentModelIndex
EVALUATED = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Evaluated:
    """An evaluated picture and where its file is."""

    path: str  # as the run knows it
    outcome: Outcome
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

    def evaluated(self, outcomes: Iterable[tuple[str, Outcome]]) -> list[Evaluated]:
        """Find the files of evaluated pictures, each with its path."""
        return [Evaluated(path, each, self.root / path, self.digests.get(path, path)) for path, each in outcomes]


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
        if role == EVALUATED:
            return picture
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(picture.path)
        if role == Qt.ItemDataRole.DisplayRole:
            return sentence(picture.outcome)
        return None


def sentence(outcome: Outcome) -> str:
    """Say what a picture is and what the model says of it."""
    values = {"truth": outcome.truth, "said": outcome.predicted}
    if outcome.confidence is None:
        if outcome.is_correct:
            return tr("{truth}, predicted {said}: correct", **values)
        return tr("{truth}, predicted {said}", **values)
    values["confidence"] = formats.percent(outcome.confidence, 0)
    if outcome.is_correct:
        return tr("{truth}, correct at {confidence}", **values)
    return tr("{truth}, predicted {said} at {confidence}", **values)


def confidence_words(outcome: Outcome, digits: int = 1) -> str:
    """Write the confidence in per cent; nothing where there is none."""
    return formats.percent(outcome.confidence, digits) if outcome.confidence is not None else ""
