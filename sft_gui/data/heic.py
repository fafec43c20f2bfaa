"""HEIC photos, by pillow-heif: what iPhones make. Loaded with the first one, so that nothing else waits for it."""

from __future__ import annotations

from functools import cache
from importlib import import_module

BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
READERS = ("pillow_heif", "pi_heif")  # the second is the first without its encoder, which is under the GPL


def is_heic(data: bytes) -> bool:
    """Tell by a file's first bytes whether it is a HEIC photo; an AVIF one is not."""
    return data[4:8] == b"ftyp" and data[8:12] in BRANDS and b"avi" not in data[8:64]


@cache
def can_be_read() -> bool:
    """Let PIL read HEIC and tell whether it can.

    libheif turns the picture as the file's own container says and pillow-heif then sets its EXIF orientation to
    upright, so nothing must be turned again.
    """
    for name in READERS:
        try:
            reader = import_module(name)
        except ImportError:
            continue
        reader.options.DECODE_THREADS = 1  # pictures are decoded side by side already
        reader.register_heif_opener(thumbnails=False)
        return True
    return False
