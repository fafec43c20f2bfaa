"""What a TIFF file's own tags say about it, for the reason why it is not read."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from sft_gui.messages import Message, say

BITS, COMPRESSION, PHOTOMETRIC, SAMPLES, SAMPLE_FORMAT = 258, 259, 262, 277, 339
SIZES = {1: ("B", 1), 3: ("H", 2), 4: ("I", 4), 16: ("Q", 8)}  # by type of field: unsigned numbers
READ_COMPRESSIONS = (1, 2, 3, 4, 5, 7, 8, 32773, 32946, 32771)
NAMES = {
    6: "JPEG (old style)", 9: "JBIG", 10: "JBIG", 33003: "JPEG 2000", 33005: "JPEG 2000", 34661: "JBIG",
    34712: "JPEG 2000", 34887: "LERC", 34892: "JPEG (lossy)", 34925: "LZMA", 50000: "Zstandard", 50001: "WebP",
    50002: "JPEG XL", 52546: "JPEG XL", 32809: "ThunderScan", 34676: "SGILog", 34677: "SGILog",
}  # fmt: skip


@dataclass
class Tags:
    """The numbers of the first picture's tags."""

    values: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def one(self, tag: int, default: int) -> int:
        return next(iter(self.values.get(tag, ())), default)


def why_not_read(data: bytes) -> Message | None:
    """Return what about a TIFF keeps it from being read; None where it is no TIFF or nothing is known."""
    tags = _tags(data)
    if tags is None:
        return None
    bands, bits, kind = tags.one(SAMPLES, 1), tags.one(BITS, 1), tags.one(SAMPLE_FORMAT, 1)
    if bands == 2 or bands > 4:
        return say("has {bands} bands; pictures with 1, 3 or 4 are read", bands=bands)
    compression = tags.one(COMPRESSION, 1)
    if compression not in READ_COMPRESSIONS:
        name = NAMES.get(compression, str(compression))
        return say("is a TIFF packed with {name}, which is not read; save it without compression", name=name)
    if bands > 1 and kind == 3:
        return say("has {bands} bands of {bits}-bit real numbers; only one such band is read", bands=bands, bits=bits)
    if kind in (5, 6):
        return say("holds complex numbers, which are no colours")
    if kind == 3 and bits not in (32, 64):
        return say("holds {bits}-bit real numbers; 32 bits are read", bits=bits)
    if bits not in (1, 2, 4, 8, 12, 16, 32) or (bands > 1 and bits not in (8, 16)):
        return say("has {bits} bits a value; 8 and 16 are read", bits=bits)
    return None


def _tags(data: bytes) -> Tags | None:
    try:
        return _read(data)
    except (struct.error, ValueError, OverflowError):
        return None


def _read(data: bytes) -> Tags | None:
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None:
        return None
    magic = struct.unpack_from(order + "H", data, 2)[0]
    if magic not in (42, 43):
        return None
    is_big = magic == 43
    place = struct.unpack_from(order + ("Q" if is_big else "I"), data, 8 if is_big else 4)[0]
    count = struct.unpack_from(order + ("Q" if is_big else "H"), data, place)[0]
    entry, inline = (20, 8) if is_big else (12, 4)
    place += 8 if is_big else 2
    tags = Tags()
    for start in range(place, place + min(count, 512) * entry, entry):
        tag, kind = struct.unpack_from(order + "HH", data, start)
        number = struct.unpack_from(order + ("Q" if is_big else "I"), data, start + 4)[0]
        if kind not in SIZES or tag not in (BITS, COMPRESSION, PHOTOMETRIC, SAMPLES, SAMPLE_FORMAT):
            continue
        letter, size = SIZES[kind]
        number, at = min(number, 64), start + (12 if is_big else 8)
        if number * size > inline:
            at = struct.unpack_from(order + ("Q" if is_big else "I"), data, at)[0]
        tags.values[tag] = struct.unpack_from(f"{order}{number}{letter}", data, at)
    return tags
