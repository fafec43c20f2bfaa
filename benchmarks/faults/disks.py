"""Disks that fill up or turn read-only at every write of a run."""

from __future__ import annotations

import errno
import subprocess
from pathlib import Path

from benchmarks.faults.lab import PLAIN, SMALL, Finding, Lab, differences, settings, small_disk
from sft_gui.data.project import Project
from sft_gui.training.run_folder import RunFolder

ROOM_MB = 400


def full_disk(lab: Lab, tries: int) -> list[Finding]:
    """Leave ever more room on a real disk, so that it is full at another write each time."""
    told = Finding("a disk that is full at some write: a sentence, no traceback")
    goes_on = Finding("and with room again the run ends as one that was not harmed, to the last bit")
    whole = lab.run("classification", "whole disk", train__epochs=3)
    lab.train(whole)
    with small_disk(lab.folder / "disk", ROOM_MB) as disk:
        if disk is None:
            told.note = "no right to mount a disk here"
            return [told, goes_on]
        project = Project.create(lab.folder / "classification" / "colours", folder=disk / "project")
        values = {**PLAIN, **SMALL["classification"], "train.epochs": 3}
        for number in range(tries):
            run = RunFolder.create(project, settings("classification", values), name=f"full {number}")
            used = _used_kb(disk)
            _resize(disk, used + 8 + int((number / tries) ** 2 * 100_000))  # KiB: dense where small files are written
            word = lab.train(run)
            _resize(disk, ROOM_MB * 1024)
            is_told = word.get("state") == "finished" or "full" in word.get("reason", "")
            told.check(is_told and word["code"] == 0, f"{word}")
            word = lab.train(RunFolder.open(run.folder))
            problem = differences(run, whole) if word.get("state") == "finished" else str(word)
            goes_on.check(not problem, f"full {number}: {problem}")
            subprocess.run(["rm", "-rf", str(run.folder)], check=True)
        project.close()
    return [told, goes_on]


def failing_writes(lab: Lab, most: int) -> list[Finding]:
    """Let the n-th write of a run and all after it fail, as on a disk that turned read-only or breaks."""
    findings = []
    whole = lab.run("classification", "whole writes", train__epochs=2)
    lab.train(whole)
    for number, words in ((errno.EROFS, "read-only"), (errno.EIO, "that cannot be read or written")):
        finding = Finding(f"a disk {words} from some write on: a sentence, no traceback, and it goes on")
        for first in range(1, most + 1):
            run = lab.run("classification", f"write {first}", train__epochs=2)
            word = lab.train(run, errno=number, from_write=first)
            is_told = word.get("state") == "finished" or (
                bool(word.get("reason")) and "in the program" not in word["reason"]
            )
            finding.check(is_told and word["code"] == 0, f"write {first}: {word}")
            word = lab.train(run)
            problem = differences(run, whole) if word.get("state") == "finished" else str(word)
            finding.check(not problem, f"after write {first}: {problem}")
        findings.append(finding)
    return findings


def _used_kb(disk: Path) -> int:
    return int(subprocess.run(["df", "-k", "--output=used", disk], capture_output=True, text=True).stdout.split()[1])


def _resize(disk: Path, kilobytes: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={kilobytes}k", str(disk)], check=True)
