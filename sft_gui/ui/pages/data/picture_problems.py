"""Pictures of which something is to be said, as a table: name, what it is, and folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from sft_gui.data.index import Picture, Split
from sft_gui.messages import Message, say
from sft_gui.ui.look.words import told
from sft_gui.ui.widgets.column_model import Column, ColumnModel

SPLITS = {Split.TRAIN: say("Train"), Split.VAL: say("Validation"), Split.TEST: say("Test")}


def problems(pictures: Sequence[Picture]) -> ColumnModel:
    """List files that are left out, with the reason."""
    return _table(pictures, say("Why it is left out"), lambda picture: told(picture.reason) if picture.reason else "")


def notes(pictures: Sequence[Picture]) -> ColumnModel:
    """List pictures that are used, with what was noticed in their annotations."""
    return _table(pictures, say("What was noticed"), notes_of)


def finding(pictures: Sequence[Picture]) -> ColumnModel:
    """List the pictures of a finding, copies of one content beside each other, with their classes and splits."""

    def place(picture: Picture) -> str:
        split = told(SPLITS[picture.split])
        return f"{picture.label}, {split}" if picture.label is not None else split

    return _table(pictures, say("Class and split"), place)


def _table(pictures: Sequence[Picture], head: Message, why: Callable[[Picture], str]) -> ColumnModel:
    def name(picture: Picture) -> str:
        return PurePosixPath(picture.path).name

    def folder(picture: Picture) -> str:
        return str(PurePosixPath(picture.path).parent)

    return ColumnModel(
        (
            Column(head=say("File"), words=name, tip=name, role="small_strong", tone="text", width=190, stretch=2),
            Column(head=head, words=why, tip=why, role="small", width=230, stretch=3),
            Column(head=say("Folder"), words=folder, tip=folder, role="small", width=160, stretch=2),
        ),
        pictures,
    )


def notes_of(picture: Picture) -> str:
    """Say what was noticed in a picture's annotation, in one line; nothing where there is nothing."""
    found = (picture.annotation or {}).get("notes", ())
    return "; ".join(told(Message.from_json(note)) for note in found)
