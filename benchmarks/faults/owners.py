"""Two processes that want one run, and a clock that jumps while a run is live."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time

from benchmarks.faults.lab import Finding, Lab

ASK = """
import sys
from pathlib import Path
from sft_gui.training.run_folder import RunFolder
print(RunFolder(Path(sys.argv[1])).is_live())
"""


def two_owners(lab: Lab, rounds: int) -> list[Finding]:
    """Let two processes take a run at the same instant: one has it, the other is told."""
    finding = Finding("two processes enter a run at once: one has it, the other is told")
    other = Lab(lab.folder)
    run = lab.run("classification", "wanted")
    for number in range(rounds):
        tried = lab.folder / f"round {number}"
        tried.mkdir()
        order = {"at": time.time() + 0.15, "hold": 60, "others": 1, "tried": str(tried)}
        lab.start(run, **order)
        other.start(run, **order)
        states = sorted([lab.end().get("state", ""), other.end().get("state", "")])
        finding.check(states == ["held", "refused"], f"{states}")
    other.close()
    return [finding]


def clock(lab: Lab) -> list[Finding]:
    """Ask whether a run is live with clocks that are days off; and again once its process was killed."""
    finding = Finding("a live run is live by any clock, and no longer once its process is gone")
    run = lab.run("classification", "clock")
    pid = lab.start(run, hold=600)
    while not run.is_live():
        time.sleep(0.05)
    for shift in ("", "-3 days", "+3 days", "+400 days"):
        command = [sys.executable, "-c", ASK, str(run.folder)]
        if shift and shutil.which("faketime"):
            command = ["faketime", "-f", shift.replace(" days", "d"), *command]
        elif shift:
            finding.note = "no faketime here"
            continue
        answer = subprocess.run(command, capture_output=True, text=True).stdout.strip()
        finding.check(answer == "True", f"clock {shift}: {answer}")
    os.kill(pid, signal.SIGKILL)
    lab.end()
    finding.check(not run.is_live(), "said to be live after its process was killed")
    return [finding]
