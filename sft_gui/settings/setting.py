"""What a setting is: type, range, default, words, when it applies; and how a value is checked."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sft_gui.messages import Message, say

Value = bool | int | float | str | None


@dataclass(frozen=True)
class Choice:
    """One of the values that a setting can take, with its words."""

    value: str
    label: Message
    help: Message | None = None


@dataclass(frozen=True)
class Setting:
    """One declaration, from which form, validation, command line, TOML, docs and the run's record derive."""

    key: str  # "optimizer.lr": the section and the name in TOML
    kind: type  # bool, int, float or str
    default: Value
    label: Message
    help: Message
    group: str  # a key of catalogue.GROUPS
    minimum: float | None = None
    maximum: float | None = None
    above_minimum: bool = False  # the minimum itself is not allowed
    choices: tuple[Choice, ...] = ()
    unit: Message | None = None
    optional: bool = False  # None is a value: "no limit", "by the model"
    none_label: Message | None = None  # what None means, for the empty field
    advanced: bool = False
    applies: Callable[[Mapping[str, Any]], bool] = field(default=lambda values: True)
    usual: tuple[float, float] | None = None  # outside of it a warning, not an error
    tasks: tuple[str, ...] = ()  # the tasks that it is for; all where empty
    affects_cost: bool = False  # what a step, a validation or a checkpoint takes in time, memory or disk
    affects_result: bool = True  # the weights that a run ends with, or which of them are kept
    editable: bool = True  # False: chosen by its own control (the model table), not by a form field

    def is_for(self, task: str) -> bool:
        """Whether it means anything to that task."""
        return not self.tasks or task in self.tasks

    def parse(self, text: str) -> Value:
        """Read the value from what a person typed.

        Raises:
            ValueError: with a message fit for the field.
        """
        text = text.strip()
        if self.optional and text.lower() in ("", "none", "auto"):
            return None
        if self.kind is bool:
            return _parse_bool(text)
        try:
            return self.kind(text.replace(",", ".") if self.kind is float else text)
        except ValueError:
            raise ValueError(self.range_words()) from None

    def problem(self, value: object) -> Message | None:
        """Say what is wrong with ``value``, or None."""
        if value is None:
            return None if self.optional else say("{label} needs a value.", label=self.label)
        if self.kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, self.kind) or (self.kind is int and isinstance(value, bool)):
            return self.range_words()
        if self.choices and value not in [choice.value for choice in self.choices]:
            names = ", ".join(choice.value for choice in self.choices)
            return say("One of: {names}.", names=names)
        if isinstance(value, int | float) and not isinstance(value, bool) and not self._in_range(value):
            return self.range_words()
        return None

    def warning(self, value: object) -> Message | None:
        """Say that an allowed value is unusual, or None."""
        if self.usual is None or not isinstance(value, int | float) or isinstance(value, bool):
            return None
        low, high = self.usual
        if value > high:
            return say("High; {low:g} to {high:g} is usual", low=low, high=high)
        if value < low:
            return say("Low; {low:g} to {high:g} is usual", low=low, high=high)
        return None

    def range_words(self) -> Message:
        """Say which values are allowed."""
        number = say("A whole number") if self.kind is int else say("A number")
        if self.kind not in (int, float):
            return say("A value is missing.")
        if self.minimum is None:
            return number
        values = {"number": number, "low": _plain(self.minimum)}
        if self.maximum is None:
            return say("{number}, at least {low}", **values)
        if self.above_minimum:
            return say("{number} above {low}, up to {high}", **values, high=_plain(self.maximum))
        return say("{number} from {low} to {high}", **values, high=_plain(self.maximum))

    def _in_range(self, value: float) -> bool:
        if not math.isfinite(value):
            return False
        if self.minimum is not None and (value < self.minimum or (self.above_minimum and value == self.minimum)):
            return False
        return self.maximum is None or value <= self.maximum


def _plain(number: float) -> str:
    """Write a bound as a person does: no exponent for a large one."""
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:g}"


def _parse_bool(text: str) -> bool:
    if text.lower() in ("true", "yes", "on", "1"):
        return True
    if text.lower() in ("false", "no", "off", "0"):
        return False
    raise ValueError(say("true or false"))


class Settings(Mapping[str, Any]):
    """A complete, immutable set of values: every declared key has one."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = dict(values)

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Settings({self._values!r})"

    def with_values(self, changes: Mapping[str, Value]) -> Settings:
        """Return a copy with some values replaced."""
        unknown = changes.keys() - self._values.keys()
        assert not unknown, f"undeclared settings: {sorted(unknown)}"
        return Settings({**self._values, **changes})
