"""What was noticed in single pictures and annotations, for the notes of the whole data set."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from sft_gui.data.index import Found
from sft_gui.messages import Message, counted, say


def noticed(found: Sequence[Found]) -> list[Message]:
    """Say which pictures contradict each other, and what was done about doubtful annotations.

    Of each kind of doubt there is an example, and how many pictures have it.
    """
    kinds: dict[str, list[Message]] = {}
    for each in found:
        name = PurePosixPath(each.path).name
        for note in (each.annotation or {}).get("notes", ()):
            message = say("{name}: {note}.", name=name, note=Message.from_json(note))
            kinds.setdefault(note["template"], []).append(message)
    notes = [
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
    return [*_in_two_classes(found), *notes]


def _in_two_classes(found: Sequence[Found]) -> list[Message]:
    """Name files of the same content that have different classes: at most one of these can be right."""
    first: dict[str, Found] = {}
    twice = []
    for each in found:
        if each.label is None or not each.digest or each.reason is not None:
            continue
        other = first.setdefault(each.digest, each)
        if other.label != each.label:
            twice.append((other, each))
    if not twice:
        return []
    one, other = twice[0]
    return [
        counted(
            len(twice),
            "The same picture lies in two classes: {one} ({class_one}) and {other} ({class_other}).",
            "{count} times the same picture lies in two classes, as {one} ({class_one}) and {other} ({class_other}).",
            one=one.path,
            class_one=one.label,
            other=other.path,
            class_other=other.label,
        )
    ]
