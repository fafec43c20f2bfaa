"""Why a file is no readable picture, told by its first bytes and by what the decoder said."""

from __future__ import annotations

import codecs
import contextlib
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from sft_gui.data import heic, tiff_tags
from sft_gui.data.formats import READABLE
from sft_gui.errors import UserError
from sft_gui.messages import Message, say

MAX_PIXELS = 200_000_000  # the largest phone cameras; at 3 bytes each, what a computer of today can hold
MAX_BYTES = 512 * 2**20

MAGIC = (
    b"\xff\xd8\xff",  # JPEG
    b"\x89PNG\r\n\x1a\n",
    b"GIF8",
    b"BM",
    b"II*\0",  # TIFF, then BigTIFF
    b"MM\0*",
    b"II+\0",
    b"MM\0+",
    b"\0\0\0\x0cjP  ",  # JPEG 2000
    b"\xff\x4f\xff\x51",
    b"8BPS",
    b"qoif",
    b"DDS ",
    b"\x01\xda",  # SGI
    b"\0\0\x01\0",  # ICO
    b"P1",
    b"P2",
    b"P3",
    b"P4",
    b"P5",
    b"P6",
    b"Pf",
    b"PF",
)


class Unreadable(UserError):  # noqa: N818
    """A file that cannot be decoded; ``reason`` is what follows its name: "is empty (0 bytes)"."""

    def __init__(self, reason: Message, name: str = "") -> None:
        self.reason = reason
        what = say("{name} {reason}.", name=name, reason=reason) if name else say("It {reason}.", reason=reason)
        super().__init__(what, READABLE)


def amount(size_bytes: int) -> str:
    """Write a file's size for people: "12 KB", with a no-break space."""
    for unit, factor in (("GB", 2**30), ("MB", 2**20), ("KB", 2**10)):
        if size_bytes >= factor:
            size = size_bytes / factor
            return f"{size:.1f}\u00a0{unit}" if size < 10 else f"{size:.0f}\u00a0{unit}"
    return f"{size_bytes}\u00a0B"


def looks_like_picture(head: bytes) -> bool:
    """Tell by the first 16 bytes whether a file means to be a picture."""
    is_webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    is_avif = head[4:8] == b"ftyp" and head[8:12] in (b"avif", b"avis")
    return head.startswith(MAGIC) or is_webp or is_avif or heic.is_heic(head)


def too_large(pixels: int) -> Message:
    """The reason for a picture beyond :data:`MAX_PIXELS`."""
    megapixels = round(pixels / 1e6)
    return say("is {megapixels} megapixels; at most {limit} are read", megapixels=megapixels, limit=MAX_PIXELS // 10**6)


def why_not_opened(path: Path, error: OSError | ValueError) -> Message:
    """The reason that the system did not give the file's bytes."""
    with contextlib.suppress(OSError, ValueError):  # a name may be longer than the system can ask about
        if path.is_dir():
            return say("is a folder")
        if path.is_symlink() and not path.exists():
            return say("is a link to a file that is not there")
    if isinstance(error, FileNotFoundError | ValueError):
        return say("is not there")
    if isinstance(error, PermissionError):
        return say("may not be read: its permissions forbid it")
    return say("cannot be opened ({error})", error=error.strerror or type(error).__name__)


def why_not_decoded(data: bytes, error: Exception) -> Message:
    """The reason that PIL could not decode these bytes."""
    if isinstance(error, Image.DecompressionBombError | Image.DecompressionBombWarning):
        return too_large(next(int(word) for word in str(error).replace("(", " ").split() if word.isdecimal()))
    if isinstance(error, MemoryError):
        return say("needs more memory than there is")
    other = _what_else(data)
    if other is not None:
        return other
    read, whole = amount(len(data)), amount(_promised_size(data))
    is_cut = "truncated" in str(error).lower() or data[:4] == b"RIFF"
    if is_cut and _promised_size(data) > len(data) and read != whole:
        return say("ends after {read} of {whole}", read=read, whole=whole)
    if "truncated" in str(error).lower():
        return say("is cut short: its end is missing")
    told = tiff_tags.why_not_read(data)
    if told is not None:
        return told
    if isinstance(error, UnidentifiedImageError) and not looks_like_picture(data):
        return say("is not a picture")
    return say("is damaged and cannot be decoded")


def _what_else(data: bytes) -> Message | None:
    """Name what is no picture."""
    if not data:
        return say("is empty (0 bytes)")
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return say("is a web page, not a picture")
    if head.startswith(b"<svg") or (head.startswith(b"<?xml") and b"<svg" in data[:4096].lower()):
        return say("is an SVG drawing; only pictures made of pixels are read")
    if head.startswith(b"%pdf"):
        return say("is a PDF, not a picture")
    if head.startswith((b"pk\x03\x04", b"pk\x05\x06")):
        return say("is a ZIP archive, not a picture")
    if head.startswith(b"version https://git-lfs"):
        return say("is only a Git LFS pointer: the picture itself was not downloaded")
    if heic.is_heic(data[:64]) and not heic.can_be_read():
        return say("is a HEIC photo, and the part that reads those is missing here; save it as JPEG")
    return say("is a text file, not a picture") if _is_text(data[:512]) else None


def _is_text(head: bytes) -> bool:
    if len(head) < 8 or any(byte < 9 or 13 < byte < 32 for byte in head) or looks_like_picture(head):
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _promised_size(data: bytes) -> int:
    """How many bytes the file's own header says there are, where it says so; else 0."""
    if data[:4] == b"RIFF" and len(data) >= 8:
        return int.from_bytes(data[4:8], "little") + 8
    if data[:2] == b"BM" and len(data) >= 6:
        return int.from_bytes(data[2:6], "little")
    return 0
