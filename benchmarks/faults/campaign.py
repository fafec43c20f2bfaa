"""The campaign: every kind of harm in turn, and one table of what came of it."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.faults import bits, disks, kills, memory, owners
from benchmarks.faults.lab import Finding, Lab


def measure(arguments: argparse.Namespace) -> None:
    """Do all harm, print the table; end the program with 1 where anything went wrong."""
    brief = arguments.brief
    parts: dict[str, Callable[[Lab], list[Finding]]] = {
        "kills": lambda lab: kills.kills(lab, arguments.kills or (20 if brief else 200)),
        "power": kills.power_cuts,
        "bits": lambda lab: bits.flipped_bits(lab, arguments.flips or (30 if brief else 300)),
        "disk": lambda lab: disks.full_disk(lab, 4 if brief else 40),
        "writes": lambda lab: disks.failing_writes(lab, 3 if brief else 24),
        "memory": lambda lab: memory.out_of_memory(lab, brief=brief),
        "owners": lambda lab: owners.two_owners(lab, 10 if brief else 60),
        "clock": owners.clock,
    }
    wanted = [name for name in arguments.only.split(",") if name] or list(parts)
    findings: list[Finding] = []
    print("| harm and what is right | tries | wrong | |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as home:
        os.environ["SFT_GUI_HOME"] = home
        lab = Lab(Path(home))
        try:
            for name in wanted:
                began = time.monotonic()
                for finding in parts[name](lab):
                    findings.append(finding)
                    print(finding.row(), flush=True)
                print(f"<!-- {name}: {time.monotonic() - began:.0f} s -->", flush=True)
        finally:
            lab.close()
    for finding in findings:
        for each in finding.wrong[:20]:
            print(f"\n- {finding.what}: {each}")
    if any(finding.wrong for finding in findings):
        raise SystemExit(1)
