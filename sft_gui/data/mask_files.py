"""The files of a picture's mask: one, or several that are joined, as where each object has its own."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sft_gui.data.decode import content_hash
from sft_gui.data.stamp import stamp_of


def names_of(annotation: Mapping[str, Any]) -> list[str]:
    """Return the masks' paths of an annotation, raw or from the index; none where it has none."""
    return [annotation["mask"], *annotation.get("more", ())] if "mask" in annotation else []


def stamp_of_all(root: Path, names: Sequence[str]) -> str:
    """Return what the files are known by until one changes, "" where one has just changed; raises OSError."""
    stamps = [stamp_of(os.stat(f"{root}/{name}")) for name in names]  # noqa: PTH116  # a third quicker
    return "|".join(stamps) if all(stamps) else ""


def first_missing(root: Path, names: Sequence[str]) -> str:
    """Return the first of the files that is not there, or the first of all."""
    return next((name for name in names if not os.path.lexists(root / name)), names[0])


def digest_of_all(contents: Sequence[bytes]) -> str:
    """Return the hash of the files' contents."""
    digests = [content_hash(content) for content in contents]
    return digests[0] if len(digests) == 1 else content_hash("|".join(digests).encode())
