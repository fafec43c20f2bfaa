"""Copies of named pictures, sorted into one folder a class. The pictures themselves stay where they are."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from sft_gui.data.names import safe_name, split_suffix
from sft_gui.errors import Cancelled, UserError
from sft_gui.files import Unwritable, unwritable, write_atomic
from sft_gui.messages import Message, counted, say
from sft_gui.prediction.predictor import Answer


@dataclass
class SortReport:
    """What was copied where, and what was not."""

    folder: Path
    by_class: Counter[str] = field(default_factory=Counter)  # class -> copies
    left_out: list[tuple[str, Message]] = field(default_factory=list)  # (file name, reason)

    def message(self) -> Message:
        """Say it in a sentence."""
        copied = counted(self.by_class.total(), "{count} picture was copied.", "{count} pictures were copied.")
        if not self.left_out:
            return copied
        rest = counted(len(self.left_out), "{count} was left out.", "{count} were left out.")
        return say("{copied} {rest}", copied=copied, rest=rest)


def sort_copies(
    answers: Sequence[Answer],
    target: Path,
    *,
    sources: Sequence[Path] = (),
    on_progress: Callable[[int, int | None, Message], None] = lambda done, total, what: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> SortReport:
    """Copy every named picture to ``target/<class>/``; what is there already is never overwritten.

    A name that is taken becomes "name (2).jpg". Each copy is whole or not there.

    Args:
        sources: folders from which the pictures came; copies among them would be named as new pictures next time.

    Raises:
        UserError: the target lies in a source, cannot be written to, or the disk is full.
        Cancelled: ``cancelled`` said so; the copies made until then stay.
    """
    _check_outside(target, sources)
    report = SortReport(target)
    for done, answer in enumerate(answers):
        if cancelled():
            raise Cancelled
        on_progress(done, len(answers), say("Copying"))
        problem = answer.error if answer.prediction is None else _copy(answer, target)
        if problem is not None:
            report.left_out.append((answer.name, problem))
        elif answer.prediction is not None:
            report.by_class[answer.prediction.label] += 1
    on_progress(len(answers), len(answers), say("Copying"))
    return report


def _check_outside(target: Path, sources: Sequence[Path]) -> None:
    real = Path(os.path.realpath(target))
    for source in sources:
        if real.is_relative_to(os.path.realpath(source)):
            raise UserError(
                say("{target} lies in {source}, where the pictures come from.", target=str(target), source=str(source)),
                say("Choose a folder outside of it."),
            )


def _copy(answer: Answer, target: Path) -> Message | None:
    """Copy one picture; return why it could not be read, or None."""
    assert answer.prediction is not None
    if answer.path is None:
        return say("It was pasted and has no file.")
    try:
        with open(answer.path, "rb") as source, _told_where_it_fails(target):
            folder = target / safe_name(answer.prediction.label, "class")
            folder.mkdir(parents=True, exist_ok=True)
            _copy_under_free_name(source, folder, safe_name(answer.path.name, "picture"))
    except OSError as error:  # what fails in the target is a UserError
        return say("It cannot be read: {why}.", why=error.strerror or str(error))
    return None


def _copy_under_free_name(source: IO[bytes], folder: Path, name: str) -> None:
    draft = folder / f".{secrets.token_hex(4)}.copy"
    try:
        write_atomic(draft, lambda file: shutil.copyfileobj(source, file, 1 << 20))
        with contextlib.suppress(OSError):
            shutil.copystat(source.name, draft)
        os.replace(draft, _reserve(folder, name))
    finally:
        draft.unlink(missing_ok=True)


def _reserve(folder: Path, name: str) -> Path:
    """Make an empty file of that name, numbered where it is taken, so that nobody else can take it."""
    stem, suffix = split_suffix(name)
    number = 1
    while True:
        path = folder / (name if number == 1 else f"{stem} ({number}){suffix}")
        try:
            path.touch(exist_ok=False)
            return path
        except FileExistsError:
            number += 1


@contextlib.contextmanager
def _told_where_it_fails(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unwritable(target, error) from error
    except Unwritable as error:  # of a draft, whose name says nothing
        raise unwritable(target, error.reason) from error
