"""project.toml: what a project knows of itself besides its index."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from sft_gui import files, sealed
from sft_gui.data.index_file import kept_text
from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.sealed import Damaged, Missing, OfLaterVersion

FORMAT = 3  # 2 did not say how the source is read
SEALED_FROM = 2  # the first format with a seal
PROJECT_FILE = "project.toml"
INDEX_FILE = "index.sqlite"
DAMAGED = (Damaged, KeyError, TypeError, ValueError, AttributeError)


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
    choice: dict[str, Any] = field(default_factory=dict)  # how the source is read: see readers/reader.py
    understood: dict[str, Any] | None = None  # what was said of it when it was decided: see data/understand.py


def write(folder: Path, record: Record) -> None:
    """Write the record of a project atomically.

    Raises:
        Unwritable: why it cannot be written.
    """
    files.write_text(folder / PROJECT_FILE, text_of(record))


def text_of(record: Record) -> str:
    """Return the record as the file holds it."""
    data = {**asdict(record), "source": str(record.source)}
    data["notes"] = [note.to_json() for note in record.notes]
    for optional in ("legend", "levels", "understood"):
        if data[optional] is None:
            del data[optional]
    return sealed.toml(data, number=FORMAT).decode()


def read(folder: Path) -> Record:
    """Read the record of a project.

    Raises:
        UserError: there is none, it is damaged, or a newer version of the app wrote it.
    """
    file = folder / PROJECT_FILE
    try:
        return _record(sealed.read_toml(file, latest=FORMAT, sealed_from=SEALED_FROM))
    except Missing as error:
        raise UserError(say("{path} is no project.", path=str(folder))) from error
    except OfLaterVersion as error:
        raise _of_later_version(folder) from error
    except DAMAGED as error:
        return _from_copy(folder, error)


def _of_later_version(folder: Path) -> UserError:
    return UserError(
        say("The project in {path} was made by a newer version of the app.", path=str(folder)),
        say("Update the app to open it."),
    )


def _from_copy(folder: Path, error: Exception) -> Record:
    """Take the copy that the index keeps in place of a damaged file, which is put aside."""
    file = folder / PROJECT_FILE
    text = kept_text(folder / INDEX_FILE, PROJECT_FILE)
    try:
        raw = (text or "").encode()
        record = _record(sealed.parse_toml(raw, PROJECT_FILE, latest=FORMAT, sealed_from=SEALED_FROM))
    except OfLaterVersion:
        raise _of_later_version(folder) from error
    except DAMAGED:
        raise UserError(
            say("The project in {path} is damaged: {file} cannot be understood.", path=str(folder), file=PROJECT_FILE),
            say(
                "Open its pictures as a new project. What the old one learned stays in {runs}.",
                runs=str(folder / "runs"),
            ),
        ) from error
    record = replace(record, notes=(say("{file} was damaged; its copy is used.", file=PROJECT_FILE), *record.notes))
    with contextlib.suppress(OSError, UserError):
        shutil.copyfile(file, file.with_name(f"{PROJECT_FILE}.damaged"))
        write(folder, record)
    return record


def _record(data: Mapping[str, Any]) -> Record:
    values = dict(data)
    if not all(isinstance(values[key], str) for key in ("name", "task", "format_name", "created")):
        raise TypeError
    values["source"] = Path(values["source"])
    values["split"] = SplitChoice(**values["split"])
    values["notes"] = tuple(Message.from_json(note) for note in values["notes"])
    values["class_names"] = tuple(values.get("class_names", ()))
    return Record(**values)
