"""Files that cannot be read as a table: name, reason and folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sft_gui.data.index import Picture, Split
from sft_gui.messages import Message, say
from sft_gui.ui.look.words import told, tooltip, tr
from sft_gui.ui.widgets.row_roles import ROLE, TONE

AnyIndex = QModelIndex | QPersistentModelIndex


SPLITS = {Split.TRAIN: say("Train"), Split.VAL: say("Validation"), Split.TEST: say("Test")}


class ProblemModel(QAbstractTableModel):
    """One row a file, in the order given."""

    def __init__(self, pictures: Sequence[Picture], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pictures = pictures

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.pictures)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 3

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        picture = self.pictures[index.row()]
        is_name = index.column() == 0
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(picture, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._text(picture, index.column()))
        if role == ROLE:
            return "small_strong" if is_name else "small"
        if role == TONE:
            return "text" if is_name else "text2"
        return None

    def why(self, picture: Picture) -> str:
        """Say why a file stands here."""
        return told(picture.reason) if picture.reason is not None else ""

    def why_head(self) -> str:
        """Name the column of the reasons."""
        return tr("Why it is left out")

    def _text(self, picture: Picture, column: int) -> str:
        path = PurePosixPath(picture.path)
        if column == 0:
            return path.name
        if column == 1:
            return self.why(picture)
        return str(path.parent)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("File"), self.why_head(), tr("Folder"))[section]
        return None


class NoteModel(ProblemModel):
    """Pictures that are used, with what was noticed in their annotations."""

    def why(self, picture: Picture) -> str:
        return notes_of(picture)

    def why_head(self) -> str:
        return tr("What was noticed")


class FindingModel(ProblemModel):
    """Pictures of a finding, copies of one content beside each other, with their classes and splits."""

    def why(self, picture: Picture) -> str:
        split = told(SPLITS[picture.split])
        return f"{picture.label}, {split}" if picture.label is not None else split

    def why_head(self) -> str:
        return tr("Class and split")


def notes_of(picture: Picture) -> str:
    """Say what was noticed in a picture's annotation, in one line; nothing where there is nothing."""
    notes = (picture.annotation or {}).get("notes", ())
    return "; ".join(told(Message.from_json(note)) for note in notes)
