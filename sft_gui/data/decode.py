"""A picture's bytes to upright 8-bit RGB; whatever is wrong with them, the only exception is Unreadable."""

from __future__ import annotations

import hashlib
import io
import logging
import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from PIL import ExifTags, Image, ImageCms

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
    "is_picture_name",
    "measure",
    "measure_turned",
    "opened",
    "read",
    "to_rgb",
]

# What PIL may try, by content. Not among them: formats that start other programs (EPS), draw (WMF) or hold films.
FORMATS = "JPEG PNG WEBP GIF BMP TIFF AVIF MPO JPEG2000 PPM TGA ICO DIB DDS PCX PSD QOI SGI"
SUFFIXES = (
    ".jpg .jpeg .jpe .jfif .png .apng .webp .gif .bmp .dib .tif .tiff .avif .mpo .jp2 .j2k .jpx .j2c .pbm .pgm .ppm "
    ".pnm .pfm .tga .ico .dds .pcx .psd .qoi .sgi .rgb .bw .heic .heif .svg"
)  # HEIC and SVG cannot be read, but a user means a picture by them and is told why it is missing
PICTURE_SUFFIXES = frozenset(SUFFIXES.split())
ORIENTATIONS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

for _module in (r"PIL\.", __name__):
    warnings.filterwarnings("ignore", module=_module)
logging.getLogger("PIL").setLevel(logging.CRITICAL)
Image.MAX_IMAGE_PIXELS = MAX_PIXELS  # so PIL itself refuses twice as many before anything is allocated


def is_picture_name(name: str) -> bool:
    """Tell whether a file's name promises a picture."""
    return Path(name).suffix.lower() in PICTURE_SUFFIXES


def decode(source: Path | bytes, *, short_side: int | None = None) -> np.ndarray:
    """Decode the first frame of a picture.

    EXIF orientation is applied, transparency lies on white, 16-bit and float values are scaled to 8 bits, grey and
    CMYK become RGB. JPEG is decoded at a fraction of its size where ``short_side`` allows it.

    Args:
        source: a file or its content.
        short_side: shrink so that the short side has this many pixels; a smaller picture is never enlarged.

    Returns:
        (H, W, 3) uint8 RGB, contiguous.

    Raises:
        Unreadable: with the reason.
    """
    return decode_measured(source, short_side=short_side)[0]


def decode_measured(
    source: Path | bytes, *, short_side: int | None = None, name: str = ""
) -> tuple[np.ndarray, tuple[int, int]]:
    """Decode like :func:`decode` and also return the upright (width, height) before shrinking.

    ``name`` is that of the file which ``source`` is the content of, for messages.
    """
    data = source if isinstance(source, bytes) else read(source)
    with opened(data, name if isinstance(source, bytes) else source.name) as image:
        size = _load(image, short_side)
        turn = ORIENTATIONS.get(_orientation(image))
        is_plain = image.mode in ("L", "RGB", "CMYK") and "transparency" not in image.info
        small = _shrunk(image if is_plain else to_rgb(image), short_side)
        return np.array(to_rgb(small if turn is None else small.transpose(turn))), size


def measure(data: bytes) -> tuple[int, int]:
    """Return the upright (width, height) after decoding just enough to know that the whole picture can be.

    Raises:
        Unreadable: with the reason.
    """
    return measure_turned(data)[0]


def measure_turned(data: bytes) -> tuple[tuple[int, int], int]:
    """Measure like :func:`measure` and also return the EXIF orientation, 1 where there is none.

    A JPEG is decoded at an eighth of its size, which notices a missing end as surely as full decoding does.

    Raises:
        Unreadable: with the reason.
    """
    with opened(data) as image:
        return _load(image, 1), _orientation(image)


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
    try:
        with Image.open(io.BytesIO(data), formats=formats) as image:
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
    if image.mode == "F" or image.mode.startswith("I"):
        return Image.fromarray(_scaled_to_8_bits(image)).convert("RGB")
    if image.mode == "LAB":
        lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, lab, srgb, outputMode="RGB")
        assert converted is not None
        return converted
    if "transparency" in image.info or image.mode in ("RGBA", "LA", "PA", "RGBa", "La"):
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, (255, 255, 255, 255))
        return Image.alpha_composite(white, image).convert("RGB")
    return image.convert("RGB")


def _scaled_to_8_bits(image: Image.Image) -> np.ndarray:
    """Scale 16-bit, 32-bit and float grey, (H, W) uint8; PIL's own conversion would clip it."""
    values = np.asarray(image).astype(np.float32)
    black, white = _range_of(image, values[np.isfinite(values)])
    scaled = (np.nan_to_num(values, nan=black, posinf=white, neginf=black) - black) * (255 / (white - black))
    return np.clip(scaled + 0.5, 0, 255).astype(np.uint8)


def _range_of(image: Image.Image, values: np.ndarray) -> tuple[float, float]:
    """The values of black and white: what the format promises, else the darkest and the lightest present."""
    low, high = (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)
    if image.mode == "F":
        usual = [1.0, 255.0]
    else:
        bits: Any = getattr(image, "tag_v2", {}).get(ExifTags.Base.BitsPerSample, (16,))
        usual = [2.0 ** min(int(bits[0]), 16) - 1]
    for white in usual:
        if low >= 0 and high <= white:
            return 0.0, white
    return (low, high) if high > low else (low, low + 1.0)
