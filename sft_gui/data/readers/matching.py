"""Do the classes and the splits that a source gives fit together? What does not is said aloud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sft_gui.data.index import Split, natural_key
from sft_gui.data.readers.reader import Entry
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

MAX_NAMED = 3  # classes that get a sentence each


def settle(entries: Sequence[Entry]) -> tuple[list[Entry], bool, list[Message]]:
    """Decide which of the source's splits hold.

    With train and validation, all hold. With train and test, test holds and validation is cut from train. Otherwise
    none does.

    Returns:
        The entries with the splits that hold, whether they are complete, and what to tell the user.

    Raises:
        UserError: there is no picture, or only one class.
    """
    if not entries:
        raise UserError(say("The data set names no picture."), say("Open the folder that holds pictures too."))
    _check_classes(entries)
    given = {entry.split for entry in entries if entry.reason is None} - {None}  # pictures without masks train nothing
    if Split.TRAIN in given and Split.VAL in given:
        settled = [entry if entry.split else replace(entry, split=Split.TRAIN) for entry in entries]
        return settled, True, _class_notes(settled)
    if Split.TRAIN in given and Split.TEST in given:
        settled = [entry if entry.split is Split.TEST else replace(entry, split=None) for entry in entries]
        note = say("There is a test set, but none for validation: it is cut from the training pictures.")
        return settled, False, [note, *_class_notes(entries)]
    notes = []
    if given and Split.TRAIN not in given:
        notes.append(say("There is no training set, so all pictures are split anew."))
    elif given:
        notes.append(say("There is only a training set: validation is cut from it."))
    return [replace(entry, split=None) for entry in entries], False, notes


def _class_notes(entries: Sequence[Entry]) -> list[Message]:
    """Name the classes that some split has and another lacks."""
    splits_of: dict[str, set[Split]] = {}
    for entry in entries:
        if entry.label is not None and entry.split is not None:
            splits_of.setdefault(entry.label, set()).add(entry.split)
    present = set().union(*splits_of.values())
    notes = []
    for name, splits in sorted(splits_of.items(), key=lambda item: natural_key(item[0])):
        if splits == {Split.VAL}:
            notes.append(say("The class '{name}' is only in validation. Rename its folder or leave it out.", name=name))
        elif splits == {Split.TEST}:
            notes.append(say("The class '{name}' is only in test. Rename its folder or leave it out.", name=name))
        elif Split.TRAIN not in splits:
            notes.append(say("The class '{name}' is not in training. Rename its folder or leave it out.", name=name))
        elif Split.VAL in present - splits:
            notes.append(say("The class '{name}' is not in validation, so it is learned but not scored.", name=name))
        elif Split.TEST in present - splits:
            notes.append(say("The class '{name}' is not in test.", name=name))
    if len(notes) <= MAX_NAMED:
        return notes
    more = len(notes) - MAX_NAMED
    rest = counted(more, "{count} more class is not in every split.", "{count} more classes are not in every split.")
    return [*notes[:MAX_NAMED], rest]


def _check_classes(entries: Sequence[Entry]) -> None:
    names = {entry.label for entry in entries if entry.label is not None}
    if len(names) == 1:
        raise UserError(
            say("There is only one class, '{name}', so there is nothing to tell apart.", name=names.pop()),
            say("Add a folder with pictures of something else beside it."),
        )
