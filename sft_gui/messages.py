"""Sentences made below the window: a template and its values, translated only where they are shown.

What a sentence is filled with may be anybody's file or class name. :func:`shown` makes it harmless: it can neither
move the cursor of a terminal, nor begin a line, nor turn around the words beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# Control characters, marks and overrides of direction, line separators, and halves of characters.
ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u206a-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")
ISOLATES = re.compile("[\u2066-\u2069]")
FIRST_STRONG, POP = "\u2068", "\u2069"  # what is between them is laid out for itself
RIGHT_TO_LEFT = ("R", "AL", "AN")


def shown(text: str) -> str:
    """Return text from outside so that it can stand in a sentence and does nothing there.

    Control characters, line breaks and direction marks are written as escapes; right-to-left text is isolated from
    the words around it. Text that was made so before comes back as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    text = ACTING.sub(_escaped, text)
    outside = _outside_isolates(text)
    if outside is None:
        text = outside = ISOLATES.sub(_escaped, text)
    if any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in outside):
        return f"{FIRST_STRONG}{text}{POP}"
    return text


def _escaped(match: re.Match[str]) -> str:
    return match.group().encode("unicode_escape", "backslashreplace").decode("ascii")


def _outside_isolates(text: str) -> str | None:
    """Return what stands outside isolates; None where they do not come in pairs."""
    depth, outside = 0, []
    for character in text:
        if "\u2066" <= character <= "\u2068":
            depth += 1
        elif character == POP:
            depth -= 1
            if depth < 0:
                return None
        elif depth == 0:
            outside.append(character)
    return None if depth else "".join(outside)


@dataclass(frozen=True)
class Message:
    """A sentence whose template is the key of its translation.

    ``values`` may hold numbers, text and further messages; ``str()`` gives the English sentence, in which text is
    as :func:`shown` gives it.
    """

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        if not self.values:
            return self.template
        return self.template.format(**{k: shown(v) if isinstance(v, str) else v for k, v in self.values.items()})

    def to_json(self) -> dict[str, Any]:
        """Return the message as JSON data, values included."""
        values = {k: v.to_json() if isinstance(v, Message) else v for k, v in self.values.items()}
        return {"template": self.template, "values": values}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Message:
        """Read what :meth:`to_json` wrote."""
        values = {
            k: cls.from_json(v) if isinstance(v, dict) and "template" in v else v for k, v in data["values"].items()
        }
        return cls(data["template"], values)


def say(template: str, **values: Any) -> Message:
    """Make a message; the translations' extractor finds the literal ``template`` by this function's name."""
    return Message(template, values)


@dataclass(frozen=True)
class Forms:
    """A sentence for one and for any other number, the one way to make a plural; both may use ``{count}``."""

    one: str
    many: str

    def of(self, count: int, **values: Any) -> Message:
        """Make the message for a number, which is written with its thousands apart."""
        return Message(self.one if count == 1 else self.many, {"count": f"{count:,}", **values})


def counted(count: int, one: str, many: str, **values: Any) -> Message:
    """Make a message whose wording depends on a number, of forms that are used once."""
    return Forms(one, many).of(count, **values)


# What is counted within many sentences: ``say("{pictures} are left", pictures=PICTURES.of(12))``.
PICTURES = Forms("{count} picture", "{count} pictures")
CLASSES = Forms("{count} class", "{count} classes")
EPOCHS = Forms("{count} epoch", "{count} epochs")
STEPS = Forms("{count} step", "{count} steps")
BOXES = Forms("{count} box", "{count} boxes")
OUTLINES = Forms("{count} outline", "{count} outlines")
