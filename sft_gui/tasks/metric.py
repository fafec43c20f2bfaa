"""A number that says how good a model is."""

from __future__ import annotations

from dataclasses import dataclass

from sft_gui.messages import Message


@dataclass(frozen=True)
class Metric:
    """A number that evaluates a model; ``val.<name>`` and ``test.<name>`` in records."""

    name: str
    label: Message
    help: Message  # one sentence for who does not know the word
    higher_is_better: bool = True
    percent: bool = True  # shown as per cent, else as a plain number
