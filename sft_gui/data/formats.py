"""The one list of picture formats that are read: their names, their endings, and the sentence that says so."""

from __future__ import annotations

from sft_gui.data.posix import suffix_of
from sft_gui.messages import say

# What PIL may try, by content. Not among them: formats that start other programs (EPS), draw (WMF) or hold films.
# HEIF is pi-heif's, and tried only where a file says that it is one (data/heic.py).
FORMATS = "JPEG PNG WEBP GIF BMP TIFF AVIF MPO JPEG2000 PPM TGA ICO DIB DDS PCX PSD QOI SGI"
READ_SUFFIXES = (
    ".jpg .jpeg .jpe .jfif .png .apng .webp .heic .heif .hif .avif .tif .tiff .bmp .dib .gif .mpo .jp2 .j2k .jpx .j2c "
    ".pbm .pgm .ppm .pnm .pfm .tga .ico .dds .pcx .psd .qoi .sgi .rgb .bw"
)
PICTURE_SUFFIXES = frozenset((*READ_SUFFIXES.split(), ".svg"))  # an SVG is told why it cannot be read
LABEL_SUFFIXES = frozenset(  # of files that labels and annotations may be read from
    [
        ".xml",
        ".json",
        ".jsonl",
        ".ndjson",
        ".geojson",
        ".odgt",
        ".manifest",
        ".txt",
        ".list",
        ".lst",
        ".csv",
        ".tsv",
        ".tab",
        ".psv",
        ".yaml",
        ".yml",
        ".names",
        ".data",
    ]
)
DIALOG_PATTERNS = " ".join(
    pattern for suffix in READ_SUFFIXES.split() for pattern in (f"*{suffix}", f"*{suffix.upper()}")
)  # Qt's own dialog on Linux tells capitals apart

READABLE = say("JPEG, PNG, WebP, HEIC, AVIF, TIFF, BMP and GIF can be read.")
KINDS = say("JPEG, PNG, WebP, HEIC, AVIF, TIFF, BMP, GIF")


def is_picture_name(name: str) -> bool:
    """Tell whether a file's name promises a picture."""
    return suffix_of(name).lower() in PICTURE_SUFFIXES
