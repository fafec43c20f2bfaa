"""Tables that belong together, with the pictures that their rows name and what their columns hold."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sft_gui.data.formats import is_picture_name
from sft_gui.data.index import Split
from sft_gui.data.names import same_key
from sft_gui.data.readers.splits import Part, words_in
from sft_gui.data.readers.tables.box_columns import boxes_in
from sft_gui.data.readers.tables.columns import (
    NUMBER,
    Hot,
    Profile,
    hot_of,
    is_same_answer,
    name_score,
    profile,
    splits_in,
    squeezed,
)
from sft_gui.data.readers.tables.files import Table, tables_of
from sft_gui.data.readers.tables.pictures import Finder, Found, finder_of, part_at
from sft_gui.data.readers.tables.words import IMAGES
from sft_gui.data.source import Source, some, stem_of

LOOKED_AT = 300  # cells that decide which column names pictures
MAX_COLUMNS = 60  # that may name pictures, besides those with such a name
FEW_OF_ALL = 0.2  # of the pictures, by names without suffix in a table without a header
MOST = 0.9
FEW = 0.05  # where so few of the cells looked at name a picture, all are looked at
SUBMISSIONS = frozenset(("submission", "submissions", "submit"))


@dataclass(frozen=True, eq=False)
class Sheet:
    """A table and the column of it that names pictures, with what each row names and its split."""

    table: Table
    image: int
    found: list[Found]
    splits: list[Split | None] | None  # as a column says them
    split_column: int | None
    root: Path | None = None  # what the found paths are relative to

    @cached_property
    def rows(self) -> list[int]:
        """The rows that name one picture."""
        return [i for i, each in enumerate(self.found) if each.path is not None]

    def split(self, row: int) -> Split | None:
        """Return a row's split: as its column says it, else the table's name, else the picture's folder."""
        if self.splits is not None:
            return self.splits[row]
        part = self.table.part or part_at(self.found[row].path or "")
        return None if part is None else part.split


@dataclass(eq=False)
class Group:
    """Sheets with the same columns: one data set."""

    sheets: list[Sheet] = field(default_factory=list)

    @property
    def files(self) -> tuple[str, ...]:
        """The tables' files."""
        return tuple(sheet.table.path for sheet in self.sheets)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns that all sheets have, without the ones that name pictures."""
        others = [{same_key(name) for name in sheet.table.names} for sheet in self.sheets[1:]]
        first = self.sheets[0]
        return tuple(
            name
            for i, name in enumerate(first.table.names)
            if i != first.image and all(same_key(name) in names for names in others)
        )

    @property
    def image(self) -> str:
        """The name of the column that names pictures."""
        return self.sheets[0].table.names[self.sheets[0].image]

    @cached_property
    def paths(self) -> list[str]:
        """The picture of each row that names one."""
        return [sheet.found[row].path or "" for sheet in self.sheets for row in sheet.rows]

    @cached_property
    def splits(self) -> list[Split | None]:
        """The split of each row that names a picture."""
        return [sheet.split(row) for sheet in self.sheets for row in sheet.rows]

    def cells(self, name: str) -> list[str]:
        """Return a column's cells, of each row that names a picture."""
        found: list[str] = []
        for sheet in self.sheets:
            index = sheet.table.index_of(name)
            rows = sheet.table.rows
            found.extend(rows[row][index] if index is not None else "" for row in sheet.rows)
        return found

    def look_at(self, name: str) -> Profile:
        """Return what a column holds."""
        return profile(name, self.sheets[0].table.index_of(name) or 0, self.cells(name))

    @cached_property
    def profiles(self) -> list[Profile]:
        """What the columns hold that are neither pictures nor splits."""
        first = self.sheets[0]
        found = []
        for name in self.names:
            index = first.table.index_of(name)
            cells = some([row[index or 0] for row in first.table.rows], 20)
            if index == first.split_column or 2 * sum(map(is_picture_name, cells)) > len(cells):
                continue
            found.append(self.look_at(name))
        return found

    @cached_property
    def hot(self) -> Hot | None:
        """Columns of zeros and ones, where it has several."""
        return hot_of(self.profiles)


def groups_of(source: Source, image: str | None = None) -> list[Group]:
    """Return the tables of a source that name pictures, those with the same columns together.

    Args:
        source: where to look.
        image: the column that names the pictures, where that is said.
    """
    known = _known.setdefault(source, {})
    if image is not None and all(table.index_of(image) is None for table in tables_of(source).tables):
        return []
    if image not in known:
        known[image] = _grouped(
            [sheet for table in tables_of(source).tables if (sheet := sheet_of(table, source, image))]
        )
    return known[image]


_known: weakref.WeakKeyDictionary[Source, dict[str | None, list[Group]]] = weakref.WeakKeyDictionary()


def sheet_of(table: Table, source: Source, image: str | None = None) -> Sheet | None:
    """Return the table with the pictures that its rows name; None where it names none."""
    finder = finder_of(source)
    index = None if image is None else table.index_of(image)
    index = image_column(table, finder) if index is None else index
    if index is None:
        return None
    found = finder.column(table.column(index), table.folder, table.part)
    if not any(each.path or each.several for each in found):
        return None
    split_column = splits = None
    for i in range(min(len(table.names), MAX_COLUMNS)):
        if i != index and (splits := splits_in(table.names[i], table.column(i))) is not None:
            split_column = i
            break
    return Sheet(table, index, found, splits, split_column, source.root)


def image_column(table: Table, finder: Finder) -> int | None:
    """Return the column of which most cells name a picture."""
    best, best_fit = None, 0.0
    for i, name in enumerate(table.names):
        is_named = squeezed(name) in IMAGES or name.casefold() in IMAGES
        if i >= MAX_COLUMNS and not is_named:
            continue
        cells = [cell for cell in some([row[i] for row in table.rows], LOOKED_AT) if cell]
        promising = sum(map(is_picture_name, cells)) / max(1, len(cells))
        is_number = all(map(NUMBER.fullmatch, cells))
        if not cells or (not is_named and table.has_header and is_number):
            continue
        share = _share(finder, cells, table)
        if not table.has_header and not promising and share * len(table.rows) < FEW_OF_ALL * finder.count:
            continue  # the numbers of classes, say
        if share < FEW and (is_named or promising > FEW):
            share = _share(finder, table.column(i), table)
        fit = share and share + 0.3 * promising + 0.1 * is_named
        if fit > best_fit:
            best, best_fit = i, fit
    return best if best is not None or not table.has_header else _numbers_column(table, finder)


def _numbers_column(table: Table, finder: Finder) -> int | None:
    """Return a column of numbers that name pictures, under whatever name, where another is named as the label."""
    if not any(name_score(name) >= 3 for name in table.names):
        return None
    for i, name in enumerate(table.names[:MAX_COLUMNS]):
        cells = some([row[i] for row in table.rows], LOOKED_AT)
        if name_score(name) < 3 and len(set(cells)) == len(cells) and _share(finder, cells, table) > MOST:
            return i
    return None


def _share(finder: Finder, cells: Sequence[str], table: Table) -> float:
    found = finder.column(cells, table.folder, table.part)
    return sum(bool(each.path or each.several) for each in found) / max(1, len(cells))


def _grouped(sheets: Sequence[Sheet]) -> list[Group]:
    groups: dict[tuple[object, ...], Group] = {}
    for sheet in sheets:
        table = sheet.table
        if len(sheets) > 1 and SUBMISSIONS.intersection(words_in(stem_of(table.path))):
            continue
        groups.setdefault(_likeness(sheet), Group()).sheets.append(sheet)
    for group in groups.values():
        group.sheets.sort(key=lambda sheet: sheet.table.part is not Part.TRAIN)
    return list(groups.values())


def _likeness(sheet: Sheet) -> tuple[object, ...]:
    """What tables of one data set have in common: all columns, or the picture's and the label's."""
    table = sheet.table
    if not table.has_header:
        return (len(table.names), sheet.image)
    if boxes_in(table) is not None:
        return table.names
    names = [same_key(name) for name in table.names]
    labels = [name for i, name in enumerate(names) if i != sheet.image and name_score(name) >= 3]
    return (names[sheet.image], *(labels or names))


def part_splits(groups: Sequence[Group]) -> dict[str, Split]:
    """Return what tables say of the splits alone, such as CelebA's list_eval_partition.csv."""
    found: dict[str, Split] = {}
    for group in groups:
        for sheet in group.sheets:
            if sheet.splits is not None:
                for row in sheet.rows:
                    split = sheet.splits[row]
                    if split is not None:
                        found.setdefault(sheet.found[row].path or "", split)
    return found


def rivals(best: Profile, others: Sequence[Profile]) -> list[Profile]:
    """Return those of the other columns that say something else than the best."""
    return [each for each in others if each is not best and not is_same_answer(each, best)]


def is_held_back(sheet: Sheet, labels: Sequence[str | None], group: Group) -> bool:
    """Tell a table for testing whose labels only fill the column: all one value, beside a table with several."""
    return (
        len(group.sheets) > 1
        and sheet.table.part in (Part.TEST, Part.PREDICT)
        and len(labels) > 3
        and len(set(labels)) == 1
    )
