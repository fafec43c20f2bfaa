"""The learning rate as a pure function of the step, and the pictures' size as one of the epoch."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

GROWN = 0.75  # share of the epochs after which pictures have their full size
STRIDE = 32  # px; of the usual networks' last stage: between its multiples nothing is gained


def factor(step: int, *, total_steps: int, steps_per_epoch: int, settings: Mapping[str, Any]) -> float:
    """Return what the base learning rate is multiplied by at ``step`` (from 0), between 0 and 1.

    Cosine with linear warm-up: Loshchilov and Hutter 2017 (arXiv 1608.03983), Goyal et al. 2017 (arXiv 1706.02677).
    """
    name = settings["schedule.name"]
    if name == "step":
        epoch = step // steps_per_epoch
        return float(settings["schedule.gamma"] ** (epoch // settings["schedule.step_epochs"]))
    if name == "cosine":
        warmup = min(round(settings["schedule.warmup_epochs"] * steps_per_epoch), total_steps // 2)
        if step < warmup:
            return (step + 1) / warmup
        progress = (step - warmup) / max(total_steps - warmup, 1)
        return 0.5 * (1 + math.cos(math.pi * min(progress, 1.0)))
    return 1.0


@dataclass(frozen=True)
class PictureSize:
    """The side of the square that the model learns from: constant, or growing over a run.

    Small pictures first take a fraction of the time and teach nearly as much (progressive resizing: Howard 2018; Tan
    and Le 2021, arXiv 2104.00298). What is evaluated has the full size from the start.
    """

    full: int  # px
    start: int | None = None  # px; None: constant

    def at(self, epoch: int, epochs: int) -> int:
        """Return the size in ``epoch`` (from 0) of a run of ``epochs``, px."""
        start = self.full if self.start is None else self.start
        grown = start + (self.full - start) * min(epoch / max(GROWN * epochs, 1), 1.0)
        return self.full if grown >= self.full else max(start, int(grown) // STRIDE * STRIDE)

    def effort(self, first: float, last: float, epochs: int) -> float:
        """Return what the time from ``first`` to ``last``, in epochs, takes, in epochs at full size."""
        if self.start is None:
            return last - first
        total = 0.0
        for epoch in range(int(first), math.ceil(last)):
            share = min(last, epoch + 1) - max(first, epoch)
            total += share * (self.at(epoch, epochs) / self.full) ** 2
        return total
