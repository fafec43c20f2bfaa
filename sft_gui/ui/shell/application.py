"""The program around the window: first paint, what is loaded after it, the last resort for exceptions, restart.

Nothing here or in what the first paint needs imports numpy, PIL, pyqtgraph or torch.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from sft_gui import notes
from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.ui.core import jobs
from sft_gui.ui.core.collector import Collector
from sft_gui.ui.core.crash import Crashes, Report
from sft_gui.ui.core.memory import Memory
from sft_gui.ui.core.state import AppState
from sft_gui.ui.look import icons, theme, words
from sft_gui.ui.shell.one_window import OneWindow
from sft_gui.ui.shell.page_list import PAGES
from sft_gui.ui.shell.window import MainWindow

FIRST_PAINT = "SFT_GUI_FIRST_PAINT"  # a file that gets the seconds from the process's start to the first paint
SIGNAL_MS = 200  # how often Python gets a chance to see Ctrl+C while Qt waits


class Preload(QObject):
    """Imports what pages and runs need, on a thread of its own, while the window is used already."""

    ended = Signal()
    failed = Signal(object)

    def start(self) -> None:
        """Begin; ``ended`` follows."""
        threading.Thread(target=self._load, name="preload", daemon=True).start()

    def _load(self) -> None:
        from sft_gui.ui.core import engine
        from sft_gui.ui.shell import preload  # numpy, PIL, pyqtgraph: slow, and only after the first paint

        try:
            preload.load_pages()
            engine.load()
        except Exception as error:  # told on the GUI thread, by the same dialog as any other
            self.failed.emit(error)
        else:
            self.ended.emit()


class Application:
    """Made once a process; ``run()`` returns when the window is closed.

    Args:
        paths: what was given on the command line.
        is_guided: a script drives the window (demo, screenshots): no welcome, no last project.
    """

    def __init__(self, paths: Sequence[Path] = (), *, is_guided: bool = False) -> None:
        self._paths, self._is_guided = list(paths), is_guided
        app = QApplication.instance()
        self.qt = app if isinstance(app, QApplication) else QApplication(sys.argv[:1])
        self.qt.setApplicationName("sft-gui")
        self.qt.setDesktopFileName("sft-gui")
        self._collector = Collector(self.qt)
        self.crashes = Crashes()
        self.crashes.install()
        memory = Memory()
        self._dress(memory)
        self.qt.setWindowIcon(icons.app_icon())
        self.state = AppState(memory)
        self._ear = contextlib.ExitStack()
        self._ear.enter_context(notes.hearing(self._on_note))
        self._one_window = OneWindow(self.state, self.qt)
        self._last = self._last_project()
        self.window = MainWindow(self.state)
        self.window.first_painted.connect(self._on_first_painted)
        self.crashes.crashed.connect(self._on_crashed)
        self.crashes.user_error.connect(lambda error: self.state.tell_error(error, on_page=True))
        self._preload = Preload()
        self._preload.ended.connect(self._on_ready)
        self._preload.failed.connect(self._on_preload_failed)
        self._is_restarting = False
        self._crash_is_shown = False

    def _dress(self, memory: Memory) -> None:
        theme.set_less_motion(memory.get("less_motion", False))
        theme.start(self.qt, memory.get("theme", "system"), memory.get("scale", 1.0))
        theme.set_patterns(memory.get("patterns", True))
        words.set_language(memory.get("language", "system"))

    def run(self) -> int:
        """Show the window and wait until it is closed."""
        self.show()
        signal.signal(signal.SIGINT, lambda *_: self.window.close())
        ticking = QTimer(interval=SIGNAL_MS)
        ticking.timeout.connect(lambda: None)
        ticking.start()
        code = self.qt.exec()
        self.shut_down()
        if self._is_restarting:
            QProcess.startDetached(*_restart_command())
        return code

    def show(self) -> None:
        """Show the window; the last project comes right after the first paint."""
        if self._last is None:
            self.window.navigate("start")
        self.window.show()

    def shut_down(self) -> None:
        """End the pool's jobs and give Python its own last resorts back."""
        jobs.shut_down()
        self._one_window.let_go()
        self._ear.close()
        self.state.memory.flush()
        self.crashes.uninstall()
        self._collector.stop()

    def _last_project(self) -> Path | None:
        if self._is_guided or self._paths:
            return None
        folder = self.state.memory.get("project", "")
        return Path(folder) if folder and Path(folder).is_dir() else None

    def _on_note(self, message: Message) -> None:  # from any thread
        if isValid(self.state):
            self.state.noted.emit(message)

    # After the first paint

    def _on_first_painted(self) -> None:
        _tell_first_paint()
        from sft_gui.ui.core.session import TrainingSession  # numpy and PIL come with it

        self.state.set_session(TrainingSession(self.state))
        self.window.top_bar.getting_ready.show()
        self._open_first()
        self._tell_last_fault()
        self._show_device()
        self._preload.start()
        if not self._is_guided and not self._paths and self._last is None:
            self._welcome()

    def _open_first(self) -> None:
        last = self._last
        if self._paths:
            self.window.drops.take_paths([path.absolute() for path in self._paths])
        elif last is not None:
            pages = {page.key for page in PAGES}
            page = self.state.memory.get("page", "data")
            self.window.open_kept(last, page=page if page in pages else "data")

    def _tell_last_fault(self) -> None:
        """Say what the program could not say when it was killed from below Python."""
        if self.crashes.last_fault is not None:
            what = say("The program ended unexpectedly the last time.")
            where = say("What it noted is in {file}", file=str(self.crashes.last_fault))
            self.state.tell("fault", what, where, severity="warn", everywhere=True)

    def _welcome(self) -> None:
        from sft_gui.ui.dialogs.welcome import OWN, SAMPLE, SEEN, WelcomeDialog  # shown once in a lifetime

        if self.state.memory.get(SEEN, False):
            return
        dialog = WelcomeDialog(self.state, self.window)

        def chosen(result: int) -> None:
            if result == OWN:
                self.window.ask_for_folder()
            elif result == SAMPLE:
                self.state.sample_asked.emit()
            dialog.deleteLater()

        dialog.finished.connect(chosen)
        dialog.open()

    def _show_device(self) -> None:
        jobs.run(_device_words, self.state.is_ready, done=self._on_device, owner=self.window)

    def _on_device(self, device: Message | None) -> None:
        chip = self.window.top_bar.device
        chip.setVisible(device is not None)
        if device is not None:
            words.put(chip, "setText", device)

    def _on_ready(self) -> None:
        self.window.top_bar.getting_ready.hide()
        self.state.set_ready()
        self._show_device()
        self.window.make_pages()

    def _on_preload_failed(self, error: Exception) -> None:
        self.window.top_bar.getting_ready.hide()
        raise error

    # The last resort

    def _on_crashed(self, report: Report) -> None:
        if self._crash_is_shown:  # one at a time: what fails in a paint event fails sixty times a second
            return
        from sft_gui.ui.dialogs.crash import RESTART, CrashDialog  # hopefully never

        self._crash_is_shown = True
        session = self.state.session
        dialog = CrashDialog(report, is_training=session is not None and session.is_busy, parent=self.window)

        def chosen(result: int) -> None:
            self._crash_is_shown = False
            if result == RESTART:
                self._is_restarting = True
                self.window.close()

        dialog.finished.connect(chosen)
        dialog.open()


def _device_words(is_ready: bool) -> Message | None:
    """Say what will train; for the pool. The GPU is known only once PyTorch is imported."""
    from sft_gui.inference import device  # psutil
    from sft_gui.settings.catalogue import SETTINGS

    if not is_ready:
        return device.ComputeConfig("cpu", "float32", True, device.usable_cores()).device_words()
    try:
        return device.resolve({key: SETTINGS[key].default for key in SETTINGS}).device_words()
    except UserError:
        return None


def _restart_command() -> tuple[str, list[str]]:
    """Give the program and arguments that start this program again: frozen, installed, or from a source tree."""
    started = Path(sys.argv[0])
    if getattr(sys, "frozen", False):
        return sys.executable, []
    if started.name == "__main__.py":
        return sys.executable, ["-m", "sft_gui"]
    if started.suffix == ".exe":
        return str(started), []
    return sys.executable, [str(started)]


def first_paint_seconds() -> float:
    """Give the seconds since the process started; asked for right after the first paint."""
    if sys.platform == "linux":  # psutil reckons from a boot time in whole seconds
        ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
        return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    now = time.time()
    import psutil  # only for this figure

    return now - psutil.Process().create_time()


def _tell_first_paint() -> None:
    path = os.environ.get(FIRST_PAINT)
    if path:
        Path(path).write_text(f"{first_paint_seconds():.3f}\n", encoding="utf-8")
