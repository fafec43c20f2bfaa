"""Best against fastai's ``fine_tune`` and the textbook loop, each given the wall time that Best took, over seeds."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

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
        tables = []
        for source in sources:
            ends: dict[str, list[opponents.Point]] = {}
            paces: dict[str, Pace] = {}
            for seed in range(arguments.first_seed, arguments.first_seed + seeds):
                folder = Path(scratch) / f"{source.name}-{seed}"
                opponents.lay_out(source, folder, seed=seed, most=few)
                best = opponents.ours(folder, "best", seed=seed)[-1]
                ends.setdefault("sft-gui best", []).append(best)
                for name, (python, script, *words) in scripts.items():
                    command = [python, str(opponents.HERE / script), str(folder), str(weights), *words]
                    if name not in paces:
                        paces[name] = _pace(command)
                    ends.setdefault(name, []).append(_within(command, best.seconds, paces[name]))
                told = "; ".join(
                    f"{way} {100 * p[-1].accuracy:.1f} % in {p[-1].seconds:.0f} s" for way, p in ends.items()
                )
                print(f"{source.name}, seed {seed}: {told}", flush=True)
            tables.append((source.name, ends))
        print("\n| data | way | val. accuracy | each seed | seconds | Best's lead |\n|---|---|---|---|---|---|")
        for title, table in tables:
            _print(title, table)


class Pace(NamedTuple):
    """What an opponent takes."""

    epochs: int  # of the run that told it
    whole: float  # seconds of that run
    epoch: float  # seconds of an epoch with everything learning


def _pace(command: list[str]) -> Pace:
    epochs = 1 if command[1].endswith(FASTAI_SCRIPT) else 2  # fine_tune adds one with the body frozen
    first, second, whole = opponents.timed([*command, "--epochs", str(epochs)])
    return Pace(epochs, whole.seconds, second.seconds - first.seconds)


def _within(command: list[str], seconds: float, pace: Pace) -> opponents.Point:
    """Run with as many epochs as fit, or one more where that is nearer: schedules must know their number before."""
    more = max(0, round((seconds - pace.whole) / pace.epoch))
    return opponents.timed([*command, "--epochs", str(pace.epochs + more)])[-1]


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
