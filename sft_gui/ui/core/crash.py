"""Every exception that nobody expected ends here: a report on disk, and a dialog that offers to copy it."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import platform
import re
import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import PySide6
from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from sft_gui import build_info, paths
from sft_gui.data.memory import is_out_of_memory, ran_out
from sft_gui.errors import Cancelled, UserError

HARMLESS = ("propagateSizeHints", "QWayland", "Could not register app ID")  # what platforms say in normal use
FILE_NAME = re.compile(r"""(?P<quote>['"])(?P<path>[^'"\n]*[/\\][^'"\n]*|[^'"\n]*\.\w{2,5})(?P=quote)""")
PACKAGE = Path(__file__).resolve().parents[2]

log = logging.getLogger(__name__)


class Crashes(QObject):
    """Catches what is left; ``crashed`` is emitted on the GUI thread with a Report."""

    crashed = Signal(object)
    user_error = Signal(object)  # a UserError that nobody caught is still a sentence

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_file: Any = None
        self.last_fault: Path | None = None  # what a native crash of an earlier process left behind

    def install(self) -> None:
        """Take over Python's and Qt's last resorts."""
        sys.excepthook = self.take
        threading.excepthook = lambda args: self.take(args.exc_type, args.exc_value, args.exc_traceback)
        qInstallMessageHandler(take_qt_message)
        with contextlib.suppress(OSError):
            folder = paths.logs_folder()
            folder.mkdir(parents=True, exist_ok=True)
            self.last_fault = _set_aside(folder / "faults.txt")
            self._log_file = open(folder / "faults.txt", "a", encoding="utf-8")  # noqa: SIM115  # open until the end
            faulthandler.enable(self._log_file)

    def uninstall(self) -> None:
        """Give them back, at the end of the program."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
        if self._log_file is not None:
            faulthandler.disable()
            self._log_file.close()

    def take(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Take an exception from any thread."""
        if error is None or issubclass(kind, (KeyboardInterrupt, SystemExit, Cancelled)):
            return
        if is_out_of_memory(error):
            error = ran_out()
        if isinstance(error, UserError):
            self.user_error.emit(error)
            return
        sys.__excepthook__(kind, error, trace)
        report = Report(error, trace)
        report.keep()
        self.crashed.emit(report)


class Report:
    """What happened, with and without file names."""

    def __init__(self, error: BaseException, trace: TracebackType | None) -> None:
        self.details = "".join(traceback.format_exception(type(error), error, trace))
        frames = traceback.extract_tb(trace)
        ours = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE)]
        self._last = (ours or list(frames) or [None])[-1]
        self._error = traceback.format_exception_only(type(error), error)[-1].strip()

    def short(self, *, with_names: bool = False) -> str:
        """Give the three lines that the dialog shows."""
        where = ""
        if self._last is not None:
            name = Path(self._last.filename)
            shown = name.relative_to(PACKAGE).as_posix() if name.is_relative_to(PACKAGE) else name.name
            where = f"{shown}, line {self._last.lineno}, in {self._last.name}\n"
        error = self._error if with_names else without_names(self._error)
        return f"{error}\n{where}{about_this_computer()}"

    def full(self, *, with_names: bool = False) -> str:
        """Give all of it, to be copied."""
        details = self.details if with_names else without_names(self.details)
        return f"{about_this_computer()}\n\n{details}"

    def keep(self) -> None:
        """Write it to the logs folder; a full disk must not hide the dialog."""
        with contextlib.suppress(OSError):
            folder = paths.logs_folder()
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / f"crash-{datetime.now():%Y%m%d-%H%M%S}.txt"
            file.write_text(self.full(with_names=True), encoding="utf-8", errors="backslashreplace")


def _set_aside(log: Path) -> Path | None:
    """Rename a log of faults that has something in it, so that it is told once."""
    if not log.is_file() or not log.stat().st_size:
        return None
    aside = log.with_name(f"fault-{datetime.now():%Y%m%d-%H%M%S}.txt")
    log.rename(aside)
    return aside


def without_names(text: str) -> str:
    """Replace file names and paths: our own by their place in the package, the user's by "…"."""

    def hidden(match: re.Match[str]) -> str:
        path = match["path"]
        for ours in (str(PACKAGE.parent), sys.prefix, sys.base_prefix):
            if path.startswith(ours):
                return f"{match['quote']}{path[len(ours) :].lstrip('/')}{match['quote']}"
        return f"{match['quote']}…{match['quote']}"

    return FILE_NAME.sub(hidden, text).replace(str(Path.home()), "~")


def about_this_computer() -> str:
    """Give the versions that matter, in one line."""
    qt, python = PySide6.__version__, platform.python_version()
    return f"sft-gui {our_version()}, {platform.system()}, Python {python}, PySide6 {qt}"


def our_version() -> str:
    """Give this program's version."""
    return build_info.full_version()


def take_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Send Qt's own messages to the log, but for those that mean nothing."""
    if any(part in message for part in HARMLESS):
        return
    level = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO}.get(kind, logging.WARNING)
    log.log(level, "Qt: %s", message)
