"""The tables of a source, whatever they are written in: CSV and its relatives, lines of JSON, lists of paths."""

from __future__ import annotations

import re
import weakref
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sft_gui.data.formats import is_picture_name
from sft_gui.data.names import same_key
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.text import decoded
from sft_gui.data.posix import suffix_of
from sft_gui.data.readers.splits import Part, part_in, part_of, words_in
from sft_gui.data.readers.tables.json_tables import json_table, lines_of_objects
from sft_gui.data.readers.tables.words import HEADER_WORDS, IMAGES
from sft_gui.data.source import Source, stem_of
from sft_gui.messages import say

TABLES, LISTS, JSON_LINES = (".csv", ".tsv", ".tab", ".psv"), (".txt", ".data", ".list", ".lst"), (".jsonl", ".ndjson")
MAX_TABLES, MAX_LISTS = 200, 40  # of a source; more are files for one picture each
JSON, MAX_JSON = ".json", 10
MAX_COLUMNS = 10_000
HEAD_LINES = 50
MAX_UNSEEN = 8 * 2**20  # bytes of a table that is parsed without a look at its first lines
WHOLE = re.compile(r"\d+")
NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")


@dataclass(frozen=True, eq=False)
class Table:
    """One file's rows, all as long as its columns are many; without a header, columns are named by their numbers."""

    path: str  # relative to the source
    names: tuple[str, ...]
    rows: list[list[str]]
    has_header: bool
    is_list: bool = False  # of plain text, in which much else may stand

    @property
    def name(self) -> str:
        """The file's name, with its folders where it has some."""
        return self.path

    @property
    def folder(self) -> str:
        """The folder that it lies in, "" at the top."""
        return self.path.rpartition("/")[0]

    @cached_property
    def part(self) -> Part | None:
        """The part of the data that its name or its folder is for: train.csv, train/_classes.csv."""
        return part_of(stem_of(self.path)) or _part_among(words_in(stem_of(self.path))) or part_in(self.path)

    def column(self, index: int) -> list[str]:
        """Return all cells of a column."""
        return [row[index] for row in self.rows]

    def index_of(self, name: str) -> int | None:
        """Return the column of this name, in whatever case, or of this number where none has it for its name."""
        if name in self.names:
            return self.names.index(name)
        keys = [same_key(each) for each in self.names]
        return keys.index(same_key(name)) if same_key(name) in keys else None


def _part_among(words: Sequence[str]) -> Part | None:
    """train_labels_v2 and HAM_train too: of the words, one alone is a part's."""
    parts = {part for word in words if (part := part_of(word)) is not None}
    return parts.pop() if len(parts) == 1 else None


@dataclass
class Tables:
    """What a source has of tables."""

    tables: list[Table] = field(default_factory=list)
    damaged: list[tuple[str, Malformed]] = field(default_factory=list)


_known: weakref.WeakKeyDictionary[Source, Tables] = weakref.WeakKeyDictionary()


def tables_of(source: Source) -> Tables:
    """Return the tables of a source, read once."""
    if source not in _known:
        _known[source] = _read(source)
    return _known[source]


def _read(source: Source) -> Tables:
    found = Tables()
    stems = {same_key(stem_of(path)) for path in source.pictures}
    for path in _files(source, stems):
        suffix = suffix_of(path).casefold()
        if source.is_folder and source.size(path) > MAX_UNSEEN and not _may_name_pictures(source, path):
            continue
        source.watcher.tell(len(found.tables), None, say("Reading the table"))
        try:
            if suffix in JSON_LINES:
                table = _from_json(path, lines_of_objects(source, path))
            elif suffix == JSON:
                table = _from_json(path, json_table(source, path))
            elif suffix in LISTS:
                table = _list(source, path)
            else:
                table = table_from(path, source.rows(path), stems)
        except Malformed as error:
            if suffix not in (*LISTS, JSON):
                found.damaged.append((path, error))
            continue
        if table is not None:
            found.tables.append(table)
    return found


def _may_name_pictures(source: Source, path: str) -> bool:
    """Look at the first lines of a large file: numbers of pixels or of a simulation are not parsed whole."""
    lines = decoded(source.head(path, 2**16)).split("\n")[:5]
    cells = [cell.strip("\"' \r") for line in lines for cell in re.split(r"[,;\t|:]", line)]
    return any(is_picture_name(cell) or squeezed_in(cell, IMAGES) for cell in cells if len(cell) < 300)


def squeezed_in(cell: str, words: frozenset[str]) -> bool:
    """Tell whether a cell is one of the words, whatever stands between its parts."""
    return len(cell) <= 60 and ("".join(words_in(cell)) in words or cell.casefold() in words)


def _files(source: Source, stems: set[str]) -> list[str]:
    """The files that may be tables of many pictures: those named like one picture are about that one."""

    def likely(paths: list[str], most: int) -> list[str]:
        alone = [path for path in paths if same_key(stem_of(path)) not in stems]
        beside = len(paths) - len(alone)
        chosen = alone if beside > 1 or len(alone) >= 1 else paths
        return sorted(chosen, key=lambda path: path.count("/"))[:most]

    if not source.is_folder:
        return list(source.of_kind(*TABLES, *JSON_LINES, JSON, *LISTS))
    return [
        *likely(source.of_kind(*TABLES), MAX_TABLES),
        *likely(source.of_kind(*JSON_LINES), MAX_TABLES),
        *likely(source.of_kind(JSON), MAX_JSON),
        *likely(source.of_kind(*LISTS), MAX_LISTS),
    ]


def table_from(path: str, rows: list[list[str]], stems: set[str], *, is_list: bool = False) -> Table | None:
    """Make a table of rows, the first of which may be a header; ``stems`` are those of the pictures, as keys."""
    rows = _without_title(rows)
    if not rows:
        return None
    width = max(map(len, rows[:HEAD_LINES]))
    if width > MAX_COLUMNS:
        return None
    if _is_header(rows, stems):
        rows = _parted(rows)
        width = max(width, len(rows[0]))
        given = [*rows[0], *[""] * (width - len(rows[0]))]
        return Table(path, _different(given), [_padded(row, width) for row in rows[1:]], True, is_list)
    names = tuple(str(i + 1) for i in range(width))
    if width == 2 and {"partition", "split", "splits"}.intersection(words_in(stem_of(path))):
        names = ("1", "partition")
    return Table(path, names, [_padded(row, width) for row in rows], False, is_list)


WITH_BOXES = re.compile(r"\s\d+(\.\d+)?(,\d+(\.\d+)?){4}(\s|$)")


def _without_title(rows: list[list[str]]) -> list[list[str]]:
    """Leave out lines of one cell above the table ("sep=;", a comment), and give R's header its missing first cell."""
    start = 0
    while start < min(len(rows) - 2, 5) and sum(map(bool, rows[start])) < 2 and sum(map(bool, rows[start + 1])) > 1:
        start += 1
    rows = rows[start:]
    widths = {len(row) for row in rows[1:HEAD_LINES]}
    if rows and len(widths) == 1 and len(rows[0]) == min(widths) - 1 > 0:
        rows = [["", *rows[0]], *rows[1:]]
    return rows


OF_CLASS = re.compile(r"(.+\.\w{3,4})_(\w+)")  # "0011165.jpg_Fish"


def _parted(rows: list[list[str]]) -> list[list[str]]:
    """Part a column like Image_Label or ImageId_ClassId, of picture and class, into two."""
    matches = [OF_CLASS.fullmatch(row[0]) if row else None for row in rows[1:HEAD_LINES]]
    if not matches or None in matches or "_" not in rows[0][0]:
        return rows
    first, _, second = rows[0][0].partition("_")
    found = [[first, second, *rows[0][1:]]]
    for row in rows[1:]:
        match = OF_CLASS.fullmatch(row[0]) if row else None
        found.append([*(match.groups() if match else (row[0] if row else "", "")), *row[1:]])
    return found


def _padded(row: list[str], width: int) -> list[str]:
    return row if len(row) == width else [*row[:width], *[""] * (width - len(row))]


def _different(names: Sequence[str]) -> tuple[str, ...]:
    """Name columns without a name by their numbers, and number a name that is there twice."""
    found: list[str] = []
    for number, name in enumerate(names, 1):
        name = name.strip() or str(number)
        found.append(name if name not in found else f"{name} ({number})")
    return tuple(found)


def _is_header(rows: Sequence[Sequence[str]], stems: set[str]) -> bool:
    first, body = rows[0], rows[1:HEAD_LINES]
    if any(map(is_picture_name, first)) or all(NUMBER.fullmatch(cell) or not cell for cell in first):
        return False
    if any(header_word(cell) for cell in first):
        return True
    if any(cell[:1] in "[{" and cell for cell in first):
        return False
    for i, cell in enumerate(first):
        below = [row[i] for row in body if len(row) > i and row[i]]
        if not below or not cell:
            continue
        numbers = sum(bool(NUMBER.fullmatch(each)) for each in below)
        pictures = sum(is_picture_name(each) or same_key(each) in stems for each in below)
        if numbers == len(below) and not NUMBER.fullmatch(cell):
            return True
        if 2 * pictures > len(below) and same_key(cell) not in stems:
            return True
    return False


def header_word(cell: str) -> bool:
    """Tell whether a cell is a word that heads columns."""
    return len(cell) <= 60 and "".join(words_in(cell)) in HEADER_WORDS


def _from_json(path: str, found: tuple[list[str], list[list[str]]] | None) -> Table | None:
    return None if found is None else Table(path, _different(found[0]), found[1], True)


def _list(source: Source, path: str) -> Table | None:
    """A plain text of lines with a picture's path and more; None where it is none."""
    lines = [line.strip() for line in source.look_lines(path) or () if line.strip()]
    if len(lines) > 2 and WHOLE.fullmatch(lines[0]) and int(lines[0][:18]) == len(lines) - 2:
        lines = lines[1:]  # CelebA's: how many there are, the columns, and the rows
    head = lines[1:HEAD_LINES] or lines
    named = sum(any(is_picture_name(word.strip("\"',;")) for word in re.split(r"[\s,;|]+", line)) for line in head)
    if not head or 2 * named < len(head):
        return None
    if any(map(WITH_BOXES.search, head)):
        return None  # a list for Keras, which has a reader of its own
    for separator in "\t,;|":
        counts = {line.count(separator) for line in head}
        if len(counts) == 1 and counts != {0}:
            rows = source.rows(path)[-len(lines) :] if separator != "\t" else [line.split("\t") for line in lines]
            return table_from(path, [[cell.strip() for cell in row] for row in rows], set(), is_list=True)
    return table_from(path, _words(lines), set(), is_list=True)


def _words(lines: Sequence[str]) -> list[list[str]]:
    """Rows of words between spaces; a path may hold spaces where one word stands behind it."""
    rows = [line.split() for line in lines]
    at_end = [line.rsplit(None, 1) for line in lines]
    if 2 * sum(is_picture_name(row[0]) for row in at_end) > len(lines) and not is_picture_name(rows[0][0]):
        return at_end
    widths = {len(row) for row in rows[1:HEAD_LINES]}
    if len(widths) == 1 and len(rows[0]) == min(widths) - 1:
        rows[0].insert(0, "image_id")
    if len({len(row) for row in rows}) == 1:
        return rows
    return at_end
