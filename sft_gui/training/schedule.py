"""The learning rate as a pure function of the step."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any


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
