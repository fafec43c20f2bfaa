"""project.toml: what a project knows of itself besides its index."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import tomli_w

from sft_gui import files
from sft_gui.errors import UserError
from sft_gui.messages import Message, say

FORMAT = 1
PROJECT_FILE = "project.toml"


@dataclass(frozen=True, slots=True)
class SplitChoice:
    """How pictures are split; where it is ``given`` by the source, the rest does not matter."""

    seed: int = 42
    val_fraction: float = 0.2
    test_fraction: float = 0.0
    given: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """The content of project.toml."""

    name: str
    task: str
    format_name: str  # of the reader
    source: Path  # absolute, where the user's data was last seen
    created: str  # UTC, ISO 8601
    root: str = "."  # the folder that pictures' paths are relative to, itself relative to ...
    root_is_own: bool = False  # ... the project's folder, or else to the source
    classes: int = 0
    pictures: int = 0
    split: SplitChoice = field(default_factory=SplitChoice)
    notes: tuple[Message, ...] = ()
    class_names: tuple[str, ...] = ()  # in the format's own order; empty where the pictures' labels say them
    legend: dict[str, Any] | None = None  # of masks: see data/annotations.py
    levels: dict[str, Any] | None = None  # of pictures with more than 8 bits: see data/levels.py; None: not decided


def write(folder: Path, record: Record) -> None:
    """Write the record of a project atomically."""
    data = {"format": FORMAT, **asdict(record), "source": str(record.source)}
    data["notes"] = [note.to_json() for note in record.notes]
    for optional in ("legend", "levels"):
        if data[optional] is None:
            del data[optional]
    files.write_text(folder / PROJECT_FILE, tomli_w.dumps(data))


def read(folder: Path) -> Record:
    """Read the record of a project.

    Raises:
        UserError: there is none, it is damaged, or a newer version of the app wrote it.
    """
    try:
        data = tomllib.loads((folder / PROJECT_FILE).read_text(encoding="utf-8"))
        if data["format"] <= FORMAT:
            return _record(data)
    except FileNotFoundError as error:
        raise UserError(say("{path} is no project.", path=str(folder))) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise UserError(
            say("The project in {path} is damaged.", path=str(folder)), say("Open its pictures again as a new project.")
        ) from error
    raise UserError(
        say("The project in {path} was made by a newer version of the app.", path=str(folder)),
        say("Update the app to open it."),
    )


def _record(data: Mapping[str, Any]) -> Record:
    values = {key: value for key, value in data.items() if key != "format"}
    values["source"] = Path(values["source"])
    values["split"] = SplitChoice(**values["split"])
    values["notes"] = tuple(Message.from_json(note) for note in values["notes"])
    values["class_names"] = tuple(values.get("class_names", ()))
    return Record(**values)
