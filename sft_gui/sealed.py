"""Files of ours as they are read back: with a format number, and a seal by which a flipped bit is noticed.

A seal is a digest of the whole file, its own digits taken for zeros. It stands behind the format number at the file's
beginning; files of formats before ``sealed_from`` have none and open as they are.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import tomli_w

from sft_gui.errors import UserError
from sft_gui.files import read_bytes, write_bytes
from sft_gui.messages import say

KEY = "seal"
EMPTY = "0" * 32  # hexadecimal blake2b-128
PATTERN = re.compile(rb'^\{?\s*"?format"?\s*[:=]\s*[0-9]+,?\s*"?seal"?\s*[:=]\s*"([0-9a-f]{32})"')


class Missing(UserError):  # noqa: N818
    """There is no such file."""


class Damaged(UserError):  # noqa: N818
    """The file was read and is not what was written."""


class OfLaterVersion(UserError):  # noqa: N818
    """A later version wrote the file in a way that this one does not know."""


def write_json(path: Path, data: Mapping[str, Any], *, number: int, indent: int | None = 1) -> None:
    """Write a JSON object atomically with its format number and its seal.

    Raises:
        UserError: the disk is full.
        ValueError: it holds a number that is none.
    """
    whole = {"format": number, KEY: EMPTY, **data}
    separators = (",", ":") if indent is None else None
    text = json.dumps(whole, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False) + "\n"
    write_bytes(path, _sealed(text))


def write_toml(path: Path, tables: Mapping[str, Any], *, number: int) -> None:
    """Write TOML in the same way."""
    write_bytes(path, toml(tables, number=number))


def toml(tables: Mapping[str, Any], *, number: int) -> bytes:
    """Return what :func:`write_toml` writes."""
    return _sealed(tomli_w.dumps({"format": number, KEY: EMPTY, **tables}))


def read_json(path: Path, *, latest: int, sealed_from: int) -> dict[str, Any]:
    """Read what :func:`write_json` wrote, without format number and seal.

    Args:
        latest: the last format that this version knows.
        sealed_from: the first one with a seal.

    Raises:
        Missing, Damaged, OfLaterVersion: it is.
        UserError: it may not or cannot be read.
    """
    return _read(path, json.loads, latest, sealed_from)


def read_toml(path: Path, *, latest: int, sealed_from: int) -> dict[str, Any]:
    """Read what :func:`write_toml` wrote, in the same way."""
    return _read(path, tomllib.loads, latest, sealed_from)


def parse_toml(raw: bytes, name: str, *, latest: int, sealed_from: int) -> dict[str, Any]:
    """Take from a copy what :func:`toml` returned, with the same errors."""
    return _parsed(raw, name, tomllib.loads, latest, sealed_from)


def check_format(data: Any, *, latest: int, name: str) -> int:
    """Return the format number of what was read from a file of ours.

    Raises:
        Damaged: there is none.
        OfLaterVersion: it is.
    """
    number = data.get("format") if isinstance(data, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise Damaged(say("{name} is damaged.", name=name))
    if number > latest:
        raise OfLaterVersion(say("{name} was made by a later version.", name=name), say("Update sft-gui to open it."))
    return number


def _sealed(text: str) -> bytes:
    data = text.encode("utf-8")
    return data.replace(EMPTY.encode(), _digest(data).encode(), 1)  # it stands before all that anybody else chose


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _read(path: Path, parse: Callable[[str], Any], latest: int, sealed_from: int) -> dict[str, Any]:
    return _parsed(_raw(path), path.name, parse, latest, sealed_from)


def _parsed(raw: bytes, name: str, parse: Callable[[str], Any], latest: int, sealed_from: int) -> dict[str, Any]:
    damaged = Damaged(say("{name} is damaged.", name=name))
    try:
        data = parse(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise damaged from error
    number = check_format(data, latest=latest, name=name)
    seal = PATTERN.match(raw)
    if seal is None and number >= sealed_from:
        raise damaged
    if seal is not None:
        start, end = seal.span(1)
        if _digest(raw[:start] + EMPTY.encode() + raw[end:]) != seal[1].decode():
            raise damaged
    return {key: value for key, value in data.items() if key not in ("format", KEY)}


def _raw(path: Path) -> bytes:
    try:
        return read_bytes(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Missing(say("{name} is missing.", name=path.name)) from error
    except PermissionError as error:
        raise UserError(
            say("{name} may not be read.", name=path.name), say("Give this account the permission to read it.")
        ) from error
    except OSError as error:
        if not path.is_file() and path.exists():
            raise Damaged(say("{name} is not a file.", name=path.name)) from error
        why = error.strerror or str(error)
        raise UserError(
            say("{name} cannot be read: {why}.", name=path.name, why=why), say("Look whether its disk is connected.")
        ) from error
