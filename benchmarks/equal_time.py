"""Best against fastai's ``fine_tune`` and the textbook loop, each given the wall time that Best took, over seeds."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks import opponents
from benchmarks.recipes import SETS, SHARED, interval

TEXTBOOK, FASTAI_SCRIPT = "textbook loop, batch 32", "fastai_run.py"


def measure(arguments: argparse.Namespace) -> None:
    """Print each way's mean accuracy with its interval, and Best's lead over the others, split by split."""
    sources = [Path(name) for name in arguments.data] or [SHARED / name for name in SETS]
    seeds, few = (1, opponents.FEW) if arguments.brief else (arguments.seeds, None)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["SFT_GUI_HOME"] = scratch
        weights = opponents.timm_weights(Path(scratch) / "lite0.safetensors")
        scripts: dict[str, tuple[str, ...]] = {TEXTBOOK: (sys.executable, "textbook_loop.py", "--batch", "32")}
        fastai = opponents.fastai_python()
        if fastai is not None:
            scripts[opponents.FASTAI_WAY] = (str(fastai), FASTAI_SCRIPT)
        print("| data | way | val. accuracy | each seed | seconds | Best's lead |\n|---|---|---|---|---|---|")
        for source in sources:
            ends: dict[str, list[opponents.Point]] = {}
            for seed in range(seeds):
                folder = Path(scratch) / f"{source.name}-{seed}"
                opponents.lay_out(source, folder, seed=seed, most=few)
                best = opponents.ours(folder, "best", seed=seed)[-1]
                ends.setdefault("sft-gui best", []).append(best)
                for name, (python, script, *words) in scripts.items():
                    command = [python, str(opponents.HERE / script), str(folder), str(weights), *words]
                    ends.setdefault(name, []).append(_within(command, best.seconds))
            _print(source.name, ends)


def _within(command: list[str], seconds: float) -> opponents.Point:
    """Run with as many epochs as fit: their number must be known before, as schedules are made for it.

    The first two epochs tell what starting and an epoch take; an epoch more than fits is given where it is the nearer.
    """
    least = 1 if command[1].endswith(FASTAI_SCRIPT) else 2  # fine_tune adds one with the body frozen
    first, second, whole = opponents.timed([*command, "--epochs", str(least)])
    more = max(0, round((seconds - whole.seconds) / (second.seconds - first.seconds)))
    return opponents.timed([*command, "--epochs", str(least + more)])[-1]


def _print(name: str, ends: dict[str, list[opponents.Point]]) -> None:
    best = next(iter(ends.values()))
    for way, points in ends.items():
        accuracies = [point.accuracy for point in points]
        leads = [own.accuracy - other for own, other in zip(best, accuracies, strict=True)]
        seconds = sum(point.seconds for point in points) / len(points)
        each = " ".join(f"{100 * value:.1f}" for value in accuracies)
        lead = "" if points is best else _shown(leads)
        print(f"| {name} | {way} | {_shown(accuracies)} | {each} | {seconds:.0f} | {lead} |", flush=True)


def _shown(shares: list[float]) -> str:
    """Write the mean in percent, with its interval where there is more than one."""
    mean, half = interval(tuple(shares))
    return f"{100 * mean:.1f}" + (f" ± {100 * half:.1f}" if len(shares) > 1 else "")
