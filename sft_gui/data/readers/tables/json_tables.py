"""Tables that are written as JSON: lines of objects, a list of objects or of pairs, one object from names to labels."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sft_gui.data.formats import is_picture_name
from sft_gui.data.parse.guard import MAX_ENTRIES, Malformed, check_memory
from sft_gui.data.parse.values import as_dict, as_id, as_list
from sft_gui.data.source import Source, some
from sft_gui.messages import say

MAX_COLUMNS = 1000
LOOKED_AT = 50  # entries that decide whether a file is a table
Rows = tuple[list[str], list[list[str]]]


def lines_of_objects(source: Source, path: str) -> Rows | None:
    """Return columns and rows of a JSON Lines file, what is in one another as JSON; None where it holds no objects.

    Raises:
        Malformed: a line is no JSON.
    """
    check_memory(source.path(path), 6 * source.size(path))
    objects = []
    for number, line in enumerate(source.lines(path), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line, parse_int=_whole)
        except (ValueError, RecursionError) as error:
            reason = say("is damaged JSON (line {line}, column {column})", line=number, column=1)
            raise Malformed(source.path(path), reason) from error
        if not isinstance(value, dict):
            return None
        objects.append(value)
    return _rows(objects)


def json_table(source: Source, path: str) -> Rows | None:
    """Return columns and rows of a JSON file that is a plain table of pictures; None for all else."""
    data = source.look_json(path)
    if isinstance(data, dict) and isinstance(data.get("labels"), list):
        data = data["labels"]  # StyleGAN's dataset.json
    if isinstance(data, list):
        items = some(data, LOOKED_AT)
        if items and all(isinstance(item, list) and len(item) == 2 and _is_plain(item) for item in items):
            pairs = [as_list(item) for item in data]
            return _of_pictures(
                ["path", "label"], [[_cell(value) for value in pair] for pair in pairs if len(pair) == 2]
            )
        if items and all(isinstance(item, dict) and _is_plain(item.values()) for item in items):
            found = _rows([as_dict(item) for item in data])
            return None if found is None else _of_pictures(*found)
    if isinstance(data, dict) and data and _is_plain(some(list(data.values()), LOOKED_AT)):
        return _of_pictures(["path", "label"], [[_cell(key), _cell(value)] for key, value in data.items()])
    return None


def _is_plain(values: Any) -> bool:
    return all(value is None or isinstance(value, str | int | float) for value in values)


def _of_pictures(names: list[str], rows: list[list[str]]) -> Rows | None:
    """A table only where a column names files of pictures: much else is JSON too."""
    looked_at = some(rows, LOOKED_AT)
    counts = [sum(is_picture_name(row[i]) for row in looked_at) for i in range(len(names))]
    return (names, rows) if len(names) > 1 and 2 * max(counts, default=0) > len(looked_at) else None


def _rows(objects: Sequence[Mapping[Any, Any]]) -> Rows | None:
    names = list(dict.fromkeys(str(key) for each in objects for key in each))[:MAX_COLUMNS]
    if not objects or len(names) * len(objects) > 50 * MAX_ENTRIES:
        return None
    return names, [[_cell(each.get(name)) for name in names] for each in objects]


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) < 400 else float("inf")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode().strip()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        try:
            return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()
        except (ValueError, RecursionError):
            return ""
    return as_id(value) or ""
