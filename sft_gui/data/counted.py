"""Counted randomness: every draw is a pure function of (seed, purpose, epoch, index)."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

WORD = 2**64 - 1


class Purpose(IntEnum):
    """What the numbers are for; one purpose's never depend on another's. Values are part of a run's record."""

    ORDER = 1
    AUGMENT = 2


def generator(purpose: Purpose, *, seed: int, epoch: int, index: int = 0) -> np.random.Generator:
    """Return a fresh generator (numpy's Philox, whose counter is set, not run up to)."""
    counter = [0, epoch & WORD, index & WORD, 0]  # the first word counts the draws
    return np.random.Generator(np.random.Philox(key=[seed & WORD, int(purpose)], counter=counter))
