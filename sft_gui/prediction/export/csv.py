"""Answers as a CSV table that spreadsheet programs open as it is meant."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from sft_gui.files import write_bytes
from sft_gui.prediction.predictor import Answer

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # https://owasp.org/www-community/attacks/CSV_Injection


def write_csv(path: Path, answers: Sequence[Answer], classes: Sequence[str]) -> None:
    """Write one row a picture: file, class, confidence, then the confidence of every class, in their order.

    Where some picture could not be read, a last column holds the reason. UTF-8 with a byte order mark, by which
    Excel knows it; text that a spreadsheet would run as a formula gets an apostrophe before it.

    Raises:
        UserError: the file cannot be written.
    """
    has_problems = any(answer.prediction is None for answer in answers)
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(["file", "class", "confidence", *map(harmless, classes), *(["problem"] if has_problems else [])])
    writer.writerows(_row(answer, classes, has_problems) for answer in answers)
    write_bytes(path, table.getvalue().encode("utf-8-sig", "backslashreplace"))


def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _row(answer: Answer, classes: Sequence[str], has_problems: bool) -> list[str]:
    file = harmless(str(answer.path) if answer.path else answer.name)
    if answer.prediction is None:
        return [file, *[""] * (2 + len(classes)), str(answer.error)]
    by_class = dict(answer.prediction.ranked)
    numbers = [f"{value:.6f}" for value in (answer.prediction.confidence, *(by_class[name] for name in classes))]
    return [file, harmless(answer.prediction.label), *numbers, *([""] if has_problems else [])]
