"""Label Studio's brush strokes: the bytes of a picture of four channels, packed in runs of bits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from sft_gui.data.parse.values import as_list
from sft_gui.data.readers.tools.shapes import MAX_MASK_PIXELS, Runs, runs_of

MAX_STEPS = 2_000_000  # of one stroke
CHANNELS = 4  # red, green, blue and how opaque, which alone says where the stroke is


def brush_of(rle: Any, size: Sequence[int]) -> Runs | None:
    """Return the run lengths of a stroke on a picture of (width, height); None where they are damaged.

    The numbers are bytes of a stream of bits: how many values there are (32 bits), bits of a value less one (5), bits
    of a length less one for each of four kinds of lengths (4 each); then steps: whether one value is repeated (1), the
    kind of its length (2), the length less one, and the value, or as many values.
    """
    width, height = size
    total = width * height * CHANNELS
    data = as_list(rle)
    if width * height > MAX_MASK_PIXELS or not all(isinstance(each, int) and 0 <= each < 256 for each in data):
        return None
    bits = _Bits(bytes(data))
    if bits.read(32) != total:
        return None
    word = bits.read(5) + 1
    kinds = [bits.read(4) + 1 for _ in range(4)]
    values: list[int] = []
    lengths: list[int] = []
    done = 0
    while done < total:
        if bits.is_over or len(values) > MAX_STEPS:
            return None
        is_same = bits.read(1)
        count = bits.read(kinds[bits.read(2)]) + 1
        found = [bits.read(word)] if is_same else [bits.read(word) for _ in range(count)]
        values += found
        lengths += [count] if is_same else [1] * count
        done += count
    if done != total or bits.is_over:
        return None
    channels = np.repeat(np.array(values, np.int64) > 0, lengths)
    return runs_of(channels[CHANNELS - 1 :: CHANNELS].reshape(height, width), (0, 0), size)


class _Bits:
    """Bits of bytes, the highest first; beyond their end all are zero."""

    def __init__(self, data: bytes) -> None:
        self._data, self._place = data, 0

    @property
    def is_over(self) -> bool:
        return self._place > 8 * len(self._data)

    def read(self, count: int) -> int:
        start, end = self._place, self._place + count
        self._place = end
        chunk = self._data[start // 8 : (end + 7) // 8].ljust((end + 7) // 8 - start // 8, b"\0")
        return int.from_bytes(chunk, "big") >> (-end % 8) & ((1 << count) - 1)
