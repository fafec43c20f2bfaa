"""A number that says how good a model is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from sft_gui.messages import Message

FORMER = {"right": "correct", "val.right": "val.correct", "test.right": "test.correct"}  # until format 2 of runs
Value = TypeVar("Value")


def present_names(scores: Mapping[str, Value]) -> dict[str, Value]:
    """Return scores that an earlier version may have kept by the names that they have now."""
    return {FORMER.get(name, name): value for name, value in scores.items()}


@dataclass(frozen=True)
class Metric:
    """A number that evaluates a model; ``val.<name>`` and ``test.<name>`` in records."""

    name: str
    label: Message
    help: Message  # one sentence for who does not know the word
    higher_is_better: bool = True
    percent: bool = True  # shown as per cent, else as a plain number
    good: float | None = None  # from here on a model is worth trying on new pictures

    @property
    def perfect(self) -> float:
        """The score that cannot be bettered."""
        return 1.0 if self.higher_is_better else 0.0

    def is_better(self, score: float, other: float) -> bool:
        """Whether a score is better than another one."""
        return score > other if self.higher_is_better else score < other
