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
from typing import IO, cast

from sft_gui.data.names import safe_name, safe_names, same_key, split_suffix
from sft_gui.errors import Cancelled, UserError
from sft_gui.files import Unwritable, make_folder, read_json, unwritable, write_atomic, write_json
from sft_gui.messages import Message, counted, say
from sft_gui.prediction.predictor import Answer
from sft_gui.tasks.classification import ClassPrediction

LISTING = "class-folders.json"
FORMAT = 1


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

    A name that is taken becomes "name (2).jpg". Each copy is whole or not there. Every class has a folder of its own,
    on any system; where a folder cannot be called like its class, ``target/class-folders.json`` says which it is of.

    Args:
        sources: folders from which the pictures came; copies among them would be named as new pictures next time.

    Raises:
        UserError: the target lies in a source, cannot be written to, or the disk is full.
        Cancelled: ``cancelled`` said so; the copies made until then stay.
    """
    _check_outside(target, sources)
    report = SortReport(target)
    copier = _Copier(target, answers)
    for done, answer in enumerate(answers):
        if cancelled():
            raise Cancelled
        on_progress(done, len(answers), say("Copying"))
        problem = answer.error if answer.prediction is None else copier.copy(answer)
        if problem is not None:
            report.left_out.append((answer.name, problem))
        else:
            report.by_class[_prediction(answer).label] += 1
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


def _prediction(answer: Answer) -> ClassPrediction:
    return cast(ClassPrediction, answer.prediction)


class _Copier:
    """Copies pictures into the folders of their classes."""

    def __init__(self, target: Path, answers: Sequence[Answer]) -> None:
        self._target = target
        self._next: dict[tuple[Path, str], int] = {}
        predictions = [_prediction(answer) for answer in answers if answer.prediction is not None]
        # all classes of the model, so that a folder does not depend on which of them were seen
        classes = {label for prediction in predictions for label, _ in prediction.ranked}
        known = _read_folders(target)
        self._folders = safe_names(classes, "class", known=known)
        self._unlisted = {
            folder: label for label, folder in self._folders.items() if folder != label and folder not in known
        }
        self._known = known

    def copy(self, answer: Answer) -> Message | None:
        """Copy one picture; return why it could not be read, or None."""
        if answer.path is None:
            return say("It was pasted and has no file.")
        try:
            with open(answer.path, "rb") as source, _told_where_it_fails(self._target):
                name = self._folders[_prediction(answer).label]
                self._list(name)
                folder = self._target / name
                make_folder(folder)
                self._copy_under_free_name(source, folder, safe_name(answer.path.name, "picture"))
        except OSError as error:  # what fails in the target is a UserError
            return say("It cannot be read: {why}.", why=error.strerror or str(error))
        return None

    def _list(self, folder: str) -> None:
        """Write down what a folder is of, before it is there, where its name does not say so."""
        if folder in self._unlisted:
            self._known = {**self._known, folder: self._unlisted.pop(folder)}
            make_folder(self._target)
            write_json(self._target / LISTING, {"format": FORMAT, "folders": self._known})

    def _copy_under_free_name(self, source: IO[bytes], folder: Path, name: str) -> None:
        draft = folder / f".{secrets.token_hex(4)}.copy"
        try:
            write_atomic(draft, lambda file: shutil.copyfileobj(source, file, 1 << 20))
            with contextlib.suppress(OSError):
                shutil.copystat(source.name, draft)
            os.replace(draft, self._reserve(folder, name))
        finally:
            draft.unlink(missing_ok=True)

    def _reserve(self, folder: Path, name: str) -> Path:
        """Make an empty file of that name, numbered where it is taken, so that nobody else can take it."""
        stem, suffix = split_suffix(name)
        key = folder, same_key(name)
        while True:
            number = self._next.get(key, 1)
            self._next[key] = number + 1
            path = folder / (name if number == 1 else f"{stem} ({number}){suffix}")
            with contextlib.suppress(FileExistsError):
                path.touch(exist_ok=False)
                return path


def _read_folders(target: Path) -> dict[str, str]:
    """Return what the folders of an earlier sorting are of, where their names do not say so; folder to class."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        folders = read_json(target / LISTING)["folders"]
        return {str(folder): str(label) for folder, label in folders.items() if safe_name(folder, "") == folder}
    return {}


@contextlib.contextmanager
def _told_where_it_fails(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unwritable(target, error) from error
    except Unwritable as error:  # of a draft, whose name says nothing
        raise unwritable(target, error.reason) from error
