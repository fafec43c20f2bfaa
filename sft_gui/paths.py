"""Where things are: resources and guide (source tree, wheel, frozen app) and the user's folders."""

from __future__ import annotations

import json
import os
import sys
from functools import cache, lru_cache
from pathlib import Path

import platformdirs

APP = "sft-gui"
PLACES_FORMAT = 1


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


@cache
def guide() -> Path:
    """The folder of the users' guide: Markdown in a folder a language, and its pictures."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / "guide"] if frozen else [package.parent / "docs" / "guide", package / "guide"]
    for folder in candidates:
        if (folder / "en").is_dir():
            return folder
    raise FileNotFoundError(f"guide not found beside {package}")


def _home(variable: str, default: str) -> Path:
    # SFT_GUI_HOME puts everything in one folder: portable use, and tests that must not touch the user's own.
    home = os.environ.get("SFT_GUI_HOME")
    return Path(home) / variable if home else Path(default)


def projects() -> Path:
    """Where projects are kept: what the user chose, else Documents / sft-gui."""
    file = places_file()
    try:
        kept = file.stat()
    except OSError:
        return default_projects()
    return _chosen_projects(file, kept.st_mtime_ns, kept.st_size) or default_projects()


def default_projects() -> Path:
    """Where projects are kept unless the user chose another folder."""
    return _home("projects", os.path.join(platformdirs.user_documents_dir(), APP))


def places_file() -> Path:
    """What the user chose of these: one JSON file, written by ``training/projects_folder.py``."""
    return config_folder() / "places.json"


@lru_cache(maxsize=4)
def _chosen_projects(file: Path, stamp: int, size: int) -> Path | None:
    try:
        data = json.loads(file.read_text("utf-8"))
        folder = Path(data["projects"]) if data["format"] == PLACES_FORMAT else None
    except (OSError, ValueError, KeyError, TypeError):
        return None  # as before there was a choice: what is kept elsewhere is found again by "Open a kept project"
    return folder if folder is not None and folder.is_absolute() else None


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
