"""HEIC photos, by pi-heif: what iPhones make. Loaded with the first one, so that nothing else waits for it."""

from __future__ import annotations

from functools import cache

BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def is_heic(data: bytes) -> bool:
    """Tell by a file's first bytes whether it is a HEIC photo; an AVIF one is not."""
    return data[4:8] == b"ftyp" and data[8:12] in BRANDS and b"avi" not in data[8:64]


@cache
def can_be_read() -> bool:
    """Let PIL read HEIC and tell whether it can.

    libheif turns the picture as the file's own container says and pi-heif then sets its EXIF orientation to
    upright, so nothing must be turned again.
    """
    try:
        import pi_heif
    except ImportError:  # no wheel for this computer
        return False
    pi_heif.options.DECODE_THREADS = 1  # pictures are decoded side by side already
    pi_heif.register_heif_opener(thumbnails=False)
    return True
