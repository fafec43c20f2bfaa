"""Picture files that PIL cannot write, made byte by byte: TIFF of any tags, PNG of 16-bit colour or with any chunks."""

from __future__ import annotations

import struct
import zlib

import numpy as np

KINDS = {"u": 1, "i": 2, "f": 3, "c": 6}  # TIFF's SampleFormat


def tiff(values: np.ndarray, *, order: str = "<", tags: dict[int, tuple[int, ...]] | None = None) -> bytes:
    """Write (H, W) or (H, W, bands) of any type as an uncompressed TIFF of one strip; ``tags`` are added or changed."""
    bands = values.shape[2] if values.ndim == 3 else 1
    data = values.astype(values.dtype.newbyteorder(order)).tobytes()
    height, width = values.shape[:2]
    fields: dict[int, tuple[int, ...]] = {
        256: (width,), 257: (height,), 258: (8 * values.dtype.itemsize,) * bands, 259: (1,),
        262: (2 if bands >= 3 else 1,), 273: (8,), 277: (bands,), 278: (height,), 279: (len(data),), 284: (1,),
        339: (KINDS[values.dtype.kind],) * bands,
    }  # fmt: skip
    fields |= tags or {}
    start = 8 + len(data)
    entries, more = b"", b""
    after = start + 2 + 12 * len(fields) + 4
    for tag, numbers in sorted(fields.items()):
        kind, letter = (4, "I") if max(numbers) > 65535 else (3, "H")
        packed = struct.pack(f"{order}{len(numbers)}{letter}", *numbers)
        if len(packed) > 4:
            place = struct.pack(order + "I", after + len(more))
            more += packed
        else:
            place = packed.ljust(4, b"\0")
        entries += struct.pack(order + "HHI", tag, kind, len(numbers)) + place
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, start)
    return head + data + struct.pack(order + "H", len(fields)) + entries + bytes(4) + more


def chunk(kind: bytes, data: bytes) -> bytes:
    """Write one chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(values: np.ndarray, *, before: bytes = b"", after: bytes = b"") -> bytes:
    """Write (H, W, 3 or 4) uint8 or uint16 as PNG, with chunks before and after the pixels."""
    height, width, bands = values.shape
    rows = values.astype(values.dtype.newbyteorder(">")).reshape(height, -1)
    raw = b"".join(b"\0" + row.tobytes() for row in rows)
    head = struct.pack(">IIBBBBB", width, height, 8 * values.dtype.itemsize, {3: 2, 4: 6}[bands], 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(raw))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + before + pixels + after + chunk(b"IEND", b"")
