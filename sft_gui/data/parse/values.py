"""One value that a file gives, as what it should be, or None: nobody knows what types an export holds."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

MAX_NUMBER = 1e9  # beyond any coordinate
MAX_DIGITS = 64  # of a number written as text
MAX_TEXT = 500  # characters of a name
MAX_PATH = 4096
MAX_SIDE = 1_000_000  # pixels
MAX_ID_BITS = 256
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]+")


def as_number(value: Any) -> float | None:
    """Return a finite number of a usual size, also where it is written as text; None for everything else."""
    if type(value) is float:
        return value if -MAX_NUMBER <= value <= MAX_NUMBER else None  # not a number compares as False
    if isinstance(value, str) and len(value) <= MAX_DIGITS and "_" not in value:
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if -MAX_NUMBER <= value <= MAX_NUMBER else None


def as_whole(value: Any, low: int, high: int) -> int | None:
    """Return a whole number from ``low`` to ``high``, also where it is written "3" or 3.0; else None."""
    number = as_number(value)
    return int(number) if number is not None and number.is_integer() and low <= number <= high else None


def as_flag(value: Any) -> bool:
    """Tell whether a mark is set: true, 1, "1"; anything else is not."""
    return value is True or as_number(value) == 1


def as_text(value: Any) -> str | None:
    """Return a name: text that can be kept and shown, or a number's digits; None for nothing, containers, long text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if not isinstance(value, str):
        return as_id(value)
    if len(value) > MAX_TEXT:
        return None
    if value.isprintable():
        return value.strip() or None
    text = value.encode("utf-8", "replace").decode()  # JSON may hold half of a pair
    return UNPRINTABLE.sub(" ", text).strip() or None


def as_path(value: Any) -> str | None:
    """Return a file's name or path, spaces and all; None where it is none, or longer than any system's."""
    if not isinstance(value, str) or not 0 < len(value) <= MAX_PATH:
        return None
    return UNPRINTABLE.sub(" ", value.encode("utf-8", "replace").decode())


def as_id(value: Any) -> str | None:
    """Return what an entry is referred to by, as text, so that 7, 7.0 and "7" are one; None where it can be none."""
    if isinstance(value, str):
        return as_text(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value) if math.isfinite(value) else None
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() <= MAX_ID_BITS:
        return str(value)
    return None


def as_list(value: Any) -> Sequence[Any]:
    """Return a list, empty for everything else."""
    return value if isinstance(value, list) else ()


def as_dict(value: Any) -> dict[Any, Any]:
    """Return a dict, empty for everything else."""
    return value if isinstance(value, dict) else {}


def as_numbers(value: Any, count: int | None = None) -> list[float] | None:
    """Return a list of numbers, of ``count`` of them where given; None where any is none."""
    if not isinstance(value, list | tuple) or count not in (None, len(value)):
        return None
    numbers = [as_number(each) for each in value]
    return None if None in numbers else numbers  # type: ignore[return-value]


def as_size(width: Any, height: Any) -> list[int] | None:
    """Return (width, height) of a picture in pixels; None where they are no such numbers."""
    size = [as_whole(width, 1, MAX_SIDE), as_whole(height, 1, MAX_SIDE)]
    return None if None in size else size  # type: ignore[return-value]
