"""Files beside masks that say what their pixels mean, as many tools write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.structured import json_of
from sft_gui.data.parse.tables import rows_of
from sft_gui.data.parse.text import lines_of
from sft_gui.data.parse.values import as_dict, as_list, as_text, as_whole
from sft_gui.data.readers.masks.legends import MAX_VALUE, Colour, Row
from sft_gui.messages import Message, counted, say

NAMES_OF_FILES = (
    "dataset_meta.json label_colors.txt labelcolors.txt colors.txt color_map.txt colormap.txt palette.txt labelmap.csv "
    "labelmap.txt label_map.txt classes.txt class_names.txt classnames.txt class_list.txt labels.txt label_names.txt "
    "names.txt codes.txt obj.names classes.names _classes.csv classes.csv class_names.csv labels.csv label_colors.csv "
    "colors.csv colormap.csv palette.csv legend.txt legend.csv objectinfo150.txt config.json config_v1.2.json "
    "config_v2.0.json classes.json labels.json label_map.json labelmap.json class_map.json class_names.json "
    "palette.json colors.json colormap.json label_colors.json categories.json legend.json id2label.json"
)
MAX_BYTES = 2**22
_NAMES = frozenset(NAMES_OF_FILES.split())
Rows = Sequence[Row | None]  # None: a line that says nothing of a mask's pixels


def is_legend_name(name: str) -> bool:
    """Tell by a file's name whether it may be a legend."""
    return name.casefold() in _NAMES or name.casefold().startswith("class_dict")


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
    if isinstance(values, str) and (match := HEX.fullmatch(values.strip())):
        code = int(match[1], 16)
        return code >> 16, code >> 8 & 255, code & 255
    parts = [as_whole(part, 0, 255) for part in (values if isinstance(values, list | tuple) else ())]
    red, green, blue = parts[:3] if len(parts) >= 3 else (None, None, None)
    return None if red is None or green is None or blue is None else (red, green, blue)


HEX = re.compile(r"#?([0-9a-fA-F]{6})")
LISTS = ("labels", "classes", "categories", "items", "names")  # under which JSON keeps its classes
NAMES = ("readable", "name", "title", "label", "class", "class_name")
VALUES = ("id", "value", "index", "class_id", "label_id", "pixel")
COLOURS = ("color", "colour", "rgb", "hex")


def _from_json(data: Any) -> Rows:
    """Datumaro's dataset_meta.json, Mapillary's config.json, and classes listed or mapped to values or colours."""
    whole = as_dict(data)
    listed = data if isinstance(data, list) else next((whole[key] for key in LISTS if whole.get(key)), None)
    labels = whole.get("label_map") or whole.get("id2label") or listed or (whole if _is_map(whole) else None)
    if isinstance(labels, dict):
        return _from_map(labels, as_list(whole.get("segmentation_colors")))
    return [
        _row(_of(each, NAMES), value if (said := _of(each, VALUES)) is None else said, _of(each, COLOURS))
        if isinstance(each, dict)
        else _row(each, value)
        for value, each in enumerate(as_list(labels))
    ]


def _of(each: Mapping[str, Any], keys: Sequence[str]) -> Any:
    return next((each[key] for key in keys if each.get(key) is not None), None)


def _is_map(data: Mapping[str, Any]) -> bool:
    return bool(data) and all(isinstance(value, str | int | list) for value in data.values())


def _from_map(labels: Mapping[str, Any], colours: Sequence[Any]) -> Rows:
    """Read values to names, names to values, or names to colours."""
    if all(_colour(value) for value in labels.values()):
        return [_row(name, i, colour) for i, (name, colour) in enumerate(labels.items())]
    if all(not isinstance(value, str) and as_whole(value, 0, MAX_VALUE) is not None for value in labels.values()):
        return [_row(name, value) for name, value in labels.items()]
    numbered = {as_whole(value, 0, MAX_VALUE): name for value, name in labels.items()}
    values = sorted(value for value in numbered if value is not None)
    filled = [*colours[: len(values)], *[None] * (len(values) - len(colours))]
    rows = [_row(numbered[value], value, colour) for value, colour in zip(values, filled, strict=True)]
    return [*rows, *[None] * (len(labels) - len(values))]


def _from_table(rows: Sequence[Sequence[str]]) -> Rows:
    """Name and red, green, blue, or a value and a name, by what the columns are called, else in this order."""
    header = [cell.strip().casefold().replace(" ", "_") for cell in rows[0]] if rows else []

    def column(*names: str) -> int | None:
        return next((header.index(name) for name in names if name in header), None)

    name = column("name", "class_name", "class", "label", "label_name", "category", "classes", "title", "names")
    parts = [column("r", "red"), column("g", "green"), column("b", "blue")]
    value = column("pixel_value", "value", "id", "class_id", "label_id", "index", "pixel", "class_index")
    code = column("hex", "color", "colour", "rgb")
    if name is not None and (None not in parts or value is not None or code is not None):
        return [_named_row(row, i, name, parts, value, code) for i, row in enumerate(rows[1:])]
    if rows and len(rows[0]) >= 4:
        return [_row(row[0], i, row[1:4]) if _is_name(row[0]) else None for i, row in enumerate(rows[1:])]
    return [_row(row[1], row[0]) if len(row) > 1 and _is_name(row[1]) else None for row in rows[1:]]


def _is_name(cell: str) -> bool:
    return not re.fullmatch(r"\s*[-+]?[\d.]+\s*", cell)


def _named_row(
    row: Sequence[str], number: int, name: int, parts: Sequence[int | None], value: int | None, code: int | None
) -> Row | None:
    cells = dict(enumerate(row))
    colour: Any = None
    if None not in parts:
        colour = [cells.get(part or 0) for part in parts]
    elif code is not None:
        text = cells.get(code, "")
        colour = text if HEX.fullmatch(text.strip()) else re.findall(r"\d+", text)
    return _row(cells.get(name), number if value is None else cells.get(value), colour)


COLOUR_FIRST = re.compile(r"(\d{1,9})[\s,]+(\d{1,9})[\s,]+(\d{1,9})[\s,]+(\S.*)")  # CamVid's label_colors.txt
COLOUR_LAST = re.compile(r"([^:]+):(\d{1,9}),(\d{1,9}),(\d{1,9})(:.*)?")  # CVAT's labelmap.txt
NAME_FIRST = re.compile(r"(\S.*?)[\s,:]+(\d{1,9})[\s,]+(\d{1,9})[\s,]+(\d{1,9})")
HEX_LAST = re.compile(r"(\S.*?)[\s,:=]+#([0-9a-fA-F]{6})")
VALUE_LAST = re.compile(r"(\S.*?)\s*[:=,\t]\s*(\d{1,9})")
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
    first = -1 if lines and lines[0].casefold() == "__ignore__" else 0  # as labelme's labels.txt begins
    return [_row(line, i) for i, line in enumerate(lines, first) if i >= 0]


FORMS: tuple[tuple[re.Pattern[str], Callable[..., Row | None]], ...] = (
    (COLOUR_FIRST, lambda i, red, green, blue, name: _row(name, i, [red, green, blue])),
    (COLOUR_LAST, lambda i, name, red, green, blue, _: _row(name, i, [red, green, blue])),
    (NAME_FIRST, lambda i, name, red, green, blue: _row(name, i, [red, green, blue])),
    (HEX_LAST, lambda i, name, code: _row(name, i, code)),
    (VALUE_FIRST, lambda _, value, name: _row(name, value)),
    (VALUE_LAST, lambda _, name, value: _row(name, value)),
)
