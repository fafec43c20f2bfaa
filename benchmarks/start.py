"""Seconds from the interpreter's start to the first painted window, beside a bare Qt window in the same run."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """
import os
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        open(os.environ["SFT_GUI_FIRST_PAINT"], "w").write("painted")
        QApplication.quit()
app = QApplication([])
window = Window()
window.show()
app.exec()
"""


def measure(arguments: argparse.Namespace) -> None:
    """Print medians of interleaved runs."""
    bare, ours = [], []
    for _ in range(7):
        bare.append(first_paint(["-c", BARE]))
        ours.append(first_paint(["-m", "sft_gui"]))
    ratio = statistics.median(ours) / statistics.median(bare)
    print(f"bare Qt window {statistics.median(bare):.2f} s, sft-gui {statistics.median(ours):.2f} s, ratio {ratio:.1f}")


def first_paint(command: list[str]) -> float:
    """Start a window and return the seconds until it was painted."""
    with tempfile.TemporaryDirectory() as home:
        mark = Path(home) / "painted"
        environment = {
            **os.environ, "SFT_GUI_HOME": home, "SFT_GUI_FIRST_PAINT": str(mark),
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        }  # fmt: skip
        began = time.time()
        process = subprocess.Popen([sys.executable, *command], env=environment, stderr=subprocess.DEVNULL)
        while not mark.exists() or not mark.read_text():
            time.sleep(0.005)
        process.kill()
        process.wait()
        return mark.stat().st_mtime - began
