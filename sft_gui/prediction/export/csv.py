"""Answers as a CSV table that spreadsheet programs open as it is meant."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import cast

from sft_gui.files import write_bytes
from sft_gui.prediction.predictor import Answer
from sft_gui.tasks.classification import ClassPrediction

# https://owasp.org/www-community/attacks/CSV_Injection; the wide ones are what East Asian spreadsheets take for them
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# A spreadsheet of another country cuts at semicolons, whatever quotes say, and some cut at line ends within quotes.
FORMULA = re.compile(rf"(^|[;\t\r\n])(?=[{re.escape(''.join(FORMULA_STARTS))}])")


def write_csv(path: Path, answers: Sequence[Answer], classes: Sequence[str]) -> None:
    """Write one row a picture: file, class, confidence, then the confidence of every class, in their order.

    Where some picture could not be read, a last column holds the reason. UTF-8 with a byte order mark, by which
    Excel knows it; text that a spreadsheet would run as a formula gets an apostrophe before it.

    Raises:
        UserError: the file cannot be written.
    """
    has_problems = any(answer.prediction is None for answer in answers)
    rows: list[Sequence[object]] = [["file", "class", "confidence", *classes, *(["problem"] if has_problems else [])]]
    rows += [_row(answer, classes, has_problems) for answer in answers]
    write_bytes(path, table_bytes(rows))


def write_fields(path: Path, answers: Sequence[Answer], classes: Sequence[str]) -> None:
    """Write one row a picture: file, then the fields of its prediction, as any task's prediction has them.

    Raises:
        UserError: the file cannot be written.
    """
    found = [asdict(answer.prediction) if answer.prediction is not None else {} for answer in answers]
    names = list(dict.fromkeys(name for each in found for name in each))
    has_problems = not all(found)
    rows: list[Sequence[object]] = [["file", *names, *(["problem"] if has_problems else [])]]
    for answer, fields in zip(answers, found, strict=True):
        problem = [str(answer.error) if answer.error is not None else ""] if has_problems else []
        rows.append([str(answer.path or answer.name), *(fields.get(name, "") for name in names), *problem])
    write_bytes(path, table_bytes(rows))


def table_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as a CSV table: the one way out for all of them. Numbers stay, all text is made harmless."""
    table = io.StringIO(newline="")
    csv.writer(table).writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return table.getvalue().encode("utf-8-sig", "backslashreplace")


def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula, an apostrophe before what would be one."""
    return FORMULA.sub(r"\1'", text)


def _row(answer: Answer, classes: Sequence[str], has_problems: bool) -> list[str]:
    file = str(answer.path) if answer.path else answer.name
    if answer.prediction is None:
        return [file, *[""] * (2 + len(classes)), str(answer.error)]
    prediction = cast(ClassPrediction, answer.prediction)
    by_class = dict(prediction.ranked)
    numbers = [f"{value:.6f}" for value in (prediction.confidence, *(by_class[name] for name in classes))]
    return [file, prediction.label, *numbers, *([""] if has_problems else [])]
