"""How long the window's event loop is kept waiting: at rest, while PyTorch is imported, and while a run trains."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

TICK_MS = 5
SLOW_MS = 33
REST_S = 4.0
VERBOSE, WORST = "GAPS_VERBOSE" in os.environ, 12
SETTINGS = {"data.image_size": 160, "train.batch_size": 16, "train.epochs": 2}
DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "cls_hymenoptera"


def measure(arguments: argparse.Namespace) -> None:
    """Print the gaps of a real window that trains, in a process and a home of its own."""
    data = [*arguments.data, str(DATA)][0]
    with tempfile.TemporaryDirectory() as home:
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "SFT_GUI_HOME": home}
        source = [data] if Path(data).exists() else []
        subprocess.run([sys.executable, "-m", "benchmarks.gui_gaps", *source], env=environment, check=True)


class Gaps:
    """Times between the ticks of a 5 ms timer in the window's event loop."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._timer = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self.gaps_ms: list[float] = []
        self.late: list[tuple[float, float, float]] = []  # gap, of it the window's own work, seconds since the start
        self._began = self._last = time.perf_counter()
        self._last_cpu = time.thread_time()

    def start(self) -> None:
        """Forget what was counted and count from now."""
        self.gaps_ms, self.late = [], []
        self._began = self._last = time.perf_counter()
        self._timer.start()

    def _tick(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        gap = 1000 * (now - self._last)
        self.gaps_ms.append(gap)
        if gap > SLOW_MS:
            self.late.append((gap, 1000 * (cpu - self._last_cpu), now - self._began))
        self._last, self._last_cpu = now, cpu

    def tell(self, what: str) -> None:
        """Print the quantiles."""
        gaps = sorted(self.gaps_ms)
        p99 = gaps[int(0.99 * (len(gaps) - 1))]
        slow = sum(gap > SLOW_MS for gap in gaps)
        print(
            f"{what}: p50 {statistics.median(gaps):.1f} ms, p99 {p99:.1f} ms, worst {gaps[-1]:.0f} ms"
            f" ({len(gaps)} ticks, {slow} over {SLOW_MS} ms)",
            flush=True,
        )
        for gap, own, at in sorted(self.late, reverse=True)[:WORST] if VERBOSE else ():
            print(f"    {gap:.0f} ms, of it {own:.0f} ms work of the window's own thread, {at:.2f} s after the start")


def wait_until(is_so: Callable[[], bool], timeout_s: float) -> None:
    """Run the event loop until something is so."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, end = QEventLoop(), time.monotonic() + timeout_s
    timer = QTimer(interval=20)
    timer.timeout.connect(lambda: (is_so() or time.monotonic() > end) and loop.quit())
    timer.start()
    loop.exec()
    timer.stop()
    if not is_so():
        raise TimeoutError


def watch(source: Path | None) -> None:
    """Open the real window, train in it, and print what the event loop waited."""
    from sft_gui.inference import device

    device.prepare_process()
    from sft_gui.ui.shell.application import Application

    application = Application(is_guided=True)
    gaps, state = Gaps(), application.state
    application.show()
    gaps.start()
    wait_until(lambda: state.is_ready, 120)
    gaps.tell("while PyTorch is imported")
    wait_until(lambda: application.window.has_all_pages(), 30)
    gaps.start()
    end = time.monotonic() + REST_S
    wait_until(lambda: time.monotonic() > end, REST_S + 5)
    gaps.tell("at rest")

    from sft_gui.data.project import Project
    from sft_gui.data.sample import sample_source

    state.open_project(Project.create(source or sample_source()))
    application.window.navigate("train")
    page = application.window.page()
    page.draft.take(SETTINGS)
    wait_until(lambda: page.start_card.start.isEnabled(), 30)
    session = state.session
    ended: list[object] = []
    session.run_ended.connect(ended.append)
    gaps.start()
    page.start_card.start.click()
    wait_until(lambda: bool(ended), 600)
    progress = session.current.progress
    gaps.tell(f"from Start to the end of {progress.step} steps in {progress.trained_seconds:.0f} s")
    application.shut_down()


if __name__ == "__main__":
    watch(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
