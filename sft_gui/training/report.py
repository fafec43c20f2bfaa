"""A run in a few numbers: what ``report.json`` keeps."""

from __future__ import annotations

from dataclasses import dataclass, field

from sft_gui.training.events import RunState


@dataclass(frozen=True)
class Report:
    """A run in a few numbers, so that the history need not read every event."""

    state: RunState = RunState.PREPARING
    epoch: int = 0  # finished epochs
    epochs: int = 0
    step: int = 0
    seconds: float = 0.0  # trained, pauses not counted
    best_epoch: int | None = None
    scores: dict[str, float] = field(default_factory=dict)  # of the best weights: "val.accuracy", "val.correct", ...
    curve: tuple[tuple[int, float], ...] = ()  # (epoch, headline metric on validation)
