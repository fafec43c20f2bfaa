"""What a change of theme or text size costs the window's own thread, on each page of the real window, and ten presses.

The time is that of the window's thread alone (processor time), so that what else the machine does is not in it.
"""

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

ROUNDS, PRESSES, STEP = 3, 10, 0.1
QUIET_MS = 600  # what follows a change, and is counted with it
HEAD = "| page | theme | text size | ten presses of Ctrl+plus | goal, each |\n" + 5 * "|---" + "|"
GOAL_MS = 150


def measure(arguments: argparse.Namespace) -> None:
    """Print one table; goal: under 150 ms each."""
    with tempfile.TemporaryDirectory() as home:
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "SFT_GUI_HOME": home}
        command = [sys.executable, "-m", "benchmarks.look", str(1 if arguments.brief else ROUNDS)]
        subprocess.run(command, env=environment, check=True)


def main() -> None:
    """Train a short run in the real window, then change its looks on every page."""
    from sft_gui.inference import device

    device.prepare_process()
    from sft_gui.data.project import Project
    from sft_gui.data.sample import sample_source
    from sft_gui.settings import presets
    from sft_gui.ui.look import theme
    from sft_gui.ui.shell.guide import Guide
    from sft_gui.ui.shell.page_list import PAGES

    rounds = int(sys.argv[1])
    guide = Guide(Path())
    guide.window.resize(1280, 800)
    guide.open()
    guide.wait_for(guide.window.has_all_pages)
    project = Project.create(sample_source())
    project.set_split(seed=42, val_fraction=0.2, test_fraction=0.1)
    guide.open_project(project)
    ended: list[object] = []
    guide.state.session.run_ended.connect(ended.append)
    short = {"data.image_size": 64, "train.epochs": 2, "data.augmentation": "none"}
    guide.state.session.start(
        project, presets.find("quick").settings(project.task).with_values(short), name="Quick", preset="quick"
    )
    guide.wait_for(lambda: ended)
    for page in PAGES:  # as one who has been everywhere
        guide.show(page.key)

    def cost(change: Callable[[], None]) -> float:
        guide.wait_until_idle()
        began = time.thread_time()
        change()
        guide.settle(QUIET_MS)
        return 1000 * (time.thread_time() - began)

    def presses() -> None:
        for _ in range(PRESSES):
            guide.window._scale_by(STEP)

    print(HEAD)
    for page in PAGES:
        guide.show(page.key)
        mode, size, many = [], [], []
        for number in range(rounds):
            mode.append(cost(lambda number=number: theme.set_mode("light" if number % 2 else "dark")))
            size.append(cost(lambda: theme.set_scale(1.2)))
            theme.set_scale(1.0)
            many.append(cost(presses))
            theme.set_scale(1.0)
        cells = " | ".join(f"{statistics.median(each):.0f} ms" for each in (mode, size, many))
        print(f"| {page.key} | {cells} | < {GOAL_MS} ms |", flush=True)
    project.close()
    guide.window.close()
    guide.app.shut_down()


if __name__ == "__main__":
    main()
