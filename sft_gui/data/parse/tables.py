"""CSV and its relatives as rows of cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from sft_gui.data.formats import is_picture_name
from sft_gui.data.parse.guard import MAX_BYTES, Malformed, check_memory, content_of
from sft_gui.data.parse.text import decoded
from sft_gui.messages import say

MAX_CELL = 2**17  # characters, csv's own default: beyond it, a quotation mark has no partner
LOOKED_AT = 100  # lines that decide what separates cells
BYTES_OF_CELL = 80
MAX_SHARED = 100_000  # different cells


def rows_of(file: Path, *, separators: str = "\t,;|", limit: int = MAX_BYTES) -> list[list[str]]:
    """Return the rows that hold something, their cells without spaces around; whatever the encoding.

    Raises:
        Malformed: it cannot be opened, is too large, or is no table.
    """
    data = content_of(file, limit=limit)
    check_memory(file, 3 * len(data) + sum(data.count(mark.encode()) for mark in (*separators, "\n")) * BYTES_OF_CELL)
    text = decoded(data).replace("\0", " ")
    separator = _separator(text, separators)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    try:
        give = _Shared().give
        rows = ([cell.strip() for cell in row] for row in reader)
        return [list(map(give, row)) for row in rows if any(row)]
    except csv.Error as error:
        line = reader.line_num
        why = say("has a cell without an end near line {line}: a quotation mark lacks its partner", line=line)
        raise Malformed(file, why) from error
    except MemoryError as error:
        raise Malformed(file, say("needs more memory than there is")) from error


class _Shared:
    """Keeps one text for cells that say the same: of millions of cells most do."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def give(self, cell: str) -> str:
        if len(self._known) > MAX_SHARED:
            return self._known.get(cell, cell)
        return self._known.setdefault(cell, cell)


def _separator(text: str, separators: str) -> str:
    """The separator that most of the first lines hold, equally often if possible."""
    lines = [line for line in text[: LOOKED_AT * MAX_CELL // 64].split("\n")[:LOOKED_AT] if line.strip()]

    def fitness(separator: str) -> tuple[int, int, int]:
        counts = [line.count(separator) for line in lines]
        most = max(set(counts), key=counts.count, default=0)
        in_words = sum(line.count(f"{separator} ") for line in lines)  # "red, small"
        return (counts.count(most), most, -in_words) if most else (0, 0, 0)

    best = max(separators, key=fitness)
    return " " if fitness(best) == (0, 0, 0) and _are_spaced(lines) else best


def _are_spaced(lines: Sequence[str]) -> bool:
    """Tell lines whose cells are parted by spaces: as many in each, most of them numbers or the first a picture."""
    rows = [line.split() for line in lines]
    numbers = sum(cell.replace(".", "", 1).isdecimal() for row in rows for cell in row)
    if len(rows) < 2 or len(set(map(len, rows))) != 1 or len(rows[0]) < 2:
        return False
    return 2 * numbers > len(rows) * len(rows[0]) or all(is_picture_name(row[0]) for row in rows)
