"""What this copy of the app is: made from which commit, with which PyTorch; a source tree knows only its version."""

from __future__ import annotations

import json
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

FILE = "build.json"  # beside the packaged app's modules, written by build/make_app.py


def folder() -> Path | None:
    """Return where the packaged app keeps its modules; None where this is not one."""
    packaged = getattr(sys, "_MEIPASS", None)
    return Path(packaged) if packaged else None


@cache
def _told() -> dict[str, str]:
    inside = folder()
    return dict(json.loads((inside / FILE).read_text(encoding="utf-8"))) if inside is not None else {}


def commit() -> str:
    """Return the commit that the packaged app was made from; empty where this is not one."""
    return _told().get("commit", "")


def full_version() -> str:
    """Return the version, and the commit where it is known: "0.1.0 (5c5d1e8)"."""
    try:
        number = version("sft-gui")
    except PackageNotFoundError:  # a source tree that was never installed
        number = "from source"
    return f"{number} ({commit()})" if commit() else number


def has_python_operators() -> bool:
    """Tell whether torchvision's compiled operators are missing here and Python stands in for them."""
    return "python_ops" in sys.modules and sys.modules["python_ops"].is_in_use
