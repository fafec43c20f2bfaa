"""Settings to TOML and back: one table a section, defaults included, so that a file says all of a run."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli_w

from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.settings.catalogue import SETTINGS, current_key, unknown_key
from sft_gui.settings.setting import Value


def to_tables(values: Mapping[str, Value]) -> dict[str, dict[str, Value]]:
    """Nest the keys by section; None is left out, since TOML has no null."""
    tables: dict[str, dict[str, Value]] = {}
    for key, value in values.items():
        if value is not None:
            section, name = key.split(".", 1)
            tables.setdefault(section, {})[name] = value
    return tables


def from_tables(tables: Mapping[str, Any], *, is_told: bool = False) -> dict[str, Value]:
    """Flatten sections into keys, those of earlier versions too.

    A declared key that is optional and absent from a section stays absent.

    Raises:
        UserError: a key that no setting has.
    """
    values: dict[str, Value] = {}
    for section, table in tables.items():
        if not isinstance(table, Mapping):
            raise unknown_key(section)
        for name, value in table.items():
            key = current_key(f"{section}.{name}", is_told=is_told)
            if key is None:
                continue
            if key not in SETTINGS:
                raise unknown_key(key)
            values[key] = float(value) if SETTINGS[key].kind is float and type(value) is int else value
    return values


def dumps(values: Mapping[str, Value]) -> str:
    """Return the values as TOML."""
    return tomli_w.dumps(to_tables(values))


def read(path: Path) -> dict[str, Value]:
    """Read a settings file, such as a run's ``run.toml`` (whose own keys beside the sections are passed over).

    Raises:
        UserError: no such file, not TOML, or an unknown key.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(say("{name} does not exist.", name=str(path))) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(say("{name} is not a settings file: {why}.", name=path.name, why=str(error))) from None
    return from_tables(tables.get("settings", tables), is_told=True)
