"""A CSV or TSV table of picture paths and labels, with or without a header, in any usual encoding."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sft_gui.data.decode import is_picture_name
from sft_gui.data.parse.tables import rows_of
from sft_gui.data.parse.values import as_text
from sft_gui.data.readers.folders import understand
from sft_gui.data.readers.reader import Entry, Reading
from sft_gui.data.readers.splits import split_of
from sft_gui.data.walk import innermost, list_pictures, visible
from sft_gui.data.watcher import Watcher
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

SUFFIXES = (".csv", ".tsv")
PATH_COLUMNS = (
    "path filepath file_path filename file_name file image image_path image_name image_id img img_path picture photo "
    "id 路径 文件 文件名 图片 图像"
)
LABEL_COLUMNS = "label labels class class_name classname category target tag species 标签 类别 分类"
SPLIT_COLUMNS = "split set subset fold partition usage 划分 数据集"
LOOKED_AT = 100  # rows that decide what a column is
WANTED = say("Name its columns path, label and, where there is one, split.")


class TableReader:
    """Reads a table, or a folder of pictures without class folders that has one beside them."""

    name = "table"
    label = say("Table of paths and labels")
    task = "classification"

    def recognises(self, source: Path) -> bool:
        if source.is_file():
            return source.suffix.lower() in SUFFIXES
        if _table_in(source) is None:
            return False
        places = understand(list_pictures(source, Watcher()).pictures).places
        return bool(places) and all(place.label is None for place in places)

    def read(self, source: Path, workspace: Path, watcher: Watcher) -> Reading:
        file = _table_in(source)
        if file is None:
            raise UserError(say("There is no longer one table in '{name}'.", name=source.name), WANTED)
        watcher.tell(0, None, say("Reading the table"))
        rows = rows_of(file)
        columns = _columns(rows)
        if columns is None:
            raise UserError(say("The table {name} has no columns of picture paths and labels.", name=file.name), WANTED)
        entries, notes = _entries(rows[columns.first_row :], columns, _Finder(file.parent, watcher))
        if not entries:
            raise UserError(say("The table {name} names no picture with a label.", name=file.name), WANTED)
        return Reading(file.parent, entries, notes)


def _table_in(source: Path) -> Path | None:
    """The source itself, or the only table in the folder."""
    if source.is_file():
        return source
    files = [file for file in visible(innermost(source)) if file.suffix.lower() in SUFFIXES and file.is_file()]
    return files[0] if len(files) == 1 else None


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what, and where the rows begin."""

    path: int
    label: int
    split: int | None
    first_row: int


def _columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    if not rows:
        return None
    header = [cell.casefold() for cell in rows[0]]
    named_path, label, split = (_named(header, names) for names in (PATH_COLUMNS, LABEL_COLUMNS, SPLIT_COLUMNS))
    has_header = named_path is not None or label is not None or split is not None
    body = rows[1 : LOOKED_AT + 1] if has_header else rows[:LOOKED_AT]
    width = min((len(row) for row in body), default=0)
    likely = max(range(width), key=lambda i: sum(is_picture_name(row[i]) for row in body), default=None)
    if likely is not None and any(is_picture_name(row[likely]) for row in body):
        path = likely  # a column "id" beside one of file names is not the path
        has_header = has_header or not is_picture_name(rows[0][path])
    elif named_path is not None:
        path = named_path
    else:
        return None
    others = [i for i in range(width) if i != path]
    if split is None:
        split = next((i for i in others if i != label and all(split_of(row[i]) for row in body)), None)
    if label is None or label == path:
        label = next((i for i in others if i != split), None)
    return None if label is None else Columns(path, label, split, int(has_header))


def _named(header: Sequence[str], names: str) -> int | None:
    return next((i for i, cell in enumerate(header) if cell in names.split()), None)


def _entries(rows: Sequence[Sequence[str]], columns: Columns, finder: _Finder) -> tuple[list[Entry], list[Message]]:
    entries: dict[str, Entry] = {}
    unlabelled = contradicted = 0
    needed = max(columns.path, columns.label)
    for row in rows:
        label = as_text(row[columns.label]) if len(row) > needed else None
        if label is None or not row[columns.path]:
            unlabelled += 1
            continue
        has_split = columns.split is not None and columns.split < len(row)
        split = split_of(row[columns.split]) if has_split and columns.split is not None else None
        entry = Entry(finder.find(row[columns.path]), label, split)
        first = entries.setdefault(entry.path, entry)
        contradicted += first.label != entry.label
    notes = []
    if unlabelled:
        notes.append(
            counted(
                unlabelled,
                "{count} row of the table has no path or no label and is passed over.",
                "{count} rows of the table have no path or no label and are passed over.",
            )
        )
    if contradicted:
        notes.append(
            counted(
                contradicted,
                "{count} row of the table gives a picture a second label; the first holds.",
                "{count} rows of the table give a picture a second label; the first holds.",
            )
        )
    return list(entries.values()), notes


class _Finder:
    """Finds the files that a table names: by path, else by name, with or without its suffix, in the folders below."""

    def __init__(self, root: Path, watcher: Watcher) -> None:
        self._root, self._watcher = root, watcher
        self._by_name: Mapping[str, str] | None = None

    def find(self, cell: str) -> str:
        """Return a POSIX path relative to the root; of a file that is not there where there is none."""
        for path in dict.fromkeys((cell, cell.replace("\\", "/"))):
            relative = self._relative(path)
            if os.path.lexists(self._root / relative):
                return relative
        name = PurePosixPath(cell.replace("\\", "/")).name
        return self._names().get(name) or self._relative(cell.replace("\\", "/"))

    def _relative(self, path: str) -> str:
        if not Path(path).is_absolute():
            return posixpath.normpath(path)
        try:
            return Path(os.path.relpath(path, self._root)).as_posix()
        except ValueError:  # another drive of Windows
            return path

    def _names(self) -> Mapping[str, str]:
        if self._by_name is None:
            names: dict[str, str] = {}
            for path in list_pictures(self._root, self._watcher).pictures:
                for name in (PurePosixPath(path).name, PurePosixPath(path).stem):
                    names[name] = path if name not in names else ""  # twice: nobody knows which is meant
            self._by_name = names
        return self._by_name
