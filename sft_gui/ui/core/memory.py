"""What the window remembers between starts: language, theme, geometry, last project and page; one JSON file of ours."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from threading import Lock
from typing import Any

from PySide6.QtCore import QObject, QTimer

from sft_gui import files, paths
from sft_gui.messages import say
from sft_gui.ui.core import jobs

FORMAT = 1
SAVE_AFTER_MS = 500


class Memory(QObject):
    """Named values that survive a restart. Saved off the GUI thread soon after a change, and by :meth:`flush`."""

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path or paths.config_folder() / "window.json"
        self._values: dict[str, Any] = self._read()
        self._unsaved: str | None = None
        self._lock = Lock()
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self._save_soon)

    def _read(self) -> dict[str, Any]:
        # A file that is missing, broken or from a newer version costs the user a window position, nothing more.
        with contextlib.suppress(OSError, ValueError):
            data = files.read_json(self._path)
            if isinstance(data, dict) and data.get("format") == FORMAT:
                return dict(data["values"])
        return {}

    def get(self, key: str, default: Any = None) -> Any:
        """Give a value, or ``default`` where nothing of the default's type is remembered."""
        value = self._values.get(key, default)
        return value if default is None or isinstance(value, type(default)) else default

    def set(self, key: str, value: Any) -> None:
        """Remember a JSON value."""
        if self._values.get(key) != value:
            self._values[key] = value
            self._timer.start()

    def _save_soon(self) -> None:
        self._unsaved = json.dumps(self._values)
        jobs.run(self._save)

    def flush(self) -> None:
        """Write now what is not written yet, at the end of the program."""
        if self._timer.isActive():
            self._timer.stop()
            self._unsaved = json.dumps(self._values)
        with contextlib.suppress(Exception):  # closing must not fail for a window position
            self._save()

    def _save(self) -> None:
        """Write what is the newest now, on any thread; a job that comes late finds nothing left to do."""
        with self._lock:
            values, self._unsaved = self._unsaved, None
            if values is not None:
                _write(self._path, values)


def _write(path: Path, values: str) -> None:
    with files.convenience(say("What the window is to remember is not kept; it holds until the window closes.")):
        files.make_folder(path.parent)
        files.sweep_once(path.parent)
        files.write_json(path, {"format": FORMAT, "values": json.loads(values)})
