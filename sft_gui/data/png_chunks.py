"""PNG files without what stands beside the pixels: text and colour profiles may be larger than PIL takes."""

from __future__ import annotations

import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
BULKY = (b"tEXt", b"zTXt", b"iTXt", b"iCCP")
NEEDED = (b"Raw profile type exif\0", b"Raw profile type APP1\0", b"XML:com.adobe.xmp\0")  # may say how to turn it
SMALL = 900  # bytes: packed as tightly as can be, they hold less than the 1 MiB that PIL allows
LARGEST_NEEDED = 2**16  # of those that are needed, as they are packed
LARGEST_TEXT = 2**20  # unpacked, as PIL has it


def without_bulk(data: bytes) -> bytes:
    """Return a PNG file without its large texts and its colour profile; other data and ordinary files as they are."""
    if not data.startswith(SIGNATURE):
        return data
    kept, place, start = [], len(SIGNATURE), 0
    while place + 12 <= len(data):
        length, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        end = place + 12 + length
        if end > len(data) or kind == b"IEND":
            break
        if kind in BULKY and length > SMALL and not _is_needed(kind, data[place + 8 : place + 8 + length]):
            kept.append(data[start:place])
            start = end
        place = end
    return b"".join((*kept, data[start:])) if kept else data


def _is_needed(kind: bytes, chunk: bytes) -> bool:
    return chunk.startswith(NEEDED) and len(chunk) <= LARGEST_NEEDED and _unpacks(kind, chunk)


def _unpacks(kind: bytes, chunk: bytes) -> bool:
    """Tell a text that PIL takes: packed ones may not hold more than 1 MiB."""
    _, _, rest = chunk.partition(b"\0")
    if kind == b"zTXt":
        packed = rest[1:]
    elif kind == b"iTXt" and rest[:1] == b"\1":
        _, _, rest = rest[2:].partition(b"\0")  # past the language
        _, _, packed = rest.partition(b"\0")
    else:
        return True
    try:
        return len(zlib.decompressobj().decompress(packed, LARGEST_TEXT + 1)) <= LARGEST_TEXT
    except zlib.error:
        return False
