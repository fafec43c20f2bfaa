"""File and folder names that every system accepts."""

from __future__ import annotations

import re
from pathlib import Path

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
MAX_BYTES = 120  # well under the 255 of most file systems, so that suffixes and temporary names fit


def safe_name(name: str, fallback: str) -> str:
    """Return ``name`` as a file name: no separators, reserved names, or dots and spaces at its end."""
    name = FORBIDDEN.sub("_", name.encode("utf-8", "replace").decode()).strip(" ").rstrip(". ")
    if len(name.encode()) > MAX_BYTES:
        stem, suffix = split_suffix(name)
        suffix = suffix if len(suffix.encode()) <= 12 else ""
        name = stem.encode()[: MAX_BYTES - len(suffix.encode())].decode("utf-8", "ignore").rstrip(". ") + suffix
    if DEVICES.fullmatch(name.split(".")[0].rstrip()):
        name = f"_{name}"
    return name or fallback


def split_suffix(name: str) -> tuple[str, str]:
    """Split "a.jpg" into "a" and ".jpg"."""
    path = Path(name)
    return path.stem, path.suffix


def unique(folder: Path, name: str) -> Path:
    """Return the first of "name", "name 2", "name 3", ... that is not in ``folder`` yet."""
    stem, suffix = split_suffix(name)
    path, number = folder / name, 2
    while path.exists() or path.is_symlink():
        path, number = folder / f"{stem} {number}{suffix}", number + 1
    return path
