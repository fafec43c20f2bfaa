"""What was noticed in single annotations, for the notes of the whole data set."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from sft_gui.data.index import Found
from sft_gui.messages import Message, counted, say


def noticed(found: Sequence[Found]) -> list[Message]:
    """Say what was done about doubtful annotations: an example of each kind, and how many pictures have it."""
    kinds: dict[str, list[Message]] = {}
    for each in found:
        name = PurePosixPath(each.path).name
        for note in (each.annotation or {}).get("notes", ()):
            message = say("{name}: {note}.", name=name, note=Message.from_json(note))
            kinds.setdefault(note["template"], []).append(message)
    return [
        counted(
            len(messages) - 1,
            "{first} There is {count} more like it.",
            "{first} There are {count} more like it.",
            first=messages[0],
        )
        if len(messages) > 1
        else messages[0]
        for messages in kinds.values()
    ]
