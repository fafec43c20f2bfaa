"""A picture's bytes to upright 8-bit RGB; whatever is wrong with them, the only exception is Unreadable."""

from __future__ import annotations

import hashlib
import io
import logging
import stat
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from PIL import ExifTags, Image, ImageCms

from sft_gui.data import heic
from sft_gui.data.formats import FORMATS, PICTURE_SUFFIXES, is_picture_name
from sft_gui.data.levels import Extent, Levels, levels_of
from sft_gui.data.png_chunks import without_bulk
from sft_gui.data.unreadable import (
    MAX_BYTES,
    MAX_PIXELS,
    Unreadable,
    amount,
    too_large,
    why_not_decoded,
    why_not_opened,
)
from sft_gui.messages import say

__all__ = [
    "PICTURE_SUFFIXES",
    "Unreadable",
    "decode",
    "decode_measured",
    "examine",
    "is_picture_name",
    "measure",
    "opened",
    "read",
    "to_rgb",
]

ORIENTATIONS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# Rawmodes of 16-bit colour, and those that read the other byte of each value. Compressed TIFF comes in native order.
OTHER_BYTE = {
    f"{bands};16{one}": f"{bands};16{other}"
    for bands in ("RGB", "RGBA", "RGBX")
    for one, other in ("LB", "BL", ("N", "B" if sys.byteorder == "little" else "L"))
}

for _module in (r"PIL\.", __name__):
    warnings.filterwarnings("ignore", module=_module)
logging.getLogger("PIL").setLevel(logging.CRITICAL)
Image.MAX_IMAGE_PIXELS = MAX_PIXELS  # so PIL itself refuses twice as many before anything is allocated


class Look(NamedTuple):
    """What decoding a picture finds out."""

    pixels: np.ndarray  # (H, W, 3) uint8 RGB, upright, contiguous
    size: tuple[int, int]  # upright (width, height) before shrinking
    turn: int  # EXIF orientation, 1 where there is none
    extent: Extent | None  # of a picture of more than 8 bits, where it was asked for


def decode(source: Path | bytes, *, short_side: int | None = None, levels: Levels | None = None) -> np.ndarray:
    """Decode the first frame of a picture.

    EXIF orientation is applied, transparency lies on white, 16-bit and float values are scaled to 8 bits, grey and
    CMYK become RGB. JPEG is decoded at a fraction of its size where ``short_side`` allows it.

    Args:
        source: a file or its content.
        short_side: shrink so that the short side has this many pixels; a smaller picture is never enlarged.
        levels: the data set's black and white for pictures of more than 8 bits; None takes what the format promises,
            else the picture's own darkest and lightest.

    Returns:
        (H, W, 3) uint8 RGB, contiguous.

    Raises:
        Unreadable: with the reason.
    """
    return decode_measured(source, short_side=short_side, levels=levels)[0]


def decode_measured(
    source: Path | bytes, *, short_side: int | None = None, name: str = "", levels: Levels | None = None
) -> tuple[np.ndarray, tuple[int, int]]:
    """Decode like :func:`decode` and also return the upright (width, height) before shrinking.

    ``name`` is that of the file which ``source`` is the content of, for messages.
    """
    data = source if isinstance(source, bytes) else read(source)
    look = _look(data, short_side, name if isinstance(source, bytes) else source.name, levels)
    return look.pixels, look.size


def measure(data: bytes) -> tuple[int, int]:
    """Return the upright (width, height) after decoding just enough to know that the whole picture can be.

    Raises:
        Unreadable: with the reason.
    """
    return examine(data).size


def examine(data: bytes) -> Look:
    """Decode by the very steps that training takes, so that what passes here can be trained on, but to one pixel.

    A JPEG is decoded at an eighth of its size, which notices a missing end as surely as full decoding does.

    Raises:
        Unreadable: with the reason.
    """
    return _look(data, 1, wants_extent=True)


def _look(
    data: bytes, short_side: int | None, name: str = "", levels: Levels | None = None, *, wants_extent: bool = False
) -> Look:
    """The one way from bytes to pixels."""
    with opened(data, name) as image:
        has_lower_bytes = any(_exchanged(tile.args) for tile in getattr(image, "tile", ()))
        size = _load(image, short_side)
        turn = _orientation(image)
        # 16-bit colour is decoded twice where the lower bytes can matter
        is_narrow = levels is not None and levels.whole not in (None, (0, 2**16 - 1))
        deep = _deep_values(image, data, has_lower_bytes=has_lower_bytes and (wants_extent or is_narrow))
        extent = _extent(image, deep) if wants_extent and deep is not None else None
        is_plain = image.mode in ("L", "RGB", "CMYK") and "transparency" not in image.info
        if deep is not None:
            image = _from_deep(image, deep, levels)
        elif not is_plain:
            image = to_rgb(image)
        small = _shrunk(image, short_side)
        turned = ORIENTATIONS.get(turn)
        return Look(np.array(to_rgb(small if turned is None else small.transpose(turned))), size, turn, extent)


def read(path: Path) -> bytes:
    """Read a file that may be a picture; raises Unreadable."""
    try:
        status = path.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            raise Unreadable(say("is no file, but a device or a pipe"), path.name)  # reading it might never end
        if status.st_size > MAX_BYTES:
            reason = say("has {size}; at most {limit} are read", size=amount(status.st_size), limit=amount(MAX_BYTES))
            raise Unreadable(reason, path.name)
        return path.read_bytes()
    except (OSError, ValueError) as error:  # a table may name a file with a zero byte in it
        raise Unreadable(why_not_opened(path, error), path.name) from error


def content_hash(data: bytes) -> str:
    """Return blake2b-128 of a file's bytes, hexadecimal."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


@cache
def _formats() -> tuple[str, ...]:
    Image.init()  # a format must be registered before Image.open is asked for it by name
    return tuple(name for name in FORMATS.split() if name in Image.OPEN)  # AVIF is not in every Pillow


@contextmanager
def opened(data: bytes, name: str = "") -> Iterator[Image.Image]:
    """Open a picture's bytes with one of the formats that are read; whatever goes wrong inside raises Unreadable."""
    formats = _formats()
    if heic.is_heic(data[:64]) and heic.can_be_read():
        formats = (*formats, "HEIF")
    try:
        with Image.open(io.BytesIO(without_bulk(data)), formats=formats) as image:
            if image.width * image.height > MAX_PIXELS:
                raise Unreadable(too_large(image.width * image.height), name)
            yield image
    except Unreadable:
        raise
    except Exception as error:  # PIL's decoders raise nearly every class there is on damaged bytes
        raise Unreadable(why_not_decoded(data, error), name) from error


def _load(image: Image.Image, short_side: int | None) -> tuple[int, int]:
    """Decode, a JPEG at the smallest size that will do, and return the whole picture's upright (width, height)."""
    size = image.size
    is_reduced = short_side is not None and _draft(image, short_side)
    image.load()
    if not is_reduced:
        size = image.size  # a TIFF turns itself while loading, an ICO takes its largest frame
    return (size[1], size[0]) if _orientation(image) >= 5 else size


def _draft(image: Image.Image, short_side: int) -> bool:
    """Let a JPEG decode at the smallest eighth, quarter or half that is not below ``short_side``."""
    scale = short_side / min(image.size)
    if image.format not in ("JPEG", "MPO") or scale > 0.5:
        return False
    wanted = (max(1, int(image.width * scale)), max(1, int(image.height * scale)))
    return image.draft(None, wanted) is not None  # type: ignore[arg-type]  # None keeps the mode


def _orientation(image: Image.Image) -> int:
    if image.format == "HEIF":  # its container says how it lies, and that was done in loading
        return 1
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # damaged EXIF is no reason to refuse the picture
        return 1


def _shrunk(image: Image.Image, short_side: int | None) -> Image.Image:
    if short_side is None or min(image.size) <= short_side:
        return image
    scale = short_side / min(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.BICUBIC, reducing_gap=3.0)  # by whole factors first, down to 3 times


def to_rgb(image: Image.Image) -> Image.Image:
    """Convert a loaded picture of any mode to RGB as a viewer shows it on a white page."""
    if _is_deep(image):
        return _from_deep(image, np.asarray(image), None)
    if image.mode == "LAB":
        lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, lab, srgb, outputMode="RGB")
        assert converted is not None
        return converted
    if image.mode == "La":  # premultiplied, and known to PIL's converter as little more than that
        image = image.convert("LA")
    if "transparency" in image.info or image.mode in ("RGBA", "LA", "PA", "RGBa"):
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, (255, 255, 255, 255))
        return Image.alpha_composite(white, image).convert("RGB")
    return image.convert("RGB")


# Pictures of more than 8 bits


def _is_deep(image: Image.Image) -> bool:
    return image.mode == "F" or image.mode.startswith("I")


def _deep_values(image: Image.Image, data: bytes, *, has_lower_bytes: bool) -> np.ndarray | None:
    """Return the values of a loaded picture of more than 8 bits, (H, W) or (H, W, bands); None for any other.

    ``data`` is the file's content: of 16-bit colour PIL keeps only the upper bytes, so that it is decoded again.
    """
    if _is_deep(image):
        return np.asarray(image)
    return _deep_colour(image, data) if has_lower_bytes and image.mode in ("RGB", "RGBA") else None


def _deep_colour(image: Image.Image, data: bytes) -> np.ndarray | None:
    """Return the values of 16-bit colour, (H, W, 3 or 4) uint16, by decoding once more with the bytes exchanged."""
    if image.format not in ("PNG", "TIFF") or "transparency" in image.info:
        return None
    with Image.open(io.BytesIO(without_bulk(data)), formats=(image.format,)) as again:
        again.tile = [tile._replace(args=_exchanged(tile.args) or tile.args) for tile in again.tile]
        again.load()
        if again.mode != image.mode or again.size != image.size:
            return None
        return np.asarray(image).astype(np.uint16) << 8 | np.asarray(again)


def _exchanged(args: Any) -> Any:
    """Return a tile's arguments under which PIL reads the other byte of 16-bit colour; None where it has none."""
    mode = args if isinstance(args, str) else args[0] if args else None
    if mode not in OTHER_BYTE:
        return None
    return OTHER_BYTE[mode] if isinstance(args, str) else (OTHER_BYTE[mode], *args[1:])


def _extent(image: Image.Image, values: np.ndarray) -> Extent:
    real = values[np.isfinite(values)] if values.dtype.kind == "f" else values
    low, high = (float(real.min()), float(real.max())) if real.size else (0.0, 0.0)
    if image.mode == "F":
        return Extent("real", low, high)
    promised = _promised_white(image)
    return Extent("whole", low, promised if promised < 2**16 - 1 and low >= 0 and high <= promised else high)


def _promised_white(image: Image.Image) -> float:
    """The largest value that a file of 12 or 16 bits says it may hold."""
    bits: Any = getattr(image, "tag_v2", {}).get(ExifTags.Base.BitsPerSample, (16,))
    return 2.0 ** min(int(bits[0]), 16) - 1


def _from_deep(image: Image.Image, values: np.ndarray, levels: Levels | None) -> Image.Image:
    """Scale 16-bit, 32-bit and float values to 8-bit RGB; PIL's own conversion would clip them."""
    numbers = values.astype(np.float32)
    chosen = None if levels is None else levels.real if image.mode == "F" else levels.whole
    if chosen is not None:
        black, white = chosen
    elif values.ndim == 3:
        black, white = 0.0, 2.0**16 - 1
    else:
        black, white = _range_of(image, numbers[np.isfinite(numbers)])
    if values.ndim == 3 and values.shape[2] == 4:
        numbers[..., 3] = numbers[..., 3] / (2.0**16 - 1) * (white - black) + black  # how opaque is no colour
    scaled = (np.nan_to_num(numbers, nan=black, posinf=white, neginf=black) - black) * (255 / (white - black))
    return to_rgb(Image.fromarray(np.clip(scaled + 0.5, 0, 255).astype(np.uint8)))


def _range_of(image: Image.Image, values: np.ndarray) -> tuple[float, float]:
    """The values of black and white: what the format promises, else the darkest and the lightest present."""
    low, high = (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)
    if image.mode == "F":
        return levels_of("real", low, high)
    white = _promised_white(image)
    if low >= 0 and high <= white:
        return 0.0, white
    return (low, high) if high > low else (low, low + 1.0)
