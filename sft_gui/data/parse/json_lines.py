"""JSON in each line of a file (JSONL, NDJSON), within the bounds of JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sft_gui.data.parse.guard import MAX_BYTES, Malformed, check_memory, content_of, once
from sft_gui.data.parse.structured import BYTES_OF, MAX_DEPTH, TOO_DEEP, depth_of, json_of
from sft_gui.data.parse.text import decoded
from sft_gui.messages import say


def json_lines_of(file: Path, *, limit: int = MAX_BYTES) -> list[Any]:
    """Return the value of each line, in any usual encoding; they must not be changed.

    A file that is one value over many lines gives that value's list, or a list of it alone.

    Raises:
        Malformed: with the reason.
    """

    def parse() -> tuple[list[Any], int]:
        data = content_of(file, limit=limit)
        check_memory(file, 2 * len(data) + sum(data.count(mark) * size for mark, size in BYTES_OF))
        try:
            return _values(decoded(data), file), len(data)
        except MemoryError as error:
            raise Malformed(file, say("needs more memory than there is")) from error

    return once("json lines", file, parse)


def _values(text: str, file: Path) -> list[Any]:
    found: list[Any] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip("\ufeff \t\r"):
            continue
        if depth_of(line.encode("utf-8", "replace")) > MAX_DEPTH:
            raise Malformed(file, TOO_DEEP)
        try:
            found.append(json.loads(line))
        except ValueError as error:
            if not found:
                whole = json_of(file)
                return whole if isinstance(whole, list) else [whole]
            column = error.colno if isinstance(error, json.JSONDecodeError) else 1
            reason = say("is damaged JSON (line {line}, column {column})", line=number, column=column)
            raise Malformed(file, reason) from error
    if not found:
        raise Malformed(file, say("is empty"))
    return found
