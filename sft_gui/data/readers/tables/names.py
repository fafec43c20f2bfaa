"""What a file beside a table calls the numbers that it has for classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sft_gui.data.parse.values import as_dict, as_text
from sft_gui.data.readers.tables.answers import listed
from sft_gui.data.source import Source, stem_of
from sft_gui.messages import Message, say

MAX_LOOKED_AT = 20
MAX_NAMES = 10_000
FILES = frozenset(
    ["classes", "class", "names", "labels", "class_names", "classnames", "categories", "label_names", "obj"]
)


def note_on_names(source: Source, labels: Sequence[str]) -> list[Message]:
    """Where classes are numbers, say what a file beside the table calls them."""
    if not labels or not all(label.isdecimal() for label in labels) or not source.is_folder:
        return []
    for path in source.of_kind(".json", ".txt", ".names", ".csv")[:MAX_LOOKED_AT]:
        names = _names_in(source, path)
        if all(names.get(label) for label in labels):
            named = listed([f"{label} {names[label]}" for label in sorted(labels, key=int)])
            return [say("The classes are numbers, for which {file} has names: {names}.", file=path, names=named)]
    return []


def _names_in(source: Source, path: str) -> Mapping[str, str | None]:
    """Return the names of numbers in JSON, in a table of a number and a name, or in a line for each."""
    if path.casefold().endswith(".json"):
        data = as_dict(source.look_json(path))
        return {str(key): as_text(value) for key, value in data.items() if len(data) <= MAX_NAMES}
    lines = [line.strip() for line in source.look_lines(path) or ()] if stem_of(path).casefold() in FILES else []
    if len(lines) > MAX_NAMES or not path.casefold().endswith(".csv"):
        return {str(number): line for number, line in enumerate(filter(None, lines[:MAX_NAMES]))}
    pairs = [[cell.strip() for cell in line.split(",")] for line in lines if line.count(",") == 1]
    numbered = {one: other for one, other in pairs if one.isdecimal()}
    return numbered or {other: one for one, other in pairs if other.isdecimal()}
