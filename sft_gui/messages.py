"""Sentences made below the window: a template and its values, translated only where they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Message:
    """A sentence whose template is the key of its translation.

    ``values`` may hold numbers, text and further messages; ``str()`` gives the English sentence.
    """

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values) if self.values else self.template

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


def counted(count: int, one: str, many: str, **values: Any) -> Message:
    """Make a message whose wording depends on a number; both templates may use ``{count}``."""
    return Message(one if count == 1 else many, {"count": count, **values})
