"""Showing a file in the system's own file manager."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from sft_gui.ui.core import jobs


def show(path: Path) -> None:
    """Open the folder that holds ``path`` (or ``path`` itself, where it is a folder), with the file selected if the
    system can do that; whatever fails there is the system's to say."""
    if sys.platform == "win32" and not path.is_dir():
        jobs.run(subprocess.run, ["explorer", f"/select,{path}"], failed=_ignore)
    elif sys.platform == "darwin" and not path.is_dir():
        jobs.run(subprocess.run, ["open", "-R", str(path)], failed=_ignore)
    else:
        folder = path if path.is_dir() else path.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _ignore(error: Exception) -> None:
    """There is no file manager to start; nothing of the user's is at stake."""
