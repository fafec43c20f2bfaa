"""The pictures of an index as a Qt list: it holds ids, and fetches pictures by pages when a view asks for them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sft_gui.data.index import Index, Picture
from sft_gui.ui.core import jobs

PICTURE = Qt.ItemDataRole.UserRole + 1  # the Picture, or None while it is being fetched
PAGE = 100  # rows fetched at once
KEPT = 20_000  # pictures remembered
MAX_RUNS = 100  # more separate changes than this are a new list

AnyIndex = QModelIndex | QPersistentModelIndex


class PictureModel(QAbstractListModel):
    """Rows are ids. A view that asks for a row not fetched yet gets None, and ``dataChanged`` when it is there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._index: Index | None = None
        self._ids: list[int] = []
        self._rows: dict[int, int] | None = None
        self._pictures: OrderedDict[int, Picture] = OrderedDict()
        self._stale: set[int] = set()
        self._asked: set[int] = set()
        self.fetched = 0  # rows read from the index so far

    def set_index(self, index: Index | None) -> None:
        """Show another project: nothing is kept of the old one."""
        self.beginResetModel()
        self._index, self._ids, self._rows = index, [], None
        self._pictures.clear()
        self._stale.clear()
        self._asked.clear()
        self.endResetModel()

    def show_ids(self, ids: list[int], first: Sequence[Picture] = ()) -> None:
        """Show these rows; rows that stay are not touched where the change is only rows taken out or put in."""
        self._remember(first)
        self._stale.difference_update(picture.id for picture in first)
        self._asked.clear()
        if ids == self._ids:
            return
        taken, put_in = _runs_left_out(self._ids, ids), _runs_left_out(ids, self._ids)
        if taken is not None:
            self._take_out(taken)
        elif put_in is not None:
            self._put_in(put_in, ids)
        else:
            self.beginResetModel()
            self._ids, self._rows = ids, None
            self.endResetModel()

    def _take_out(self, runs: list[tuple[int, int]]) -> None:
        for start, stop in reversed(runs):
            self.beginRemoveRows(QModelIndex(), start, stop - 1)
            self._ids, self._rows = self._ids[:start] + self._ids[stop:], None
            self.endRemoveRows()

    def _put_in(self, runs: list[tuple[int, int]], ids: list[int]) -> None:
        for start, stop in runs:
            self.beginInsertRows(QModelIndex(), start, stop - 1)
            self._ids, self._rows = self._ids[:start] + ids[start:stop] + self._ids[start:], None
            self.endInsertRows()

    def refresh(self) -> None:
        """Fetch every row again when it is next asked for; until then the old values stand."""
        self._stale = set(self._pictures)
        self._asked.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def picture(self, row: int) -> Picture | None:
        """Give the picture of a row, or None and fetch it."""
        id = self._ids[row]
        picture = self._pictures.get(id)
        if picture is None or id in self._stale:
            self._fetch(row // PAGE)
        else:
            self._pictures.move_to_end(id)
        return picture

    def id_at(self, row: int) -> int:
        """Give the id of a row."""
        return self._ids[row]

    def row_of(self, id: int) -> int | None:
        """Give the row of an id, where it is shown."""
        if self._rows is None:
            self._rows = {each: row for row, each in enumerate(self._ids)}
        return self._rows.get(id)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (PICTURE, Qt.ItemDataRole.DisplayRole):
            return None
        picture = self.picture(index.row())
        if role == PICTURE or picture is None:
            return picture
        return PurePosixPath(picture.path).name

    def _fetch(self, page: int) -> None:
        if page in self._asked or self._index is None:
            return
        self._asked.add(page)
        ids = self._ids[page * PAGE : (page + 1) * PAGE]
        self.fetched += len(ids)
        done = partial(self._on_fetched, self._index, page)
        jobs.run(self._index.some, ids, done=done, owner=self, priority=2)

    def _on_fetched(self, index: Index, page: int, pictures: list[Picture]) -> None:
        if index is not self._index:
            return
        self._remember(pictures)
        self._stale.difference_update(picture.id for picture in pictures)
        self._asked.discard(page)
        last = min((page + 1) * PAGE, len(self._ids)) - 1
        if page * PAGE <= last:
            self.dataChanged.emit(self.index(page * PAGE), self.index(last))

    def _remember(self, pictures: Sequence[Picture]) -> None:
        for picture in pictures:
            self._pictures[picture.id] = picture
            self._pictures.move_to_end(picture.id)
        while len(self._pictures) > KEPT:
            id, _ = self._pictures.popitem(last=False)
            self._stale.discard(id)


def _runs_left_out(longer: Sequence[int], shorter: Sequence[int]) -> list[tuple[int, int]] | None:
    """Return the runs (start, stop) of ``longer`` whose removal gives ``shorter``; None where that is not so."""
    if len(shorter) > len(longer):
        return None
    runs: list[tuple[int, int]] = []
    place = 0
    for row, id in enumerate(longer):
        if place < len(shorter) and shorter[place] == id:
            place += 1
        elif runs and runs[-1][1] == row:
            runs[-1] = (runs[-1][0], row + 1)
        else:
            runs.append((row, row + 1))
            if len(runs) > MAX_RUNS:
                return None
    return runs if place == len(shorter) else None
