"""Where things are: resources (source tree, wheel, frozen app) and the user's folders."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

import platformdirs

APP = "sft-gui"


@cache
def resources() -> Path:
    """The folder of icons, fonts, translations and licences."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / "resources"] if frozen else [package.parent / "resources", package / "resources"]
    for folder in candidates:
        if (folder / "icons").is_dir():
            return folder
    raise FileNotFoundError(f"resources not found beside {package}")


def _home(variable: str, default: str) -> Path:
    # SFT_GUI_HOME puts everything in one folder: portable use, and tests that must not touch the user's own.
    home = os.environ.get("SFT_GUI_HOME")
    return Path(home) / variable if home else Path(default)


def projects() -> Path:
    """Where projects are kept: Documents / sft-gui."""
    return _home("projects", os.path.join(platformdirs.user_documents_dir(), APP))


def cache_folder() -> Path:
    """What can be made again: thumbnails, decoded pictures."""
    return _home("cache", platformdirs.user_cache_dir(APP, appauthor=False))


def weights_folder() -> Path:
    """Downloaded pretrained weights."""
    return _home("weights", os.path.join(platformdirs.user_data_dir(APP, appauthor=False), "weights"))


def config_folder() -> Path:
    """The window's own memory: geometry, language, recent projects."""
    return _home("config", platformdirs.user_config_dir(APP, appauthor=False))


def logs_folder() -> Path:
    """Crash reports."""
    return _home("logs", platformdirs.user_log_dir(APP, appauthor=False))
