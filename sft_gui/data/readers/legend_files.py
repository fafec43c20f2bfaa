"""Files beside masks that say what their pixels mean, as many tools write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.structured import json_of
from sft_gui.data.parse.tables import rows_of
from sft_gui.data.parse.text import lines_of
from sft_gui.data.parse.values import as_dict, as_list, as_text, as_whole
from sft_gui.data.readers.legends import MAX_VALUE, Colour, Row
from sft_gui.messages import Message, counted, say

NAMES_OF_FILES = (
    "class_names.txt label_names.txt class_names.csv classes.csv labels.csv label_map.txt "
    "dataset_meta.json label_colors.txt class_dict.csv labelmap.csv labelmap.txt classes.txt labels.txt names.txt "
    "codes.txt obj.names _classes.csv objectinfo150.txt config.json config_v1.2.json config_v2.0.json"
)
MAX_BYTES = 2**22
Rows = Sequence[Row | None]  # None: a line that says nothing of a mask's pixels


def is_legend_name(name: str) -> bool:
    """Tell by a file's name whether it may be a legend."""
    return name.casefold() in NAMES_OF_FILES.split() or name.casefold().startswith("class_dict")


def read_legend(file: Path) -> tuple[list[Row], list[Message]]:
    """Read a legend's file; no rows where it is none, and what to tell the user of it."""
    try:
        if file.suffix.lower() == ".json":
            read = _from_json(json_of(file, limit=MAX_BYTES))
        elif file.suffix.lower() == ".csv":
            read = _from_table(rows_of(file, separators=",;\t", limit=MAX_BYTES))
        else:
            read = _from_lines(lines_of(file, limit=MAX_BYTES))
    except Malformed as error:
        return [], [say("{name} is passed over: it {reason}.", name=file.name, reason=error.reason)]
    rows = [row for row in read if row is not None]
    bad = len(read) - len(rows)
    if not bad or 2 * bad > len(read):
        return ([], []) if bad else (rows, [])
    told = counted(
        bad,
        "{count} line of {name} gives no value or colour that a mask can hold, and is left out.",
        "{count} lines of {name} give no values or colours that a mask can hold, and are left out.",
        name=file.name,
    )
    return rows, [told]


def _row(name: Any, value: Any, colour: Any = None) -> Row | None:
    text, number = as_text(name), as_whole(value, 0, MAX_VALUE)
    if text is None or number is None:
        return None
    parts = None if colour is None else _colour(colour)
    return None if parts is None and colour is not None else Row(text, number, parts)


def _colour(values: Any) -> Colour | None:
    parts = [as_whole(part, 0, 255) for part in (values if isinstance(values, list | tuple) else ())]
    red, green, blue = parts[:3] if len(parts) >= 3 else (None, None, None)
    return None if red is None or green is None or blue is None else (red, green, blue)


def _from_json(data: Any) -> Rows:
    """Datumaro's dataset_meta.json, and Mapillary's config.json."""
    data = as_dict(data)
    labels = data.get("label_map") or data.get("labels")
    if isinstance(labels, dict):
        numbered = {as_whole(value, 0, MAX_VALUE): name for value, name in labels.items()}
        values = sorted(value for value in numbered if value is not None)
        colours = [*as_list(data.get("segmentation_colors"))[: len(values)]]
        colours += [None] * (len(values) - len(colours))
        rows = [_row(numbered[value], value, colour) for value, colour in zip(values, colours, strict=True)]
        return [*rows, *[None] * (len(labels) - len(values))]
    return [
        _row(each.get("readable") or each.get("name"), value, each.get("color"))
        if isinstance(each, dict)
        else _row(each, value)
        for value, each in enumerate(as_list(labels))
    ]


def _from_table(rows: Sequence[Sequence[str]]) -> Rows:
    """Name and red, green, blue; or a value and a name (Roboflow's _classes.csv)."""
    if rows and len(rows[0]) >= 4:
        return [_row(row[0], i, row[1:4]) for i, row in enumerate(rows[1:])]
    return [_row(row[1], row[0]) if len(row) > 1 else None for row in rows[1:]]


COLOUR_FIRST = re.compile(r"(\d{1,9})[\s,]+(\d{1,9})[\s,]+(\d{1,9})[\s,]+(\S.*)")  # CamVid's label_colors.txt
COLOUR_LAST = re.compile(r"([^:]+):(\d{1,9}),(\d{1,9}),(\d{1,9})(:.*)?")  # CVAT's labelmap.txt
VALUE_FIRST = re.compile(r"(\d{1,9})\s*[\s:,]\s*(\S.*)")


def _from_lines(lines: Sequence[str]) -> Rows:
    """Read lines of a colour and a name, of a name and a colour, of a value and a name, or of names alone."""
    lines = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if lines and lines[0].startswith("Idx\tRatio"):  # ADE20K's objectInfo150.txt
        named = [line.split("\t") for line in lines[1:]]
        return [Row("unlabelled", 0), *(_row(cells[-1].split(",")[0], cells[0]) for cells in named)]
    for pattern, make in FORMS:
        matches = [pattern.fullmatch(line) for line in lines]
        if 2 * sum(match is not None for match in matches) > len(lines):
            return [make(i, *match.groups()) if match else None for i, match in enumerate(matches)]
    return [_row(line, i) for i, line in enumerate(lines)]


FORMS: tuple[tuple[re.Pattern[str], Callable[..., Row | None]], ...] = (
    (COLOUR_FIRST, lambda i, red, green, blue, name: _row(name, i, [red, green, blue])),
    (COLOUR_LAST, lambda i, name, red, green, blue, _: _row(name, i, [red, green, blue])),
    (VALUE_FIRST, lambda _, value, name: _row(name, value)),
)
