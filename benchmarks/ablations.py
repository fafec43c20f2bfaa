"""What each ingredient of a recipe brings: validation accuracy with it and without, over the same seeds and splits."""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Mapping
from pathlib import Path

from benchmarks.recipes import SETS, SHARED, interval, one_run
from sft_gui.settings import presets

# What stands in an ingredient's place.
WITHOUT: Mapping[str, object] = {
    "train.head_start": "random", "data.test_flip": False, "optimizer.average": None, "train.freeze_norm": False,
    "data.start_size": None, "loss.label_smoothing": 0.0, "optimizer.clip_norm": None, "data.augmentation": "none",
    "train.what": "head",
}  # fmt: skip


def measure(arguments: argparse.Namespace) -> None:
    """Print a line for each set, preset and ingredient: the gain in points, its 95 % interval, and the seconds."""
    sources = [Path(name) for name in arguments.data] or [SHARED / name for name in SETS]
    print("| data | preset | without | points lost | each seed | seconds more |\n|---|---|---|---|---|---|")
    for source in sources:
        for preset in arguments.presets.split(","):
            whole = [one_run(source, preset, seed) for seed in range(arguments.seeds)]
            for key, value in WITHOUT.items():
                if presets.find(preset).settings()[key] != value:
                    part = [one_run(source, preset, seed, {key: value}) for seed in range(arguments.seeds)]
                    lost = tuple(100 * (w[0] - p[0]) for w, p in zip(whole, part, strict=True))
                    mean, half = interval(lost)
                    seconds = statistics.mean(w[1] - p[1] for w, p in zip(whole, part, strict=True))
                    each = " ".join(f"{value:+.1f}" for value in lost)
                    cells = (source.name, preset, key, f"{mean:+.1f} ± {half:.1f}", each, f"{seconds:+.0f}")
                    print(f"| {' | '.join(cells)} |", flush=True)
