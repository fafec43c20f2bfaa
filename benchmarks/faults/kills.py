"""Trainers killed at random instants, over and over; and what a power cut could see, by the order of system calls."""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.faults.lab import TASKS, Finding, Lab, differences, steps
from sft_gui.training.run_folder import RunFolder, kept_runs


def kills(lab: Lab, count: int) -> list[Finding]:
    """Kill runs of the three tasks until each ends, and compare its end with one that was left alone."""
    random.seed(count)
    readable = Finding("a killed run is read, listed, each step in it once, its weights those that it reports")
    ends = Finding("a run killed again and again ends as one that was not, to the last bit")
    left = Finding("temporary files of killed writes, one more open later")
    wholes, seconds = {}, {}
    for task in TASKS:
        wholes[task] = lab.run(task, f"whole {task}")
        began = time.monotonic()
        word = lab.train(wholes[task])
        seconds[task] = time.monotonic() - began
        ends.check(word.get("state") == "finished", f"{task}: {word}")
    done = 0
    while done < count:
        task = random.choice(("classification", *TASKS))
        run, finished = lab.run(task, f"killed {done}"), False
        while not finished and done < count:
            pid = lab.start(run)
            time.sleep(random.uniform(0, seconds[task]))  # the instant of the kill, not a wait for something
            with contextlib.suppress(ProcessLookupError):  # it was faster
                os.kill(pid, signal.SIGKILL)
            finished = lab.end()["code"] == 0
            done += not finished
            problem = _problem(lab, task, run)
            readable.check(not problem, f"{run.folder.name}: {problem}")
        word = lab.train(run)
        ends.check(word.get("state") == "finished", f"{run.folder.name}: {word}")
        if word.get("state") == "finished":
            problem = differences(run, wholes[task])
            ends.check(not problem, f"{run.folder.name}: {problem}")
        RunFolder.open(run.folder)
        names = [path.name for path in run.folder.rglob("*.tmp")]
        left.check(not names, f"{run.folder.name}: {names}")
        shutil.rmtree(run.folder)
    readable.note = f"{done} kills"
    return [readable, ends, left]


def _problem(lab: Lab, task: str, run: RunFolder) -> str:
    run = RunFolder.open(run.folder)
    numbers = [step for step, _ in steps(run)]
    if numbers != list(range(1, len(numbers) + 1)):
        return f"steps {numbers}"
    report = run.report()
    if report.state not in ("interrupted", "preparing", "finished"):
        return f"said to be {report.state}"
    if run.has_model != (report.best_epoch is not None):
        return f"has a model: {run.has_model}, best epoch: {report.best_epoch}"
    if run.folder not in [kept.folder for kept in kept_runs(lab.project(task))]:
        return "not listed"
    return ""


CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
FD = re.compile(r"^\d+<([^>]*)>")
STRINGS = re.compile(r'"((?:[^"\\]|\\.)*)"')
CODE = """
import sys
from pathlib import Path
from sft_gui.training import checkpoint_manager
from sft_gui.training.fit import fit
from sft_gui.training.request import Control, FitRequest
from sft_gui.training.run_folder import RunFolder
checkpoint_manager.COST_SHARE = 100.0
fit(FitRequest(RunFolder(Path(sys.argv[1]))), lambda event: None, Control())
"""


def power_cuts(lab: Lab) -> list[Finding]:
    """See by strace that what a rename makes visible was on disk before, and that the rename is before the next."""
    finding = Finding("a file is on disk before it gets its name, and its name before the next file's")
    if shutil.which("strace") is None:
        finding.note = "no strace here"
        return [finding]
    run, log = lab.run("classification", "power", train__epochs=3), lab.folder / "strace.txt"
    calls = "trace=write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,link,linkat"
    command = ["strace", "-f", "-y", "-s", "4096", "-e", calls, "-o", str(log)]
    subprocess.run([*command, sys.executable, "-c", CODE, str(run.folder)], check=True, capture_output=True)
    unsynced: set[str] = set()  # files written to since their last fsync
    unsynced_folders: set[str] = set()  # folders in which a file got its name since their last fsync
    for line in log.read_text(errors="replace").splitlines():
        call = CALL.match(line)
        if call is None or call[3].startswith("-"):
            continue
        name, target = call[1], FD.match(call[2])
        path = target[1] if target else ""
        if name in ("write", "pwrite64") and path.startswith(str(run.folder)):
            unsynced.add(path)
        elif name in ("fsync", "fdatasync"):
            unsynced.discard(path)
            unsynced_folders.discard(path)
        elif name.startswith("rename"):
            old, new = [text for text in STRINGS.findall(call[2]) if "/" in text][-2:]
            if not new.startswith(str(run.folder)):
                continue
            is_checkpoint = new.endswith("last.safetensors")
            late = {old} & unsynced | ({str(run.folder / "events.jsonl")} & unsynced if is_checkpoint else set())
            finding.check(not late, f"{Path(new).name}: {late} not on disk")
            finding.check(
                not unsynced_folders - {str(Path(new).parent)} or not is_checkpoint, f"{new}: folder not synced"
            )
            unsynced_folders.add(str(Path(new).parent))
    return [finding]
