"""Which values are black and white in pictures of more than 8 bits: one decision for a whole data set.

A camera of 12 bits writes files of 16. Were each picture stretched by its own values, a dark scene would look like a
light one; were all read as 16 bits, they would be nearly black.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from sft_gui.messages import Message, say

BITS = (8, 10, 12, 14, 16)  # what cameras and scanners give
Kind = Literal["whole", "real"]
Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Extent:
    """The smallest and the largest value in one picture of more than 8 bits, of whole or of real numbers."""

    kind: Kind
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Levels:
    """(black, white) for whole and for real numbers; None where the set has no such picture."""

    whole: Range | None = None
    real: Range | None = None

    @property
    def key(self) -> str:
        """A short text that differs where pictures come out differently, for names of what is kept."""
        return "_".join(f"{kind}{low:g}-{high:g}" for kind, (low, high) in self.to_json().items())

    def to_json(self) -> dict[str, Any]:
        """Return what a project's and a run's files hold."""
        return {kind: list(value) for kind, value in asdict(self).items() if value is not None}

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Levels | None:
        """Read that; None for a set or run without such pictures, or from before this was decided."""
        if not data:
            return None
        read = {kind: (float(data[kind][0]), float(data[kind][1])) for kind in ("whole", "real") if kind in data}
        return cls(**read)

    def notes(self) -> list[Message]:
        """Say what was decided, where it is not the plain 16 bits."""
        notes = []
        if self.whole and self.whole != (0, 2**16 - 1):
            low, high = self.whole
            bits = (int(high) + 1).bit_length() - 1
            is_of_bits = low == 0 and 2**bits - 1 == high
            notes.append(
                say(
                    "No 16-bit picture holds more than {bits} bits, so {white} is white in all of them.",
                    bits=bits,
                    white=int(high),
                )
                if is_of_bits
                else say(
                    "The deep pictures hold values from {low} to {high}: the first is black, the second white.",
                    low=int(low),
                    high=int(high),
                )
            )
        if self.real and self.real not in ((0, 1), (0, 255)):
            notes.append(
                say(
                    "The pictures of real numbers hold values from {low} to {high}: the first is black, the second "
                    "white.",
                    low=f"{self.real[0]:.4g}",
                    high=f"{self.real[1]:.4g}",
                )
            )
        return notes


def decide(extents: Iterable[Extent], before: Levels | None = None) -> Levels | None:
    """Decide for a data set; what was decided ``before`` is only ever widened, and only by what does not fit in it."""
    found: dict[str, Range] = {} if before is None else {key: (a, b) for key, (a, b) in before.to_json().items()}
    for kind in ("whole", "real"):
        some = [each for each in extents if each.kind == kind]
        if not some:
            continue
        low, high = min(each.low for each in some), max(each.high for each in some)
        if kind in found:
            low, high = min(low, found[kind][0]), max(high, found[kind][1])
        found[kind] = levels_of(kind, low, high)
    return Levels.from_json(found)


def levels_of(kind: str, low: float, high: float) -> Range:
    """Return black and white for values from ``low`` to ``high``: the narrowest usual range, else the values' own."""
    usual = (1.0, 255.0) if kind == "real" else tuple(2.0**bits - 1 for bits in BITS)
    for white in usual:
        if low >= 0 and high <= white:
            return 0.0, white
    return (low, high) if high > low else (low, low + 1.0)
